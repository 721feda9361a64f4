"""The reports and papers that a person has to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from people import policy
from people.choices import Act, Role
from people.models import Person
from projects.choices import Stage
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
