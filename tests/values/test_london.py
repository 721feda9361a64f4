"""Times of day in the United Kingdom."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from values.london import ClocksChange, in_london


def test_a_time_in_winter_and_in_summer_is_a_moment() -> None:
    assert in_london(date(2013, 1, 15), time(14, 0)) == datetime(2013, 1, 15, 14, tzinfo=UTC)
    assert in_london(date(2013, 7, 15), time(14, 0)) == datetime(2013, 7, 15, 13, tzinfo=UTC)


@pytest.mark.parametrize("at", [time(0, 59), time(2, 0)])
def test_only_the_hour_in_which_the_clocks_change_is_in_doubt(at: time) -> None:
    assert in_london(date(2013, 3, 31), at).replace(tzinfo=None).time() == at


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(ClocksChange) as refused:
        in_london(date(2013, 3, 31), time(1, 30))
    assert str(refused.value) == (
        "There is no 01:30 on 31 March 2013: the clocks go forward. Choose another time."
    )


def test_a_time_that_the_clocks_show_twice_is_refused() -> None:
    with pytest.raises(ClocksChange) as refused:
        in_london(date(2013, 10, 27), time(1, 30))
    assert str(refused.value) == (
        "01:30 comes twice on 27 October 2013: the clocks go back. Choose another time."
    )
