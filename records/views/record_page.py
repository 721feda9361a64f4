"""What the pages of any record share: find it, permit, act once and on the version that was
read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views import View

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import IN_VAIN
from audit.writing import as_read
from people.models import Person
from records.forms import READ_FROM_NOTHING
from records.pages.record_pages import RecordPages
from records.views.changed_since import changed_since

VERSION, INTENT = "version", "intent"


class RecordPageView(View):
    """A page about one kind of record."""

    pages: RecordPages = None  # type: ignore[assignment]


class RecordView(RecordPageView):
    """A page about one record, which somebody acts on.

    A request says which version of the record its page showed. If its act has already been done, it
    does nothing and says so; if the page was out of date, it shows the page again with what has
    changed."""

    record: Any
    knows_what_was_read = False
    """Whether its own form holds the version that was read, and shows what has changed since."""

    def dispatch(self, request: SignedInRequest, **keys: Any) -> HttpResponseBase:  # type: ignore[override]
        self.record = self.find(request.user.person, keys)
        self.permit(request.user.person)
        if request.method == "POST" and not self.knows_what_was_read:
            return self.sent(request, **keys)
        return super().dispatch(request, **keys)

    def find(self, person: Person, keys: dict[str, Any]) -> Any:
        """The record that an address names, if the person may see it."""
        return self.pages.find(person, keys)

    def permit(self, person: Person) -> None:
        """Raise PermissionDenied for anyone who may not act here."""
        self.pages.permit(person, self.record)

    def already(self, request: SignedInRequest) -> str:
        """A sentence when the request has already been done; else nothing."""
        return ""

    def read_from(self, intent: str = "") -> list[tuple[str, str]]:
        """The hidden fields that hold the version its page showed, and the act intended."""
        version = [(VERSION, str(self.record.version))]
        return version + ([(INTENT, intent)] if intent else [])

    def sent(self, request: SignedInRequest, **keys: Any) -> HttpResponseBase:
        if done := self.already(request):
            messages.info(request, done)
            return redirect(self.pages.after(self.record))
        version = version_read(request.POST)
        if version is None:
            return self.again(request, str(READ_FROM_NOTHING), status=200, **keys)
        if version != self.record.version:
            message = changed_since(self.record, version, request.user.person)
            return self.again(request, message, status=409, **keys)
        with as_read(self.record, version):
            return super().dispatch(request, **keys)

    def again(
        self, request: SignedInRequest, message: str, *, status: int, **keys: Any
    ) -> HttpResponseBase:
        """The page as it is now, with what was typed; nothing has been done."""
        messages.warning(request, message)
        if not hasattr(self, "get"):
            return redirect(self.pages.after(self.record))
        setattr(request, IN_VAIN, True)
        answer: HttpResponse = self.get(request, **keys)
        answer.status_code = status
        return answer


def version_read(posted: Any) -> int | None:
    """The version that a page showed, as its form sends it; None if it does not say."""
    text = posted.get(VERSION, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
