"""Pictures of what stands above what: boxes and the lines between them, drawn as SVG.

What hangs below a box stands side by side where there is room, and otherwise one below the other,
further in; so any number of boxes fits any width, and no line crosses a box. Each kind of line has
its own look and its words in the key; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from documents.shapes import INK, MUTED, PAPER, drawing, number, rect, rule, text

PAGE, PHONE, SHEET = 960, 340, 640
"""The widths of a drawing for a screen, for a phone, and for a sheet of paper."""
WIDEST_BOX, NARROWEST_BOX = 270, 165
INDENT, GAP, DROP, PADDING = 26, 16, 26, 9
BOLD_LETTER, LETTER = 7.5, 6.3
TITLE_LINE, LINE = 18, 16
MOST_LINES = 4
DARK = "#0b2f4f"
DEEPEST = 12


class Look(Enum):
    """How a line is drawn."""

    PLAIN = "plain"
    DASHED = "dashed"
    ARROW = "arrow"


@dataclass(frozen=True)
class Box:
    """What is drawn: its title, the lines below it, the line that leads to it from above, and what
    hangs below."""

    title: str
    lines: tuple[str, ...] = ()
    look: Look = Look.PLAIN
    is_dark: bool = False
    below: tuple[Box, ...] = ()


@dataclass
class _Sheet:
    """Shapes in the order in which they are drawn: lines first, boxes over them."""

    lines: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Place:
    """Where a box stands."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def svg(boxes: Sequence[Box], width: int, title: str, key: Sequence[tuple[Look, str]] = ()) -> str:
    """The picture at a width; `key` says what each look of a line means. The same boxes give the
    same bytes."""
    sheet = _Sheet()
    if width <= PHONE:
        bottom = _column(sheet, boxes, 1, width - 2, 2, None, 0)
    elif len(boxes) > 1 and not _fit(boxes, width):
        bottom = _columns(sheet, boxes, width)
    else:
        bottom = _row(sheet, boxes, 1, width - 2, 2, None, 0)
    bottom = _key(sheet, key, width, bottom + GAP)
    shapes = "".join([*sheet.lines, *sheet.boxes])
    return drawing(shapes, width, int(bottom) + 4, title)


def _row(
    sheet: _Sheet,
    boxes: Sequence[Box],
    left: float,
    width: float,
    top: float,
    above: _Place | None,
    depth: int,
) -> float:
    """Boxes of one level, side by side if there is room; returns where they end."""
    if len(boxes) > 1 and not _fit(boxes, width):
        return _column(sheet, boxes, left, width, top, above, depth)
    room = width - (NARROWEST_BOX + GAP) * len(boxes)
    shares = [_leaves(box) for box in boxes]
    bottom, x = top, left
    for box, share in zip(boxes, shares, strict=True):
        own = NARROWEST_BOX + GAP + room * share / sum(shares)
        bottom = max(bottom, _branch(sheet, box, x, own, top, above, depth, is_centred=True))
        x += own
    return bottom


def _columns(sheet: _Sheet, boxes: Sequence[Box], width: int) -> float:
    """Many boxes, each with what hangs below it, in columns of much the same height."""
    count = max(int(width // (WIDEST_BOX + GAP)), 1)
    own = (width - 2 - GAP * (count - 1)) / count
    ends = [2.0] * count
    for box in boxes:
        place = ends.index(min(ends))
        left = 1 + place * (own + GAP)
        bottom = _branch(sheet, box, left, own, ends[place], None, 0, is_centred=False)
        ends[place] = bottom + DROP
    return max(ends) - DROP


def _column(
    sheet: _Sheet,
    boxes: Sequence[Box],
    left: float,
    width: float,
    top: float,
    above: _Place | None,
    depth: int,
) -> float:
    """The same one below the other, further in than the box above them."""
    right = left + width
    inner = above.left + INDENT if above else left
    for box in boxes:
        room = right - inner
        top = _branch(sheet, box, inner, room, top, above, depth, is_centred=False) + GAP
    return top - GAP


def _fit(boxes: Sequence[Box], width: float) -> bool:
    return len(boxes) * (NARROWEST_BOX + GAP) <= width + GAP


def _branch(
    sheet: _Sheet,
    box: Box,
    left: float,
    width: float,
    top: float,
    above: _Place | None,
    depth: int,
    *,
    is_centred: bool,
) -> float:
    """A box with all that hangs below it; returns where it ends."""
    place = _draw(sheet, box, left, width, top, is_centred=is_centred)
    if above is not None:
        _connect(sheet, above, place, box.look, is_centred=is_centred)
    if not box.below or depth >= DEEPEST:
        return place.bottom
    if is_centred and (len(box.below) == 1 or _fit(box.below, width)):
        return _row(sheet, box.below, left, width, place.bottom + DROP, place, depth + 1)
    return _column(sheet, box.below, left, width, place.bottom + GAP, place, depth + 1)


def _draw(
    sheet: _Sheet, box: Box, left: float, width: float, top: float, *, is_centred: bool
) -> _Place:
    wide = max(min(width - (GAP if is_centred else 0), WIDEST_BOX), NARROWEST_BOX / 2)
    x = left + (width - wide) / 2 if is_centred else left
    titles = _wrapped(box.title, wide, BOLD_LETTER)
    lines = [line for words in box.lines for line in _wrapped(words, wide, LETTER)]
    high = 2 * PADDING + TITLE_LINE * len(titles) + LINE * len(lines)
    ink, quiet = (PAPER, PAPER) if box.is_dark else (INK, MUTED)
    sheet.boxes.append(rect(x, top, wide, high, DARK if box.is_dark else PAPER))
    y = top + PADDING - 4
    sheet.boxes.append('<g font-weight="bold">')
    for line in titles:
        y += TITLE_LINE
        sheet.boxes.append(text(x + PADDING, y, line, fill=ink))
    sheet.boxes.append('</g><g font-size="13">')
    for line in lines:
        y += LINE
        sheet.boxes.append(text(x + PADDING, y, line, fill=quiet))
    sheet.boxes.append("</g>")
    return _Place(x, x + wide, top, top + high)


def _connect(sheet: _Sheet, above: _Place, below: _Place, look: Look, *, is_centred: bool) -> None:
    """The line from one box to another: down and across, or down and in."""
    if is_centred:
        across = below.top - DROP / 2
        points = [
            (above.middle, above.bottom),
            (above.middle, across),
            (below.middle, across),
            (below.middle, below.top),
        ]
    else:
        x, y = above.left + INDENT / 2, below.top + PADDING + TITLE_LINE / 2
        points = [(x, above.bottom), (x, y), (below.left, y)]
    sheet.lines.append(_line(points, look))
    if look == Look.ARROW:
        sheet.lines.append(_head(*points[-1], is_down=is_centred))


def _line(points: Sequence[tuple[float, float]], look: Look) -> str:
    path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    dashes = ' stroke-dasharray="7 5"' if look == Look.DASHED else ""
    return f'<polyline points="{path}" fill="none" stroke="{INK}" stroke-width="1.5"{dashes}/>'


def _head(x: float, y: float, *, is_down: bool) -> str:
    """The head of an arrow, with its point there."""
    corners = [(x - 6, y - 9), (x + 6, y - 9)] if is_down else [(x - 9, y - 6), (x - 9, y + 6)]
    path = " ".join(f"{number(a)},{number(b)}" for a, b in [(x, y), *corners])
    return f'<polygon points="{path}" fill="{INK}"/>'


def _key(sheet: _Sheet, key: Sequence[tuple[Look, str]], width: int, top: float) -> float:
    """What the looks of lines mean, below the picture."""
    if not key:
        return top
    sheet.lines.append(rule(0, top, width, top, MUTED))
    x, y = 2.0, top + 22
    for look, words in key:
        wide = 58 + len(words) * LETTER + GAP
        if x > 2 and x + wide > width:
            x, y = 2.0, y + LINE + 6
        sheet.lines.append(_line([(x, y - 5), (x + 40, y - 5)], look))
        if look == Look.ARROW:
            sheet.lines.append(_head(x + 42, y - 5, is_down=False))
        sheet.boxes.append(text(x + 50, y, words, fill=MUTED))
        x += wide
    return y + 6


def _leaves(box: Box) -> int:
    return sum(map(_leaves, box.below)) or 1


def _wrapped(words: str, wide: float, letter: float) -> list[str]:
    """Words over a few lines of a box, the last cut where there is more."""
    most = max(int((wide - 2 * PADDING) / letter), 8)
    lines = list(_lines(words, most))
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: most - 1].rstrip()}…"]
    return lines


def _lines(words: str, most: int) -> Iterator[str]:
    line = ""
    for word in words.split():
        while len(word) > most:
            if line:
                yield line
                line = ""
            yield word[:most]
            word = word[most:]
        if line and len(line) + 1 + len(word) > most:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line
