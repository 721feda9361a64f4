"""A page with one form, which does one thing to a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Refused
from people.models import Person
from records.views.record_page import RecordView

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class ActOn(RecordView):
    """Its form holds what the act needs to know."""

    form_class: ClassVar[type[forms.Form]]
    heading: ClassVar[StrPromise]
    label: ClassVar[StrPromise]
    done: ClassVar[StrPromise]
    template = "records/act.html"

    def act(self, by: Person, **typed: Any) -> Any:
        """Do it, and return what came of it. Raises Refused."""
        raise NotImplementedError

    def after(self, outcome: Any) -> str:
        """The page that is opened when it is done."""
        return self.pages.after(self.record)

    def text(self, person: Person) -> str:
        """What the page says before its form."""
        return ""

    def form(self, person: Person, data: Any = None) -> forms.Form:
        return self.form_class(data)

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        return self.page(request, self.form(request.user.person, given_back(request)))

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = self.form(request.user.person, request.POST)
        if form.is_valid():
            try:
                outcome = self.act(request.user.person, **form.cleaned_data)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, str(self.done) % {"title": str(self.record)})
                return redirect(self.after(outcome))
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: forms.Form) -> HttpResponse:
        context = {
            "form": form,
            "record": self.record,
            "heading": self.heading,
            "text": self.text(request.user.person),
            "button_label": self.label,
            "hidden": self.read_from(),
            "given_back": copy_given_back(request),
            "cancel_url": self.pages.after(self.record),
            "breadcrumbs": self.pages.crumbs(self.record),
        }
        return render(request, self.template, context)
