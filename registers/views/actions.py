"""The lists of actions, the page of one, and what is done to it there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.requests.signed_in import SignedInRequest
from people.models import Person
from people.queries import file_rows, names_of
from programmes.views import RegisterList
from records.pages.moments import AskedMoment
from records.views.acting import ActOn
from records.views.detail import RecordDetail
from registers.actions.actions import close_action, only_the_verifier, reopen_action, verify_action
from registers.choices import ActionState
from registers.columns.actions import ACTIONS, with_lateness
from registers.forms.actions import CloseForm, ReopenForm, VerifyForm
from registers.models import Action, ActionFile, ActionNote
from registers.pages.actions import ActionPages, may_judge, may_report_on
from values import clock, words


class ActionDetail(RecordDetail):
    """An action, what was said of its progress, and what shows that it was done."""

    template = "registers/action_detail.html"

    def more(self, row: Action, person: Person, asked: AskedMoment) -> dict[str, Any]:
        notes = ActionNote.objects.at(asked.value, action_id__in=[row.id]).live().newest_first()
        files = ActionFile.objects.at(asked.value).live().filter(action_id=row.id).newest_first()
        written = list(notes)
        names = names_of({note.written_by_id for note in written})
        may_add = not asked.value and not row.is_archived and may_report_on(person, row)
        return {
            "acts": [] if asked.value else acts_on(self.record, person),
            "progress": [
                {"text": n.text, "who": names.get(n.written_by_id, ""), "when": n.written_at}
                for n in written
            ],
            "may_add": may_add,
            "files": file_rows(files),
            "status": _("Archived") if row.is_archived else "",
        }


def acts_on(action: Action, person: Person) -> list[tuple[str, str]]:
    """(what a person may do about an action as it stands, the address)."""
    if action.is_archived:
        return []
    is_open = action.state == ActionState.OPEN
    waits = action.state == ActionState.DONE and action.verify_by_id == person.pk
    offered = [
        ("close", _("Close this action"), is_open and may_report_on(person, action)),
        ("verify", _("Verify that it is done"), waits),
        ("reopen", _("Open it again"), not is_open and may_judge(person, action)),
    ]
    return [
        (label, reverse(f"registers:action_{name}", args=[action.reference]))
        for name, label, is_offered in offered
        if is_offered
    ]


class ActionList(RegisterList):
    """Actions from everything that the person may see."""

    pages = ActionPages()
    detail = ActionDetail
    item = name = "actions"
    columns = ACTIONS
    none_yet = gettext_lazy(
        "No actions yet. Add one on the page of a programme, project or board, under Registers."
    )

    def told(self, rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
        return with_lateness(rows, clock.day_of(moment))

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if self.of is None:
            return [(_("My actions"), reverse("registers:my_actions") + asked.query)]
        links = super().links(person, asked)
        if links:
            keys = [self.of.reference]
            links.append((_("Add several"), reverse("registers:action_add_many", args=keys)))
            links.append((_("Close several"), reverse("registers:action_close_many", args=keys)))
        return links


class MyActions(ActionList):
    """The actions that the person owns, and those that wait for them to verify."""

    columns = ACTIONS
    heading = gettext_lazy("My actions")
    none_yet = gettext_lazy("Nobody has given you an action yet.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return super().rows(person, moment).of_person(person.pk)  # type: ignore[attr-defined]

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        return [(_("All actions"), reverse("registers:action_list") + asked.query)]


class ActOnAction(ActOn):
    """For those who may say how the action is going, and whoever must verify it."""

    pages = ActionPages()
    record: Action

    def permit(self, person: Person) -> None:
        if not may_judge(person, self.record):
            raise PermissionDenied


class CloseAction(ActOnAction):
    form_class = CloseForm
    heading = gettext_lazy("Close an action")
    label = gettext_lazy("Close the action")
    done = gettext_lazy("%(title)s: closed.")

    def permit(self, person: Person) -> None:
        if not may_report_on(person, self.record):
            raise PermissionDenied

    def already(self, request: SignedInRequest) -> str:
        return "" if self.record.state == ActionState.OPEN else _("This action is already closed.")

    def text(self, person: Person) -> str:
        if self.record.verify_by is None:
            return ""
        sentence = _("%(name)s then verifies it, and gets a message.")
        return sentence % {"name": self.record.verify_by}

    def act(self, by: Person, **typed: Any) -> Action:
        return close_action(self.record, by=by, **typed)


class VerifyAction(ActOnAction):
    form_class = VerifyForm
    heading = gettext_lazy("Verify an action")
    label = gettext_lazy("It is done")
    done = gettext_lazy("%(title)s: verified.")

    def already(self, request: SignedInRequest) -> str:
        is_so = self.record.state == ActionState.VERIFIED
        return _("This action is already verified.") if is_so else ""

    def text(self, person: Person) -> str:
        if self.record.verify_by_id != person.pk:
            return only_the_verifier(self.record)
        if self.record.state != ActionState.DONE:
            return _("Only an action that is done can be verified.")
        facts = {"who": self.record.closed_by, "day": words.day(self.record.closed_on)}
        said = _("%(who)s closed it on %(day)s.") % facts
        return f"{said} {self.record.evidence}"

    def act(self, by: Person, **typed: Any) -> Action:
        return verify_action(self.record, by=by)


class ReopenAction(ActOnAction):
    form_class = ReopenForm
    heading = gettext_lazy("Open an action again")
    label = gettext_lazy("Open it again")
    done = gettext_lazy("%(title)s: open again.")

    def already(self, request: SignedInRequest) -> str:
        return _("This action is already open.") if self.record.state == ActionState.OPEN else ""

    def act(self, by: Person, **typed: Any) -> Action:
        return reopen_action(self.record, by=by, **typed)
