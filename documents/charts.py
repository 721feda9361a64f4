"""Charts: one object with all that a reader needs, drawn as SVG.

A chart has a headline that states the finding, a sentence that says it in full, the table of every
value that is drawn, and its source; without them it is refused. Each value is written beside its
mark, so nothing is told by colour alone; neighbours differ by 3:1 in contrast; there is one axis.
The drawing is a few rectangles or one line: it is written here (ADR 0026 says why).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never
from xml.sax.saxutils import quoteattr

from documents.bars import FILLS, Bars, Groups, drawn_bars, drawn_groups
from documents.lanes import Lanes, lanes
from documents.points import Point
from documents.several_lines import Lines, drawn_lines
from documents.shapes import (
    INK,
    MUTED,
    PAPER,
    cut,
    dot,
    drawing,
    number,
    rule,
    text,
    width_of,
    wrapped,
)
from documents.tree import Figure, Table

WIDTH = 640
MOST_POINTS = 60
TINTS = {
    "green": "#d7efdc",
    "yellow": "#fdf7c8",
    "amber": "#fbdfb9",
    "red": "#f6cbc8",
    "blue": "#d3e5f5",
    "purple": "#e6d8f0",
    "grey": "#e9edf0",
}
"""Of the cells of a grid, each of which says besides what its tint means."""
CELL_HEIGHT = 58
NARROW_COLUMN = 80
LINE_OF_TEXT = 20


class ChartRefused(ValueError):
    """A chart lacks a part: a fault in our code, never in an officer's text."""


@dataclass(frozen=True)
class Stretch:
    """Part of the way from left to right in which something holds from one value to another; where
    they are the same, a level such as a target."""

    first: float
    last: float
    low: float
    high: float


@dataclass(frozen=True)
class Line:
    """One measure over time, and levels such as its target: (value, words). `stretches` are levels
    and bands of a part of the time; `key` says in words what they and hollow points are."""

    points: tuple[Point, ...]
    levels: tuple[tuple[float, str], ...] = ()
    stretches: tuple[Stretch, ...] = ()
    key: tuple[str, ...] = ()


@dataclass(frozen=True)
class GridCell:
    """How many lie here, what the place means, its tint, and how many there were where that
    differs. On a page it may lead somewhere."""

    count: int
    said: str
    tint: str
    before: str = ""
    url: str = ""


@dataclass(frozen=True)
class Grid:
    """Counts by two scales: `down` and `across` say what they are; rows from the top, each with its
    label and a cell for each column."""

    down: str
    across: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[GridCell, ...]], ...]

    @property
    def has_links(self) -> bool:
        return any(cell.url for _label, cells in self.rows for cell in cells)


Drawn = Bars | Groups | Line | Lines | Grid | Lanes


@dataclass(frozen=True)
class Chart:
    """Raises ChartRefused when a part is missing, or what is drawn is not in the table."""

    headline: str
    sentence: str
    source: str
    table: Table
    drawn: Drawn

    def __post_init__(self) -> None:
        for part in ("headline", "sentence", "source"):
            if not getattr(self, part).strip():
                raise ChartRefused(f"a chart needs its {part}")
        if self.headline == self.table.caption:
            raise ChartRefused("the headline of a chart states a finding, not what the table is of")
        if isinstance(self.drawn, Bars) and len(self.drawn.parts) > len(self.drawn.fills):
            raise ChartRefused("a bar has no more than three parts that can be told apart")
        if len(self.table.rows) < _rows(self.drawn):
            raise ChartRefused("the table of a chart holds every value that is drawn")


def figure(chart: Chart) -> Figure:
    """The chart as a block of the document tree."""
    alternative = f"{chart.headline} {chart.sentence}"
    return Figure(
        svg=svg(chart.drawn, alternative),
        alternative=alternative,
        caption=chart.headline,
        sentence=chart.sentence,
        table=chart.table,
        note=chart.source,
    )


def _rows(drawn: Drawn) -> int:
    match drawn:
        case Bars():
            return len(drawn.bars)
        case Groups():
            return len(drawn.groups)
        case Line():
            return len(drawn.points)
        case Lines():
            return len(drawn.places)
        case Grid():
            return len(drawn.rows)
        case Lanes():
            return sum(len(lane.marks) + len(lane.spans) for lane in drawn.lanes)
        case _:
            assert_never(drawn)


def svg(drawn: Drawn, title: str = "", width: int = WIDTH) -> str:
    """The drawing under its title, which is what a screen reader says of it, on pages and in PDFs.
    No text in it is markup. Deterministic: the same values give the same bytes."""
    shapes, height = _shapes(drawn, width)
    is_linked = isinstance(drawn, Grid) and drawn.has_links
    return drawing("".join(shapes), width, height, title, "group" if is_linked else "img")


def _shapes(drawn: Drawn, width: int) -> tuple[list[str], int]:
    match drawn:
        case Bars():
            return drawn_bars(drawn, width)
        case Groups():
            return drawn_groups(drawn, width)
        case Line():
            return _line(drawn, width)
        case Lines():
            return drawn_lines(drawn, width)
        case Grid():
            return _grid(drawn, width)
        case Lanes():
            return lanes(drawn, width)
        case _:
            assert_never(drawn)


def sheet(chart: Chart, width: int = WIDTH) -> str:
    """The drawing as a file that stands alone: under its headline, over its source."""
    said = f"{chart.headline} {chart.sentence}"
    above = wrapped(chart.headline, width)
    inner, height = _shapes(chart.drawn, width)
    top = len(above) * LINE_OF_TEXT + 10
    lines = [text(0, 16 + n * LINE_OF_TEXT, line) for n, line in enumerate(above)]
    bold = f'<g font-weight="bold">{"".join(lines)}</g>'
    moved = f'<g transform="translate(0 {top})">{"".join(inner)}</g>'
    below = [
        text(0, top + height + 24 + n * LINE_OF_TEXT, line, fill=MUTED)
        for n, line in enumerate(wrapped(chart.source, width))
    ]
    high = top + height + 16 + len(below) * LINE_OF_TEXT
    return drawing(bold + moved + "".join(below), width, high, said)


def sparkline(points: Sequence[Point], title: str) -> str:
    """A line small enough for a cell of a table, which says its values in words."""
    values = [point.value for point in points]
    first, length = points[0].place, (points[-1].place - points[0].place) or 1
    low, span = min(values), (max(values) - min(values)) or 1
    places = [
        (5 + 90 * (point.place - first) / length, 25 - 20 * (point.value - low) / span)
        for point in points
    ]
    path = " ".join(f"{number(x)},{number(y)}" for x, y in places)
    line = f'<polyline points="{path}" fill="none" stroke="{FILLS[0]}" stroke-width="2"/>'
    return drawing(line + dot(*places[-1], FILLS[0], points[-1].is_hollow), 100, 30, title)


# --- a line -------------------------------------------------------------------------------------
def _line(drawn: Line, width: int) -> tuple[list[str], int]:
    points = drawn.points[-MOST_POINTS:]
    height, top, bottom, left = 240, 30, 205, 30.0
    right = width - max([60.0, *(width_of(words) for _value, words in drawn.levels)]) - 12
    values = [point.value for point in points] + [value for value, _words in drawn.levels]
    values += [value for stretch in drawn.stretches for value in (stretch.low, stretch.high)]
    low, high = min(values, default=0), max(values, default=1)
    span = (high - low) or 1
    ends = [place for s in drawn.stretches for place in (s.first, s.last)]
    first = min([points[0].place, *ends])
    length = (max([points[-1].place, *ends]) - first) or 1

    def x(place: float) -> float:
        return left + (right - left) * (place - first) / length

    def y(value: float) -> float:
        return bottom - (bottom - top) * (value - low) / span

    shapes = [rule(left, bottom + 12, right, bottom + 12, MUTED)]
    for s in drawn.stretches:
        for value in sorted({s.low, s.high}):
            dashes = "5 4" if s.low == s.high else "1 4"
            shapes.append(rule(x(s.first), y(value), x(s.last), y(value), MUTED, dashes=dashes))
    for value, words in drawn.levels:
        shapes.append(rule(left, y(value), right, y(value), MUTED, dashes="5 4"))
        shapes += [text(right + 8, y(value) + 5, words, fill=MUTED)] if words else []
    path = " ".join(f"{number(x(point.place))},{number(y(point.value))}" for point in points)
    shapes.append(f'<polyline points="{path}" fill="none" stroke="{FILLS[0]}" stroke-width="2.5"/>')
    shapes += [dot(x(point.place), y(point.value), FILLS[0], point.is_hollow) for point in points]
    for point in _labelled(points):
        place = x(point.place), y(point.value) - 10
        shapes.append(text(*place, point.value_words, anchor="middle"))
    for point, anchor in ((points[0], "start"), (points[-1], "end")):
        at = x(point.place)
        shapes.append(text(at, bottom + 30, point.place_words, anchor=anchor, fill=MUTED))
    for words in drawn.key:
        shapes.append(text(left, height + 16, cut(words, width - left), fill=MUTED))
        height += 22
    return shapes, height


def _labelled(points: tuple[Point, ...]) -> list[Point]:
    """Those whose value is written: all of a few, else the first, the last and both extremes."""
    if len(points) <= 8:
        return list(points)
    ends = [points[0], points[-1], min(points, key=_value), max(points, key=_value)]
    return list(dict.fromkeys(ends))


def _value(point: Point) -> float:
    return point.value


# --- a grid -------------------------------------------------------------------------------------
def _grid(drawn: Grid, width: int) -> tuple[list[str], int]:
    longest = max((label for label, _cells in drawn.rows), key=len, default="")
    left, top = min(width_of(longest), width * 0.24) + 6, 42
    own = (width - left - 1) / max(len(drawn.columns), 1)
    middle = left + (width - left) / 2
    shapes = [
        text(0, 14, f"{drawn.down} ↓", fill=MUTED),
        text(middle, 14, f"{drawn.across} →", anchor="middle", fill=MUTED),
    ]
    for place, label in enumerate(drawn.columns):
        x = left + own * (place + 0.5)
        shapes.append(text(x, top - 8, _short(label, own - 4), anchor="middle"))
    for label, cells in drawn.rows:
        shapes.append(text(left - 8, top + CELL_HEIGHT / 2 + 5, cut(label, left - 8), anchor="end"))
        for place, cell in enumerate(cells):
            shapes.append(_cell(cell, left + own * place, top, own))
        top += CELL_HEIGHT
    return shapes, top + 2


def _short(words: str, room: float) -> str:
    """Words in a column; where it is narrow only the first, which is their number."""
    return words.split()[0] if room < NARROW_COLUMN else cut(words, room)


def _cell(cell: GridCell, x: float, y: float, width: float) -> str:
    """A cell with its count, what that was, and what the place means. A link of it is for the
    mouse: the table has the same for everybody."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{CELL_HEIGHT}"'
    weight = ' font-weight="bold"' if cell.count else ""
    count = text(x + 8, y + 26, str(cell.count), fill=INK if cell.count else MUTED)
    before = cut(cell.before, width - 40) if width > 90 else ""
    shapes = (
        f'<rect {place} fill="{TINTS[cell.tint]}" stroke="{PAPER}" stroke-width="3"/>'
        f'<g font-size="22"{weight}>{count}</g>'
        f'<g font-size="12">{text(x + width - 8, y + 20, before, anchor="end")}'
        f"{text(x + 8, y + 47, _short(cell.said, width - 8))}</g>"
    )
    if not cell.url:
        return shapes
    return f'<a href={quoteattr(cell.url)} tabindex="-1" aria-hidden="true">{shapes}</a>'
