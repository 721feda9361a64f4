"""What to check before a meeting: reports and dates that a reader should not take as they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from money.models import BudgetAmount
from people.models import Person
from programmes.choices import Rag
from programmes.financial_year import financial_year_of
from projects.choices import LATE, Dimension, MilestoneState, ReportState, Stage, rated_words
from projects.lifecycle import is_better_than_its_parts, timing
from projects.models import Milestone, Project
from projects.queries import ReportRow, age_words, is_old, reports, slip_in_words
from reporting.models import ComputedRating, ReportingPeriod
from reporting.owing import Owed, owed
from values import clock, words

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
    detail: str

    @property
    def label(self) -> str:
        return str(LABELS[self.key])


Said = tuple[str, str]
"""The key of a finding, and its detail."""


def findings(person: Person, programme_id: int | None = None) -> list[Finding]:
    """What to check about the projects that a person may see, by programme and project. The same
    number of queries, however many projects."""
    rows = Project.objects.visible_to(person).live().exclude(stage=Stage.CLOSED)
    rows = rows.filter(programme__is_archived=False)
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    projects = list(rows.select_related("programme").in_order())
    on = clock.today()
    keys = [project.pk for project in projects]
    reported = reports(keys, None, SPAN, with_names=False)
    dates, late, money = _milestones(keys), _late(projects, on), _without_forecast(projects, on)
    differing = _differing(keys)
    return [
        Finding(project.reference, project.title, project.programme.title, *said)
        for project in projects
        for said in (
            *_of_reports(reported[project.pk], on),
            *late.get(project.pk, ()),
            *_of_milestones(dates.get(project.pk, []), reported[project.pk], on),
            *differing.get(project.pk, ()),
            *money.get(project.scope_id, ()),
        )
    ]


def _of_reports(rows: list[ReportRow], on: date) -> Iterator[Said]:
    if not rows:
        yield "stale", _("no report yet")
        return
    latest = rows[0]
    if is_old(latest.counts_on, on):
        yield "stale", age_words(latest.counts_on, on)
    if len(rows) >= SAME and len({_text(row) for row in rows[:SAME]}) == 1:
        yield (
            "unchanged",
            _("since the report to %(day)s") % {"day": words.day(rows[SAME - 1].period_end)},
        )
    parts = {name: part.rag for name, part in zip(Dimension.values, latest.dimensions, strict=True)}
    if is_better_than_its_parts(latest.overall.rag, parts):
        facts = {"rating": latest.overall.words, "why": latest.parts_reason or _("no reason given")}
        yield "better", _("%(rating)s overall: %(why)s") % facts


def _text(row: ReportRow) -> tuple[str, str]:
    return row.achieved.strip(), row.next_steps.strip()


def _milestones(keys: Collection[int]) -> dict[int, list[Any]]:
    """Titles and dates, by project. One query."""
    rows = Milestone.objects.live().filter(project_id__in=keys, actual_on=None).in_order()
    found: dict[int, list[Any]] = {}
    for key, *row in rows.values_list("project_id", "title", "baseline_on", "forecast_on"):
        found.setdefault(key, []).append(row)
    return found


def _of_milestones(rows: list[Any], reported: list[ReportRow], on: date) -> Iterator[Said]:
    is_green = bool(reported) and reported[0].overall.rag == Rag.GREEN
    for title, baseline, forecast in rows:
        standing = timing(baseline, forecast, None, on)
        if standing.state == MilestoneState.OVERDUE:
            facts = {"title": title, "day": words.when(forecast or baseline)}
            yield "past" if forecast else "overdue", _("“%(title)s”: %(day)s") % facts
        if is_green and standing.state in LATE:
            facts = {"title": title, "slip": slip_in_words(standing)}
            yield "slipped", _("“%(title)s”: %(slip)s") % facts


def _late(projects: list[Project], on: date) -> dict[int, list[Said]]:
    """The newest report of each project that is due and missing."""
    programmes = {project.programme_id for project in projects}
    rows = ReportingPeriod.objects.live().filter(
        programme_id__in=programmes, due_on__range=(on - SPAN, on - timedelta(days=1))
    )
    newest = {period.programme_id: period for period in rows.select_related("calendar").in_order()}
    missing = (row for row in owed(list(newest.values()), on) if row.state == Owed.MISSING)
    return {row.project_id: [("missing", row.words)] for row in missing}


def _differing(keys: Collection[int]) -> dict[int, list[Said]]:
    """Where the latest report declares other ratings than the rules. One query."""
    rows = ComputedRating.objects.live().filter(
        report__project_id__in=keys, report__state=ReportState.SUBMITTED, differs=True
    )
    found: dict[int, tuple[int, list[Said]]] = {}
    for row in rows.select_related("report").order_by("report__counts_on", "report_id", "id"):
        facts = {
            "what": rated_words(row.dimension), "declared": row.get_declared_rag_display(),
            "computed": row.get_computed_rag_display(), "why": row.reason,
        }  # fmt: skip
        said = _("%(what)s: %(declared)s, by the rules %(computed)s. %(why)s") % facts
        key = row.report.project_id
        if key not in found or found[key][0] != row.report_id:
            found[key] = (row.report_id, [])
        found[key][1].append(("differs", said))
    return {key: said for key, (_report, said) in found.items()}


def _without_forecast(projects: list[Project], on: date) -> dict[int, list[Said]]:
    """The budget lines of this year that have a budget and no forecast. One query."""
    rows = BudgetAmount.objects.live().filter(
        line__scope_id__in=[project.scope_id for project in projects],
        line__is_archived=False,
        financial_year=financial_year_of(on),
        budget_pence__isnull=False,
        forecast_pence=None,
    )
    found: dict[int, list[Said]] = {}
    names = rows.order_by("line_id").values_list("line__scope_id", "line__title").distinct()
    for scope, title in names:
        found.setdefault(scope, []).append(("money", title))
    return found
