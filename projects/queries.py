"""Projects, milestones and status reports as pages and papers read them, now or at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from audit import clock, words
from audit.words import kept_by_language
from people import policy
from people.models import Person
from people.moments import NotRecordedThen, as_recorded
from people.queries import names_of
from programmes.choices import Precision, Rag
from programmes.models import Programme
from programmes.queries import ProgrammeRow, programme_at, programme_row
from projects.choices import Dimension, MilestoneState, ReportState, Stage
from projects.lifecycle import first_day, last_day, milestone_state, slip_days
from projects.models import Milestone, Project, StatusReport

STRIP = timedelta(weeks=26)


@dataclass(frozen=True)
class Latest:
    """The newest report of a project, in brief: what it rates the project, and to which day."""

    rag: str
    period_end: date


@dataclass(frozen=True)
class ProjectRow:
    """A project as it was at a moment."""

    id: int
    reference: str
    programme_id: int
    scope_id: int
    printed_number: str
    category: str
    title: str
    summary: str
    stage: str
    stage_words: str
    is_archived: bool


@dataclass(frozen=True)
class Rating:
    """A rating of one dimension in words; `rag` is empty when it is not rated."""

    label: str
    rag: str
    words: str


@dataclass(frozen=True)
class ReportRow:
    """A status report as it was at a moment."""

    id: int
    project_id: int
    period_end: date
    overall: Rating
    reason: str
    dimensions: tuple[Rating, ...]
    achieved: str
    next_steps: str
    help_needed: str
    submitted_at: datetime | None
    submitted_by: str


class StripCell(NamedTuple):
    """A report in a strip of ratings: its period's end, its rating, both in words ("30 June 2012:
    Amber"), and the letter on its bar."""

    period: str
    rag: str
    words: str
    letter: str


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone and how it stands; slip in calendar days, later positive."""

    id: int
    project_id: int
    title: str
    baseline: date | None
    forecast: date | None
    actual: date | None
    baseline_words: str
    forecast_words: str
    actual_words: str
    precision: str
    slip_days: int | None
    slip_words: str
    state: str
    state_words: str
    state_tone: str
    url: str = ""
    scope: str = ""  # its project's title, where milestones of several stand together


def find_project(person: Person, reference: str, moment: datetime | None = None) -> Project:
    """The project of an address as it is now, its scope and programme loaded. Raises Http404 when
    the person may not know that it exists, nor that it did at `moment`."""
    named = Project.objects.filter(reference=reference)
    visible = policy.visible_now_or_then(named, person, moment)
    return get_object_or_404(visible.select_related("scope__parent__parent", "programme__scope"))


def project_at(project: Project, moment: datetime | None) -> ProjectRow:
    """A project at a moment. Raises NotRecordedThen, a 404."""
    return project_row(as_recorded(project, moment))


def programme_of(
    project: Project, row: ProjectRow, person: Person, moment: datetime | None
) -> ProgrammeRow | None:
    """The programme that a project was in at a moment; None for one that it has left and that is
    not for the person. One query at most."""
    if row.programme_id == project.programme_id:
        return programme_at(project.programme, moment)
    left = Programme.objects.filter(pk=row.programme_id).at(moment).visible_to(person).first()
    return programme_row(left) if left else None


def project_rows(programme_ids: Iterable[int], moment: datetime | None) -> list[ProjectRow]:
    """The projects of programmes at a moment, in the programmes' order. One query."""
    rows = Project.objects.at(moment, programme_id__in=set(programme_ids)).live()
    return [project_row(row) for row in rows.in_order()]


def programmes_of_projects(programme_ids: Iterable[int], moment: datetime | None) -> dict[int, int]:
    """The projects of programmes at a moment, by id: the programme of each. One query, of as many
    programmes as there are."""
    rows = Project.objects.at(moment).live().filter(programme_id__in=set(programme_ids))
    return dict(rows.values_list("id", "programme_id"))


def project_row(row: Project) -> ProjectRow:
    return ProjectRow(
        id=row.id,
        reference=row.reference,
        programme_id=row.programme_id,
        scope_id=row.scope_id,
        printed_number=row.printed_number,
        category=row.category,
        title=row.title,
        summary=row.summary,
        stage=row.stage,
        stage_words=stage_words(row.stage),
        is_archived=row.is_archived,
    )


def reports(
    project_ids: Iterable[int],
    moment: datetime | None,
    span: timedelta = STRIP,
    with_names: bool = True,
) -> dict[int, list[ReportRow]]:
    """The submitted reports of projects whose period ends in the span before a moment, newest
    first. One query, and one for the names of those who submitted them."""
    on = day_of(moment)
    rows = list(
        StatusReport.objects.at(
            moment,
            project_id__in=set(project_ids),
            period_end__gt=on - span,
            state=ReportState.SUBMITTED,
            is_archived=False,
        ).newest_first()
    )
    submitters = {row.submitted_by_id for row in rows if with_names and row.submitted_by_id}
    names = names_of(submitters, moment) if submitters else {}
    found: dict[int, list[ReportRow]] = defaultdict(list)
    for row in rows:
        found[row.project_id].append(report_row(row, names))
    return found


def latest_in_brief(
    project_ids: Iterable[int], moment: datetime | None, span: timedelta = STRIP
) -> dict[int, Latest]:
    """The newest submitted report of each project whose period ends in the span before a moment.
    One query, of as many projects as there are."""
    projects = Project.objects.filter(pk__in=set(project_ids))
    rows = StatusReport.objects.newest_of_each(projects, moment, day_of(moment) - span)
    said = rows.values_list("project_id", "overall_rag", "period_end")
    return {project_id: Latest(rag, period_end) for project_id, rag, period_end in said}


def report_row(row: StatusReport, names: dict[int, str]) -> ReportRow:
    return ReportRow(
        id=row.id,
        project_id=row.project_id,
        period_end=row.period_end,
        overall=overall(row.overall_rag),
        reason=row.overall_reason,
        dimensions=dimensions(*(getattr(row, f"{d.value}_rag") for d in Dimension)),
        achieved=row.achieved,
        next_steps=row.next_steps,
        help_needed=row.help_needed,
        submitted_at=row.submitted_at,
        submitted_by=names.get(row.submitted_by_id or 0, ""),
    )


@kept_by_language
def overall(rag: str) -> Rating:
    return Rating(_("Overall"), rag, rag_words(rag))


@kept_by_language
def dimensions(*rags: str) -> tuple[Rating, ...]:
    """The ratings of all dimensions, in their order."""
    return tuple(
        Rating(str(dimension.label), rag, rag_words(rag))
        for dimension, rag in zip(Dimension, rags, strict=True)
    )


@kept_by_language
def stage_words(stage: str) -> str:
    return str(Stage(stage).label)


@kept_by_language
def rag_words(rag: str) -> str:
    return str(Rag(rag).label) if rag else _("Not rated")


def strip(newest_first: list[ReportRow]) -> list[StripCell]:
    """The overall ratings of reports, oldest first."""
    return [strip_cell(r.period_end, r.overall.rag) for r in reversed(newest_first)]


def strips(
    project_ids: Iterable[int], moment: datetime | None, span: timedelta = STRIP
) -> dict[int, list[StripCell]]:
    """The overall ratings of projects in the span before a moment, oldest first, without what
    else their reports say. One query."""
    rows = StatusReport.objects.at(moment, project_id__in=set(project_ids)).live().submitted()
    since = rows.filter(period_end__gt=day_of(moment) - span).order_by("period_end", "id")
    found: dict[int, list[StripCell]] = defaultdict(list)
    for project_id, period_end, rag in since.values_list("project_id", "period_end", "overall_rag"):
        found[project_id].append(strip_cell(period_end, rag))
    return found


@kept_by_language
def strip_cell(period_end: date, rag: str) -> StripCell:
    period = words.short_day(period_end)
    said = _("%(period)s: %(rating)s") % {"period": period, "rating": rag_words(rag)}
    letters = {
        "red": pgettext("rating letter", "R"),
        "amber": pgettext("rating letter", "A"),
        "green": pgettext("rating letter", "G"),
    }
    return StripCell(period, rag, said, letters.get(rag, ""))


def milestones(
    project_ids: Iterable[int], moment: datetime | None
) -> dict[int, list[MilestoneRow]]:
    """The milestones of projects at a moment, by baseline. One query."""
    rows = Milestone.objects.at(moment, project_id__in=set(project_ids)).live()
    return by_project(rows.in_order().values_list(*MILESTONE, named=True), moment)


MILESTONE = ("id", "project_id", "title", "baseline_on", "forecast_on", "actual_on", "precision")


def by_project(rows: Iterable[Any], moment: datetime | None) -> dict[int, list[MilestoneRow]]:
    """Milestones, or their values by name (MILESTONE), as recorded at a moment, by project."""
    on = day_of(moment)
    found: dict[int, list[MilestoneRow]] = defaultdict(list)
    for row in rows:
        found[row.project_id].append(milestone_row(row, on))
    return found


TONES = {
    MilestoneState.DONE: "green",
    MilestoneState.OVERDUE: "red",
    MilestoneState.SLIPPED: "amber",
    MilestoneState.ON_TRACK: "blue",
    MilestoneState.UNDATED: "grey",
}


def milestone_row(row: Any, on: date) -> MilestoneRow:
    """A milestone, or its values by name (MILESTONE), and how it stands on a day."""
    dates = (row.baseline_on, row.forecast_on, row.actual_on)
    baseline, forecast = (last_day(d, row.precision) for d in dates[:2])
    state = milestone_state(baseline, forecast, first_day(row.actual_on, row.precision), on)
    slip = slip_days(baseline, forecast, last_day(row.actual_on, row.precision))
    said = milestone_words(dates, row.precision, slip)
    return MilestoneRow(
        id=row.id,
        project_id=row.project_id,
        title=row.title,
        baseline=row.baseline_on,
        forecast=row.forecast_on,
        actual=row.actual_on,
        baseline_words=said[0],
        forecast_words=said[1],
        actual_words=said[2],
        precision=row.precision,
        slip_days=slip,
        slip_words=said[3],
        state=state.value,
        state_words=state_words(state),
        state_tone=TONES[state],
    )


@kept_by_language
def milestone_words(
    dates: tuple[date | None, ...], precision: str, slip: int | None
) -> tuple[str, str, str, str]:
    """Its baseline, forecast and actual date, and its slip: looked up at once."""
    baseline, forecast, actual = (milestone_day(day, precision) for day in dates)
    return baseline, forecast, actual, slip_in_words(slip)


@kept_by_language
def state_words(state: MilestoneState) -> str:
    return str(state.label)


@kept_by_language
def slip_in_words(slip: int | None) -> str:
    """14 days late; 3 days early; on time."""
    if slip is None:
        return ""
    if slip == 0:
        return _("on time")
    said = words.days(abs(slip))
    return _("%(days)s late") % {"days": said} if slip > 0 else _("%(days)s early") % {"days": said}


def milestone_day(day: date | None, precision: str) -> str:
    """A milestone's date as exactly as it is known."""
    return words.month(day) if precision == Precision.MONTH else words.day(day)


def day_of(moment: datetime | None) -> date:
    """The day of a moment in Europe/London; None means today."""
    return timezone.localdate(moment) if moment else clock.today()


def draft_of(project: Project) -> StatusReport | None:
    """The project's draft report, which only those who report may see."""
    return StatusReport.objects.live().drafts().filter(project=project).first()


def last_submitted(project: Project, before: date | None = None) -> StatusReport | None:
    """The project's newest submitted report; `before` leaves out periods from that day on."""
    found = StatusReport.objects.live().submitted().filter(project=project)
    if before is not None:
        found = found.filter(period_end__lt=before)
    return found.order_by("-period_end", "-id").first()


def submitted_report(project: Project, pk: int, moment: datetime | None = None) -> ReportRow:
    """One submitted report of a project, at a moment. Raises Http404 for a draft and for another
    project's, NotRecordedThen for one that was submitted later."""
    reports = StatusReport.objects.filter(project=project, pk=pk)
    row = reports.at(moment).live().submitted().first()
    if row is None and moment is not None:
        later = get_object_or_404(reports.live().submitted())
        title = _("Status report, %(day)s") % {"day": words.day(later.period_end)}
        raise NotRecordedThen(title, moment)
    if row is None:
        raise Http404
    return report_row(row, names_of([row.submitted_by_id or 0], moment))
