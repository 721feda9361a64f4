"""Reporting calendars: their periods follow the rule, the working days and the meetings."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from audit.errors import Refused
from meetings.actions.meetings import cancel_meeting, edit_meeting, plan_meeting
from meetings.choices import RepeatsBy
from people.models import Person
from programmes.models import Programme
from reporting.actions.calendars import (
    add_period,
    edit_period,
    edit_reporting,
    end_reporting,
    plan_reporting,
    resume_reporting,
)
from reporting.choices import Rhythm
from reporting.models import ReportingPeriod
from tests import factories
from tests.factories.reporting import calendar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@pytest.fixture
def by() -> Person:
    return factories.officer()


@pytest.fixture
def programme() -> Programme:
    return factories.programme("Open Doors")


def days(programme: Programme) -> list[tuple[date, date, date]]:
    """From, to and due of each period in use."""
    rows = ReportingPeriod.objects.live().filter(programme=programme).in_order()
    return list(rows.values_list("starts_on", "ends_on", "due_on"))


def july(day: int) -> date:
    return date(2012, 7, day)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ({"rhythm": Rhythm.WEEKLY, "ends_on": july(20)}, [july(6), july(13), july(20)]),
        (
            {"rhythm": Rhythm.MONTHLY, "repeats_by": RepeatsBy.DAY, "starts_on": july(31)},
            [july(31)],
        ),
        (
            {"rhythm": Rhythm.NAMED, "named_days": "9 July 2012\n28 July 2012"},
            [july(9), july(27)],
        ),
        ({"days_to_report": 3, "ends_on": july(6)}, [july(11)]),
        ({"when_closed": "next", "starts_on": july(7), "ends_on": july(7)}, [july(9)]),
        ({"when_closed": "leave_out", "starts_on": july(7), "ends_on": july(8)}, "No period"),
        ({"rhythm": Rhythm.NAMED, "named_days": "soon"}, "Each named day"),
        ({"rhythm": Rhythm.NAMED}, "Name the days"),
        ({"rhythm": Rhythm.MEETINGS}, "Choose a board"),
        ({"ends_on": date(2019, 1, 1)}, "1 January 2019 is more than three years ahead."),
        ({"starts_on": date(2012, 2, 3), "ends_on": date(2012, 2, 10)}, [date(2012, 2, 3)]),
        ({"rhythm": Rhythm.WEEKLY, "ends_on": date(2015, 1, 2)}, "at most 120 periods"),
    ],
)
def test_a_calendar_plans_its_periods_or_says_why_not(programme, by, said: Any, due: Any):
    said = {"starts_on": july(6), "ends_on": july(31)} | said
    if isinstance(due, str):
        with pytest.raises(Refused, match=due):
            calendar(programme, by, **said)
        assert days(programme) == []
        return
    calendar(programme, by, **said)
    assert [found[2] for found in days(programme)] == due


def test_periods_follow_the_calendar_but_for_those_moved_by_hand(programme, by):
    made = calendar(programme, by)
    second = ReportingPeriod.objects.get(ends_on=july(20))
    edit_period(second, by=by, due_on=july(23))
    made = edit_reporting(made, by=by, days_to_report=1, ends_on=date(2012, 8, 3))
    expected = [
        (date(2012, 6, 23), july(6), july(9)),
        (july(7), july(20), july(23)),
        (july(21), date(2012, 8, 3), date(2012, 8, 6)),
    ]
    assert days(programme) == expected
    end_reporting(made, by=by)
    assert days(programme) == expected[:1]
    resume_reporting(made, by=by)
    assert days(programme) == expected


def test_periods_never_overlap(programme, by):
    calendar(programme, by)
    overlap = "This overlaps the period from 23 June 2012 to 6 July 2012."
    with pytest.raises(Refused, match=overlap):
        add_period(programme, by=by, starts_on=july(1), ends_on=july(5), due_on=july(5))
    with pytest.raises(Refused, match="overlaps"):
        plan_reporting(
            programme, by=by, title="Another", rhythm=Rhythm.WEEKLY,
            starts_on=july(9), ends_on=july(16),
        )  # fmt: skip
    assert len(days(programme)) == 4


def test_periods_go_by_the_meetings_of_a_board_and_follow_when_these_move(programme, by):
    board = factories.board("Open Doors Board", programme=programme)
    at = {"title": "Control", "starts": time(10), "ends": time(11)}
    first = plan_meeting(board, by=by, held_on=july(17), **at)
    second = plan_meeting(board, by=by, held_on=july(31), **at)
    said = {"rhythm": Rhythm.MEETINGS, "board": board, "days_before": 5}
    calendar(programme, by, starts_on=july(1), ends_on=date(2012, 8, 31), **said)
    assert days(programme) == [
        (date(2012, 6, 27), july(10), july(10)),
        (july(11), july(24), july(24)),
    ]
    edit_meeting(second, by=by, held_on=date(2012, 8, 7))
    cancel_meeting(first, by=by, why="Too few")
    assert days(programme) == [(july(18), july(31), july(31))]
