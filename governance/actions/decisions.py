"""Writes of decisions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import edit_record, refuse_archived
from audit.errors import Refused
from audit.writing import audited
from governance.choices import DecisionState
from governance.models import Board, Decision
from people import lineage
from people.models import Direction, Person, Scope
from programmes.actions import record_entry
from values import clock


def record_decision(*, scope: Scope, by: Person, reason: str = "", **fields: Any) -> Decision:
    """Enter a decision in the register of a scope, and return it. One that reconsiders another
    takes its place. Raises Refused for a day to come, and when the other has been reconsidered
    already."""
    with audited(by=by, reason=reason or _("Decision recorded")):
        refuse_archived(fields.get("board"))
        if fields["made_on"] > clock.today():
            sentence = _("A decision is recorded once it is made: the day has not come yet.")
            raise Refused(sentence, {"made_on": [sentence]})
        _refuse_incomplete(scope, fields)
        earlier = fields.get("reconsiders")
        if earlier is not None:
            _reconsider(earlier)
        return record_entry(Decision, scope=scope, by=by, **fields)


def _refuse_incomplete(scope: Scope, fields: dict[str, Any]) -> None:
    """An executive decision states its reasons and the options rejected, whether the body made it
    or an officer under its delegation (regulations 12 and 13 of SI 2012/2089). Where an executive
    body directs what is decided on, an officer names the board that delegated."""
    board = fields.get("board")
    if board is None and executive_bodies(scope).exists():
        sentence = _("Name the board that delegated the decision.")
        named = {"board": [sentence], "delegated_by": [sentence]}
        raise Refused(sentence, named)
    if board is None or not board.kind.is_executive:
        return
    sentence = _("%(kind)s: the record of a decision states this.") % {"kind": board.kind}
    missing = [name for name in ("reasons", "options_rejected") if not fields.get(name)]
    if missing:
        raise Refused(sentence, {name: [sentence] for name in missing})


def executive_bodies(scope: Scope) -> Any:
    """The bodies with executive powers that direct what a scope stands for."""
    around = [*lineage.keys(scope.above), scope.pk]
    directing = Direction.objects.live().filter(directs__in=around).values("scope_id")
    rows = Board.objects.live().filter(kind__is_executive=True)
    return rows.filter(Q(programme__scope__in=around) | Q(scope__in=directing))


def _reconsider(earlier: Decision) -> None:
    current = Decision.objects.select_for_update(no_key=True).get(pk=earlier.pk)
    refuse_archived(current)
    if current.state == DecisionState.RECONSIDERED:
        sentence = _("%(decision)s has been reconsidered already: choose the later decision.")
        sentence = sentence % {"decision": current.reference}
        raise Refused(sentence, {"reconsiders": [sentence]})
    writing.change(current, is_locked=True, state=DecisionState.RECONSIDERED)


def follow_up(decision: Decision, *, by: Person, **fields: Any) -> Decision:
    """Say who sees to a decision, by when, and what came of it, and return it as it is now. Raises
    Refused for what was decided, which never changes."""
    fixed = [
        name
        for name in Decision.never_changes
        if name in fields and fields[name] != getattr(decision, name)
    ]
    if fixed:
        sentence = _("A decision stays as it was made: record a new one that reconsiders it.")
        raise Refused(sentence, {name: [sentence] for name in fixed})
    return edit_record(decision, by=by, **fields)
