"""Writes of actions: they are closed with evidence, verified by another person, re-opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record, refuse_archived
from audit.errors import Refused
from audit.writing import audited
from people.models import Person
from programmes.actions import record_entries
from programmes.registers import RegisterEntry
from registers.actions.links import link
from registers.choices import ActionState, Relation
from registers.letters import tell_verifier_after
from registers.models import Action, ActionNote
from values import clock


def record_linked(
    rows: Iterable[Mapping[str, Any]],
    record: RegisterEntry,
    *,
    relation: Relation,
    by: Person,
    reason: str = "",
) -> list[Action]:
    """Add actions to the register in which another entry stands, all or none, each linked to that
    entry, and return them."""
    with audited(by=by, reason=reason or _("Actions added")):
        refuse_archived(record)
        actions = record_entries(Action, rows, scope=record.scope, by=by)
        for action in actions:
            link(action, record, relation=relation, by=by)
        return actions


def close_action(
    action: Action, *, by: Person, evidence: str, closed_on: date | None = None, reason: str = ""
) -> Action:
    """Say that an action is done, and what shows it, and return the action. Whoever must verify it
    gets a message. Raises Refused without evidence, and when it is not open."""
    if not evidence.strip():
        sentence = _("Say what shows that it is done.")
        raise Refused(sentence, {"evidence": [sentence]})
    with audited(by=by, reason=reason or _("Action closed")):
        current = _current(action)
        if current.state != ActionState.OPEN:
            raise Refused(_("%(action)s is already closed.") % {"action": current})
        done = writing.change(
            current,
            state=ActionState.DONE,
            evidence=evidence,
            closed_on=closed_on or clock.today(),
            closed_by=by,
        )
        tell_verifier_after(done, by=by)
        return done


@dataclass(frozen=True)
class Closing:
    """An action to close with others, at the version that was read, and what shows that it is
    done."""

    action: Action
    version: int
    evidence: str


def close_actions(closings: Sequence[Closing], *, by: Person) -> list[Action]:
    """Close several actions, all or none, and return them. Raises Refused as `close_action` does,
    and when somebody has changed one of them."""
    with audited(by=by, reason=_("Actions closed together")):
        for each in closings:
            if _current(each.action).version != each.version:
                sentence = _("Somebody else has changed “%(action)s” since you opened this page.")
                raise Refused(sentence % {"action": each.action})
        return [close_action(each.action, by=by, evidence=each.evidence) for each in closings]


def verify_action(action: Action, *, by: Person, reason: str = "") -> Action:
    """Say that an action is done as its evidence shows, and return it. Raises Refused for anyone
    but the person who was asked to verify it, and when it is not done."""
    with audited(by=by, reason=reason or _("Action verified")):
        current = _current(action)
        if current.verify_by_id != by.pk:
            raise Refused(only_the_verifier(current))
        if current.state != ActionState.DONE:
            raise Refused(_("Only an action that is done can be verified."))
        if by.pk in (current.owner_id, current.closed_by_id):
            raise Refused(_("Somebody other than the person who closed it must verify it."))
        return writing.change(
            current, state=ActionState.VERIFIED, verified_on=clock.today(), verified_by=by
        )


def only_the_verifier(action: Action) -> str:
    if action.verify_by is None:
        return _("Nobody was asked to verify this action.")
    return _("Only %(name)s can verify this action.") % {"name": action.verify_by}


def reopen_action(action: Action, *, by: Person, reason: str) -> Action:
    """Open an action again and return it: its history keeps what was said to be done. Raises
    Refused without a reason, and when it is open."""
    if not reason.strip():
        sentence = _("Say why it is opened again.")
        raise Refused(sentence, {"reason": [sentence]})
    with audited(by=by, reason=reason):
        current = _current(action)
        if current.state == ActionState.OPEN:
            raise Refused(_("%(action)s is already open.") % {"action": current})
        nothing: dict[str, Any] = dict.fromkeys(
            ("closed_on", "closed_by", "verified_on", "verified_by")
        )
        return writing.change(current, state=ActionState.OPEN, evidence="", **nothing)


def add_note(action: Action, *, by: Person, text: str, reason: str = "") -> ActionNote:
    """Say how an action is going, and return the note."""
    note = {"action": action, "text": text, "written_by": by, "written_at": clock.now()}
    return create_record(ActionNote, by=by, reason=reason or _("Progress noted"), **note)


def _current(action: Action) -> Action:
    rows: Any = Action.objects
    current: Action = rows.select_for_update(no_key=True).get(pk=action.pk)
    refuse_archived(current)
    return current
