"""The meetings and due days that lie ahead: for the page of coming meetings, and for calendars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.history import history_model
from governance.models import Board
from meetings.choices import MeetingState
from meetings.models import Meeting
from meetings.queries.calendars import rules_at
from meetings.queries.deadlines import AGENDA, Deadline, deadlines_of
from people import policy
from people.choices import Role, ScopeKind
from people.models import Person
from programmes.registers import registers
from values import words
from values.partial_dates import Precision

WEEKS = 13
"""How far the page of coming meetings reaches."""
MOST = 300
"""The most meetings that a page shows, and the most meetings and due days that a calendar holds."""
BEFORE, AHEAD = timedelta(days=28), timedelta(days=366)
"""What a calendar holds, seen from today."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ComingMeeting:
    """A meeting, with the agenda's deadline while it is not published."""

    meeting: Meeting
    title: str
    when: str
    state: str
    agenda: Deadline | None


@dataclass(frozen=True)
class Week:
    """The meetings of a week, by its Monday."""

    title: str
    meetings: tuple[ComingMeeting, ...]


def coming_weeks(person: Person, first: date, *, only_own: bool) -> list[Week]:
    """The meetings that a person may see from a day on, week by week: of every board, or of those
    on which they sit. Six queries."""
    rows = _visible(person, first, first + timedelta(weeks=WEEKS))
    if only_own:
        rows = rows.filter(board__scope_id__in=own_boards(person))
    rules = rules_at()
    told = [
        ComingMeeting(
            meeting=meeting,
            title=title_of(meeting),
            when=_when(meeting),
            state=str(MeetingState(meeting.state).label),
            agenda=_agenda(deadlines_of(meeting, rules=rules)),
        )
        for meeting in rows[:MOST]
    ]
    by_week = groupby(told, lambda row: monday_of(row.meeting.held_on))
    return [Week(_week_words(monday), tuple(meetings)) for monday, meetings in by_week]


def title_of(meeting: Meeting) -> str:
    """Adults Board: Monthly control; once, where both are the same."""
    return ": ".join(dict.fromkeys((meeting.board.title, meeting.title)))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def own_boards(person: Person, *roles: str) -> set[int]:
    """The scopes of the boards on which a person sits today, in some role or in any."""
    return {
        holding.scope_id
        for holding in policy.holdings(person)
        if holding.kind == ScopeKind.BOARD and (not roles or holding.role in roles)
    }


def _visible(person: Person, first: date, last: date) -> QuerySet:
    rows = Meeting.objects.visible_to(person).live().filter(held_on__range=(first, last))
    return rows.select_related("board").in_order()


def _agenda(deadlines: Iterable[Deadline]) -> Deadline | None:
    return next((each for each in deadlines if each.key == AGENDA and each.stands != "done"), None)


def _when(meeting: Meeting) -> str:
    """Thursday 13 February 2025, 10:00 to 12:00."""
    facts = {"day": words.long_day(meeting.held_on)}
    facts |= {"from": words.hour(meeting.starts), "until": words.hour(meeting.ends)}
    return _("%(day)s, %(from)s to %(until)s") % facts


def _week_words(monday: date) -> str:
    return _("Week of %(day)s") % {"day": words.day(monday)}


# --- calendars ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Happening:
    """One entry of a calendar: from a moment to a moment, or a whole day."""

    key: str
    title: str
    starts: datetime | date
    ends: datetime | date
    changed_at: datetime
    version: int
    record: tuple[type[Any], str]  # the kind and the reference of the record whose page tells more
    place: str = ""
    is_cancelled: bool = False


def happenings_of_board(person: Person, board: Board, on: date) -> list[Happening]:
    """The meetings of a board, as far as a person may see them."""
    rows = _visible(person, on - BEFORE, on + AHEAD).filter(board=board)
    return [_of_meeting(meeting) for meeting in _with_last_change(rows)[:MOST]]


def happenings_of(person: Person, on: date) -> list[Happening]:
    """The meetings of the boards on which a person sits, the agendas that they publish as
    secretary, and what they have to do by a day. Nothing restricted. A query for each register."""
    rows = _visible(person, on - BEFORE, on + AHEAD)
    rows = rows.filter(board__scope_id__in=own_boards(person))
    meetings = list(_with_last_change(rows)[:MOST])
    kept_by_them = own_boards(person, Role.SECRETARY)
    to_publish = [meeting for meeting in meetings if meeting.board.scope_id in kept_by_them]
    return [
        *map(_of_meeting, meetings),
        *_agendas_due(to_publish, on),
        *(due for model in registers() for due in _due_of(model, person, on)),
    ]


def _with_last_change(rows: QuerySet) -> QuerySet:
    """With the moment of each record's newest version, by which calendars know what is new."""
    versions = history_model(rows.model).objects.filter(id=OuterRef("pk"))
    newest = versions.order_by("-history_date", "-history_id").values("history_date")[:1]
    return rows.annotate(changed_at=Subquery(newest))


def _of_meeting(meeting: Any) -> Happening:
    return Happening(
        key=f"meeting-{meeting.reference}",
        title=title_of(meeting),
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        changed_at=meeting.changed_at,
        version=meeting.version,
        record=(Meeting, meeting.reference),
        place=meeting.place,
        is_cancelled=meeting.state == MeetingState.CANCELLED,
    )


def _agendas_due(meetings: list[Any], on: date) -> Iterator[Happening]:
    rules = rules_at() if meetings else None
    for meeting in meetings:
        due = _agenda(deadlines_of(meeting, on, rules=rules))
        if due is not None:
            title = _("Publish the agenda: %(board)s") % {"board": meeting.board.title}
            yield _whole_day(f"agenda-{meeting.reference}", title, due.on, meeting)


def _due_of(model: Any, person: Person, on: date) -> Iterator[Happening]:
    """The open entries of a register that a person owns and that are due on a known day."""
    rows = model.objects.visible_to(person).live().open().filter(owner=person)
    if model.restricted_by:
        rows = policy.open_to_all(rows)
    within = (on - BEFORE, on + AHEAD)
    rows = rows.filter(due_on__gte=within[0], due_on__isnull=False)
    noun = capfirst(str(model._meta.verbose_name))
    for row in _with_last_change(rows.order_by("due_on", "id"))[:MOST]:
        due = row.due_on
        if due.precision != Precision.DAY or not within[0] <= due.first <= within[1]:
            continue
        title = _("%(noun)s due: %(title)s") % {"noun": noun, "title": row.title}
        yield _whole_day(f"due-{row.reference}", title, due.first, row)


def _whole_day(key: str, title: str, on: date, row: Any) -> Happening:
    record = (type(row), row.reference)
    return Happening(key, title, on, on + ONE_DAY, row.changed_at, row.version, record)
