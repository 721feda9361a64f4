"""Two moments of a programme or a project compared: the lines of all apps, grouped for a reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.comparison import PEOPLE
from documents.content import TableContent
from documents.tree import Column, Table
from people import policy
from people.choices import Act
from people.models import Person
from programmes.models import Programme
from projects.comparison import MILESTONES, RATINGS, News, news
from projects.models import Project
from projects.queries import project_at, project_rows, standings
from records.blocks import About
from records.comparison import DOCUMENTS, Group, Line, Span, Tone, lines_of
from reports.models import Paper
from values import clock, words
from values.clock import end_of


@dataclass(frozen=True)
class Section:
    """What changed of one kind."""

    group: Group
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Comparison:
    """What differs between two moments; kinds without a change are left out."""

    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        return sum(len(section.lines) for section in self.sections)

    @property
    def worse(self) -> int:
        return self._count(Tone.WORSE)

    @property
    def better(self) -> int:
        return self._count(Tone.BETTER)

    def _count(self, tone: Tone) -> int:
        return sum(line.tone == tone for section in self.sections for line in section.lines)


def compared(span: Span) -> Comparison:
    """Everything that differs. Kinds that did not change are not read: the number of queries
    depends on the kinds that did, never on how much they changed."""
    grouped = groupby(lines_of(span), key=lambda line: line.group)
    return Comparison(tuple(Section(group, tuple(lines)) for group, lines in grouped))


def compared_since_reports(span: Span, told: News) -> Comparison:
    """The same, but ratings and milestones each since its project's last report, as on the
    dashboard."""
    others = [line for line in lines_of(span) if line.group not in (RATINGS, MILESTONES)]
    lines = sorted([*others, *told.lines], key=lambda line: line.group.order)
    grouped = groupby(lines, key=lambda line: line.group)
    return Comparison(tuple(Section(group, tuple(found)) for group, found in grouped))


def news_of_programme(programme: Programme, moment: datetime | None) -> News:
    """What changed in a programme's projects since each was last reported, as on its dashboard at
    the moment. Three queries."""
    return news(standings(project_rows([programme.pk], moment), moment), moment)


def news_of_project(project: Project, moment: datetime | None) -> News:
    """The same for one project."""
    return news(standings([project_at(project, moment)], moment), moment, of_one=True)


def span_of_programme(
    programme: Programme, before: datetime, after: datetime | None, reader: Person | None = None
) -> Span:
    """A programme and all that lies below it, for a reader who may see the programme; without one,
    for a document."""
    scope = programme.scope_id
    return Span(before, after, scope, programme.id, programme.reference, scope, reader=reader)


def span_of_project(
    project: Project, reader: Person, before: datetime, after: datetime | None
) -> Span:
    """A project; with what its programme records about it, if the reader may see the programme."""
    return Span(
        before,
        after,
        scope_id=project.scope_id,
        programme_id=project.programme_id,
        programme_reference=project.programme.reference,
        programme_scope_id=project.programme.scope_id,
        project_id=project.pk,
        sees_programme=policy.can(reader, Act.SEE, project.programme),
        reader=reader,
    )


def first_recorded_on(record: Any) -> date:
    """The day of a record's first version. One query."""
    first = type(record).history.filter(id=record.pk).aggregate(first=Min("history_date"))["first"]
    return timezone.localdate(first)


# --- in a paper ---------------------------------------------------------------------------------
def changes_since_last_paper(about: About, of_committee: bool = False) -> TableContent:
    """What changed in the programmes that a paper serves, in each since the meeting of its last
    paper, or of the last one for the same committee, except people and documents: a paper is
    public, and should not report on people who came or went or on a project's files. With several
    programmes, each is named with its day."""
    since = {
        programme: day
        for programme in about.programmes
        if (day := last_meeting_about(programme, about, of_committee)) is not None
    }
    columns: tuple[Column, ...] = (Column(_("What")), Column(_("Of")), Column(_("Change")))
    if not since:
        table = Table(caption=_("What changed"), columns=columns, rows=())
        return TableContent(table, nil=_("There is no earlier paper to compare with."))
    is_of_several = len(about.programmes) > 1
    rows = [
        (_said_of(programme, day), *row) if is_of_several else row
        for programme, day in since.items()
        for row in _rows_since(programme, day, about)
    ]
    facts = {"day": words.day(min(since.values()))}
    caption = _("What changed since %(day)s") % facts
    nil = _("Nothing has changed since %(day)s.") % facts
    if is_of_several:
        columns = (Column(_("Programme")), *columns)
        if len(set(since.values())) > 1:
            caption, nil = _("What changed"), _("Nothing has changed since the last papers.")
    return TableContent(Table(caption=caption, columns=columns, rows=tuple(rows)), nil=nil)


def _said_of(programme: Programme, since: date) -> str:
    facts = {"programme": programme.title, "day": words.day(since)}
    return _("%(programme)s, since %(day)s") % facts


def _rows_since(programme: Programme, since: date, about: About) -> list[tuple[str, str, str]]:
    span = span_of_programme(programme, end_of(since), about.moment)
    return [
        (line.subject, line.place.title if line.place else str(line.group.title), line.words)
        for line in lines_of(span)
        if line.group not in (PEOPLE, DOCUMENTS) and not line.group.is_internal
    ]


def last_meeting(about: About, of_committee: bool = False) -> date | None:
    """The newest of the days of `last_meeting_about` for the programmes that a paper serves."""
    days = (last_meeting_about(one, about, of_committee) for one in about.programmes)
    return max(filter(None, days), default=None)


def last_meeting_about(programme: Programme, about: About, of_committee: bool) -> date | None:
    """The day of the newest meeting before this paper's, of any or the same committee, for which
    the programme had an unrestricted paper, if the programme was recorded by then."""
    paper, moment = about.paper, about.moment
    papers = policy.open_to_all(Paper.objects.at(moment).live().serving(programme.id))
    if of_committee:
        papers = papers.filter(board_id=paper.board_id)
    before = paper.meeting_on or clock.day_of(moment)
    others = papers.exclude(id=paper.id).filter(meeting_on__lt=before).order_by("-meeting_on")
    since = others.values_list("meeting_on", flat=True).first()
    if since is None or since >= clock.day_of(moment):
        return None
    recorded = Programme.history.filter(id=programme.id).aggregate(first=Min("history_date"))
    return since if timezone.localdate(recorded["first"]) <= since else None
