"""The pages on which what was agreed is changed by a decision, or put right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.requests.signed_in import SignedInRequest
from audit.deciding import agreed_fields
from audit.errors import Refused
from audit.models import tracked_models
from governance.actions.agreed import change_agreed, correct_agreed
from governance.forms.agreed import AgreedForm, ChangeAgreedForm, CorrectForm
from people import policy
from people.choices import Act
from people.models import Person
from projects.models import Milestone
from records.pages.record_pages import PAGES_OF
from records.views.acting import ActOn
from records.views.record_page import RecordView

Links = list[tuple[str, str]]


def kinds() -> dict[str, Any]:
    """The kinds of record of which something changes only by decision, as addresses name them."""
    return {m._meta.label_lower: m for m in tracked_models() if m.only_by_decision}


def act_of(model: Any) -> Act:
    """What an officer under delegation must be allowed to do."""
    return Act.REBASELINE if model is Milestone else Act.CHANGE_BASELINE


def may_change(person: Person, record: Any) -> bool:
    """As an officer under delegation, or because of a board's decision."""
    may_decide = policy.can(person, act_of(type(record)), record)
    return may_decide or policy.can(person, Act.PLAN_MEETINGS, record)


def links(person: Person, record: Any) -> Links:
    """The ways from the page that edits a record to those where what is agreed changes."""
    if not record.only_by_decision or not agreed_fields(record):
        return []
    keys = [record._meta.label_lower, record.pk]
    offered = [
        (_change_label(record), "agreed_change", may_change(person, record)),
        (_now("Correct a slip in what was agreed"), "agreed_correct",
         policy.can(person, Act.CORRECT_AGREED, record)),
    ]  # fmt: skip
    return [
        (label, reverse(f"governance:{page}", args=keys)) for label, page, may in offered if may
    ]


def _change_label(record: Any) -> str:
    if isinstance(record, Milestone):
        return _now("Re-baseline this milestone")
    return _now("Change what was agreed, by decision")


class AgreedView(ActOn):
    done = _("%(title)s: changed.")

    def dispatch(self, request: SignedInRequest, **keys: Any) -> HttpResponseBase:  # type: ignore[override]
        model = kinds().get(keys["kind"])
        if model is None or model not in PAGES_OF:
            raise Http404
        self.model, self.pages = model, PAGES_OF[model]()
        self.record = get_object_or_404(
            model.objects.visible_to(request.user.person), pk=keys["pk"]
        )
        self.permit(request.user.person)
        if request.method == "POST":
            return self.sent(request, **keys)
        return super(RecordView, self).dispatch(request, **keys)

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        self.typed = self.form(request.user.person, request.POST)
        return super().post(request, **keys)

    def values(self) -> dict[str, Any]:
        self.typed.is_valid()
        typed: AgreedForm = self.typed  # type: ignore[assignment]
        if not typed.own:
            raise Refused(_now("Nothing here is agreed yet: edit it as usual."))
        return typed.values()


class ChangeAgreed(AgreedView):
    """An officer decides under delegation, or says which decision of a board it follows from."""

    heading, label = _("Change what was agreed"), _("Record the decision and change it")

    def permit(self, person: Person) -> None:
        if not may_change(person, self.record):
            raise PermissionDenied

    def text(self, person: Person) -> str:
        return _now("What was agreed changes only because of a decision, recorded with it.")

    def form(self, person: Person, data: Any = None) -> forms.Form:
        may_decide = policy.can(person, act_of(self.model), self.record)
        return ChangeAgreedForm(data, person=person, record=self.record, may_decide=may_decide)

    def act(self, by: Person, **typed: Any) -> Any:
        names = ("why", "decision", "delegation", "delegated_by", "options_rejected")
        how = {name: typed[name] for name in names if name in typed}
        return change_agreed(self.record, by=by, **how, **self.values())


class CorrectAgreed(AgreedView):
    """Somebody with the right to it puts right what was entered wrongly."""

    form_class = CorrectForm
    heading, label = _("Correct a slip in what was agreed"), _("Correct it")
    done = _("%(title)s: corrected.")

    def permit(self, person: Person) -> None:
        if not policy.can(person, Act.CORRECT_AGREED, self.record):
            raise PermissionDenied

    def text(self, person: Person) -> str:
        return _now(
            "Only for what was entered wrongly. The history shows a correction, not a decision."
        )

    def form(self, person: Person, data: Any = None) -> forms.Form:
        return CorrectForm(data, person=person, record=self.record)

    def act(self, by: Person, **typed: Any) -> Any:
        return correct_agreed(self.record, by=by, why=typed["why"], **self.values())
