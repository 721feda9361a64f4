"""Shapes of our drawings, as SVG. No text in them is markup."""

from __future__ import annotations

from textwrap import wrap
from xml.sax.saxutils import escape

INK, MUTED, PAPER = "#0b0c0c", "#505a5f", "#ffffff"
FONT = "Document Sans, Source Sans 3, Arial, sans-serif"
SIZE = 14
LETTER = SIZE * 0.5
"""Roughly how wide a letter is."""


def drawing(shapes: str, width: int, height: int, title: str, role: str = "img") -> str:
    """Shapes as one drawing under its title, which is what a screen reader says of it, on pages and
    in PDFs; one that holds links is a `group`. Deterministic: the same values give the same
    bytes."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{FONT}" font-size="{SIZE}" '
        f'role="{role}"><title>{escape(title)}</title>{shapes}</svg>'
    )


def width_of(text: str) -> float:
    return len(text) * LETTER + 4


def wrapped(words: str, room: float) -> list[str]:
    """A text in lines that find room."""
    return wrap(words, max(int(room / LETTER), 4))


def cut(text: str, room: float) -> str:
    most = max(int(room / LETTER), 4)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def text(x: float, y: float, words: str, *, anchor: str = "start", fill: str = INK) -> str:
    place = f'x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" fill="{fill}"'
    return f"<text {place}>{escape(words)}</text>"


def rect(
    x: float, y: float, width: float, height: float, fill: str, *, is_outlined: bool = False
) -> str:
    """White ones always have an outline."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    outline = f' stroke="{INK}"' if is_outlined or fill == PAPER else ""
    return f'<rect {place} fill="{fill}"{outline}/>'


def dot(x: float, y: float, fill: str, is_hollow: bool) -> str:
    inside = f'fill="{PAPER}" stroke="{fill}" stroke-width="2"' if is_hollow else f'fill="{fill}"'
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="4" {inside}/>'


def rule(x: float, y: float, to_x: float, to_y: float, stroke: str, dashes: str = "") -> str:
    place = f'x1="{number(x)}" y1="{number(y)}" x2="{number(to_x)}" y2="{number(to_y)}"'
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line {place} stroke="{stroke}"{dashed}/>'
