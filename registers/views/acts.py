"""Acts on an entry of a register, each on a page with a small form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Refused
from people.models import Person
from records.pages.moments import AskedMoment
from records.views.detail import RecordDetail
from records.views.record_page import RecordView
from registers.forms.risks import WhyForm

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class EntryDetail(RecordDetail):
    """An entry with its state, and links to what can be done about it now."""

    template = "registers/entry.html"

    def acts(self, person: Person, row: Any) -> Iterator[tuple[str, str]]:
        """(words, address) of each act that a person may do."""
        return iter(())

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        is_over = bool(asked.value) or row.is_archived
        return {
            "status": _("Archived") if row.is_archived else row.get_state_display(),
            "acts": [] if is_over else list(self.acts(person, row)),
        }


class ActOnEntry(RecordView):
    """One act: its heading, its form, and `do`, which returns the address of what shows it."""

    heading: ClassVar[StrPromise]
    label: ClassVar[StrPromise]
    done: ClassVar[StrPromise]
    form_class: ClassVar[type[forms.Form]] = WhyForm

    def do(self, by: Person, typed: dict[str, Any]) -> Any:
        """Do it. What it returns, if it is an address, is opened next. Raises Refused."""
        raise NotImplementedError

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        return self.page(request, self.form_class(given_back(request)))

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if form.is_valid():
            try:
                url = self.do(request.user.person, form.cleaned_data)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, str(self.done))
                return redirect(url if isinstance(url, str) else self.pages.after(self.record))
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: forms.Form) -> HttpResponse:
        context = {
            "form": form,
            "heading": self.heading,
            "button_label": self.label,
            "caption": str(self.record),
            "hidden": self.read_from(),
            "given_back": copy_given_back(request),
            "cancel_url": self.pages.after(self.record),
            "breadcrumbs": self.pages.crumbs(self.record),
        }
        return render(request, "records/form.html", context)
