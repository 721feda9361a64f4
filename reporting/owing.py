"""Who owes which report, who was late, and how punctual a programme is over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people import policy
from people.choices import Act, Role
from people.models import Person
from people.seats import holders, seats
from projects.choices import SENT, ReportState, Stage
from projects.models import Project, StatusReport
from registers.models import Reminder
from reporting.models import ReportingPeriod
from values import clock, words

KIND = Project._meta.label_lower


class Owed(Enum):
    """How a project stands with the report of a period."""

    NOT_DUE = "not_due"
    DRAFT = "draft"
    RETURNED = "returned"
    MISSING = "missing"  # due, and nobody has submitted it
    LATE = "late"  # submitted after it was due
    WAITING = "waiting"  # submitted in time, not accepted
    ACCEPTED = "accepted"


IN_TIME = (Owed.WAITING, Owed.ACCEPTED)


@dataclass(frozen=True)
class OwedReport:
    """The report that a project owes for a period, and where it is."""

    period: ReportingPeriod
    project_id: int
    reference: str
    title: str
    scope_id: int
    report_id: int | None
    state: Owed
    rag: str
    days_late: int
    is_hidden: bool = False  # submitted, and not shown to the board yet
    leads: str = ""
    reminded_on: date | None = None

    @property
    def is_submitted(self) -> bool:
        """In time or late."""
        return self.state in (*IN_TIME, Owed.LATE)

    @property
    def is_missing(self) -> bool:
        """Late, and somebody is to be reminded of it."""
        return self.state in (Owed.MISSING, Owed.RETURNED) and self.days_late > 0

    @property
    def words(self) -> str:
        """Has not reported, 3 days late."""
        late = words.days(self.days_late)
        return {
            Owed.NOT_DUE: _("Due %(day)s") % {"day": words.day(self.period.due_on)},
            Owed.DRAFT: _("Draft, due %(day)s") % {"day": words.day(self.period.due_on)},
            Owed.RETURNED: _("Returned, %(days)s late") % {"days": late}
            if self.days_late
            else _("Returned"),
            Owed.MISSING: _("Has not reported, %(days)s late") % {"days": late},
            Owed.LATE: _("Submitted %(days)s late") % {"days": late},
            Owed.WAITING: _("Submitted"),
            Owed.ACCEPTED: _("Accepted"),
        }[self.state]

    @property
    def tone(self) -> str:
        tones = {Owed.MISSING: "red", Owed.RETURNED: "amber", Owed.LATE: "amber"}
        return tones.get(self.state, "green" if self.state in IN_TIME else "grey")


@dataclass
class Punctuality:
    """How a period's reports came in."""

    period: ReportingPeriod
    owed: int = 0
    in_time: int = 0
    late: int = 0
    missing: int = 0

    @property
    def percent(self) -> int | None:
        return round(100 * self.in_time / self.owed) if self.owed else None


def owed(
    periods: Collection[ReportingPeriod],
    on: date | None = None,
    *,
    only: QuerySet[Project] | None = None,
) -> list[OwedReport]:
    """The reports that projects, or `only` some, owe for some periods, by period and project. A
    project owes one if it was there and not closed when the period ended. Two queries, for any
    number of periods."""
    on = on or clock.today()
    programmes = {period.programme_id for period in periods}
    projects = _projects(programmes, only)
    keys = [project.id for project in projects]
    theirs: dict[str, Any] = (
        {"project__programme_id__in": programmes} if only is None else {"project_id__in": keys}
    )
    reports = _reports(periods, **theirs) if projects else {}
    by_programme: dict[int, list[Any]] = defaultdict(list)
    for project in projects:
        by_programme[project.programme_id].append(project)
    found = []
    for period in periods:
        with_parts = period.calendar is None or period.calendar.parts_report
        until = clock.end_of(min(period.ends_on, on))
        for project in by_programme[period.programme_id]:
            if project.parent_id is not None and not with_parts:
                continue
            if _was_open(project, until):
                of_period = [r for r in reports.get(project.id, ()) if _is_for(r, period)]
                found.append(_owed(period, project, of_period, on))
    return found


def owed_now(
    under_way: Iterable[Sequence[ReportingPeriod]], on: date | None = None
) -> list[OwedReport]:
    """The reports that each programme owes now, of its periods that are under way: of the earlier
    one until all have come, then of the later one. Two queries, for any number of programmes."""
    several = [list(periods) for periods in under_way]
    found: dict[int, list[OwedReport]] = defaultdict(list)
    for row in owed([period for periods in several for period in periods], on):
        found[row.period.pk].append(row)
    rows = []
    for periods in several:
        open_ones = [p for p in periods if not all(row.is_submitted for row in found[p.pk])]
        for period in open_ones[:1] or periods[-1:]:
            rows += found[period.pk]
    return rows


def missing_in(periods: Collection[ReportingPeriod]) -> QuerySet[Project]:
    """The projects in use that have not submitted a report of each of these periods."""
    ends: dict[str, Any] = {
        "period_end__gte": OuterRef("programme__reporting_periods__starts_on"),
        "period_end__lte": OuterRef("programme__reporting_periods__ends_on"),
    }
    sent = StatusReport.objects.live().sent().filter(project=OuterRef("pk"), **ends)
    rows = Project.objects.live().exclude(stage=Stage.CLOSED)
    return rows.filter(~Exists(sent), programme__reporting_periods__in=periods)


def _projects(programme_ids: Collection[int], only: QuerySet[Project] | None) -> list[Any]:
    """The projects of some programmes, with the moment at which each began, and the one at which it
    was closed or archived, if it is. One query."""
    versions: Any = Project.objects.versions()
    versions = versions.filter(id=OuterRef("pk")).order_by("history_date", "history_id")
    over = versions.filter(Q(stage=Stage.CLOSED) | Q(is_archived=True))
    rows = Project.objects.filter(programme_id__in=programme_ids)
    if only is not None:
        rows = rows.filter(pk__in=only.order_by().values("pk"))
    is_over = Q(stage=Stage.CLOSED) | Q(is_archived=True)
    rows = rows.annotate(
        began_at=Subquery(versions.values("history_date")[:1]),
        over_at=Case(When(is_over, then=Subquery(over.values("history_date")[:1]))),
    )
    return list(rows.in_order().values_list(*OF_PROJECT, "began_at", "over_at", named=True))


OF_PROJECT = ("id", "programme_id", "parent_id", "reference", "title", "scope_id")


def _was_open(project: Any, until: datetime) -> bool:
    """Whether a project was there at the end of a day, and neither closed nor archived."""
    return project.began_at <= until and (project.over_at is None or project.over_at > until)


NAMES = (
    "id", "project_id", "period_end", "state", "overall_rag", "first_submitted_at", "submitted_at",
    "accepted_at", "returned_at",
)  # fmt: skip


def _reports(
    periods: Collection[ReportingPeriod], **theirs: Any
) -> dict[int, list[dict[str, Any]]]:
    """The reports of some projects within some periods, by project. One query."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    first, last = min(p.starts_on for p in periods), max(p.ends_on for p in periods)
    rows = StatusReport.objects.live().filter(period_end__range=(first, last), **theirs)
    for row in rows.order_by("period_end", "id").values(*NAMES):
        found[row["project_id"]].append(row)
    return found


def _is_for(report: dict[str, Any], period: ReportingPeriod) -> bool:
    return bool(period.starts_on <= report["period_end"] <= period.ends_on)


def _owed(
    period: ReportingPeriod, project: Any, reports: list[dict[str, Any]], on: date
) -> OwedReport:
    sent = next((r for r in reports[::-1] if r["state"] in SENT), None)
    report = sent or next(iter(reports[::-1]), None)
    state, late = _state(period, report, on)
    return OwedReport(
        period=period,
        project_id=project.id,
        reference=project.reference,
        title=project.title,
        scope_id=project.scope_id,
        report_id=sent["id"] if sent else None,
        state=state,
        rag=sent["overall_rag"] if sent else "",
        days_late=late,
        is_hidden=sent is not None and sent["state"] == ReportState.WAITING,
    )


def _state(period: ReportingPeriod, report: dict[str, Any] | None, on: date) -> tuple[Owed, int]:
    """The state of a report, and how many days it is or was late."""
    if report is not None and report["state"] in SENT:
        first = timezone.localdate(report["first_submitted_at"] or report["submitted_at"])
        late = max((first - period.due_on).days, 0)
        if late:
            return Owed.LATE, late
        return (Owed.ACCEPTED if report["accepted_at"] else Owed.WAITING), 0
    late = max((on - period.due_on).days, 0)
    if report is not None and report["returned_at"]:
        return Owed.RETURNED, late
    if late:
        return Owed.MISSING, late
    return (Owed.DRAFT if report is not None else Owed.NOT_DUE), 0


def told_to(person: Person, rows: list[OwedReport]) -> list[OwedReport]:
    """The rows as a person may know them: whoever sees no drafts neither learns that there is one,
    nor how a report is rated that waits to be accepted. One query."""
    may = policy.where_may(person, Act.SEE_DRAFTS, Project)
    theirs = Project.objects.filter(may, programme_id__in={row.period.programme_id for row in rows})
    open_to = set(theirs.values_list("pk", flat=True))
    return [row if row.project_id in open_to else _without_drafts(row) for row in rows]


def most_needed_first(rows: Iterable[OwedReport]) -> list[OwedReport]:
    """What is late first, the longest first; then what is returned, and what is due, the first due
    first; what has come last. Otherwise as it stood."""

    def need(row: OwedReport) -> tuple[Any, ...]:
        first = row.is_submitted, -row.days_late
        return *first, row.state in IN_TIME, row.state != Owed.RETURNED, row.period.due_on

    return sorted(rows, key=need)


def _without_drafts(row: OwedReport) -> OwedReport:
    if row.is_hidden:
        return replace(row, rag="", report_id=None)
    if row.state in (Owed.DRAFT, Owed.RETURNED):
        return replace(row, state=Owed.MISSING if row.days_late else Owed.NOT_DUE)
    return row


def with_leads(rows: list[OwedReport]) -> list[OwedReport]:
    """The rows with those who lead each project, and the last day on which they were reminded of
    it. Two queries."""
    lead = Role.PROJECT_LEAD
    held = seats({row.scope_id for row in rows}, role=lead)
    keys = {row.project_id for row in rows}
    told: dict[tuple[int, str], datetime] = {}
    reminders = Reminder.objects.filter(kind=KIND, record_id__in=keys).order_by("sent_at")
    for key, due, at in reminders.values_list("record_id", "due", "sent_at"):
        told[key, due] = at
    return [
        replace(
            row,
            leads=", ".join(holders(held.get(row.scope_id, ()), lead)),
            reminded_on=_day(told.get((row.project_id, row.period.due_on.isoformat()))),
        )
        for row in rows
    ]


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def punctuality(rows: Iterable[OwedReport]) -> list[Punctuality]:
    """How the reports of each period that is due came in, the oldest first."""
    found: dict[int, Punctuality] = {}
    for row in rows:
        counted = found.setdefault(row.period.pk, Punctuality(row.period))
        counted.owed += 1
        counted.in_time += row.state in IN_TIME
        counted.late += row.state == Owed.LATE
        counted.missing += not row.is_submitted
    return list(found.values())


def punctual_words(periods: Sequence[Punctuality]) -> str:
    """105 of 108 reports (97%) came in time over 12 periods."""
    count, in_time = sum(p.owed for p in periods), sum(p.in_time for p in periods)
    if not count:
        return _("No report has been due yet.")
    facts = {
        "in_time": in_time, "n": count, "percent": round(100 * in_time / count),
        "periods": ngettext("%(n)d period", "%(n)d periods", len(periods)) % {"n": len(periods)},
    }  # fmt: skip
    return (
        ngettext(
            "%(in_time)d of %(n)d report (%(percent)d%%) came in time over %(periods)s.",
            "%(in_time)d of %(n)d reports (%(percent)d%%) came in time over %(periods)s.",
            count,
        )
        % facts
    )


def headline(rows: Iterable[OwedReport]) -> str:
    """2 of 9 reports are late, 3 are still to come."""
    every = list(rows)
    late = sum(row.is_missing for row in every)
    to_come = sum(not row.is_submitted for row in every) - late
    facts = {"late": late, "to_come": to_come, "of": len(every)}
    if not every:
        return _("No project owes a report.")
    if not late and not to_come:
        return _("Every project has reported.")
    if not late:
        return _("No report is late; %(to_come)d of %(of)d are still to come.") % facts
    said = ngettext(
        "%(late)d of %(of)d reports is late.", "%(late)d of %(of)d reports are late.", late
    )
    if to_come:
        said = ngettext(
            "%(late)d of %(of)d reports is late; %(to_come)d still to come.",
            "%(late)d of %(of)d reports are late; %(to_come)d still to come.",
            late,
        )
    return said % facts
