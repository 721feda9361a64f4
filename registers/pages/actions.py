"""What the pages of actions must know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied

from people import policy
from people.choices import Act
from people.models import Person
from programmes.pages import RegisterPages
from records.pages.record_pages import AttachedFilePages, PartPages
from registers.actions.actions import add_note
from registers.forms.actions import ActionFileForm, ActionForm, ActionNoteForm
from registers.models import Action, ActionFile, ActionNote


class ActionPages(RegisterPages):
    model = Action
    form_class = ActionForm
    namespace, name = "registers", "action"

    @property
    def shown(self) -> Sequence[str]:
        """Also how it was closed and verified."""
        return (
            "state", "owner", "due_on", "verify_by", "notes",
            "evidence", "closed_on", "closed_by", "verified_on", "verified_by",
        )  # fmt: skip


def may_report_on(person: Person, action: Action) -> bool:
    """Whether somebody may say how an action is going: its owner, and those who keep the
    register."""
    return action.owner_id == person.pk or policy.can(person, Act.KEEP_REGISTERS, action)


def may_judge(person: Person, action: Action) -> bool:
    """Whether somebody may open it again: also the person who must verify it."""
    return action.verify_by_id == person.pk or may_report_on(person, action)


class ActionPartPages(PartPages):
    """What the owner of an action may add as well as those who keep the register."""

    act = Act.KEEP_REGISTERS
    namespace = "registers"

    def permit_create(self, person: Person, parent: Action) -> None:
        if not may_report_on(person, parent):
            raise PermissionDenied

    def permit(self, person: Person, record: Any) -> None:
        self.permit_create(person, self.parent(record))


class ActionNotePages(ActionPartPages):
    """A note stays as it was written."""

    model = ActionNote
    form_class = ActionNoteForm
    name = "action_note"
    has_edit = has_archive = False

    def create(self, parent: Action, /, *, by: Person, **fields: Any) -> ActionNote:
        return add_note(parent, by=by, **fields)


class ActionFilePages(ActionPartPages, AttachedFilePages):
    model = ActionFile
    form_class = ActionFileForm
    name = "action_file"
