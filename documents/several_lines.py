"""Several measures over time in one drawing, told apart by the shape of their marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from documents.points import Point
from documents.shapes import INK, MUTED, PAPER, cut, number, rule, text, width_of

MOST_SERIES = 6
TOP, BOTTOM = 24.0, 220.0
LINE = 22.0  # of the key


@dataclass(frozen=True)
class Series:
    """One measure: its name, and its points from left to right."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Lines:
    """Several measures on one pair of axes, each with its last value in the key."""

    series: tuple[Series, ...]

    @property
    def places(self) -> list[Point]:
        return [point for series in self.series for point in series.points]


@dataclass(frozen=True)
class Frame:
    """Where the axes lie from left to right."""

    width: int

    @property
    def left(self) -> float:
        return min(112.0, self.width * 0.32)

    @property
    def right(self) -> float:
        return self.width - 24.0


def drawn_lines(drawn: Lines, width: int) -> tuple[list[str], int]:
    """The shapes, and how high they are together."""
    frame = Frame(width)
    series = [each for each in drawn.series if each.points][:MOST_SERIES]
    points = [point for each in series for point in each.points]
    if not points:
        return [], 0
    x = _scale([point.place for point in points], frame.left, frame.right)
    y = _scale([point.value for point in points], BOTTOM, TOP)
    shapes = _axes(points, x, y, frame)
    for mark, each in zip(MARKS, series, strict=False):
        path = " ".join(f"{number(x(p.place))},{number(y(p.value))}" for p in each.points)
        shapes.append(f'<polyline points="{path}" fill="none" stroke="{INK}" stroke-width="1.5"/>')
        shapes += [mark(x(point.place), y(point.value)) for point in each.points]
    top = BOTTOM + 52
    for mark, each in zip(MARKS, series, strict=False):
        last = each.points[-1].value_words
        shapes.append(mark(frame.left, top - 5))
        room = frame.width - frame.left - 14 - width_of(last)
        shapes.append(text(frame.left + 14, top, f"{cut(each.name, room)}: {last}"))
        top += LINE
    return shapes, int(top)


def _scale(values: list[float], low: float, high: float) -> Callable[[float], float]:
    """From a value to its place in the drawing; in the middle where all values are alike."""
    first, span = min(values), max(values) - min(values)
    if not span:
        return lambda value: (low + high) / 2
    return lambda value: low + (high - low) * (value - first) / span


def _axes(
    points: list[Point], x: Callable[[float], float], y: Callable[[float], float], frame: Frame
) -> list[str]:
    """The two ends of each axis, in words."""
    left, right = frame.left, frame.right
    shapes = [
        rule(left - 10, TOP - 8, left - 10, BOTTOM + 8, MUTED),
        rule(left - 10, BOTTOM + 8, right, BOTTOM + 8, MUTED),
    ]
    by_value = sorted(points, key=lambda point: point.value)
    for point in dict.fromkeys((by_value[0].value_words, by_value[-1].value_words)):
        height = next(p.value for p in points if p.value_words == point)
        words = cut(point, left - 18)
        shapes.append(text(left - 16, y(height) + 5, words, anchor="end", fill=MUTED))
    by_place = sorted(points, key=lambda point: point.place)
    first, last = by_place[0], by_place[-1]
    shapes.append(text(x(first.place), BOTTOM + 28, first.place_words, fill=MUTED))
    if last.place_words != first.place_words:
        shapes.append(text(right, BOTTOM + 28, last.place_words, anchor="end", fill=MUTED))
    return shapes


# --- marks --------------------------------------------------------------------------------------
def _circle(x: float, y: float) -> str:
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="4.5" fill="{INK}"/>'


def _ring(x: float, y: float) -> str:
    at = f'cx="{number(x)}" cy="{number(y)}"'
    return f'<circle {at} r="4.5" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>'


def _polygon(*corners: tuple[float, float], is_full: bool) -> Callable[[float, float], str]:
    fill = INK if is_full else PAPER

    def mark(x: float, y: float) -> str:
        path = " ".join(f"{number(x + dx)},{number(y + dy)}" for dx, dy in corners)
        return f'<polygon points="{path}" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'

    return mark


SQUARE = ((-4, -4), (4, -4), (4, 4), (-4, 4))
TRIANGLE = ((0, -5), (5, 4), (-5, 4))
MARKS: tuple[Callable[[float, float], str], ...] = (
    _circle,
    _polygon(*SQUARE, is_full=False),
    _polygon(*TRIANGLE, is_full=True),
    _ring,
    _polygon(*SQUARE, is_full=True),
    _polygon(*TRIANGLE, is_full=False),
)
"""One for each series: its shape and its filling tell it from the others, without a colour."""
