"""The lanes of a roadmap: milestones, dependencies, gates and meetings, each with its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from documents.lanes import Lane, Mark, Shape, Span
from governance.choices import GateOutcome
from governance.models import GateReview
from governance.queries.boards import boards_directing
from governance.queries.gates import reviews
from meetings.models import ItemGate, Meeting
from people.models import Person
from projects.choices import MilestoneState
from projects.queries import MilestoneRow
from registers.queries.dependencies import giver_words, late_words, of_scopes, taker_words
from values import clock, words
from values.partial_dates import PartialDate

MOST_MEETINGS = 6


@dataclass(frozen=True)
class Time:
    """The days that a roadmap shows, and the moment it is of."""

    first: date
    last: date
    moment: datetime | None

    def holds(self, on: date | None) -> bool:
        return on is not None and self.first <= on <= self.last


def day_of_milestone(row: MilestoneRow) -> date | None:
    when = row.actual or row.forecast or row.baseline
    return when.last if when else None


def span_lane(label: str, spans: Iterable[tuple[Any, Any, str]], time: Time) -> Iterator[Lane]:
    """Stretches from one date to another that lie in this time; no lane without one."""
    shown = tuple(
        Span(max(start.first, time.first), min(end.last, time.last), said)
        for start, end, said in spans
        if start and start.is_known and end and end.is_known
        if start.first <= time.last and end.last >= time.first
    )
    if shown:
        yield Lane(label, spans=shown)


def milestone_lanes(shown: Collection[MilestoneRow], time: Time) -> Iterator[Lane]:
    """A lane for each project, and for the programme itself."""
    for scope in dict.fromkeys(row.scope for row in shown):
        marks = (_milestone(row, time.first) for row in shown if row.scope == scope)
        yield Lane(scope, tuple(marks))


def _milestone(row: MilestoneRow, first: date) -> Mark:
    on = day_of_milestone(row) or first
    agreed = row.first_agreed or row.baseline
    shape, tail = Shape.EXPECTED, ""
    if row.state == MilestoneState.DONE:
        shape, tail = Shape.REACHED, _("reached")
    elif row.is_late:
        shape, tail = Shape.LATE, row.slip_words
    moved = agreed is not None and agreed.last != on
    return Mark(on, shape, row.title, tail, agreed.last if agreed and moved else None)


def dependency_lane(scopes: Collection[int], person: Person, time: Time) -> Iterator[Lane]:
    """What waits for what: when it comes, and when it is needed where that differs."""
    found = of_scopes(scopes, person, time.moment)
    marks = tuple(mark for row in found if (mark := _dependency(row)) and time.holds(mark.on))
    if marks:
        yield Lane(_("Dependencies"), tuple(sorted(marks, key=lambda mark: mark.on)))


def _dependency(row: dict[str, Any]) -> Mark | None:
    comes, needed = _last(row["giver_expected_on"]), _last(row["needed_on"])
    on = comes or needed
    if on is None:
        return None
    late, facts = late_words(row), {"what": giver_words(row), "by": taker_words(row)}
    said = _("%(what)s, for %(by)s") % facts if facts["by"] else facts["what"]
    shape = Shape.LATE if late else Shape.EXPECTED
    return Mark(on, shape, said, late, needed if needed != on else None)


def _last(when: PartialDate | None) -> date | None:
    return when.last if when and when.is_known else None


def gate_lane(projects: Collection[int], person: Person, time: Time) -> Iterator[Lane]:
    """The gates that were decided, and those on the agenda of a meeting."""
    rows: Any = GateReview.objects.at(time.moment, project_id__in=projects).live()
    found = list(reviews(rows.visible_to(person), time.moment).order_by("id"))
    tabled = {} if time.moment else _tabled([row.id for row in found], person)
    marks = []
    for row in found:
        on: date | None = row.decided_on or tabled.get(row.id)
        if on is not None and time.holds(on):
            said = str(GateOutcome(row.outcome).label) if row.outcome else _("on the agenda")
            marks.append(Mark(on, Shape.GATE, f"{row.title} ({row.project_title})", said))
    if marks:
        yield Lane(_("Gates"), tuple(sorted(marks, key=lambda mark: mark.on)))


def _tabled(review_ids: Collection[int], person: Person) -> dict[int, date]:
    rows = ItemGate.objects.visible_to(person).live().filter(review_id__in=review_ids)
    return dict(rows.values_list("review_id", "item__meeting__held_on"))


def meeting_lane(programme_id: int, person: Person, time: Time) -> Iterator[Lane]:
    """The next meetings of the boards of a programme; none on a page as at a past day."""
    if time.moment:
        return
    boards = boards_directing([programme_id], None)
    rows = Meeting.objects.visible_to(person).filter(board__in=boards, held_on__lte=time.last)
    marks = tuple(
        Mark(meeting.held_on, Shape.MEETING, words.day(meeting.held_on))
        for meeting in rows.coming(clock.now())[:MOST_MEETINGS]
    )
    if marks:
        yield Lane(_("Board meetings"), marks)
