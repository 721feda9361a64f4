"""One clock: UTC inside, Europe/London for the day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.audit.rows import in_thread
from values import clock


def test_a_stopped_clock_stands_still_and_starts_again() -> None:
    moment = datetime(2012, 7, 4, 9, tzinfo=UTC)
    assert clock.stopped() is None
    with clock.stopped_at(moment):
        assert (clock.now(), clock.stopped(), clock.today()) == (
            moment,
            moment,
            date(2012, 7, 4),
        )
        with clock.stopped_at(moment + timedelta(days=1)):
            assert clock.today() == date(2012, 7, 5)
        assert clock.now() == moment
    assert clock.stopped() is None


def test_a_running_clock_runs_in_utc() -> None:
    before = datetime.now(UTC)
    now = clock.now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2012, 7, 3, 22, 59, tzinfo=UTC), date(2012, 7, 3)),
        (datetime(2012, 7, 3, 23, 0, tzinfo=UTC), date(2012, 7, 4)),
        (datetime(2012, 1, 3, 23, 59, tzinfo=UTC), date(2012, 1, 3)),
        (datetime(2012, 3, 31, 23, 0, tzinfo=UTC), date(2012, 4, 1)),
    ],
)
def test_today_is_the_day_in_london(moment: datetime, day: date) -> None:
    with clock.stopped_at(moment):
        assert clock.today() == day


def test_it_starts_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), clock.stopped_at(datetime(2012, 7, 4, tzinfo=UTC)):
        raise ZeroDivisionError
    assert clock.stopped() is None


def test_a_clock_stopped_here_runs_in_another_thread() -> None:
    with clock.stopped_at(datetime(2012, 7, 4, tzinfo=UTC)):
        assert in_thread(clock.stopped) is None
