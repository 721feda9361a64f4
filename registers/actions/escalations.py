"""What goes up the lineage: any kind of entry that can, a level at a time."""

from __future__ import annotations

from typing import TypeVar

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.errors import Refused
from audit.writing import audited
from people.models import Person, Scope
from people.queries import office
from registers.choices import EscalationState
from registers.models.escalations import Escalatable, Escalation

Question = TypeVar("Question", bound=Escalation)


def scope_above(scope: Scope) -> Scope | None:
    """The scope to which something goes up from another: the office above all others; None above
    the office."""
    if scope.parent_id is not None:
        return scope.parent
    top = office()
    return None if scope.pk == top.pk else top


def escalate(entry: Escalatable, *, by: Person, reason: str) -> Escalation:
    """Ask the scope above to take an entry, and return the question. Raises Refused at the top, and
    while an earlier question waits."""
    noun = entry._meta.verbose_name
    with audited(by=by, reason=reason or _("Escalated")):
        refuse_ended(entry)
        refuse_no_reason(reason)
        above = scope_above(entry.held_in or entry.scope)
        if above is None:
            sentence = _("This %(noun)s is at the top already: there is no scope above.")
            raise Refused(sentence % {"noun": noun})
        kind: type[Escalation] = entry.escalations.model
        return writing.create(kind, entry=entry, to_scope=above, why=reason, asked_by=by)


def accept_escalation(escalation: Question, *, by: Person, answer: str = "") -> Question:
    """Take an entry up to the scope that was asked, and return the question answered. Raises
    Refused for the person who asked, and when it has been answered."""
    with audited(by=by, reason=answer or _("Escalation accepted")):
        if escalation.asked_by_id == by.pk:
            raise Refused(_("You asked for this yourself: somebody else must accept it."))
        _refuse_answered(escalation)
        writing.change(escalation.entry, held_in=escalation.to_scope)
        return writing.change(
            escalation, state=EscalationState.ACCEPTED, answered_by=by, answer=answer
        )


def return_escalation(escalation: Question, *, by: Person, answer: str) -> Question:
    """Leave an entry where it is, saying why, and return the question answered."""
    with audited(by=by, reason=answer or _("Escalation returned")):
        _refuse_answered(escalation)
        refuse_no_reason(answer)
        return writing.change(
            escalation, state=EscalationState.RETURNED, answered_by=by, answer=answer
        )


def refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Say why."), {"reason": [_("Say why.")]})


def refuse_ended(entry: Escalatable) -> None:
    """Raises Refused for an entry that is archived or about which nothing more is to be done."""
    current = type(entry).objects.select_for_update(no_key=True).get(pk=entry.pk)
    refuse_archived(current)
    if current.state in entry.closed_states:
        raise Refused(_("This %(noun)s is closed.") % {"noun": entry._meta.verbose_name})


def refuse_waiting(entry: Escalatable) -> None:
    """Raises Refused while the scope above has been asked to take an entry."""
    if entry.escalations.waiting().exists():
        raise Refused(_("The scope above has been asked: wait for its answer, or return it first."))


def _refuse_answered(escalation: Escalation) -> None:
    current = type(escalation).objects.select_for_update(no_key=True).get(pk=escalation.pk)
    if current.state != EscalationState.ASKED:
        raise Refused(_("This has been answered already."))
