"""Writes of tolerances and exceptions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.errors import Refused
from audit.writing import audited
from governance.actions.decisions import record_decision
from governance.choices import DecisionWay, ExceptionState
from governance.models import Decision, Tolerance, ToleranceException
from governance.tolerances import RULES, Forecast
from people import lineage, policy
from people.models import Person
from values import clock


def raise_exceptions(records: list[Any]) -> None:
    """After records have changed that a forecast rests on: raise an exception where it is now
    beyond a tolerance, and end those that are back within theirs. Part of the change itself."""
    scopes = [scope for record in records if (scope := policy.standing(record)) is not None]
    around = {key for scope in scopes for key in (*lineage.keys(scope.above), scope.pk)}
    kinds = {
        kind
        for kind, rule in RULES.items()
        if any(isinstance(record, (*rule.moved_by, Tolerance)) for record in records)
    }
    found = Tolerance.objects.live().filter(scope_id__in=around, kind__in=kinds)
    for tolerance in found.select_related("scope").order_by("id"):
        _compare(tolerance, RULES[tolerance.kind].forecast(tolerance.scope))


def _compare(tolerance: Tolerance, forecast: Forecast) -> None:
    rows = ToleranceException.objects.filter(tolerance=tolerance)
    waiting = rows.filter(state=ExceptionState.OPEN).select_for_update(no_key=True).first()
    said: dict[str, Any] = {
        "forecast": forecast.value,
        "cause": forecast.cause[:400],
        "limit": tolerance.limit,
    }
    if waiting is not None:
        if forecast.value <= tolerance.limit:
            writing.change(waiting, is_locked=True, state=ExceptionState.ENDED)
        else:
            writing.change(waiting, is_locked=True, **said)
        return
    decided = rows.filter(state=ExceptionState.DECIDED).order_by("-id").first()
    borne = max(tolerance.limit, decided.forecast if decided else 0)
    if forecast.value > borne:  # what a board has agreed to bear is no exception again
        reference = writing.next_reference("EXC")
        writing.create(ToleranceException, tolerance=tolerance, reference=reference, **said)


def decide_exception(
    exception: ToleranceException,
    *,
    by: Person,
    decision: Decision | None = None,
    reason: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> ToleranceException:
    """Record what was decided about an exception, and return it as it is now. `decision` is one
    that a meeting has recorded; without it, `fields` make one. Raises Conflict; Refused when it
    no longer waits."""
    with audited(by=by, reason=reason or _("Exception decided")):
        rows = ToleranceException.objects.select_for_update(of=("self",), no_key=True)
        current = rows.select_related("tolerance__scope", "tolerance__board").get(pk=exception.pk)
        refuse_archived(current)
        if current.state != ExceptionState.OPEN:
            label = ExceptionState(current.state).label
            raise Refused(_("This exception no longer waits: %(state)s.") % {"state": label})
        if decision is None:
            tolerance = current.tolerance
            title = _("%(exception)s: %(kind)s of %(scope)s")
            facts = {"exception": current, "kind": tolerance, "scope": tolerance.scope.title}
            said: dict[str, Any] = {
                "title": (title % facts)[:300],
                "board": tolerance.board,
                "made_by_way": DecisionWay.MEETING,
                "made_on": clock.today(),
            }
            decision = record_decision(scope=tolerance.scope, by=by, **said | fields)
        return writing.change(
            current,
            expected_version=expected_version,
            is_locked=True,
            state=ExceptionState.DECIDED,
            decision=decision,
        )
