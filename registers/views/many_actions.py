"""Adding many actions at once, one on each line; closing many."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Refused
from people import policy
from people.actions import send_once
from people.choices import Act
from people.models import Person
from programmes.actions import record_entries
from programmes.pages import find_scope
from programmes.queries import scopes_within
from records.views.records import sent_key
from registers.actions.actions import close_actions
from registers.forms.actions import CloseManyForm, QuickForm
from registers.models import Action
from registers.pages.actions import ActionPages
from registers.queries.actions import closable

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST_ROWS = 100


class ManyActions(View):
    """A page about the actions of one scope, for those who keep its registers."""

    def dispatch(self, request: SignedInRequest, reference: str) -> HttpResponseBase:  # type: ignore[override]
        self.of = find_scope(request.user.person, reference)
        if not policy.can(request.user.person, Act.KEEP_REGISTERS, self.of):
            raise PermissionDenied
        return super().dispatch(request, reference)

    @property
    def back(self) -> str:
        return ActionPages().after_parent(self.of)

    def context(self, request: SignedInRequest) -> dict[str, Any]:
        return {
            "caption": self.of.title,
            "cancel_url": self.back,
            "given_back": copy_given_back(request),
            "breadcrumbs": ActionPages().crumbs_of_parent(self.of),
        }


class AddMany(ManyActions):
    heading: ClassVar[StrPromise] = gettext_lazy("Add several actions")
    reason: ClassVar[StrPromise] = gettext_lazy("Actions added together")

    def write(self, rows: list[dict[str, Any]], by: Person) -> None:
        record_entries(Action, rows, scope=self.of, by=by, reason=str(self.reason))

    def get(self, request: SignedInRequest, reference: str) -> HttpResponse:
        form = QuickForm(given_back(request), initial={"form_key": uuid.uuid4()})
        return self.page(request, form)

    def post(self, request: SignedInRequest, reference: str) -> HttpResponse:
        form = QuickForm(request.POST)
        if form.is_valid():
            rows, by = form.cleaned_data["lines"], request.user.person

            def act() -> str:
                self.write(rows, by)
                return self.back

            key = sent_key(form.cleaned_data["form_key"], request.POST)
            try:
                url = send_once(account=request.user, key=key, reason=str(self.reason), act=act)
            except Refused as refusal:
                form.add_error("lines", str(refusal))
            else:
                said = ngettext("%(n)d action saved.", "%(n)d actions saved.", len(rows))
                messages.success(request, said % {"n": len(rows)})
                return redirect(url)
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: QuickForm) -> HttpResponse:
        context = {
            "form": form,
            "heading": self.heading,
            "button_label": _("Save them all"),
            **self.context(request),
        }
        return render(request, "records/form.html", context)


class CloseMany(ManyActions):
    def get(self, request: SignedInRequest, reference: str) -> HttpResponse:
        return self.page(request, self.form(request, given_back(request)))

    def form(self, request: SignedInRequest, data: Any) -> CloseManyForm:
        found = closable(request.user.person, scopes_within(self.of.pk, None))
        return CloseManyForm(data, actions=list(found[:MOST_ROWS]))

    def post(self, request: SignedInRequest, reference: str) -> HttpResponse:
        form = self.form(request, request.POST)
        if form.is_valid():
            try:
                closed = close_actions(form.closings(), by=request.user.person)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                said = ngettext("%(n)d action closed.", "%(n)d actions closed.", len(closed))
                messages.success(request, said % {"n": len(closed)})
                return redirect(self.back)
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: CloseManyForm) -> HttpResponse:
        context = {
            "form": form,
            "rows": list(form.rows()),
            "add_url": reverse("registers:action_add", args=[self.of.reference]),
            **self.context(request),
        }
        return render(request, "registers/close_many.html", context)
