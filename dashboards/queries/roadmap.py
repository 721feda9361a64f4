"""The roadmap of a programme: its phases, the milestones of each project, and the meetings of its
boards, over the time in which anything is still to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.queries.programme import every_milestone
from documents.charts import Chart
from documents.lanes import Lane, Lanes, Mark, Shape, Span
from documents.tree import Column, Table
from governance.queries.boards import boards_directing
from meetings.models import Meeting
from people.models import Person
from programmes.queries import ProgrammeRow, phases
from projects.choices import MilestoneState
from projects.queries import MilestoneRow, project_rows
from values import clock, words

BEHIND = timedelta(days=45)
"""How far a roadmap looks back."""
SHORTEST = timedelta(days=180)
LONGEST = timedelta(days=3 * 365)
MOST_MEETINGS = 6


def _by_day(programme: ProgrammeRow, moment: datetime | None) -> list[MilestoneRow]:
    """All milestones of a programme and of its projects, by the day on which each is expected, or
    was reached; those without one last. Two queries."""
    rows = every_milestone(programme, project_rows([programme.id], moment), moment)
    return sorted(rows, key=lambda row: (_on(row) or date.max, row.id))


@dataclass(frozen=True)
class Roadmap:
    """What is drawn, None where nothing has a day; and the milestones of that time and those
    without a day."""

    chart: Chart | None
    milestones: list[MilestoneRow]


def roadmap(programme: ProgrammeRow, person: Person, moment: datetime | None) -> Roadmap:
    """The number of queries does not depend on the number of records."""
    rows = _by_day(programme, moment)
    first, last = _window(rows, clock.day_of(moment))
    shown = [row for row in rows if _is_within(row, first, last)]
    lanes = tuple(_lanes(programme, shown, person, moment, first, last))
    undated = [row for row in rows if _on(row) is None]
    chart = _chart(lanes, shown, first, last, clock.day_of(moment)) if lanes else None
    return Roadmap(chart, [*shown, *undated])


def _chart(
    lanes: tuple[Lane, ...], shown: list[MilestoneRow], first: date, last: date, today: date
) -> Chart:
    late = sum(row.is_late for row in shown)
    facts = {"n": len(shown), "late": late, "day": words.day(last)}
    headline = ngettext(
        "%(n)d milestone until %(day)s", "%(n)d milestones until %(day)s", len(shown)
    )
    behind = ngettext("%(late)d later than agreed", "%(late)d later than agreed", late)
    return Chart(
        headline=f"{headline % facts}; {behind % facts}.",
        sentence=_(
            "A filled mark is the day now expected, a hollow one the day first agreed; the upright "
            "line is the day of this page."
        ),
        source=_("Source: the plans of the programme and its projects."),
        table=_table(lanes),
        drawn=Lanes(first, last, today, lanes),
    )


def _on(row: MilestoneRow) -> date | None:
    when = row.actual or row.forecast or row.baseline
    return when.last if when else None


def _window(rows: Iterable[MilestoneRow], today: date) -> tuple[date, date]:
    days = [on for row in rows if (on := _on(row)) and on >= today]
    last = max([*days, today + SHORTEST])
    return (today - BEHIND).replace(day=1), min(last + timedelta(days=20), today + LONGEST)


def _is_within(row: MilestoneRow, first: date, last: date) -> bool:
    """Whether a milestone has its place: what is overdue has one however long ago it was due."""
    on = _on(row)
    if on is None or on > last:
        return False
    return on >= first or row.state != MilestoneState.DONE


def _lanes(
    programme: ProgrammeRow,
    shown: list[MilestoneRow],
    person: Person,
    moment: datetime | None,
    first: date,
    last: date,
) -> Iterable[Lane]:
    spans = tuple(
        Span(max(start.first, first), min(end.last, last), phase.title)
        for phase in phases(programme.id, moment)
        if (start := phase.starts_on) and (end := phase.ends_on)
        if start.first <= last and end.last >= first
    )
    if spans:
        yield Lane(_("Phases"), spans=spans)
    for scope in dict.fromkeys(row.scope for row in shown):
        yield Lane(scope, tuple(_mark(row, first) for row in shown if row.scope == scope))
    if meetings := () if moment else tuple(_meetings(programme.id, person, last)):
        yield Lane(_("Board meetings"), meetings)


def _mark(row: MilestoneRow, first: date) -> Mark:
    on = _on(row) or first
    agreed = row.first_agreed or row.baseline
    shape = Shape.LATE if row.is_late else Shape.EXPECTED
    if row.state == MilestoneState.DONE:
        shape = Shape.REACHED
    moved = agreed is not None and agreed.last != on
    slip = row.slip_words if row.is_late else ""
    return Mark(
        on=on,
        shape=shape,
        said=f"{row.title}, {slip}" if slip else row.title,
        agreed=agreed.last if agreed and moved else None,
    )


def _meetings(programme_id: int, person: Person, last: date) -> Iterable[Mark]:
    boards = boards_directing([programme_id], None)
    rows = Meeting.objects.visible_to(person).filter(board__in=boards, held_on__lte=last)
    for meeting in rows.coming(clock.now())[:MOST_MEETINGS]:
        yield Mark(meeting.held_on, Shape.MEETING, words.day(meeting.held_on))


def _table(lanes: Iterable[Lane]) -> Table:
    rows = []
    for lane in lanes:
        for span in lane.spans:
            days = _("%(first)s to %(last)s")
            facts = {"first": words.day(span.first), "last": words.day(span.last)}
            rows.append((lane.label, span.said, days % facts, ""))
        for mark in lane.marks:
            rows.append((lane.label, mark.said, words.day(mark.on), words.day(mark.agreed)))
    columns = tuple(Column(label) for label in (_("Of"), _("What"), _("When"), _("First agreed")))
    return Table(caption=_("What is on the roadmap"), columns=columns, rows=tuple(rows))
