"""Deadlines of a meeting: the rule in force, the sum in words, what is late, when decisions take
effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import override_settings

from audit.errors import Refused
from governance.actions.kinds import load_shipped_kinds
from governance.choices import BoardKind
from governance.models import Board, BodyKind, Decision
from meetings.actions.agendas import add_item
from meetings.actions.deadlines import add_closure, add_rule, load_shipped_rules
from meetings.actions.meetings import call_meeting, cancel_meeting, plan_meeting
from meetings.choices import Effective, Start
from meetings.models import DeadlineRule, Meeting
from meetings.pages.panels import deadlines_panel, effect_panel
from meetings.queries.calendars import Rules, calendar_of, rules_at
from meetings.queries.deadlines import Deadline, deadlines_of, effective_on
from records.pages.moments import AskedMoment
from tests import factories
from values import clock
from values.working_days import Nation

pytestmark = pytest.mark.django_db

MEETING = date(2025, 2, 13)
NOWADAYS = AskedMoment(None)
NOW = datetime(2025, 1, 20, 9, tzinfo=UTC)


@pytest.fixture
def committee() -> Iterator[Board]:
    with clock.stopped_at(NOW):
        by = factories.officer()
        load_shipped_kinds(by=by)
        load_shipped_rules(by=by)
        yield factories.board("Cabinet", kind=BoardKind.EXECUTIVE)


def a_meeting(board: Board, held_on: date = MEETING) -> Meeting:
    hours = {"starts": time(10), "ends": time(12)}
    by = factories.officer()
    return plan_meeting(board, by=by, title=board.title, held_on=held_on, **hours)


def by_key(meeting: Meeting, on: date) -> dict[str, Deadline]:
    return {deadline.key: deadline for deadline in deadlines_of(meeting, on)}


def test_every_deadline_of_an_executive_meeting_shows_its_sum(committee: Board) -> None:
    found = deadlines_of(a_meeting(committee), date(2025, 1, 20))
    assert [(d.key, d.on, d.at, d.says) for d in found] == [
        (
            "key_notice", date(2025, 1, 15), None,
            "published Wed 15 Jan; 28 clear days, Thu 16 Jan to Wed 12 Feb; meeting Thu 13 Feb",
        ),
        (
            "clearances", date(2025, 1, 28), None,
            "working days 28, 29, 30, 31 Jan, 3, 4, 5, 6, 7, 10, 11, 12 Feb; meeting Thu 13 Feb",
        ),
        (
            "reports", date(2025, 2, 4), time(10),
            "working days 4, 5, 6, 7, 10, 11, 12 Feb; meeting Thu 13 Feb",
        ),
        (
            "private_notice", date(2025, 2, 5), None,
            "published Wed 5 Feb; clear days 6, 7, 10, 11, 12 Feb; meeting Thu 13 Feb",
        ),
        (
            "agenda", date(2025, 2, 5), None,
            "published Wed 5 Feb; clear days 6, 7, 10, 11, 12 Feb; meeting Thu 13 Feb",
        ),
        (
            "decision_notice", date(2025, 2, 17), None,
            "meeting Thu 13 Feb; working days 14, 17 Feb",
        ),
        (
            "effect", date(2025, 2, 25), None,
            "notice published Mon 17 Feb; call-in 18, 19, 20, 21, 24 Feb; takes effect Tue 25 Feb",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "stands", "said"),
    [
        (date(2025, 1, 20), "ahead", "in 16 days"),
        (date(2025, 2, 4), "ahead", "tomorrow"),
        (date(2025, 2, 5), "due", "today"),
        (date(2025, 2, 6), "late", "1 working day late"),
        (date(2025, 2, 8), "late", "2 working days late"),
        (date(2025, 2, 10), "late", "3 working days late"),
        (date(2026, 3, 12), "late", "278 working days late"),
        (date(2026, 3, 13), "late", "more than a year late"),
        (date(2040, 1, 1), "late", "more than a year late"),
    ],
)
def test_an_agenda_that_is_overdue_is_called_so_in_working_days(
    committee: Board, on: date, stands: str, said: str
) -> None:
    agenda = by_key(a_meeting(committee), on)["agenda"]
    assert (agenda.stands, agenda.stands_words) == (stands, said)
    assert agenda.is_overdue == (stands == "late")


def test_an_agenda_that_is_published_says_when_and_how_late(committee: Board) -> None:
    meeting = a_meeting(committee)
    with clock.stopped_at(datetime(2025, 2, 7, 12, tzinfo=UTC)):
        by = factories.officer()
        add_item(meeting, by=by, title="Minutes")
        meeting = call_meeting(meeting, by=by)
    agenda = by_key(meeting, date(2025, 2, 20))["agenda"]
    assert agenda.stands_words == "done on Fri 7 Feb, 2 working days late"


def test_the_sum_names_the_holidays_that_it_leaves_out(committee: Board) -> None:
    agenda = by_key(a_meeting(committee, date(2025, 4, 24)), date(2025, 3, 1))["agenda"]
    assert agenda.on == date(2025, 4, 14)
    assert agenda.says == (
        "published Mon 14 Apr; clear days 15, 16, 17, 22, 23 Apr; meeting Thu 24 Apr; "
        "not counted Fri 18 Apr (Good Friday), Mon 21 Apr (Easter Monday)"
    )


def test_a_closure_moves_the_deadline_and_is_named(committee: Board) -> None:
    add_closure(by=factories.officer(), title="Day of mourning", on=date(2025, 2, 11))
    scots = {"title": "St Andrew", "on": date(2025, 2, 10), "nation": Nation.SCOTLAND}
    add_closure(by=factories.officer(), **scots)
    agenda = by_key(a_meeting(committee), NOW.date())["agenda"]
    assert agenda.on == date(2025, 2, 4)
    assert agenda.says.endswith("not counted Tue 11 Feb (Day of mourning)")


def test_the_rule_of_a_kind_comes_first_and_then_the_newest_of_its_day(committee: Board) -> None:
    rules = rules_at()
    scrutiny = factories.board("Scrutiny", kind=BoardKind.SCRUTINY)
    titles = [
        (rules.of(board, on) or DeadlineRule(title="none")).title
        for board, on in (
            (committee, MEETING), (committee, date(2010, 1, 1)), (scrutiny, MEETING),
            (scrutiny, date(2001, 1, 1)),
        )
    ]  # fmt: skip
    assert titles == [
        "England: executive decisions", "England: meetings open to the public",
        "England: meetings open to the public", "none",
    ]  # fmt: skip


@override_settings(COUNCIL_NATION=Nation.WALES)
def test_a_council_in_wales_gives_three_clear_days_and_a_note_within_seven(
    committee: Board,
) -> None:
    board = factories.board("Cabinet of Wales", kind=BoardKind.COMMITTEE)
    found = by_key(a_meeting(board, date(2022, 9, 20)), date(2022, 9, 1))
    assert found["agenda"].says == (
        "published Tue 13 Sep; clear days 14, 15, 16 Sep; meeting Tue 20 Sep; "
        "not counted Mon 19 Sep (State Funeral of Queen Elizabeth II)"
    )
    assert found["decision_notice"].says == (
        "meeting Tue 20 Sep; working days 20, 21, 22, 23, 26, 27, 28 Sep"
    )


@pytest.mark.parametrize(
    ("published", "effective", "day"),
    [
        (date(2020, 2, 14), Effective.NEXT_DAY, date(2020, 2, 22)),
        (date(2024, 7, 12), Effective.NEXT_WORKING_DAY, date(2024, 7, 22)),
    ],
)
def test_a_decision_takes_effect_by_either_convention(
    published: date, effective: str, day: date
) -> None:
    found = in_effect(published, effective=effective, call_in_days=5)
    assert found is not None
    assert found.on == day


def in_effect(published: date | None, **fields: Any) -> Any:
    with clock.stopped_at(NOW):
        board = factories.board()
        said = {"title": "Ours", "agenda_days": 5, "valid_from": date(2000, 1, 1)} | fields
        add_rule(by=factories.officer(), **said)
        return effective_on(board, decided_on=date(2020, 2, 13), published_on=published)


def test_a_call_in_may_begin_on_the_day_of_the_decision() -> None:
    found = in_effect(None, call_in_days=5, call_in_starts=Start.ON_DECISION)
    assert (found.on, found.says) == (
        date(2020, 2, 20),
        "decided Thu 13 Feb; call-in 13, 14, 17, 18, 19 Feb; takes effect Thu 20 Feb",
    )


def test_until_the_notice_is_published_nobody_knows_when_a_decision_takes_effect() -> None:
    assert in_effect(None, call_in_days=5) is None


def test_without_call_in_a_decision_takes_effect_at_once() -> None:
    assert in_effect(None).on == date(2020, 2, 13)


def test_a_cancelled_meeting_and_one_without_a_rule_have_no_deadline(committee: Board) -> None:
    meeting = a_meeting(committee)
    gone = cancel_meeting(meeting, by=factories.officer(), why="Snow")
    assert deadlines_of(gone, NOW.date()) == ()
    assert deadlines_of(meeting, NOW.date(), rules=Rules((), (), {})) == ()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"report_days": 5}, "Reports must be finished at least one working day before"),
        ({"clearance_days": 6, "report_days": 7}, "Clearances must be given no later than"),
        ({"report_at": time(10)}, "An hour needs its number of days."),
        ({"agenda_days": 61}, "60"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(wrong: dict[str, Any], sentence: str) -> None:
    said = {"title": "Ours", "agenda_days": 5, "valid_from": date(2000, 1, 1)} | wrong
    with pytest.raises(Refused, match=sentence):
        add_rule(by=factories.officer(), **said)


def test_one_rule_holds_from_a_day_for_all_kinds_and_one_for_a_kind() -> None:
    by, kind = factories.officer(), factories.board().kind
    said = {"title": "Ours", "agenda_days": 5, "valid_from": date(2000, 1, 1)}
    add_rule(by=by, **said)
    add_rule(by=by, **said, kind=kind)
    for fields in ({}, {"kind": kind}):
        with pytest.raises(Refused, match="There already is a rule"):
            add_rule(by=by, **said, **fields)


def test_a_boards_calendar_is_that_of_its_kind_of_body() -> None:
    board = factories.board()
    assert calendar_of(board).nation == Nation.ENGLAND
    with override_settings(COUNCIL_NATION=Nation.SCOTLAND):
        assert calendar_of(board).nation == Nation.SCOTLAND
        executive = factories.board("Cabinet", kind=BoardKind.EXECUTIVE)
        assert calendar_of(executive).nation == Nation.ENGLAND
    assert BodyKind.objects.get(key=BoardKind.EXECUTIVE).nation == Nation.ENGLAND


def test_the_same_questions_are_asked_for_one_meeting_as_for_three(
    committee: Board, django_assert_num_queries: Any
) -> None:
    meetings = [a_meeting(committee, date(2025, month, 13)) for month in (2, 3, 5)]
    with django_assert_num_queries(3):
        rules = rules_at()
        for meeting in meetings:
            deadlines_of(meeting, NOW.date(), rules=rules)


def test_a_meetings_panel_says_what_is_overdue(committee: Board) -> None:
    meeting = a_meeting(committee)
    with clock.stopped_at(datetime(2025, 2, 10, 9, tzinfo=UTC)):
        panel = deadlines_panel(meeting, factories.person(), NOWADAYS)
    assert panel is not None
    assert (panel["late_words"], panel["rule"].title) == (
        "1 deadline has passed and is not met.",
        "England: executive decisions",
    )
    assert deadlines_panel(committee, factories.person(), NOWADAYS) is None


def test_a_decision_that_may_be_called_in_says_when_it_takes_effect(committee: Board) -> None:
    with clock.stopped_at(datetime(2025, 2, 14, 9, tzinfo=UTC)):
        said = {"board": committee, "scope": committee.scope, "made_on": MEETING}
        said |= {"reasons": "It is full.", "options_rejected": "None."}
        decision = factories.entry(Decision, "Lease the depot", call_in=True, **said)
        at_once = factories.entry(Decision, "Note the report", **said)
        panels = [effect_panel(d, factories.person(), NOWADAYS) for d in (decision, at_once)]
    assert panels == [
        {
            "on": "Tuesday 25 February 2025",
            "says": "notice published Mon 17 Feb; call-in 18, 19, 20, 21, 24 Feb; "
            "takes effect Tue 25 Feb",
        },
        None,
    ]
