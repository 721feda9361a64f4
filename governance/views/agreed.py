"""The pages on which what was agreed is changed by a decision, or put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from audit.deciding import agreed_fields, held_by, kinds_decided_on, kinds_that_hold
from audit.models import TrackedModel
from governance.actions.agreed import (
    change_agreed,
    correct_agreed,
    correct_removal,
    remove_agreed,
)
from governance.forms.agreed import ChangeAgreedForm, CorrectForm, DecisionForm, SlipForm
from people import policy
from people.choices import Act
from people.models import Person
from projects.models import Milestone
from records.pages.record_pages import PAGES_OF
from records.views.acting import ActOn

Links = list[tuple[str, str]]


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


def ways_to_remove(person: Person, record: Any) -> Links:
    """The ways from the page that archives a record, or brings it back, when only a decision does
    that."""
    if held_by(record) is None:
        return []
    keys = [record._meta.label_lower, record.pk]
    offered = [
        (RemoveAgreed.heading, "agreed_remove", may_change(person, record)),
        (CorrectRemoval.heading, "agreed_correct_removal",
         policy.can(person, Act.CORRECT_AGREED, record)),
    ]  # fmt: skip
    return [
        (str(label), reverse(f"governance:{page}", args=keys))
        for label, page, may in offered
        if may
    ]


class AgreedView(ActOn):
    done = _("%(title)s: changed.")
    kinds: Callable[[], list[type[TrackedModel]]] = staticmethod(kinds_decided_on)

    def find(self, person: Person, keys: dict[str, Any]) -> Any:
        named = {model._meta.label_lower: model for model in self.kinds()}
        model: Any = named.get(keys["kind"])
        if model is None or model not in PAGES_OF:
            raise Http404
        self.pages = PAGES_OF[model]()
        return get_object_or_404(model.objects.visible_to(person), pk=keys["pk"])


class Decided(AgreedView):
    """An officer decides under delegation, or says which decision of a board it follows from."""

    asks: type[DecisionForm] = DecisionForm

    def permit(self, person: Person) -> None:
        if not may_change(person, self.record):
            raise PermissionDenied

    def text(self, person: Person) -> str:
        return _now("What was agreed changes only because of a decision, recorded with it.")

    def form(self, person: Person, data: Any = None) -> forms.Form:
        may_decide = policy.can(person, act_of(type(self.record)), self.record)
        return self.asks(data, person=person, record=self.record, may_decide=may_decide)


class Corrected(AgreedView):
    """Somebody with the right to it puts right what was entered wrongly."""

    def permit(self, person: Person) -> None:
        if not policy.can(person, Act.CORRECT_AGREED, self.record):
            raise PermissionDenied

    def text(self, person: Person) -> str:
        return _now(
            "Only for what was entered wrongly. The history shows a correction, not a decision."
        )


class ChangeAgreed(Decided):
    asks = ChangeAgreedForm
    heading, label = _("Change what was agreed"), _("Record the decision and change it")

    def act(self, by: Person, **typed: Any) -> Any:
        return change_agreed(self.record, by=by, **typed)


class CorrectAgreed(Corrected):
    heading, label = _("Correct a slip in what was agreed"), _("Correct it")
    done = _("%(title)s: corrected.")

    def form(self, person: Person, data: Any = None) -> forms.Form:
        return CorrectForm(data, person=person, record=self.record)

    def act(self, by: Person, **typed: Any) -> Any:
        return correct_agreed(self.record, by=by, **typed)


class Parting(AgreedView):
    """A record that holds what was agreed is archived, or brought back when it is archived."""

    kinds = staticmethod(kinds_that_hold)

    def text(self, person: Person) -> str:
        said = self.pages.parting(self.record)
        return f"{said.heading}. {super().text(person)}"


class RemoveAgreed(Parting, Decided):
    heading = _("Archive or bring back what was agreed, by decision")
    label = _("Record the decision and do it")

    def act(self, by: Person, **typed: Any) -> Any:
        return remove_agreed(self.record, by=by, **typed)


class CorrectRemoval(Parting, Corrected):
    form_class = SlipForm
    heading = _("Archive what was entered wrongly, or bring back what was archived wrongly")
    label = _("Correct it")
    done = _("%(title)s: corrected.")

    def act(self, by: Person, **typed: Any) -> Any:
        return correct_removal(self.record, by=by, **typed)
