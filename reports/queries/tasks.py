"""The reports and papers that a person has to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from people import policy
from people.choices import Act, Role
from people.models import Person
from projects.choices import ReportState, Stage
from projects.models import Project, StatusReport
from projects.queries import next_due
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
    projects whose last report was returned. Two queries."""
    led = [h.scope_id for h in policy.holdings(person) if h.role == Role.PROJECT_LEAD]
    open_ones = Project.objects.live().filter(scope__in=led).exclude(stage=Stage.CLOSED)
    projects = list(open_ones.select_related("programme").in_order())
    either = (ReportState.DRAFT, ReportState.SUBMITTED)
    reports = list(StatusReport.objects.live().filter(state__in=either).of(projects).newest_first())
    drafts: dict[int, StatusReport] = {}
    for draft in sorted((r for r in reports if r.state == ReportState.DRAFT), key=_place):
        drafts.setdefault(draft.project_id, draft)
    last: dict[int, StatusReport] = {}
    for report in reports:
        if report.state == ReportState.SUBMITTED:
            last.setdefault(report.project_id, report)
    returned = {pk for pk, draft in drafts.items() if draft.returned_at}
    tasks = [_task(p, drafts.get(p.pk), last.get(p.pk)) for p in projects if p.pk not in returned]
    return sorted(tasks, key=lambda task: (task.due_on, sort_key(task.project.title)))


def _place(draft: StatusReport) -> tuple[bool, float, date, int]:
    """Which draft is to be written first, as `next_to_write` has them."""
    returned = draft.returned_at
    return returned is None, returned.timestamp() if returned else 0, draft.period_end, draft.pk


def _task(project: Project, draft: StatusReport | None, last: StatusReport | None) -> ReportTask:
    today = clock.today()
    due = draft.period_end if draft else next_due(last) or today
    return ReportTask(project, draft, last, due, due < today)


def papers_to_write(person: Person) -> list[Paper]:
    """The unpublished papers that a person may write, the next meeting first; twenty at most."""
    papers = Paper.objects.live().drafts_for(person).writable_by(person, Act.EDIT_PAPERS)
    papers = papers.unpublished()
    return list(papers.select_related("board").next_meeting_first()[:20])
