"""Series of meetings: their days, and the meetings that follow them."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from audit.errors import Refused
from governance.models import Board
from meetings.actions.meetings import edit_meeting
from meetings.actions.series import edit_series, plan_series
from meetings.models import Meeting, MeetingSeries
from meetings.recurring import days_of, shifted
from tests import factories
from tests.factories import meetings
from values.working_days import Calendar

ENGLAND = Calendar("england")


def days(frequency: str, first: date, last: date, by: str = "weekday") -> list[date]:
    return list(days_of(frequency, first, last, by))


def test_a_series_meets_every_week_every_two_weeks_and_on_named_days() -> None:
    first, last = date(2012, 7, 4), date(2012, 7, 25)
    named = [date(2012, 7, 20), date(2012, 7, 5), date(2013, 1, 1)]
    assert [day.day for day in days("weekly", first, last)] == [4, 11, 18, 25]
    assert [day.day for day in days("fortnightly", first, last)] == [4, 18]
    assert [day.day for day in days_of("named", first, last, "day", named)] == [5, 20]


def test_a_monthly_series_keeps_the_day_or_the_weekday_of_the_month() -> None:
    first, last = date(2012, 8, 31), date(2012, 12, 31)
    assert days("monthly", first, last, "day") == [
        date(2012, 8, 31), date(2012, 9, 30), date(2012, 10, 31), date(2012, 11, 30),
        date(2012, 12, 31),
    ]  # fmt: skip
    assert days("monthly", first, last) == [  # the fifth Friday, or the last
        date(2012, 8, 31), date(2012, 9, 28), date(2012, 10, 26), date(2012, 11, 30),
        date(2012, 12, 28),
    ]  # fmt: skip
    assert days("quarterly", date(2012, 7, 10), date(2013, 2, 1)) == [
        date(2012, 7, 10), date(2012, 10, 9), date(2013, 1, 8),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("when_closed", "held_on"),
    [
        ("keep", date(2012, 12, 25)),
        ("next", date(2012, 12, 27)),
        ("previous", date(2012, 12, 24)),
        ("leave_out", None),
    ],
)
def test_a_meeting_on_a_bank_holiday_stays_moves_or_is_left_out(
    when_closed: str, held_on: date | None
) -> None:
    assert shifted(date(2012, 12, 25), when_closed, ENGLAND) == held_on


def series(board: Board, **fields: Any) -> MeetingSeries:
    said = {
        "title": "Weekly control", "frequency": "weekly", "starts_on": date(2012, 7, 11),
        "ends_on": date(2012, 7, 25), "starts": time(9), "ends": time(10),
    }  # fmt: skip
    return plan_series(board, by=factories.officer(), **said | fields)


def planned() -> list[tuple[int, str, str]]:
    rows = Meeting.objects.live().in_order()
    return [(m.held_on.day, f"{m.starts:%H:%M}", m.place) for m in rows]


@pytest.mark.django_db
def test_meetings_follow_their_series_except_in_what_they_have_of_their_own(board: Board) -> None:
    made = series(board)
    assert planned() == [(11, "09:00", ""), (18, "09:00", ""), (25, "09:00", "")]
    own = Meeting.objects.get(held_on=date(2012, 7, 18))
    edit_meeting(own, by=factories.officer(), held_on=date(2012, 7, 19), place="Annexe")
    meetings.item(Meeting.objects.get(held_on=date(2012, 7, 25)))
    edit_series(
        made, by=factories.officer(), starts=time(9, 30), place="Room 4", ends_on=date(2012, 7, 18)
    )
    assert planned() == [
        (11, "09:30", "Room 4"),
        (19, "09:30", "Annexe"),
        (25, "09:00", ""),  # it has an agenda
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends_on": date(2014, 7, 1)}, "A series plans at most 60 meetings: let it end earlier."),
        ({"ends": time(8)}, "A meeting must end after it starts, on the same day."),
        ({"frequency": "named"}, "Name the days, one a line, or choose another frequency."),
        ({"frequency": "named", "named_days": "soon"},
         "Each named day must be a date, like 16 January 2027 or 16/01/2027."),
        ({"starts_on": date(2012, 10, 28), "ends_on": date(2012, 10, 28), "starts": time(1, 30),
          "when_closed": "keep"},
         "01:30 comes twice on 28 October 2012: the clocks go back. Choose another time."),
    ],
)  # fmt: skip
def test_a_series_that_cannot_be_planned_is_refused_whole(
    board: Board, fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        series(board, **fields)
    assert str(refusal.value) == sentence
    assert not MeetingSeries.objects.exists()
    assert not Meeting.objects.exists()
