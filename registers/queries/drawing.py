"""The heat map as a chart: what it finds, the picture, and its table."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.charts import Chart, Grid, GridCell
from documents.tree import Column, Table
from registers.choices import RATING_NAMES, RiskKind
from registers.queries.heat_maps import Cell, HeatMap


def chart_of(
    found: HeatMap, *, kind: str, rating: str, url: Callable[[Cell], str] = lambda cell: ""
) -> Chart:
    """A heat map that counts risks of a kind by a rating; `url` says where a cell leads, on a
    page."""
    facts = {"rating": RATING_NAMES[rating], "then": found.then}
    rows = tuple((label, *(cell_words(cell) for cell in cells)) for label, cells in found.rows)
    columns = tuple(Column(label, is_short=True) for label in ("", *found.columns))
    caption = _("Open risks by likelihood and impact (%(rating)s), now and %(then)s") % facts
    return Chart(
        headline=headline(found, kind),
        sentence=_sentence(found),
        source=_("Source: the register of risks."),
        table=Table(caption=caption, columns=columns, rows=rows),
        drawn=_grid(found, url),
    )


def headline(found: HeatMap, kind: str) -> str:
    """2 open threats are above the appetite of 9; the number on 4 April 2012 was 1."""
    cells = list(found.cells)
    if kind == RiskKind.OPPORTUNITY:
        now, before = sum(cell.now for cell in cells), sum(cell.before for cell in cells)
        sentence = ngettext(
            "%(now)d opportunity is open; the number %(then)s was %(before)d.",
            "%(now)d opportunities are open; the number %(then)s was %(before)d.",
            now,
        )
        return sentence % {"now": now, "before": before, "then": found.then}
    above = [cell for cell in cells if cell.score > found.scales.appetite]
    now, before = sum(cell.now for cell in above), sum(cell.before for cell in above)
    sentence = ngettext(
        "%(now)d open threat is above the appetite of %(score)d; "
        "the number %(then)s was %(before)d.",
        "%(now)d open threats are above the appetite of %(score)d; "
        "the number %(then)s was %(before)d.",
        now,
    )
    facts = {"now": now, "before": before, "then": found.then, "score": found.scales.appetite}
    return sentence % facts


def cell_words(cell: Cell) -> str:
    """3 (was 1): 12 High; the score and its band where there is no risk."""
    band = _band(cell)
    if cell.now == cell.before:
        return _("%(count)d: %(band)s") % {"count": cell.now, "band": band} if cell.now else band
    facts = {"count": cell.now, "before": cell.before, "band": band}
    return _("%(count)d (was %(before)d): %(band)s") % facts


def was_words(cell: Cell) -> str:
    """Was 1; empty where nothing differs."""
    return "" if cell.now == cell.before else _("was %(count)d") % {"count": cell.before}


def axes(found: HeatMap) -> tuple[str, str]:
    """What runs down the side of a matrix, and what across it."""
    down, across = _("Likelihood"), _("Impact")
    return (across, down) if found.is_impact_down else (down, across)


def _band(cell: Cell) -> str:
    return _("%(score)d %(band)s") % {"score": cell.score, "band": cell.band.label}


def _sentence(found: HeatMap) -> str:
    """12 risks have a place on the matrix; 3 have none."""
    placed = sum(cell.now for cell in found.cells)
    said = ngettext(
        "%(count)d open risk lies on the matrix.", "%(count)d open risks lie on the matrix.", placed
    ) % {"count": placed}
    return f"{said} {not_placed_words(found.not_placed)}".strip()


def not_placed_words(count: int) -> str:
    """3 open risks have no place here."""
    sentence = ngettext(
        "%(count)d open risk has no place here: it was not rated by a matrix of this size.",
        "%(count)d open risks have no place here: they were not rated by a matrix of this size.",
        count,
    )
    return sentence % {"count": count} if count else ""


def _grid(found: HeatMap, url: Callable[[Cell], str]) -> Grid:
    down, across = axes(found)
    rows = tuple(
        (
            label,
            tuple(
                GridCell(cell.now, _band(cell), cell.band.tone, was_words(cell), url(cell))
                for cell in cells
            ),
        )
        for label, cells in found.rows
    )
    return Grid(down, across, found.columns, rows)
