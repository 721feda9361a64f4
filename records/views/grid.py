"""A page on which many values are entered at once, in a grid of boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from accounts.requests.signed_in import SignedInRequest
from accounts.views.refused import add_refusal
from audit.errors import Refused
from people.models import Person
from records.grids import GridForm

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class GridPage(View):
    """What was pasted fills the boxes and saves nothing; what was sent is saved as a whole, or not
    at all."""

    heading: ClassVar[StrPromise]
    text: ClassVar[StrPromise]
    table_caption: ClassVar[StrPromise]
    row_heading: ClassVar[StrPromise]
    nothing: ClassVar[tuple[StrPromise, StrPromise, StrPromise]]
    """Where there are no rows: what is missing, what to do first, and the words of the link."""

    def open(self, person: Person, keys: dict[str, Any]) -> None:
        """Find what the boxes belong to. Raises Http404, and PermissionDenied."""
        raise NotImplementedError

    def grid(self, data: Any = None) -> GridForm:
        raise NotImplementedError

    def save(self, form: GridForm, by: Person) -> str:
        """Save what was changed, and say so in a sentence. Raises Refused."""
        raise NotImplementedError

    def place(self) -> dict[str, Any]:
        """For its template: caption, cancel_url, to which it returns, breadcrumbs, and first_url,
        where to begin when there are no rows."""
        raise NotImplementedError

    def dispatch(self, request: SignedInRequest, *args: Any, **keys: Any) -> HttpResponseBase:  # type: ignore[override]
        self.open(request.user.person, keys)
        return super().dispatch(request, *args, **keys)

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        return self.page(request, self.grid())

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = self.grid(request.POST)
        if form.has_pasted():
            try:
                form.fill()
            except ValidationError as error:
                form.add_error("pasted", error)
            else:
                messages.info(request, _("The boxes hold what you pasted. Check them, then save."))
        elif form.is_valid():
            try:
                saved = self.save(form, request.user.person)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, saved)
                return redirect(self.place()["cancel_url"])
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: GridForm) -> HttpResponse:
        missing, text, label = self.nothing
        context = {
            "form": form,
            "heading": self.heading,
            "text": self.text,
            "table_caption": self.table_caption,
            "row_heading": self.row_heading,
            "nothing": {"title": missing, "text": text, "label": label},
            **self.place(),
        }
        return render(request, "records/grid.html", context)
