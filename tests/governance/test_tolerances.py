"""A forecast beyond a tolerance raises an exception by itself; a decision ends it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from audit.actions import archive_record, edit_record
from audit.errors import Refused
from governance.actions.tolerances import decide_exception
from governance.models import ToleranceException
from registers.models import Risk
from tests import factories
from values import clock

pytestmark = pytest.mark.django_db
NOW = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
AGREED = date(2012, 9, 1)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


def told() -> list[tuple[str, int, int, str]]:
    rows = ToleranceException.objects.order_by("id")
    return [(row.state, row.limit, row.forecast, row.cause) for row in rows]


def test_a_forecast_beyond_the_tolerance_raises_one_exception_and_ends_it_again() -> None:
    by = factories.officer()
    found = factories.milestone(baseline_on=AGREED, forecast_on=AGREED)
    factories.tolerance(limit=14, scope=found.project.programme.scope)
    edit_record(found, by=by, forecast_on=AGREED + timedelta(days=14))
    assert told() == []
    found.refresh_from_db()
    edit_record(found, by=by, forecast_on=AGREED + timedelta(days=15))
    assert told() == [("open", 14, 15, "First library open")]
    found.refresh_from_db()
    edit_record(found, by=by, forecast_on=AGREED + timedelta(days=20))
    assert told() == [("open", 14, 20, "First library open")]
    found.refresh_from_db()
    edit_record(found, by=by, forecast_on=AGREED)
    assert told() == [("ended", 14, 20, "First library open")]


def test_what_a_board_bears_is_no_exception_until_it_grows() -> None:
    by, board = factories.officer(), factories.board()
    late = AGREED + timedelta(days=20)
    found = factories.milestone(baseline_on=AGREED, forecast_on=late)
    factories.tolerance(limit=14, scope=found.project.scope)
    raised = ToleranceException.objects.get()
    done = decide_exception(raised, by=by, board=board, text="We bear it.")
    assert (done.state, done.decision.board, done.decision.scope) == (
        "decided", board, found.project.scope,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"^This exception no longer waits: Decided\.$"):
        decide_exception(raised, by=by, board=board, text="Again.")
    edit_record(found, by=by, title="Library open")
    assert len(told()) == 1
    found.refresh_from_db()
    edit_record(found, by=by, forecast_on=late + timedelta(days=1))
    assert [row[0] for row in told()] == ["decided", "open"]


def test_a_milestone_left_out_and_a_risk_raise_theirs() -> None:
    by = factories.officer()
    found = factories.milestone(baseline_on=AGREED)
    scope = found.project.scope
    factories.tolerance("scope", 0, scope=scope)
    factories.tolerance("risk", 12, scope=scope)
    archive_record(found, by=by)
    factories.entry(Risk, "The roof leaks", scope=scope, current_likelihood=4, current_impact=4)
    assert told() == [("open", 0, 1, "First library open"), ("open", 12, 16, "The roof leaks")]
