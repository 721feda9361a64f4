"""Measures over time as charts: what was measured, against the targets and what is tolerated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.blocks.measures import MeasureChoice, trend_words
from benefits.blocks.profiles import benefits_of
from benefits.queries import IndicatorRow, TargetRow, Value
from documents.charts import Chart, Line, Stretch, figure
from documents.content import FigureContent, LiveContent
from documents.points import Point
from documents.tree import Column, Figure, Table
from records.blocks import About, Block
from values import words

Values = tuple[Value, ...]


class IndicatorTrend(Block):
    """The values of one measure over time as a line, with its targets and the band that is
    tolerated, over the table of them. Provisional values are hollow, and called so."""

    name, label, form = "indicator-trend", gettext_lazy("Trend of a measure"), MeasureChoice

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        nil = _("It has not been measured twice yet.")
        every = {str(row.id): row for one in benefits_of(about) for row in one.indicators}
        return FigureContent(trajectory(every[chosen["measure"]]), nil=nil)


def trajectory(row: IndicatorRow) -> Figure | None:
    """The way of a measure as a chart; None while there are no two values."""
    values = row.values
    if len(values) < 2:
        return None
    chart = Chart(
        headline=_headline(row, values),
        sentence=_sentence(row, values),
        source=_("Source: the measurements of the programme’s benefits."),
        table=_table(row, values),
        drawn=_drawn(row, values),
    )
    return figure(chart)


def _facts(row: IndicatorRow, values: Values) -> dict[str, str]:
    first, last = values[0], values[-1]
    return {
        "measure": row.title,
        "change": row.change_words.lower(),
        "trend": trend_words(row).lower(),
        "first": first.told,
        "first_on": words.when(first.on),
        "last": last.told,
        "last_on": words.when(last.on),
        "target": row.target_words,
        "rating": row.rating_words,
    }


def _headline(row: IndicatorRow, values: Values) -> str:
    finding = _("%(measure)s: %(change)s since the baseline, %(trend)s.")
    if row.change is None:
        finding = _("%(measure)s: %(last)s, from %(first)s.")
    return finding % _facts(row, values)


def _sentence(row: IndicatorRow, values: Values) -> str:
    sentence = _("It was %(first)s (%(first_on)s) and is %(last)s (%(last_on)s).")
    if row.final is not None:
        sentence += " " + _("The target is %(target)s.")
    if row.rag and (_is_tolerant(row) or row.targets):
        sentence += " %(rating)s."
    return sentence % _facts(row, values)


def _is_tolerant(row: IndicatorRow) -> bool:
    return row.tolerance_percent is not None or row.tolerance_amount is not None


def _table(row: IndicatorRow, values: Values) -> Table:
    """With a column of targets where there are some of periods, and those still to come."""
    columns = [Column(_("Date")), Column(_("Value"), align="number")]
    rows: list[tuple[str, ...]] = [(words.when(value.on), value.told) for value in values]
    if row.targets:
        columns.append(Column(_("Target"), align="number"))
        aims = (row.target_at(value.on) for value in values)
        rows = [
            (*cells, aim.words if aim else words.NOTHING)
            for cells, aim in zip(rows, aims, strict=True)
        ]
        end = values[-1].on.last
        rows += [
            (words.when(target.period), words.NOTHING, target.words)
            for target in row.targets
            if target.period and target.period.first > end
        ]
    return Table(caption=row.title, columns=tuple(columns), rows=tuple(rows))


def _drawn(row: IndicatorRow, values: Values) -> Line:
    points = tuple(
        Point(
            float(value.on.last.toordinal()),
            float(value.value),
            words.short_when(value.on),
            value.told,
            is_hollow=value.is_provisional,
        )
        for value in values
    )
    levels: tuple[tuple[float, str], ...] = ()
    if row.target is not None and row.final is not None:
        said = _("Target %(target)s") % {"target": row.target_words}
        ends = sorted({row.final.value, row.final.high})
        levels = tuple((float(end), said if end == ends[0] else "") for end in ends)
    stretches = tuple(_stretches(row, points))
    return Line(points, levels, stretches, tuple(_key(row, values, stretches)))


def _stretches(row: IndicatorRow, points: tuple[Point, ...]) -> Iterator[Stretch]:
    """The targets of periods, and the band around each target in which a value is not red."""
    for first, last, target in _spans(row, points):
        if target.id:
            for end in sorted({target.value, target.high}):
                yield Stretch(first, last, float(end), float(end))
        low, high = row.aim_of(target).band
        if (low, high) != (target.value, target.high):
            yield Stretch(first, last, float(low), float(high))


def _spans(
    row: IndicatorRow, points: tuple[Point, ...]
) -> Iterator[tuple[float, float, TargetRow]]:
    for target in row.targets:
        if target.period is not None:
            yield (
                float(target.period.first.toordinal()),
                float(target.period.last.toordinal()),
                target,
            )
    if row.target is not None and row.final is not None:
        yield points[0].place, points[-1].place, row.final


def _key(row: IndicatorRow, values: Values, stretches: tuple[Stretch, ...]) -> Iterator[str]:
    if any(value.is_provisional for value in values):
        yield _("A hollow point is provisional.")
    if row.targets:
        yield _("Dashes: the target of each period.")
    if any(stretch.low != stretch.high for stretch in stretches):
        yield _("Dots: as far as a value may miss its target and is not red.")
