"""What happens to a change request: those who keep the register move it, a decision settles it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.errors import Refused
from audit.writing import audited
from people.models import Person
from registers.choices import ChangeState
from registers.lifecycle import DECIDED, MOVES
from registers.models import ChangeRequest


def move_change(request: ChangeRequest, to: str, *, by: Person, reason: str = "") -> ChangeRequest:
    """Take a change request under review, withdraw it, raise it again, or say that it was carried
    out, and return it. Raises Refused for a move that its state does not allow, and for what only
    a decision may do."""
    if to in DECIDED:
        raise Refused(_("Only a decision agrees to a change or refuses it."))
    return _move(request, to, by=by, reason=reason)


def decide_change(
    request: ChangeRequest, *, is_agreed: bool, by: Person, reason: str
) -> ChangeRequest:
    """Agree to a change request or refuse it, because a decision was recorded; return it. For
    those who record decisions alone. Raises Refused when it is not open."""
    to = ChangeState.AGREED if is_agreed else ChangeState.REFUSED
    return _move(request, to, by=by, reason=reason)


def _move(request: ChangeRequest, to: str, *, by: Person, reason: str) -> ChangeRequest:
    said = _("Change request: %(state)s") % {"state": str(ChangeState(to).label).lower()}
    with audited(by=by, reason=reason or said):
        current = ChangeRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
        refuse_archived(current)
        if to not in MOVES.get(ChangeState(current.state), ()):
            facts = {"now": ChangeState(current.state).label, "to": ChangeState(to).label}
            raise Refused(_("A request that is “%(now)s” cannot become “%(to)s”.") % facts)
        return writing.change(current, is_locked=True, state=to)
