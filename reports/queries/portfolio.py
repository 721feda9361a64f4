"""All the programmes that a person may see, and what waits for that person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from people import policy
from people.choices import Act, Role
from people.models import Person
from programmes.choices import RAGS
from programmes.models import Programme
from programmes.queries import ProgrammeRow, programme_row
from projects.choices import Stage
from projects.models import Project, StatusReport
from projects.queries import Latest, latest_by_programme, next_due
from reports.models import Paper
from values import clock
from values.spelling import sort_key


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme in a list, with its projects counted by their latest rating."""

    programme: ProgrammeRow
    counts: tuple[tuple[str, int], ...]
    projects: int
    newest: date | None
    old: int = 0  # how many of the projects have an old last report

    @property
    def title(self) -> str:
        return self.programme.title

    @property
    def reference(self) -> str:
        return self.programme.reference

    @property
    def state_words(self) -> str:
        return self.programme.state_words


@dataclass(frozen=True)
class ReportTask:
    """A report that a lead has to write: the draft that is open, or the next one."""

    project: Project
    draft: StatusReport | None
    last: StatusReport | None
    due_on: date
    is_overdue: bool


def programme_lines(rows: Iterable[Programme], moment: datetime | None) -> list[ProgrammeLine]:
    """Programmes with their ratings at a moment. One query, besides that for the programmes."""
    programmes = [programme_row(row) for row in rows]
    ratings: dict[int, list[str]] = defaultdict(list)
    newest: dict[int, list[Latest]] = defaultdict(list)
    for programme_id, latest in latest_by_programme([p.id for p in programmes], moment):
        ratings[programme_id].append(latest.rag if latest else "")
        if latest:
            newest[programme_id].append(latest)
    return [
        ProgrammeLine(
            programme=programme,
            counts=_counts(ratings[programme.id]),
            projects=len(ratings[programme.id]),
            newest=_newest(newest[programme.id]),
            old=sum(latest.is_old for latest in newest[programme.id]),
        )
        for programme in programmes
    ]


def _newest(latest_reports: list[Latest]) -> date | None:
    """The end of the period of the report that counts as the latest."""
    latest = max(latest_reports, key=lambda report: report.counts_on, default=None)
    return latest.period_end if latest else None


def _counts(ratings: list[str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(ratings)
    return tuple((rag, counted[rag]) for rag in RAGS if counted[rag])


def report_tasks(person: Person) -> list[ReportTask]:
    """The reports that a person has to write as a project's lead, the most urgent first; without
    projects whose last report was returned."""
    led = [h.scope_id for h in policy.holdings(person) if h.role == Role.PROJECT_LEAD]
    open_ones = Project.objects.live().filter(scope__in=led).exclude(stage=Stage.CLOSED)
    projects = list(open_ones.select_related("programme").in_order())
    drafts: dict[int, StatusReport] = {}
    for draft in StatusReport.objects.live().drafts().of(projects).next_to_write():
        drafts.setdefault(draft.project_id, draft)
    last: dict[int, StatusReport] = {}
    for report in StatusReport.objects.live().submitted().of(projects).newest_first():
        last.setdefault(report.project_id, report)
    returned = {pk for pk, draft in drafts.items() if draft.returned_at}
    tasks = [_task(p, drafts.get(p.pk), last.get(p.pk)) for p in projects if p.pk not in returned]
    return sorted(tasks, key=lambda task: (task.due_on, sort_key(task.project.title)))


def _task(project: Project, draft: StatusReport | None, last: StatusReport | None) -> ReportTask:
    today = clock.today()
    due = draft.period_end if draft else next_due(last) or today
    return ReportTask(project, draft, last, due, due < today)


def papers_to_write(person: Person) -> list[Paper]:
    """The unpublished papers that a person may write, the next meeting first; twenty at most."""
    papers = Paper.objects.live().drafts_for(person).writable_by(person, Act.EDIT_PAPERS)
    papers = papers.unpublished()
    return list(papers.select_related("board").next_meeting_first()[:20])
