"""Change requests are agreed to, or refused, because of a decision."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit.errors import Refused
from audit.writing import audited
from governance.actions.decisions import record_decision
from governance.choices import DecisionState
from governance.models import Decision
from people.models import Person
from registers.actions.changes import decide_change
from registers.actions.links import link
from registers.choices import ChangeState, Relation
from registers.lifecycle import MOVES
from registers.models import ChangeRequest


def settle_change(
    request: ChangeRequest,
    *,
    is_agreed: bool,
    by: Person,
    decision: Decision | None = None,
    **fields: Any,
) -> Decision:
    """Record the decision about a change request, or take the one that a meeting has recorded, and
    return it: the request is agreed to or refused because of it, and linked to it. What was agreed
    is then changed on the page of the record, with this decision. Raises Refused when the request
    is not open, or the decision no longer stands."""
    with audited(by=by, reason=_("Change request decided")):
        current = ChangeRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
        to = ChangeState.AGREED if is_agreed else ChangeState.REFUSED
        if to not in MOVES.get(ChangeState(current.state), ()):
            label = ChangeState(current.state).label
            raise Refused(_("This request cannot be decided now: %(state)s.") % {"state": label})
        if decision is None:
            title = _("%(request)s: %(state)s") % {"request": current, "state": to.label}
            decision = record_decision(
                scope=current.scope, by=by, **{"title": title[:300], **fields}
            )
        elif decision.state != DecisionState.STANDS:
            sentence = _("%(decision)s has been reconsidered: it changes nothing more.")
            raise Refused(sentence % {"decision": decision.reference})
        facts = {"decision": decision.reference, "title": decision.title}
        because = _("%(decision)s: %(title)s") % facts
        decide_change(current, is_agreed=is_agreed, by=by, reason=because[:300])
        link(decision, current, relation=Relation.COMES_FROM, by=by)
        return decision
