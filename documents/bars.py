"""Bars from nought, drawn as SVG: their parts side by side, or one below the other. What each is
stands beside it in words. On a phone the words stand above the bars."""

from __future__ import annotations

from dataclasses import dataclass

from documents.shapes import INK, PAPER, cut, rect, rule, text, width_of

FILLS = ("#0b2f4f", "#7a95b5", PAPER)
"""Of the parts of a bar, in their order: each differs from every other and, by its fill or its
outline, from the paper by 3:1. There are no more than three."""
RATED = {"red": "#b0202a", "amber": "#fbdfb9", "green": "#1c6b3f", "": PAPER}
"""Of parts that are ratings: light ones are outlined, and all are named above the bars."""
MOST_BARS = 20
NARROW = 480
"""Below this width words stand above the bars."""
HIGH, LOW = 22, 14
"""The height of a bar, and of one of several that belong together."""


@dataclass(frozen=True)
class Bar:
    """A row: what it is of, its parts side by side from nought, and what stands at its end."""

    label: str
    parts: tuple[float, ...]
    said: str


@dataclass(frozen=True)
class Bars:
    """Rows of bars; `parts` names the parts of each, in their order, where there are several;
    `rags` says which ratings they are."""

    bars: tuple[Bar, ...]
    parts: tuple[str, ...] = ()
    rags: tuple[str, ...] = ()

    @property
    def fills(self) -> tuple[str, ...]:
        return tuple(RATED[rag] for rag in self.rags) or FILLS


@dataclass(frozen=True)
class Group:
    """Values that are compared with each other, in the order of the names of all groups, each with
    its words; None is not known."""

    label: str
    values: tuple[float | None, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class Groups:
    """Groups of bars, one below the other."""

    groups: tuple[Group, ...]
    parts: tuple[str, ...]


def drawn_bars(drawn: Bars, width: int) -> tuple[list[str], int]:
    """The shapes, and how high they are together."""
    bars = drawn.bars[:MOST_BARS]
    is_narrow = width < NARROW
    left = 0.0 if is_narrow else _room([bar.label for bar in bars], width * 0.34)
    right = 0.0 if is_narrow else _room([bar.said for bar in bars], width * 0.5)
    start = left if is_narrow else left + 8
    room = width - start - right - (2 if is_narrow else 12)
    most = max((sum(bar.parts) for bar in bars), default=0) or 1
    shapes, top = _key(drawn.parts, drawn.fills, width, is_outlined=bool(drawn.rags))
    first = top
    for bar in bars:
        if is_narrow:
            shapes.append(text(0, top + 14, cut(f"{bar.label}: {bar.said}", width)))
            top += HIGH
        else:
            shapes.append(text(left, top + 16, cut(bar.label, left), anchor="end"))
        x = start
        for fill, part in zip(drawn.fills, bar.parts, strict=False):
            if part > 0:
                long = max(room * part / most, 1)
                shapes.append(rect(x, top, long, HIGH, fill, is_outlined=bool(drawn.rags)))
                x += long
        if not is_narrow:
            shapes.append(text(x + 6, top + 16, cut(bar.said, width - x - 6)))
        top += HIGH + 8
    shapes.append(rule(start, first - 2 if drawn.parts else 0, start, top - 4, INK))
    return shapes, top


def drawn_groups(drawn: Groups, width: int) -> tuple[list[str], int]:
    """The same, of groups."""
    groups = drawn.groups[-MOST_BARS:]
    is_narrow = width < NARROW
    left = 0.0 if is_narrow else _room([group.label for group in groups], width * 0.3) + 8
    right = _room([said for group in groups for said in group.said], width * 0.5)
    room = width - left - right - 12
    most = max((value for group in groups for value in group.values if value), default=0) or 1
    shapes, top = _key(drawn.parts, FILLS, width)
    for group in groups:
        if is_narrow:
            shapes.append(text(0, top + 14, cut(group.label, width)))
            top += HIGH - 2
        else:
            shapes.append(text(left - 8, top + 13, cut(group.label, left - 8), anchor="end"))
        for fill, value, said in zip(FILLS, group.values, group.said, strict=False):
            long = max(room * value / most, 1) if value and value > 0 else 0
            shapes += [rect(left, top, long, LOW, fill)] if long else []
            shapes.append(text(left + long + 6, top + 12, cut(said, width - left - long - 6)))
            top += LOW + 3
        shapes.append(rule(left, top - 3 * (LOW + 3), left, top - 3, INK))
        top += 10
    return shapes, top


def _room(words: list[str], most: float) -> float:
    return min(width_of(max(words, key=len, default="")), most)


def _key(
    parts: tuple[str, ...], fills: tuple[str, ...], width: int, *, is_outlined: bool = False
) -> tuple[list[str], int]:
    """What each part of a bar is, above them; nothing where there is one."""
    shapes: list[str] = []
    x, top = 0.0, 2.0
    for fill, name in zip(fills, parts, strict=False):
        if x and x + 20 + width_of(name) > width:
            x, top = 0.0, top + 22
        square = rect(x, top, 14, 14, fill, is_outlined=is_outlined)
        shapes += [square, text(x + 20, top + 12, name)]
        x += 40 + width_of(name)
    return shapes, int(top) + 26 if parts else 0
