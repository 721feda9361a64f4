from datetime import UTC, date, datetime, timedelta

import pytest

from config.demo.calendar import DemoCalendar
from config.notice import notice


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2012, 7, 4), 0),
        (date(2013, 7, 3), 0),
        (date(2013, 7, 4), 1),
        (date(2026, 7, 3), 13),
        (date(2026, 11, 22), 14),
        (date(2012, 2, 29), -1),
    ],
)
def test_dates_move_by_the_most_whole_years_that_do_not_pass_today(today: date, years: int) -> None:
    assert DemoCalendar.of(today).years == years


def test_a_leap_day_and_a_months_end_move_to_a_months_end() -> None:
    calendar = DemoCalendar.of(date(2026, 11, 22))
    moved = [calendar.day(date(2012, 2, 29)), calendar.day(date(2012, 11, 30))]
    assert moved == [date(2026, 2, 28), date(2026, 11, 30)]
    assert DemoCalendar.of(date(2016, 8, 1)).day(date(2011, 2, 28)) == date(2015, 2, 28)
    assert DemoCalendar.of(date(2017, 8, 1)).day(date(2011, 2, 28)) == date(2016, 2, 29)


def test_weeks_count_from_the_friday_before_today() -> None:
    calendar = DemoCalendar.of(date(2012, 7, 4))
    assert calendar.day(0) == date(2012, 6, 29)
    assert calendar.day(-2) == date(2012, 6, 15)
    assert DemoCalendar.of(date(2012, 7, 6)).day(0) == date(2012, 6, 29)
    assert DemoCalendar.of(date(2012, 7, 7)).day(0) == date(2012, 7, 6)


def meeting_seen_on(today: date) -> date:
    """The committee's meeting of 16 July 2012, in a load of that day."""
    calendar = DemoCalendar.of(today)
    return calendar.next_meeting(calendar.day(date(2012, 7, 16)))


def test_the_meeting_is_the_real_one_until_it_has_gone_by() -> None:
    assert meeting_seen_on(date(2012, 7, 4)) == date(2012, 7, 16)
    assert meeting_seen_on(date(2012, 7, 16)) == date(2012, 7, 16)
    assert meeting_seen_on(date(2012, 7, 17)) == date(2012, 10, 22)
    assert meeting_seen_on(date(2026, 11, 22)) == date(2027, 1, 18)
    assert meeting_seen_on(date(2027, 6, 30)) == date(2027, 7, 19)


def test_dates_in_texts_move_and_other_braces_stay() -> None:
    calendar = DemoCalendar.of(date(2026, 11, 22))
    text = (
        "{18 July 2012}, {November 2012}, {2013/14}, {2012-15}, {2012}, {board}, {projects count}, "
        "{@go-live}, {@other}"
    )
    assert calendar.say(text, {"go-live": "March 2027"}) == (
        "18 July 2026, November 2026, 2027/28, 2026-29, 2026, {board}, {projects count}, "
        "March 2027, {@other}"
    )


def test_times_are_londons() -> None:
    calendar = DemoCalendar.of(date(2012, 7, 4))
    assert calendar.moment(date(2012, 6, 29), 14, 5) == datetime(2012, 6, 29, 13, 5, tzinfo=UTC)
    assert calendar.moment(date(2012, 1, 13), 14) == datetime(2012, 1, 13, 14, tzinfo=UTC)


def test_thirteen_fortnights_end_on_the_newest_friday() -> None:
    ends = DemoCalendar.of(date(2012, 7, 4)).period_ends(13, timedelta(days=14))
    assert (ends[0], ends[-1], len(ends)) == (date(2012, 1, 13), date(2012, 6, 29), 13)


def test_the_notice_says_by_how_many_years() -> None:
    assert notice(14) == (
        "This is a demonstration. The council and its people are invented; the programmes follow "
        "real ones of 2009 to 2012, with all dates moved by 14 years."
    )
    assert notice(0) == (
        "This is a demonstration. The council and its people are invented; the programmes follow "
        "real ones of 2009 to 2012."
    )
