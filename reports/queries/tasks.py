"""The reports and papers that a person has to write."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from people import policy
from people.choices import Act, Role
from people.models import Person
from projects.choices import ReportState, Stage
from projects.models import Project, StatusReport
from projects.queries import next_due
from reporting.models import ReportingPeriod
from reports.models import Paper
from values import clock
from values.spelling import sort_key


@dataclass(frozen=True)
class ReportTask:
    """A report that a lead has to write: the draft that is open, or the next one."""

    project: Project
    draft: StatusReport | None
    last: StatusReport | None
    due_on: date
    is_overdue: bool


def report_tasks(person: Person) -> list[ReportTask]:
    """The reports that a person has to write as a project's lead, the most urgent first; without
    projects whose last report was returned. Three queries."""
    led = [h.scope_id for h in policy.holdings(person) if h.role == Role.PROJECT_LEAD]
    open_ones = Project.objects.live().filter(scope__in=led).exclude(stage=Stage.CLOSED)
    projects = list(open_ones.select_related("programme").in_order())
    drafts: dict[int, StatusReport] = {}
    last: dict[int, StatusReport] = {}
    for report in StatusReport.objects.drafts_or_newest(open_ones).next_to_write():
        is_draft = report.state == ReportState.DRAFT
        (drafts if is_draft else last).setdefault(report.project_id, report)
    returned = {pk for pk, draft in drafts.items() if draft.returned_at}
    periods = _periods(projects, [*drafts.values(), *last.values()])
    tasks = [
        _task(p, drafts.get(p.pk), last.get(p.pk), periods.get(p.programme_id, []))
        for p in projects
        if p.pk not in returned
    ]
    return sorted(tasks, key=lambda task: (task.due_on, sort_key(task.project.title)))


def _periods(
    projects: list[Project], reports: list[StatusReport]
) -> dict[int, list[ReportingPeriod]]:
    """The periods of their programmes that have begun, from that of the oldest of these reports on.
    One query."""
    today = clock.today()
    since = min((report.period_end for report in reports), default=today)
    rows = ReportingPeriod.objects.live().filter(ends_on__gte=since).begun(today)
    found: dict[int, list[ReportingPeriod]] = defaultdict(list)
    for period in rows.filter(programme__in={p.programme_id for p in projects}).in_order():
        found[period.programme_id].append(period)
    return found


def _task(
    project: Project,
    draft: StatusReport | None,
    last: StatusReport | None,
    periods: list[ReportingPeriod],
) -> ReportTask:
    """By the calendar a report is due when its period says so; without one at the end of its
    period."""
    today = clock.today()
    if draft:
        day = draft.period_end
        due = next((p.due_on for p in periods if p.starts_on <= day <= p.ends_on), day)
    else:
        open_ones = (p.due_on for p in periods if last is None or p.starts_on > last.period_end)
        due = next(open_ones, None) or next_due(last) or today
    return ReportTask(project, draft, last, due, due < today)


def papers_to_write(person: Person) -> list[Paper]:
    """The unpublished papers that a person may write, the next meeting first; twenty at most."""
    papers = Paper.objects.live().drafts_for(person).writable_by(person, Act.EDIT_PAPERS)
    papers = papers.unpublished()
    return list(papers.select_related("board").next_meeting_first()[:20])
