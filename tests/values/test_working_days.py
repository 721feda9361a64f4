"""Working days and clear days against days on which councils really published, and really met."""

from datetime import date

import pytest

from values.working_days import Calendar, Correction, Nation, bank_holidays, days_between

ENGLAND, WALES = Calendar(Nation.ENGLAND), Calendar(Nation.WALES)
SCOTLAND, NORTHERN_IRELAND = Calendar(Nation.SCOTLAND), Calendar(Nation.NORTHERN_IRELAND)


@pytest.mark.parametrize(
    ("calendar", "published", "meeting", "clear"),
    [
        (ENGLAND, date(2025, 2, 5), date(2025, 2, 13), [6, 7, 10, 11, 12]),
        (ENGLAND, date(2021, 7, 15), date(2021, 7, 23), [16, 19, 20, 21, 22]),
        (ENGLAND, date(2020, 4, 14), date(2020, 4, 22), [15, 16, 17, 20, 21]),
        (WALES, date(2020, 9, 16), date(2020, 9, 22), [17, 18, 21]),
        (SCOTLAND, date(2016, 4, 19), date(2016, 4, 28), [20, 21, 22, 25, 26, 27]),
        (SCOTLAND, date(2014, 3, 20), date(2014, 3, 27), [21, 24, 25, 26]),
        (SCOTLAND, date(2019, 3, 28), date(2019, 4, 5), [29, 1, 2, 3, 4]),
    ],
)
def test_clear_days_leave_out_both_ends_weekends_and_bank_holidays(
    calendar: Calendar, published: date, meeting: date, clear: list[int]
) -> None:
    assert [day.day for day in calendar.clear_days(published, meeting)] == clear


@pytest.mark.parametrize(
    ("calendar", "meeting", "clear", "published"),
    [
        (ENGLAND, date(2025, 2, 13), 5, date(2025, 2, 5)),
        (ENGLAND, date(2021, 7, 23), 5, date(2021, 7, 15)),
        (ENGLAND, date(2020, 4, 22), 5, date(2020, 4, 14)),
        (WALES, date(2020, 9, 22), 3, date(2020, 9, 16)),
        # Over Christmas 2026: no 25 December, its Boxing Day on the Monday, nor 1 January.
        (ENGLAND, date(2027, 1, 6), 5, date(2026, 12, 24)),
        (SCOTLAND, date(2027, 1, 6), 5, date(2026, 12, 23)),
        # Over Easter 2025: Good Friday everywhere; Easter Monday everywhere but in Scotland.
        (ENGLAND, date(2025, 4, 24), 5, date(2025, 4, 14)),
        (SCOTLAND, date(2025, 4, 24), 5, date(2025, 4, 15)),
        (NORTHERN_IRELAND, date(2025, 3, 20), 5, date(2025, 3, 11)),
        (ENGLAND, date(2025, 3, 20), 5, date(2025, 3, 12)),
    ],
)
def test_the_last_lawful_day_is_the_one_on_which_councils_publish(
    calendar: Calendar, meeting: date, clear: int, published: date
) -> None:
    assert calendar.last_day_for(meeting, clear) == published
    assert len(calendar.clear_days(published, meeting)) == clear


def test_easter_monday_lies_just_outside_the_five_clear_days_of_22_april_2020() -> None:
    assert ENGLAND.why_not(date(2020, 4, 13)) == "Easter Monday"
    assert ENGLAND.before(date(2020, 4, 22), 7) == date(2020, 4, 9)


@pytest.mark.parametrize(
    ("published", "last_of_call_in", "next_working_day"),
    [
        (date(2020, 2, 14), date(2020, 2, 21), date(2020, 2, 24)),  # Leeds: effective on the 22nd
        (date(2024, 7, 12), date(2024, 7, 19), date(2024, 7, 22)),  # Westminster: on the 22nd
    ],
)
def test_five_working_days_after_publication_end_where_two_councils_ended_them(
    published: date, last_of_call_in: date, next_working_day: date
) -> None:
    assert ENGLAND.after(published, 5) == last_of_call_in
    assert ENGLAND.after(last_of_call_in, 1) == next_working_day


def test_a_council_takes_a_working_day_away_and_gives_one_back() -> None:
    mourning, fair = date(2025, 2, 11), date(2025, 2, 8)
    corrections = {mourning: Correction(False, "Day of mourning"), fair: Correction(True, "Fair")}
    ours = Calendar(Nation.ENGLAND, corrections)
    days = ours.clear_days(date(2025, 2, 5), date(2025, 2, 13))
    assert [day.day for day in days] == [6, 7, 8, 10, 12]
    assert ours.why_not(mourning) == "Day of mourning"
    assert ours.why_not(fair) == ""


def test_the_nations_keep_different_holidays() -> None:
    named = {nation: set(bank_holidays(nation, 2025)) for nation in Nation}
    assert named[Nation.WALES] == named[Nation.ENGLAND]
    assert sorted(named[Nation.SCOTLAND] - named[Nation.ENGLAND]) == [
        date(2025, 1, 2), date(2025, 8, 4), date(2025, 11, 30), date(2025, 12, 1),
    ]  # fmt: skip
    assert sorted(named[Nation.ENGLAND] - named[Nation.SCOTLAND]) == [
        date(2025, 4, 21), date(2025, 8, 25),
    ]  # fmt: skip
    assert sorted(named[Nation.NORTHERN_IRELAND] - named[Nation.ENGLAND]) == [
        date(2025, 3, 17), date(2025, 7, 12), date(2025, 7, 14),
    ]  # fmt: skip


def test_a_holiday_on_a_weekend_is_kept_on_its_substitute_day() -> None:
    assert ENGLAND.why_not(date(2022, 12, 27)) == "Christmas Day (substitute day)"
    assert not ENGLAND.is_working(date(2022, 9, 19))  # a state funeral: one year only
    assert ENGLAND.is_working(date(2023, 9, 19))


def test_no_working_days_on_is_the_day_itself_or_the_nearest_working_day() -> None:
    saturday = date(2025, 2, 8)
    assert (ENGLAND.before(saturday, 0), ENGLAND.after(saturday, 0)) == (
        date(2025, 2, 7),
        date(2025, 2, 10),
    )
    assert ENGLAND.after(date(2025, 2, 10), 0) == date(2025, 2, 10)


def test_a_negative_number_and_an_endless_period_are_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        ENGLAND.after(date(2025, 2, 8), -1)
    with pytest.raises(ValueError, match="too long"):
        days_between(date(2025, 1, 1), date(2027, 1, 1))
    assert days_between(date(2025, 2, 8), date(2025, 2, 7)) == ()
