"""Lanes over months: a roadmap, drawn as SVG. Each lane has stretches of time and marks at days;
what stands beside a mark says it in words, so nothing is told by colour or shape alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from documents.shapes import INK, MUTED, PAPER, cut, dot, number, rect, rule, text, width_of
from values import words

TOP, ROW = 24, 26
"""The height of the months, and of a row of marks."""
MONTH = 66
"""How wide the name of a month is."""
LINE, BAR = "#d6dadf", "#c3d3e6"


class Shape(Enum):
    EXPECTED = "expected"
    LATE = "late"
    REACHED = "reached"
    MEETING = "meeting"
    GATE = "gate"


COLOURS = {
    Shape.EXPECTED: INK,
    Shape.LATE: "#b0202a",
    Shape.REACHED: "#1c6b3f",
    Shape.MEETING: INK,
    Shape.GATE: INK,
}


@dataclass(frozen=True)
class Mark:
    on: date
    shape: Shape
    said: str = ""
    tail: str = ""
    """What must be read besides, such as how late it is: it is never cut short."""
    agreed: date | None = None
    """The day first agreed, or on which it is needed, where it differs: a hollow mark joined to
    this one."""

    @property
    def words(self) -> str:
        return f"{self.said}, {self.tail}" if self.tail else self.said


@dataclass(frozen=True)
class Span:
    first: date
    last: date
    said: str


@dataclass(frozen=True)
class Lane:
    label: str
    marks: tuple[Mark, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def rows(self) -> int:
        return max(len(self.marks) + len(self.spans), 1)


@dataclass(frozen=True)
class Lanes:
    """What lies between two days, with a line at `today`."""

    first: date
    last: date
    today: date
    lanes: tuple[Lane, ...]


NARROW = 480
CLOSE = 60
"""Room for the beginning of a name."""
MOST_ROWS = 32
"""In one drawing: it fills about a sheet."""


def in_sheets(drawn: Lanes, most: int = MOST_ROWS) -> list[Lanes]:
    """Lanes in as many drawings as they need to be read and printed; a lane that is longer than one
    goes on in the next."""
    sheets: list[list[Lane]] = [[]]
    room = most
    for lane in drawn.lanes:
        for part in _parts(lane, most):
            if part.rows > room and sheets[-1]:
                sheets.append([])
                room = most
            sheets[-1].append(part)
            room -= part.rows
    return [replace(drawn, lanes=tuple(lanes)) for lanes in sheets]


def _parts(lane: Lane, most: int) -> Iterator[Lane]:
    if lane.rows <= most:
        yield lane
        return
    for start in range(0, len(lane.spans), most):
        yield replace(lane, marks=(), spans=lane.spans[start : start + most])
    for start in range(0, len(lane.marks), most):
        yield replace(lane, spans=(), marks=lane.marks[start : start + most])


@dataclass(frozen=True)
class Scale:
    """Where days lie from left to right: right of the labels, those outside at the edges."""

    first: date
    last: date
    width: int

    @property
    def is_narrow(self) -> bool:
        """Whether the name of a lane stands above it, and not beside it."""
        return self.width < NARROW

    @property
    def left(self) -> int:
        return 8 if self.is_narrow else min(self.width * 27 // 100, 280)

    @property
    def row_of_mark(self) -> int:
        """On a phone its words stand above it."""
        return ROW + 16 if self.is_narrow else ROW

    def x(self, on: date) -> float:
        days = max((self.last - self.first).days, 1)
        after = (min(max(on, self.first), self.last) - self.first).days
        return self.left + after * (self.width - self.left) / days


def lanes(drawn: Lanes, width: int) -> tuple[list[str], int]:
    """The shapes of a roadmap, and its height."""
    scale = Scale(drawn.first, drawn.last, width)
    shapes: list[str] = []
    y = float(TOP)
    for lane in drawn.lanes:
        room = width if scale.is_narrow else scale.left - 12
        label = text(0, y + 18, cut(lane.label, room))
        shapes.append(f'<g font-weight="bold">{label}</g>' if scale.is_narrow else label)
        y += ROW if scale.is_narrow else 0
        for span in lane.spans:
            shapes += _span(span, scale, y)
            y += ROW
        for mark in lane.marks:
            y += scale.row_of_mark
            shapes += _mark(mark, scale, y - 13)
        y += 0 if lane.marks or lane.spans else ROW
        shapes.append(rule(0, y, width, y, LINE))
    height = int(y) + 6
    return [*_months(drawn, scale, height), *shapes], height


def _months(drawn: Lanes, scale: Scale, height: int) -> Iterator[str]:
    """A line at the first of each month, or of each third or sixth where they lie close."""
    months = (drawn.last.year - drawn.first.year) * 12 + drawn.last.month - drawn.first.month
    room = (scale.width - scale.left) / max(months, 1)
    every = next((step for step in (1, 3, 6) if step * room >= MONTH), 12)
    year, month = drawn.first.year, drawn.first.month
    for _step in range(months + 1):
        on = date(year, month, 1)
        if on >= drawn.first and (month - 1) % every == 0:
            x = scale.x(on)
            yield rule(x, TOP - 6, x, height, LINE)
            if x + MONTH <= scale.width:
                yield text(x + 3, TOP - 9, f"{words.month(on)[:3]} {year}", fill=MUTED)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    if drawn.first <= drawn.today <= drawn.last:
        yield rule(scale.x(drawn.today), TOP - 6, scale.x(drawn.today), height, INK)


def _span(span: Span, scale: Scale, y: float) -> Iterator[str]:
    x, to = scale.x(span.first), scale.x(span.last)
    yield rect(x, y + 5, max(to - x, 2), 16, BAR)
    start = max(min(x + 4, scale.width - width_of(span.said)), scale.left)
    yield text(start, y + 18, cut(span.said, scale.width - start))


def _mark(mark: Mark, scale: Scale, y: float) -> Iterator[str]:
    x = scale.x(mark.on)
    fill = COLOURS[mark.shape]
    left = min(x, scale.x(mark.agreed)) if mark.agreed else x
    right = max(x, scale.x(mark.agreed)) if mark.agreed else x
    if mark.agreed is not None:
        was = scale.x(mark.agreed)
        yield rule(was, y, x, y, fill, "3 3")
        yield _diamond(was, y, PAPER, fill)
    yield _sign(mark.shape, x, y, fill)
    room, before = scale.width - right - 12, left - scale.left - 16
    if scale.is_narrow:
        yield text(scale.left, y - 14, _fitting(mark, scale.width - scale.left))
    elif max(room, before) < width_of(mark.tail) + CLOSE:  # over the way between its marks
        yield text(x - 12, y - 4, _fitting(mark, x - scale.left - 16), anchor="end")
    elif width_of(mark.words) <= room or before < room:
        yield text(right + 12, y + 5, _fitting(mark, room))
    else:
        yield text(left - 12, y + 5, _fitting(mark, before), anchor="end")


def _fitting(mark: Mark, room: float) -> str:
    if width_of(mark.words) <= room or not mark.tail:
        return cut(mark.words, room)
    return f"{cut(mark.said, room - width_of(mark.tail) - 8)}, {mark.tail}"


def _sign(shape: Shape, x: float, y: float, fill: str) -> str:
    """A ring is a meeting, a square a gate, and a diamond anything else."""
    if shape is Shape.MEETING:
        return dot(x, y, fill, is_hollow=True)
    return rect(x - 5, y - 5, 10, 10, fill) if shape is Shape.GATE else _diamond(x, y, fill, fill)


def _diamond(x: float, y: float, fill: str, stroke: str) -> str:
    corners = ((x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y))
    points = " ".join(f"{number(left)},{number(top)}" for left, top in corners)
    return f'<polygon points="{points}" fill="{fill}" stroke="{stroke}" stroke-width="1.5"/>'
