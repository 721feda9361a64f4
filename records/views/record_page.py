"""What the pages of any record share: finding it and permitting."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.views import View

from accounts.requests.signed_in import SignedInRequest
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
