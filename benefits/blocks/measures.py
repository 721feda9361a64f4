"""Measures of benefits as a paper prints them, and their values in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.models import Indicator, Measurement
from benefits.queries import IndicatorRow, indicators_in_brief
from documents.content import LiveContent, TableContent
from documents.tree import Column, Table
from records.blocks import About, Block, Choices, Figure, One, Some, Told, field_words
from values import words

COLUMNS = {
    "measure": gettext_lazy("Measure"),
    "baseline": gettext_lazy("Baseline"),
    "latest": gettext_lazy("Latest"),
    "change": gettext_lazy("Change"),
    "trend": gettext_lazy("Trend"),
    "target": gettext_lazy("Target"),
    "share": gettext_lazy("Of the way to the target"),
    "rating": gettext_lazy("Rating"),
}


def indicators_of(about: About) -> list[IndicatorRow]:
    """The measures with no more than their latest value."""

    def read() -> list[IndicatorRow]:
        indicator_lists = (indicators_in_brief(pk, about.moment) for pk in about.programme_ids)
        return [row for rows in indicator_lists for row in rows]

    return about.once("indicators", read)


def _titles(about: About) -> list[tuple[str, str]]:
    return [(str(row.id), row.title) for row in indicators_of(about)]


class IndicatorChoices(Choices):
    measures = Some(
        gettext_lazy("Which measures"),
        _titles,
        help_text=gettext_lazy("All of them when none is chosen."),
    )
    columns = Some(
        gettext_lazy("Columns"),
        lambda about: list(COLUMNS.items()),
        initial=["measure", "baseline", "latest", "change", "trend", "target"],
    )


class Indicators(Block):
    """Performance measures: where each began, its latest value, its change for better or worse, and
    its target."""

    name, label, form = "indicators", gettext_lazy("Performance measures"), IndicatorChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        named = chosen["measures"]
        rows_chosen = [row for row in indicators_of(about) if not named or str(row.id) in named]
        rows = [_cells(row) for row in rows_chosen]
        table = Table(
            caption=_("Performance measures"),
            columns=tuple(Column(str(COLUMNS[key])) for key in chosen["columns"]),
            rows=tuple(tuple(row[key] for key in chosen["columns"]) for row in rows),
        )
        return TableContent(table, nil=_("No measures have been set."))


def _cells(row: IndicatorRow) -> dict[str, str]:
    return {
        "measure": row.title,
        "baseline": _dated(row.baseline_words, row.baseline_on),
        "latest": _dated(row.latest_words, row.latest_on),
        "change": row.change_words,
        "trend": trend_words(row),
        "target": row.target_words,
        "rating": row.rating_words,
        "share": f"{words.number(row.share)}%" if row.share is not None else words.NOTHING,
    }


def trend_words(row: IndicatorRow) -> str:
    """Better; Worse; Level; a dash where nobody knows."""
    if row.change is None:
        return words.NOTHING
    return row.verdict_words.capitalize() or _("Level")


def _dated(said: str, on: Any) -> str:
    return f"{said} ({words.when(on)})" if on else said


# --- figures ------------------------------------------------------------------------------------
class MeasureChoice(Choices):
    measure = One(gettext_lazy("Measure"), _titles, must=True)


class MeasureFigure(Figure):
    """A value of one measure."""

    form = MeasureChoice
    field: ClassVar[tuple[Any, str]] = (Indicator, "baseline_value")

    def said(self, row: IndicatorRow) -> str:
        raise NotImplementedError

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        rows = (row for row in indicators_of(about) if str(row.id) == chosen["measure"])
        row = next(rows, None)
        if row is None:  # a moment before it was recorded
            return Told("")
        model, field = self.field
        one = about.programmes[0] if len(about.programmes) == 1 else None
        return Told(
            self.said(row),
            record=row.title,
            field=field_words(model, field),
            page=("benefits:programme_benefits", (one.reference,)) if one else None,
            of=((Indicator, {"id": row.id}), (Measurement, {"indicator_id": row.id})),
        )


class Latest(MeasureFigure):
    """The latest value of a measure."""

    name, label = "indicator latest", gettext_lazy("Latest value of a measure")
    field = (Measurement, "value")

    def said(self, row: IndicatorRow) -> str:
        return row.latest_words if row.latest else ""


class LatestOn(MeasureFigure):
    """The day on which a measure was last taken."""

    name, label = "indicator latest date", gettext_lazy("Day of the latest value of a measure")
    field = (Measurement, "measured_on")

    def said(self, row: IndicatorRow) -> str:
        return words.when(row.latest_on) if row.latest_on else ""


class Baseline(MeasureFigure):
    """Where a measure began."""

    name, label = "indicator baseline", gettext_lazy("Baseline of a measure")

    def said(self, row: IndicatorRow) -> str:
        return row.baseline_words if row.baseline is not None else ""


class Target(MeasureFigure):
    """The target of a measure."""

    name, label = "indicator target", gettext_lazy("Target of a measure")
    field = (Indicator, "target_value")

    def said(self, row: IndicatorRow) -> str:
        return row.target_words if row.target is not None else ""


class Change(MeasureFigure):
    """How far a measure has moved from its baseline, for use in a sentence: up 39 points."""

    name, label = "indicator change", gettext_lazy("Change of a measure")
    field = (Measurement, "value")

    def said(self, row: IndicatorRow) -> str:
        change = row.change_words if row.change is not None else ""
        return change[:1].lower() + change[1:]


MEASURES = (Latest(), LatestOn(), Baseline(), Target(), Change())
