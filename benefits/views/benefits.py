"""What a programme is for: its measured benefits, and its savings by financial year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from benefits import pages, queries
from benefits.blocks.trajectories import trajectory
from benefits.columns import (
    BENEFITS,
    SAVINGS,
    found_columns,
    indicator_columns,
    measurement_columns,
    target_columns,
    way_columns,
)
from benefits.models import Benefit, SavingsLine
from benefits.queries import lists
from people import policy
from people.choices import Act
from people.models import Person
from programmes.filters import ProgrammeFilter
from programmes.models import Programme
from programmes.pages import programme_crumbs, programme_frame
from programmes.queries import ProgrammeRow, find_programme, programme_at
from records.columns import total_cells
from records.pages.lists import ListPage, table
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.record_pages import PartPages
from values import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

BENEFIT_PAGES = (
    pages.BenefitPages(),
    pages.BenefitPathPages(),
    pages.IndicatorPages(),
    pages.MeasurementPages(),
    pages.IndicatorTargetPages(),
)
SAVINGS_PAGES = (
    pages.SavingsLinePages(),
    pages.SavingsAmountPages(),
    pages.SavingsCostPages(),
    pages.SavingsSharePages(),
    pages.SavingsRequirementPages(),
    pages.SavingsBaselinePages(),
)
NO_RIGHT = queries.EditRight(in_programme=False)  # nobody edits the past


@takes(*ASKED)
def programme_benefits(request: SignedInRequest, reference: str) -> HttpResponse:
    """The benefits and savings of a programme, today or as at a past day."""
    person = request.user.person
    asked = moment_asked(request)
    programme = find_programme(person, reference, asked.value)
    right = queries.edit_right(person, programme) if not asked.value else NO_RIGHT
    benefits = queries.benefit_rows([programme.pk], asked.value)
    on = timezone.localdate(asked.value or clock.now())
    shown = [_benefit(row, on, may_edit=right.covers(row.project_id)) for row in benefits]
    editable = {row.id for row in benefits if right.covers(row.project_id)}
    row, frame = programme_at(programme, asked.value), programme_frame(programme, person, asked)
    context = {
        "programme": row,
        "breadcrumbs": programme_crumbs(row),
        "may_add": right.is_any,
        "benefits": [row for row in shown if not row["row"].is_dis_benefit],
        "dis_benefits": [row for row in shown if row["row"].is_dis_benefit],
        "ways": table(way_columns(editable), queries.ways(benefits)),
        "may_validate": not asked.value and policy.can(person, Act.VALIDATE_SAVINGS, programme),
        "unmeasured": queries.unmeasured(benefits, on),
        **_savings(row, asked, right, has_history=not frame["as_at_only"]),
        **frame,
    }
    return render(request, "benefits/programme_benefits.html", context)


def archived_benefits(request: SignedInRequest, reference: str) -> HttpResponse:
    """The archived benefits of a programme, each with a link to bring it back."""
    heading = _("Archived benefits")
    return _archived(request, reference, BENEFIT_PAGES, queries.archived_benefits, heading)


def archived_savings(request: SignedInRequest, reference: str) -> HttpResponse:
    """The same of savings."""
    heading = _("Archived savings")
    return _archived(request, reference, SAVINGS_PAGES, queries.archived_savings, heading)


def _archived(
    request: SignedInRequest,
    reference: str,
    kinds: Sequence[PartPages],
    read: Callable[[Programme], list[QuerySet]],
    heading: StrPromise,
) -> HttpResponse:
    person = request.user.person
    programme = find_programme(person, reference)
    right = queries.edit_right(person, programme)
    if not right.is_any:
        raise PermissionDenied
    rows = [
        {"title": str(record), "noun": kind.title, "url": kind.url("archive", record)}
        for kind, records in zip(kinds, read(programme), strict=True)
        for record in records
        if right.covers(pages.project_id(kind, record))
    ]
    context = {
        "programme": programme,
        "heading": heading,
        "rows": rows,
        "breadcrumbs": pages.benefits_crumbs(programme),
    }
    return render(request, "benefits/archived.html", context)


def _benefit(row: queries.BenefitRow, on: date, *, may_edit: bool) -> dict[str, Any]:
    """A benefit with the tables of its indicators and of what was measured."""
    measurements = [
        (
            indicator,
            table(
                measurement_columns(indicator.id, may_edit=may_edit),
                indicator.from_baseline,
            ),
            _chart(indicator),
        )
        for indicator in row.indicators
        if indicator.measurements
    ]
    return {
        "row": row,
        "may_edit": may_edit,
        "indicators": table(indicator_columns(row.id, may_edit=may_edit), row.indicators),
        "measurements": measurements,
        "targets": [
            (row, table(target_columns(row.id, may_edit=may_edit), row.targets))
            for row in row.indicators
            if row.targets
        ],
        "is_review_due": row.review_on is not None and row.review_on < on,
    }


def _chart(row: queries.IndicatorRow) -> dict[str, str] | None:
    figure = trajectory(row)
    if figure is None:
        return None
    drawing = mark_safe(figure.svg)  # noqa: S308  drawn by documents.charts, words escaped
    return {"alternative": figure.alternative, "drawing": drawing}


def _savings(
    programme: ProgrammeRow, asked: AskedMoment, right: queries.EditRight, *, has_history: bool
) -> dict[str, Any]:
    rows = queries.savings_rows([programme.id], asked.value)
    editable = {row.id for row in rows if right.covers(row.project_id)}
    totals = queries.savings_totals(rows)
    columns = found_columns(programme.reference, editable, has_history=has_history)
    return {
        "lines": rows,
        "found": table(columns, rows) | {"total": total_cells(columns, vars(totals))},
        "totals": totals,
        "years": queries.year_table(rows, queries.blank_years(rows)),
        "warnings": [row.warning for row in rows if row.warning],
        "editable_lines": editable,
    }


class BenefitList(ListPage):
    """Every benefit, whatever its programme."""

    model = Benefit
    item, name = "benefits", "benefits"
    heading = _("All benefits")
    columns = BENEFITS
    scope = "programme__scope"
    filters = {"programme": ProgrammeFilter("programme_id")}

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return lists.benefits(person, moment)

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d benefit", "%(n)d benefits", count) % {"n": count}


class SavingsList(ListPage):
    """Every savings line, with the amounts achieved and identified, and their totals."""

    model = SavingsLine
    item, name = "savings", "savings"
    heading = _("All savings lines")
    columns = SAVINGS
    scope = "programme__scope"
    filters = {"programme": ProgrammeFilter("programme_id")}

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return lists.savings(person, moment)

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d savings line", "%(n)d savings lines", count) % {"n": count}
