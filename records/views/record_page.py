"""What the pages of any record share: finding it, permitting, and saying what was refused."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.views import View

from accounts.requests.signed_in import SignedInRequest
from audit.errors import Refused
from records.pages.record_pages import RecordPages


class RecordPageView(View):
    """A page about one kind of record."""

    pages: RecordPages = None  # type: ignore[assignment]


class RecordView(RecordPageView):
    """A page about one record that its person may edit."""

    def dispatch(self, request: SignedInRequest, **keys: Any) -> HttpResponseBase:  # type: ignore[override]
        self.record = self.pages.find(request.user.person, keys)
        self.pages.permit(request.user.person, self.record)
        return super().dispatch(request, **keys)


def add_refusal(form: Any, refusal: Refused) -> None:
    """Show what an action refused beside the fields that it names."""
    placed = False
    for name, sentences in refusal.fields.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
            placed = True
    if not placed:
        form.add_error(None, str(refusal))
