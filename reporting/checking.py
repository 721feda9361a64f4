"""What to check before a meeting: reports and dates that a reader should not take as they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from money.models import BudgetAmount
from people.models import Person
from programmes.choices import Rag, rag_words
from programmes.financial_year import financial_year_of
from projects.choices import LATE, Dimension, MilestoneState, Stage, rated_words
from projects.lifecycle import Timing, is_better_than_its_parts, timing
from projects.models import Milestone, Project, StatusReport
from projects.queries import age_words, is_old, slip_in_words
from reporting.models import ComputedRating, ReportingPeriod
from reporting.owing import Owed, missing_in, owed
from values import clock, words
from values.fields import before_day
from values.partial_dates import PartialDate

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SPAN = timedelta(weeks=26)
SAME = 3
"""From this number of reports on, the same text is a finding."""

LABELS: dict[str, StrPromise] = {
    "stale": gettext_lazy("Old report"),
    "missing": gettext_lazy("Report overdue"),
    "unchanged": gettext_lazy("Unchanged three times"),
    "slipped": gettext_lazy("Green, but later than agreed"),
    "past": gettext_lazy("Forecast in the past"),
    "overdue": gettext_lazy("Milestone overdue"),
    "better": gettext_lazy("Better than its parts"),
    "differs": gettext_lazy("Differs from the rules"),
    "money": gettext_lazy("Money without a forecast"),
}


@dataclass(frozen=True)
class Finding:
    """One thing to check about a project."""

    project_reference: str
    project_title: str
    programme_title: str
    key: str
    says: Callable[[], str]

    @property
    def detail(self) -> str:
        """In words: there are thousands, and a page shows fifty."""
        return self.says()

    @property
    def label(self) -> str:
        return str(LABELS[self.key])


Said = tuple[str, Callable[[], str]]
"""The key of a finding, and what says its detail."""


def findings(person: Person, programme_id: int | None = None) -> list[Finding]:
    """What to check about the projects that a person may see, by programme and project. The same
    number of queries, however many projects."""
    rows = Project.objects.visible_to(person).live().exclude(stage=Stage.CLOSED)
    rows = rows.filter(programme__is_archived=False)
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    names = ("id", "scope_id", "reference", "title", "programme__title")
    projects, on = list(rows.in_order().values_list(*names)), clock.today()
    latest, dates, differing = _latest(rows), _milestones(rows, on), _differing(rows)
    late, money = _late(rows, on), _without_forecast(rows, on)
    return [
        Finding(*named, *said)
        for key, scope, *named in projects
        for said in (
            *_of_report(latest.get(key), on),
            *late.get(key, ()),
            *_of_milestones(dates.get(key, []), latest.get(key), on),
            *differing.get(key, ()),
            *money.get(scope, ()),
        )
    ]


def _latest(projects: QuerySet[Project]) -> dict[int, dict[str, Any]]:
    """What is looked at in the latest report of each project. One query."""
    rows = StatusReport.objects.newest_of_each(projects, None).with_unchanged_since(SAME)
    names = ("id", "project_id", "counts_on", "overall_rag", "parts_reason", "unchanged_since")
    return {row["project_id"]: row for row in rows.values(*names, *PARTS)}


PARTS = {f"{name}_rag": name for name in Dimension.values}


def _of_report(report: dict[str, Any] | None, on: date) -> Iterator[Said]:
    if report is None:
        yield "stale", lambda: _("no report yet")
        return
    if is_old(report["counts_on"], on):
        yield "stale", lambda: age_words(report["counts_on"], on)
    if report["unchanged_since"] is not None:
        yield "unchanged", partial(_unchanged_words, report)
    parts = {name: report[column] for column, name in PARTS.items()}
    if is_better_than_its_parts(report["overall_rag"], parts):
        yield "better", partial(_better_words, report)


def _unchanged_words(report: dict[str, Any]) -> str:
    return _("since the report to %(day)s") % {"day": words.day(report["unchanged_since"])}


def _better_words(report: dict[str, Any]) -> str:
    facts = {
        "rating": rag_words(report["overall_rag"]),
        "why": report["parts_reason"] or _("no reason given"),
    }
    return _("%(rating)s overall: %(why)s") % facts


def _milestones(projects: QuerySet[Project], on: date) -> dict[int, list[Any]]:
    """Titles and dates, by project, of those that are late or expected on another day than agreed.
    One query."""
    is_over = before_day("forecast_on", on) | (Q(forecast_on=None) & before_day("baseline_on", on))
    moved = Q(forecast_on__isnull=False) & ~Q(forecast_on=F("baseline_on"))
    rows = Milestone.objects.live().filter(
        is_over | moved, project__in=projects.order_by().values("pk"), actual_on=None
    )
    found: dict[int, list[Any]] = {}
    names = ("project_id", "title", "baseline_on", "forecast_on")
    for key, *row in rows.in_order().values_list(*names):
        found.setdefault(key, []).append(row)
    return found


def _of_milestones(rows: list[Any], report: dict[str, Any] | None, on: date) -> Iterator[Said]:
    is_green = report is not None and report["overall_rag"] == Rag.GREEN
    for title, baseline, forecast in rows:
        standing = timing(baseline, forecast, None, on)
        if standing.state == MilestoneState.OVERDUE:
            said = partial(_day_words, title, forecast or baseline)
            yield "past" if forecast else "overdue", said
        if is_green and standing.state in LATE:
            yield "slipped", partial(_slip_words, title, standing)


def _day_words(title: str, day: PartialDate) -> str:
    return _("“%(title)s”: %(day)s") % {"title": title, "day": words.when(day)}


def _slip_words(title: str, standing: Timing) -> str:
    return _("“%(title)s”: %(slip)s") % {"title": title, "slip": slip_in_words(standing)}


def _late(projects: QuerySet[Project], on: date) -> dict[int, list[Said]]:
    """The newest report of each project that is due and missing. Three queries, two where none is
    due."""
    rows = ReportingPeriod.objects.live().filter(
        programme__in=projects.order_by().values("programme_id"),
        due_on__range=(on - SPAN, on - timedelta(days=1)),
    )
    newest = dict(rows.in_order().values_list("programme_id", "pk"))
    due = list(ReportingPeriod.objects.filter(pk__in=newest.values()).select_related("calendar"))
    found = owed(due, on, only=missing_in(due))
    missing = (row for row in found if row.state == Owed.MISSING)
    return {row.project_id: [("missing", partial(getattr, row, "words"))] for row in missing}


def _differing(projects: QuerySet[Project]) -> dict[int, list[Said]]:
    """Where their latest reports declare other ratings than the rules. One query."""
    latest = StatusReport.objects.newest_of_each(projects, None).order_by().values("pk")
    rows = ComputedRating.objects.live().filter(report__in=latest, differs=True)
    found: dict[int, list[Said]] = {}
    rows = rows.annotate(project_id=F("report__project_id")).order_by("report_id", "id")
    names = ("dimension", "declared_rag", "computed_rag", "reason")
    for project, *row in rows.values_list("project_id", *names):
        found.setdefault(project, []).append(("differs", partial(_differs_words, *row)))
    return found


def _differs_words(dimension: str, declared: str, computed: str, why: str) -> str:
    facts = {
        "what": rated_words(dimension), "declared": rag_words(declared),
        "computed": rag_words(computed), "why": why,
    }  # fmt: skip
    return _("%(what)s: %(declared)s, by the rules %(computed)s. %(why)s") % facts


def _without_forecast(projects: QuerySet[Project], on: date) -> dict[int, list[Said]]:
    """The budget lines of this year that have a budget and no forecast. One query."""
    rows = BudgetAmount.objects.live().filter(
        line__scope__in=projects.order_by().values("scope_id"),
        line__is_archived=False,
        financial_year=financial_year_of(on),
        budget_pence__isnull=False,
        forecast_pence=None,
    )
    found: dict[int, list[Said]] = {}
    names = rows.order_by("line_id").values_list("line__scope_id", "line__title").distinct()
    for scope, title in names:
        found.setdefault(scope, []).append(("money", partial(str, title)))
    return found
