"""Coming meetings, and the calendars that programs read by a code."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from pytest_django import DjangoDbBlocker

from audit.actions import archive_record
from governance.models import Board
from meetings.actions.deadlines import add_rule
from meetings.actions.feeds import make_feed
from meetings.actions.meetings import cancel_meeting, plan_meeting
from meetings.models import CalendarFeed, Meeting
from people.choices import Role, SecurityEventKind
from people.models import Account, Appointment, Person, SecurityEvent
from programmes.models import Lesson
from tests import factories
from tests.sweeps.pages import read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import kept
from values import clock
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 3, 17, 9, tzinfo=UTC)  # a Monday, a fortnight before the clocks change


@dataclass(frozen=True)
class Ahead:
    """A member and secretary of one board, which meets before and after the clocks change; another
    board, which they do not see, meets too."""

    by: Person
    keeper: Account
    member: Account
    board: Board
    other: Board
    before: Meeting
    after: Meeting


@pytest.fixture(scope="module")
def ahead(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Ahead]:
    with kept(django_db_blocker), clock.stopped_at(NOW):
        by = factories.officer()
        add_rule(by=by, title="England", agenda_days=5, valid_from=date(2002, 10, 1))
        board, other = factories.board("Open Doors"), factories.board("Secret Garden")
        member = factories.holder(Role.SECRETARY, board.scope, "Mona Pryce")
        yield Ahead(
            by=by, keeper=factories.account(), member=factories.account(member), board=board,
            other=other, before=a_meeting(board, date(2025, 3, 27)),
            after=a_meeting(board, date(2025, 4, 3), place="Room 1; first floor"),
        )  # fmt: skip


def a_meeting(board: Board, held_on: date, **fields: Any) -> Meeting:
    said = {"title": "Monthly", "starts": time(10), "ends": time(11, 30)} | fields
    return plan_meeting(board, by=factories.officer(), held_on=held_on, **said)


def weeks(browser: Client, query: str = "") -> list[str]:
    tree = read(browser.get(f"/meetings/coming/{query}").content.decode())
    return [section.text for section in tree.all("section") if "Week of" in section.text]


def test_meetings_are_listed_by_week_with_the_deadline_of_the_agenda(ahead: Ahead) -> None:
    first, second = weeks(browser_of(ahead.member))
    assert " ".join(first.split()) == (
        "Week of 24 March 2025 Open Doors: Monthly Thursday 27 March 2025, 10:00 to 11:30 "
        "Planned. Agenda due Wednesday 19 March 2025: in 2 days"
    )
    assert "Week of 31 March 2025" in second
    assert "Room 1; first floor" in second


def test_the_page_reaches_a_quarter_and_goes_on(ahead: Ahead) -> None:
    member = browser_of(ahead.member)
    assert weeks(member, "?from=2025-06-16") == []
    assert len(weeks(member, "?from=2025-04-02")) == 1
    assert member.get("/meetings/coming/?from=soon").status_code == 400


def test_everybody_sees_the_meetings_of_the_boards_that_they_may_see(ahead: Ahead) -> None:
    a_meeting(ahead.other, date(2025, 3, 20))
    assert any("Secret Garden" in week for week in weeks(browser_of(ahead.keeper)))
    assert not any("Secret Garden" in week for week in weeks(browser_of(ahead.member)))
    assert weeks(browser_of(ahead.keeper), "?only=mine") == []


# --- calendars ----------------------------------------------------------------------------------
def read_at(code: str, **headers: str) -> Any:
    return Client().get("/calendar.ics", {"code": code}, headers=headers)


def events_at(code: str) -> dict[str, Any]:
    calendar: Any = Calendar.from_ical(read_at(code).content)
    return {str(event["UID"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


def test_a_calendar_holds_ones_meetings_and_due_days_in_utc(ahead: Ahead) -> None:
    person = ahead.member.person
    said = {"scope": ahead.board.scope, "owner": person}
    due = factories.entry(Lesson, "Say thanks", due_on=date(2025, 4, 1), **said)
    factories.entry(Lesson, "Some time", due_on=PartialDate.month(2025, 4), **said)
    factories.entry(Lesson, "Done", due_on=date(2025, 4, 1), state="closed", **said)
    a_meeting(ahead.other, date(2025, 3, 20))
    _feed, code = make_feed(account=ahead.member)
    events = events_at(code)
    before, after = ahead.before.reference.lower(), ahead.after.reference.lower()
    assert {
        key: (str(event["SUMMARY"]), event.decoded("DTSTART")) for key, event in events.items()
    } == {
        f"meeting-{before}": ("Open Doors: Monthly", datetime(2025, 3, 27, 10, tzinfo=UTC)),
        f"meeting-{after}": ("Open Doors: Monthly", datetime(2025, 4, 3, 9, tzinfo=UTC)),
        f"agenda-{before}": ("Publish the agenda: Open Doors", date(2025, 3, 19)),
        f"agenda-{after}": ("Publish the agenda: Open Doors", date(2025, 3, 26)),
        f"due-{due.reference.lower()}": ("Lesson due: Say thanks", date(2025, 4, 1)),
    }
    assert str(events[f"meeting-{after}"]["LOCATION"]) == "Room 1; first floor"
    assert events[f"meeting-{after}"].decoded("DTEND") == datetime(2025, 4, 3, 10, 30, tzinfo=UTC)


def test_a_meeting_that_is_cancelled_is_crossed_out_in_the_calendar(ahead: Ahead) -> None:
    gone = a_meeting(ahead.board, date(2025, 5, 1))
    cancel_meeting(gone, by=ahead.by, why="Snow")
    _feed, code = make_feed(account=ahead.member, board=ahead.board)
    event = events_at(code)[f"meeting-{gone.reference.lower()}"]
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", 2)


def test_a_board_that_one_no_longer_sees_is_not_even_named(ahead: Ahead) -> None:
    _feed, code = make_feed(account=ahead.member, board=ahead.board)
    assert b"Open Doors" in read_at(code).content
    archive_record(Appointment.objects.get(person=ahead.member.person), by=ahead.by)
    answer = read_at(code)
    assert (answer.status_code, b"Open Doors" in answer.content) == (200, False)
    assert events_at(code) == {}


def test_a_calendar_reaches_from_four_weeks_ago_to_a_year_ahead(ahead: Ahead) -> None:
    for days in (-29, 367):
        a_meeting(ahead.board, NOW.date() + timedelta(days=days))
    _feed, code = make_feed(account=ahead.member, board=ahead.board)
    assert len(events_at(code)) == 2


def test_what_has_not_changed_is_not_sent_again(ahead: Ahead) -> None:
    _feed, code = make_feed(account=ahead.member)
    first = read_at(code)
    again = read_at(code, if_none_match=first["ETag"])
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    a_meeting(ahead.board, date(2025, 6, 5))
    assert read_at(code, if_none_match=first["ETag"]).status_code == 200


def test_a_code_is_shown_once_kept_as_a_digest_and_dies_when_renewed(ahead: Ahead) -> None:
    member = browser_of(ahead.member)
    made = member.post("/calendars/", {"board": ""}).content.decode()
    code = made.partition("?code=")[2].partition('"')[0]
    feed = CalendarFeed.objects.get(account=ahead.member, withdrawn_at=None)
    assert len(code) == 43
    assert code not in "".join(str(value) for value in vars(feed).values())
    assert code not in member.get("/calendars/").content.decode()
    twice = member.post("/calendars/", {"board": ""}).content.decode()
    assert "You already have this calendar address." in twice
    renewed = member.post(f"/calendars/{feed.pk}/renew/").content.decode()
    new = renewed.partition("?code=")[2].partition('"')[0]
    assert (read_at(code).status_code, read_at(new).status_code) == (404, 200)
    feed = CalendarFeed.objects.get(account=ahead.member, withdrawn_at=None)
    assert member.post(f"/calendars/{feed.pk}/withdraw/").status_code == 302
    assert read_at(new).status_code == 404
    kinds = [event.kind for event in SecurityEvent.objects.order_by("id")]
    made_, withdrawn = (
        SecurityEventKind.CALENDAR_ADDRESS_MADE,
        SecurityEventKind.CALENDAR_ADDRESS_WITHDRAWN,
    )
    assert [kind for kind in kinds if kind in (made_, withdrawn)] == [
        made_, withdrawn, made_, withdrawn,
    ]  # fmt: skip


@pytest.mark.one_engine
def test_an_address_is_ones_own(ahead: Ahead) -> None:
    feed, _code = make_feed(account=ahead.member)
    keeper = browser_of(ahead.keeper)
    for act in ("renew", "withdraw"):
        assert keeper.post(f"/calendars/{feed.pk}/{act}/").status_code == 404
    unseen = browser_of(ahead.member).post("/calendars/", {"board": str(ahead.other.pk)})
    assert "Choose the calendar from the list" in unseen.content.decode()
    assert CalendarFeed.objects.filter(board=ahead.other).count() == 0


def test_a_stopped_account_has_no_calendar(ahead: Ahead) -> None:
    _feed, code = make_feed(account=ahead.member)
    Account.objects.filter(pk=ahead.member.pk).update(is_active=False)
    assert read_at(code).status_code == 404


@pytest.mark.one_engine
def test_neither_log_nor_events_hold_a_code(ahead: Ahead, caplog: Any) -> None:
    _feed, code = make_feed(account=ahead.member)
    with caplog.at_level(logging.INFO, logger="mandate"):
        read_at(code)
        read_at(code + "x")
    lines = [vars(line) for line in caplog.records if line.name.startswith("mandate")]
    assert [line["path"] for line in lines if "path" in line] == ["/calendar.ics"] * 2
    assert not any(code in repr(line) for line in lines)
    assert not any(code in event.path + event.facts for event in SecurityEvent.objects.all())


@pytest.mark.one_engine
def test_the_calendar_of_two_meetings_costs_as_much_as_that_of_ten(
    ahead: Ahead, django_assert_num_queries: Any
) -> None:
    _feed, code = make_feed(account=ahead.member, board=ahead.board)
    with django_assert_num_queries(4):
        read_at(code)
    for day in range(1, 9):
        a_meeting(ahead.board, date(2025, 5, day))
    with django_assert_num_queries(4):
        read_at(code)


@pytest.mark.one_engine
def test_the_page_asks_as_much_for_two_meetings_as_for_ten(ahead: Ahead) -> None:
    member, asked = browser_of(ahead.member), []
    for days in (range(0), range(1, 9)):
        for day in days:
            a_meeting(ahead.board, date(2025, 5, day))
        with CaptureQueriesContext(connection) as queries:
            member.get("/meetings/coming/")
        asked.append(len(queries))
    assert asked[0] == asked[1]
