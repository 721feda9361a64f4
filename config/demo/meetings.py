"""The demonstration's meetings: one that was held, and one that is coming."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.writing import audited
from config.demo.loading import Loading
from config.demo.reading import DATA
from governance.models import Board
from meetings.actions.agendas import add_item, draft_agenda
from meetings.actions.attendance import record_attendance
from meetings.actions.meetings import call_meeting, close_meeting, open_meeting, plan_meeting
from meetings.actions.outcomes import decide, minute_item
from meetings.actions.taken_away import take_away
from meetings.choices import ItemKind, Presence
from meetings.models import AgendaItem, Meeting, StandingItem
from meetings.queries.sitting import sitting
from people.models import Person
from reports.models import ItemPaper

PLANNED_WEEKS = 6
"""How long before its day a meeting is planned."""
WHEN = ("title", "starts", "ends", "place")


def load_meetings(loading: Loading) -> None:
    """Plan, call and hold the meetings of each board in the data, each step on its own day."""
    data = tomllib.loads((DATA / "meetings.toml").read_text(encoding="utf-8"))
    for row in data["boards"]:
        board = loading.records["governance.Board"][row["board"]]
        by = Person.objects.get(pk=loading.records["people.Person"][row["by"]].pk)
        first = min(_day(loading, row[name]) for name in ("held", "coming") if name in row)
        with audited(by=by, reason=_("Standing items set up"), dated=_weeks_before(first, loading)):
            for position, fields in enumerate(row["standing"], start=1):
                writing.create(StandingItem, board=board, position=position, **fields)
        if "held" in row:
            _hold(loading, row["held"], board, by)
        _plan(loading, row["coming"], board, by)


def _day(loading: Loading, row: dict[str, Any]) -> date:
    if "of_paper" in row:
        on: date = loading.records["reports.Paper"][row["of_paper"]].meeting_on
        return on
    return loading.calendar.day(row["weeks"])


def _weeks_before(day: date, loading: Loading) -> datetime:
    earliest = min(day, loading.calendar.today)
    return loading.calendar.moment(_before(earliest, 7 * PLANNED_WEEKS), 9)


def _before(day: date, days: int) -> date:
    return day - timedelta(days=days)


def _plan(loading: Loading, row: dict[str, Any], board: Board, by: Person) -> Meeting:
    """A meeting with its agenda, which is not published yet."""
    day = _day(loading, row)
    fields = {name: row[name] for name in WHEN}
    papers = [loading.records["reports.Paper"][key] for key in row.get("papers", ())]
    planned = _weeks_before(day, loading)
    if papers:  # they were written by yesterday
        planned = loading.calendar.moment(
            date.fromordinal(loading.calendar.today.toordinal() - 1), 17
        )
    with audited(by=by, reason=_("Meeting planned"), dated=planned):
        meeting = plan_meeting(board, by=by, held_on=day, **fields)
        for item in row.get("items", ()):
            _add(meeting, item, by)
        for paper in papers:
            item = add_item(
                meeting, by=by, title=paper.title, presenter=paper.signatory,
                restriction=paper.restriction,
            )  # fmt: skip
            writing.create(ItemPaper, item=item, paper=paper)
        draft_agenda(meeting, by=by)
    return meeting


def _add(meeting: Meeting, row: dict[str, Any], by: Person) -> AgendaItem:
    kind = ItemKind.DECISION if "decision" in row else ItemKind.DISCUSSION
    said = {name: row[name] for name in ("title", "minutes", "summary") if name in row}
    return add_item(meeting, by=by, kind=kind, **said)


def _hold(loading: Loading, row: dict[str, Any], board: Board, by: Person) -> None:
    """A meeting that was called a week before, held and minuted."""
    meeting, day = _plan(loading, row, board, by), _day(loading, row)
    week_before = date.fromordinal(day.toordinal() - 7)
    with audited(
        by=by, reason=_("Agenda published"), dated=loading.calendar.moment(week_before, 15)
    ):
        call_meeting(meeting, by=by)
    with audited(by=by, reason=_("Meeting held"), dated=loading.calendar.moment(day, 15)):
        in_session = open_meeting(meeting, by=by)
        seats = {
            sitter.seat.id: {
                "presence": Presence.APOLOGIES
                if sitter.seat.name in row["away"]
                else Presence.PRESENT
            }
            for sitter in sitting(in_session).sitters
        }
        record_attendance(in_session, by=by, seats=seats)
        for item in row["items"]:
            _take(loading, meeting, item, by)
    with audited(by=by, reason=_("Meeting closed"), dated=loading.calendar.moment(day, 16)):
        close_meeting(meeting, by=by)


def _take(loading: Loading, meeting: Meeting, row: dict[str, Any], by: Person) -> None:
    item = AgendaItem.objects.select_related("meeting__board__scope").get(
        meeting=meeting, title=row["title"]
    )
    if "decision" in row:
        names = ("votes_for", "votes_against", "votes_abstained")
        votes = dict(zip(names, row["votes"], strict=True))
        decide(item, by=by, **row["decision"], **votes)
    minute_item(item, by=by, outcome=row.get("outcome", "agreed"), minuted=row["minuted"])
    if action := row.get("action"):
        owner = Person.objects.get(pk=loading.records["people.Person"][action["owner"]].pk)
        due_on = loading.calendar.day(action["weeks"])
        take_away(item, by=by, title=action["title"], owner=owner, due_on=due_on)
