"""Status reports as pages and papers read them, now or at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import JSONArray
from django.utils.translation import gettext as _

from accounts import mail
from audit.errors import NotFound, NotRecordedThen
from people import policy
from people.choices import Act, Role
from people.models import Person
from people.queries import names_of
from programmes.choices import Rag, rag_letter, rag_words
from projects.choices import Confidence, Dimension, ReportState
from projects.lifecycle import due_after
from projects.models import Project, StatusReport
from values import clock, words
from values.words import kept_by_language

STRIP = timedelta(weeks=26)
OLD_AFTER = timedelta(weeks=8)
"""From this age a report is shown as old: four reports, or two monthly ones, are missing."""


@dataclass(frozen=True)
class Latest:
    """The latest report of a project, in brief: its rating and the end of its period."""

    id: int
    rag: str
    period_end: date
    counts_on: date
    is_old: bool


@dataclass(frozen=True)
class Rating:
    """A rating of one dimension in words; `rag` is empty when it is not rated."""

    label: str
    rag: str
    words: str
    reason: str = ""


@dataclass(frozen=True)
class ReportRow:
    """A status report as it was at a moment."""

    id: int
    project_id: int
    period_end: date
    overall: Rating
    reason: str
    parts_reason: str
    dimensions: tuple[Rating, ...]
    achieved: str
    next_steps: str
    help_needed: str
    to_raise: str
    decision_wanted: str
    confidence: str
    correction: str
    corrected_at: datetime | None
    corrected_by: str
    state: str
    submitted_at: datetime | None
    submitted_by: str
    accepted_at: datetime | None
    accepted_by: str
    acceptance_void_because: str
    version: int
    counts_on: date

    @property
    def rag(self) -> str:
        return self.overall.rag

    @property
    def red_parts(self) -> tuple[Rating, ...]:
        return red_parts(self.rag, self.dimensions)

    @property
    def red_parts_words(self) -> str:
        return words_of(self.red_parts)


class BriefReport(NamedTuple):
    """A status report as lists show it: its days and its ratings, those of the dimensions in
    `parts`."""

    period_end: date
    counts_on: date
    rag: str
    parts: tuple[str, ...]

    @property
    def red_parts_words(self) -> str:
        return words_of(red_parts(self.rag, dimensions(*self.parts)))


class StripCell(NamedTuple):
    """A report in a strip of ratings: its period's end, its rating, both in words ("30 June 2012:
    Amber"), and the letter on its bar."""

    period: str
    rag: str
    words: str
    letter: str


def reports(
    project_ids: Iterable[int],
    moment: datetime | None,
    span: timedelta = STRIP,
    with_names: bool = True,
) -> dict[int, list[ReportRow]]:
    """The submitted reports of projects in the span before a moment, and for each project the
    latest and the one before it, however old; the latest first. One query, and one for the names of
    those who submitted and accepted them."""
    rows = list(_found(project_ids, moment, span))
    named = {person for row in rows for person in _named_in(row)} if with_names else set()
    names = names_of(named, moment) if named else {}
    by_project: dict[int, list[ReportRow]] = defaultdict(list)
    for row in rows:
        by_project[row.project_id].append(report_row(row, names))
    return by_project


def brief_reports(
    project_ids: Iterable[int], moment: datetime | None
) -> dict[int, list[BriefReport]]:
    """The same reports as lists show them: their texts are not read. One query."""
    by_project: dict[int, list[BriefReport]] = defaultdict(list)
    names = ("project_id", "period_end", "counts_on", "overall_rag", *PARTS)
    for row in _found(project_ids, moment, STRIP).values_list(*names):
        project_id, period_end, counts_on, rag, *parts = row
        report = BriefReport(period_end, counts_on or period_end, rag, tuple(parts))
        by_project[project_id].append(report)
    return by_project


PARTS = tuple(f"{dimension.value}_rag" for dimension in Dimension)


def _found(project_ids: Iterable[int], moment: datetime | None, span: timedelta) -> QuerySet:
    projects = Project.objects.filter(pk__in=set(project_ids))
    since = clock.day_of(moment) - span
    rows: QuerySet = StatusReport.objects.since_or_newest(projects, moment, since).newest_first()
    return rows


def latest_in_brief(project_ids: Iterable[int], moment: datetime | None) -> dict[int, Latest]:
    """The latest submitted report of each project at a moment, however old. One query, however many
    projects."""
    projects = Project.objects.filter(pk__in=set(project_ids))
    rows = StatusReport.objects.newest_of_each(projects, moment)
    on = clock.day_of(moment)
    return {
        project_id: _latest(on, *report)
        for project_id, *report in rows.values_list("project_id", *BRIEF)
    }


def latest_by_programme(
    programme_ids: Iterable[int], moment: datetime | None
) -> list[tuple[int, Latest | None]]:
    """Of each project of these programmes at a moment: its programme, and its latest submitted
    report, however old. One query, of as many programmes as there are."""
    newest = StatusReport.objects.of_project(moment).values_list(JSONArray(*BRIEF))[:1]
    projects = Project.objects.at(moment).live().filter(programme_id__in=set(programme_ids))
    on = clock.day_of(moment)
    return [
        (programme_id, _latest_from_json(on, *report) if report else None)
        for programme_id, report in projects.values_list("programme_id", Subquery(newest))
    ]


BRIEF = ("id", "overall_rag", "period_end", "counts_on")


def _latest(on: date, pk: int, rag: str, period_end: date, counts_on: date) -> Latest:
    return Latest(pk, rag, period_end, counts_on, is_old(counts_on, on))


def _latest_from_json(on: date, pk: int, rag: str, *days: str) -> Latest:
    return _latest(on, pk, rag, *map(date.fromisoformat, days))


def is_old(counts_on: date, on: date) -> bool:
    return on - counts_on >= OLD_AFTER


def age_words(counts_on: date, on: date) -> str:
    """“last reported 27 weeks ago” if that is long ago; otherwise empty."""
    if not is_old(counts_on, on):
        return ""
    return _("last reported %(count)s weeks ago") % {"count": (on - counts_on).days // 7}


def report_row(row: StatusReport, names: dict[int, str]) -> ReportRow:
    return ReportRow(
        id=row.id,
        project_id=row.project_id,
        period_end=row.period_end,
        overall=overall(row.overall_rag),
        reason=row.overall_reason,
        parts_reason=row.parts_reason,
        dimensions=_with_reasons(row),
        achieved=row.achieved,
        next_steps=row.next_steps,
        help_needed=row.help_needed,
        to_raise=row.to_raise,
        decision_wanted=row.decision_wanted,
        confidence=str(Confidence(row.confidence).label) if row.confidence else "",
        correction=row.correction,
        corrected_at=row.corrected_at,
        corrected_by=names.get(row.corrected_by_id or 0, ""),
        state=row.state,
        submitted_at=row.submitted_at,
        submitted_by=names.get(row.submitted_by_id or 0, ""),
        accepted_at=row.accepted_at,
        accepted_by=names.get(row.accepted_by_id or 0, ""),
        acceptance_void_because=row.acceptance_void_because,
        version=row.version,
        counts_on=row.counts_on or row.period_end,
    )


def _named_in(row: StatusReport) -> set[int]:
    """Who submitted a report, who accepted it and who corrected it, by id."""
    named = (row.submitted_by_id, row.accepted_by_id, row.corrected_by_id)
    return {person for person in named if person}


def _with_reasons(row: StatusReport) -> tuple[Rating, ...]:
    rated = dimensions(*(getattr(row, name) for name in PARTS))
    reasons = [getattr(row, f"{d.value}_reason") for d in Dimension]
    return tuple(
        replace(rating, reason=reason) if reason else rating
        for rating, reason in zip(rated, reasons, strict=True)
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


def red_parts(overall_rag: str, parts: Iterable[Rating]) -> tuple[Rating, ...]:
    """The red dimensions of a report that is not red overall."""
    if overall_rag == Rag.RED:
        return ()
    return tuple(part for part in parts if part.rag == Rag.RED)


def words_of(parts: Iterable[Rating]) -> str:
    """Schedule, Cost."""
    return ", ".join(part.label for part in parts)


def strip(newest_first: Sequence[ReportRow | BriefReport], since: date) -> list[StripCell]:
    """The overall ratings of a project's reports that count as later than `since`, oldest first;
    only the latest if none does."""
    shown = [row for row in newest_first if row.counts_on > since] or newest_first[:1]
    return [strip_cell(row.period_end, row.rag) for row in reversed(shown)]


@kept_by_language
def strip_cell(period_end: date, rag: str) -> StripCell:
    period = words.short_day(period_end)
    period_and_rating = _("%(period)s: %(rating)s") % {"period": period, "rating": rag_words(rag)}
    return StripCell(period, rag, period_and_rating, rag_letter(rag))


def draft_of(project: Project) -> StatusReport | None:
    """The project's draft report, a returned one first; only those who report may see it."""
    drafts = StatusReport.objects.live().drafts().filter(project=project)
    return drafts.select_related("returned_by").next_to_write().first()


def last_submitted(project: Project, before: date | None = None) -> StatusReport | None:
    """The project's latest submitted report; `before` leaves out periods from that day on."""
    submitted = StatusReport.objects.live().submitted().filter(project=project)
    if before is not None:
        submitted = submitted.filter(period_end__lt=before)
    return submitted.newest_first().first()


def next_due(last: StatusReport | None) -> date | None:
    """The day of a project's next report, worked out from its last submitted one; None without
    one."""
    if last is None or last.counts_on is None:
        return None
    return due_after(last.period_end, last.counts_on)


def submitted_report(
    project: Project, pk: int, moment: datetime | None = None, *, sees_waiting: bool = False
) -> ReportRow:
    """One submitted report of a project, at a moment; one that waits only for those who see drafts.
    Raises NotFound for a draft and for another project's report, NotRecordedThen for one that was
    submitted later."""
    reports = StatusReport.objects.filter(project=project, pk=pk)
    state = {} if sees_waiting else {"state": ReportState.SUBMITTED}
    row = reports.at(moment).live().sent().filter(**state).first()
    if row is None and moment is not None:
        later = reports.live().sent().filter(**state).found()
        title = _("Status report, %(day)s") % {"day": words.day(later.period_end)}
        raise NotRecordedThen(title, moment)
    if row is None:
        raise NotFound
    return report_row(row, names_of(_named_in(row), moment))


def report_before(report: ReportRow, moment: datetime | None = None) -> ReportRow | None:
    """The report of the same project that a submitted one follows."""
    rows = StatusReport.objects.at(moment, project_id=report.project_id).live().submitted()
    row = rows.filter(counts_on__lte=report.counts_on).exclude(id=report.id).newest_first().first()
    return report_row(row, names_of(_named_in(row), moment)) if row else None


class Answer(Enum):
    """What somebody who accepts the reports of a project may do with one of them."""

    POSSIBLE = "possible"  # they may accept it or return it
    NOT_ONES_OWN = "not_ones_own"  # they wrote it themselves
    NONE = "none"  # it is accepted, or a later one has been submitted


def answer_to(project: Project, pk: int, person: Person) -> Answer:
    """What a person, who may accept this project's reports, may do with one. Two queries."""
    waiting = StatusReport.objects.to_answer(Project.objects.filter(pk=project.pk)).filter(pk=pk)
    if not waiting.exists():
        return Answer.NONE
    is_others = waiting.not_written_by(person).exists()
    return Answer.POSSIBLE if is_others else Answer.NOT_ONES_OWN


def waiting_for_answer(person: Person) -> QuerySet[StatusReport]:
    """The reports that a person may accept, the longest waiting first."""
    mine = policy.where_may(person, Act.ACCEPT_REPORT, Project)
    waiting = StatusReport.objects.to_answer(Project.objects.live().filter(mine))
    return waiting.not_written_by(person).order_by("submitted_at", "id")


def returned_to(person: Person, most: int) -> list[StatusReport]:
    """The reports that were returned to a person, or on a project that they lead, if they may still
    write them; the first returned first. One query."""
    led = [held.scope_id for held in policy.holdings(person) if held.role == Role.PROJECT_LEAD]
    mine = policy.where_may(person, Act.REPORT_STATUS, StatusReport, "project__scope")
    theirs = Q(returned_to=person) | Q(project__scope__in=led)
    drafts = StatusReport.objects.live().drafts().filter(mine, theirs, project__is_archived=False)
    returned = drafts.filter(returned_at__isnull=False).next_to_write()
    return list(returned.select_related("project__programme", "returned_by")[:most])


def writer_to_tell(report: StatusReport) -> Person | None:
    """The person to whom a report was returned, if a message makes sense: they have an address, can
    sign in and may still report on the project. Their rights are read again."""
    account = mail.reader_of(report.returned_to) if report.returned_to else None
    if account is None or report.is_archived or report.project.is_archived:
        return None
    may_report = policy.can(account.person, Act.REPORT_STATUS, report.project)
    return account.person if may_report else None
