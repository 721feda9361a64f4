"""A grid in which the measurements of all indicators of a programme are entered by quarter."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy, ngettext

from benefits import queries
from benefits.actions import save_measurements
from benefits.fields import CellField, Missing
from benefits.models import Indicator, Measurement
from benefits.pages import benefits_crumbs, benefits_url
from people.models import Person
from programmes.queries import find_programme
from records.grids import GridForm, GridRow
from records.views.grid import GridPage
from values import clock, words
from values.partial_dates import PartialDate

QUARTERS_SHOWN = 5


class MeasurementsForm(GridForm):
    beside = ("are_provisional",)

    are_provisional = forms.BooleanField(
        required=False, label=gettext_lazy("New values are provisional")
    )


class MeasurementGrid(GridPage):
    """Indicators down, the last quarters across. A quarter that was measured by month or day, or
    lies before the baseline, has no box."""

    heading = gettext_lazy("Enter measurements by quarter")
    text = gettext_lazy(
        "Type each value, or “not available:” and why. An empty box means that nothing was "
        "measured, which is not the same as 0. A quarter that was measured by month or day, or "
        "lies before the baseline, has no box."
    )
    table_caption = gettext_lazy("Indicators by quarter")
    row_heading = gettext_lazy("Indicator")
    nothing = (
        gettext_lazy("No indicators yet"),
        gettext_lazy("Add an indicator to a benefit first; it is measured here."),
        gettext_lazy("Benefits and savings"),
    )

    def open(self, person: Person, keys: dict[str, Any]) -> None:
        self.programme = find_programme(person, keys["reference"])
        right = queries.edit_right(person, self.programme)
        if not right.is_any:
            raise PermissionDenied
        indicators = Indicator.objects.live().filter(
            benefit__programme=self.programme, benefit__is_archived=False
        )
        rows = indicators.select_related("benefit").order_by(
            "benefit__position", "benefit_id", "position", "id"
        )
        self.indicators = {str(r.pk): r for r in rows if right.covers(r.benefit.project_id)}
        quarters = queries.quarters_to(clock.today(), QUARTERS_SHOWN)
        self.quarters = {q.first.isoformat(): q for q in quarters}

    def place(self) -> dict[str, Any]:
        back = benefits_url(self.programme)
        return {
            "caption": self.programme.title,
            "cancel_url": back,
            "first_url": back,
            "breadcrumbs": benefits_crumbs(self.programme),
        }

    def save(self, form: GridForm, by: Person) -> str:
        cells = {
            (self.indicators[row], self.quarters[column]): _said(value)
            for (row, column), value in form.changes().items()
        }
        are_provisional = form.cleaned_data["are_provisional"]
        count = save_measurements(self.programme, cells, are_provisional=are_provisional, by=by)
        saved = ngettext("%(n)d measurement saved.", "%(n)d measurements saved.", count)
        return saved % {"n": count}

    def grid(self, data: Any = None) -> GridForm:
        rows = [
            GridRow(key, row.title, row.get_unit_display()) for key, row in self.indicators.items()
        ]
        return MeasurementsForm(
            data,
            rows=rows,
            columns=[(key, words.when(quarter)) for key, quarter in self.quarters.items()],
            cells=self.cells(),
            field_of=lambda row: CellField(self.indicators[row.key].unit),
        )

    def cells(self) -> dict[tuple[str, str], Decimal | Missing | None]:
        measured = Measurement.objects.live().filter(indicator__in=list(self.indicators.values()))
        by_indicator: dict[str, list[Measurement]] = defaultdict(list)
        for row in measured:
            by_indicator[str(row.indicator_id)].append(row)
        return {
            (key, column): kept
            for key, indicator in self.indicators.items()
            for column, quarter in self.quarters.items()
            if not _is_before(quarter, indicator)
            if (kept := _kept(quarter, by_indicator[key])) is not NO_BOX
        }


NO_BOX: Any = object()


def _is_before(quarter: PartialDate, indicator: Indicator) -> bool:
    begins = indicator.baseline_on if indicator.baseline_value is not None else None
    return begins is not None and begins.is_known and quarter.last < begins.first


def _kept(quarter: PartialDate, measured: list[Measurement]) -> Any:
    """What stands for a quarter; NO_BOX where only parts of it were measured."""
    for row in measured:
        if row.measured_on == quarter:
            return Missing(row.why_missing) if row.value is None else row.value
    days = [(row.measured_on.first, row.measured_on.last) for row in measured]
    parts = (quarter.first <= first and last <= quarter.last for first, last in days)
    return NO_BOX if any(parts) else None


def _said(value: Decimal | Missing | None) -> tuple[Decimal | None, str] | None:
    if isinstance(value, Missing):
        return None, value.why
    return None if value is None else (value, "")
