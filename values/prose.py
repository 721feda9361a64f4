"""What people write as text: paragraphs, lists, bold, italics, links. One Markdown reader for
pages and papers.

A blank line starts a paragraph, and a line on its own stays on its own. "- " begins a point, as do
the bullets that Word leaves when it is pasted; "1. " a numbered one, which keeps the number that
was typed. `**bold**`, `*italics*` and `[words](address)` are the only marks inside a line. All else
is text as it was typed, anything like HTML or a heading too: a page's headings are its own.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from values.links import linked

BULLET = re.compile(
    r"(?P<indent>[ \t]*)(?:[-*•·–▪▫◦‣●○■□\uf0b7\uf0a7\uf076\uf0d8\u2023][ \t]+|[o§]\t[ \t]*)(?=\S)"
)
NUMBERED = re.compile(r"(?P<indent>[ \t]*)\d{1,9}[.)][ \t]+(?=\S)")
DEEPEST = 4
DEEPEST_TOKEN = 4 * DEEPEST
SAFE_ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@)", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """Words that stand alike in a line; "\\n" is the end of a line on its own."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    address: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """`is_joined`: it stands right below a list, without a blank line between."""

    line: Line
    is_joined: bool = False


@dataclass(frozen=True)
class Point:
    """A point of a list: under the number that was typed, such as "2.", or under none."""

    mark: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Points:
    """A list. `is_apart`: a blank line stands before it, or nothing."""

    points: tuple[Point, ...]
    is_apart: bool = False


Block = Paragraph | Points


def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"maxNesting": 2 * DEEPEST_TOKEN})
    reader.enable(["list", "emphasis", "link", "newline"])
    reader.validateLink = _is_safe  # type: ignore[method-assign]
    return reader


def _is_safe(url: str) -> bool:
    return bool(SAFE_ADDRESS.match(url))


_markdown = _reader()


def read(text: str) -> tuple[Block, ...]:
    """The blocks of a text. Nothing that was typed is left out: what nests too deeply to be read
    as lists is read as lines."""
    lines, joined = _levelled(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    tokens = _markdown.parse("\n".join(lines))
    if any(token.level >= DEEPEST_TOKEN for token in tokens):
        return (_as_typed(text),)
    return tuple(
        replace(block, is_joined=True)
        if isinstance(block, Paragraph) and start in joined
        else block
        for start, block in _blocks(deque(tokens), lines)
    )


def text_of(line: Line) -> str:
    """A line without its bold, italics and links."""
    return "".join(run.text for run in line)


def _levelled(lines: Sequence[str]) -> tuple[list[str], set[int]]:
    """The lines with every bullet as "- ", and points indented by how deep they are in their list.
    A line that is not indented ends the list, as it is read in print; those that do so without a
    blank line before are named."""
    found: list[str] = []
    joined: set[int] = set()
    indents: list[int] = []
    for line in lines:
        expanded = line.expandtabs(4)
        bullet, numbered = BULLET.match(line), NUMBERED.match(line)
        if point := bullet or numbered:
            indent = len(point["indent"].expandtabs(4))
            while indents and indent < indents[-1]:
                indents.pop()
            if not indents or indent > indents[-1]:
                indents.append(indent)
            deep = " " * 4 * min(len(indents) - 1, DEEPEST)
            rest = line[point.end() :] if bullet else line[len(point["indent"]) :]
            found.append(f"{deep}- {rest}" if bullet else f"{deep}{rest}")
        elif not expanded.strip():
            found.append("")
        elif expanded[0] == " " and indents:
            found.append(" " * 4 * len(indents) + expanded.strip())
        else:
            if indents and found and found[-1]:
                found.append("")
                joined.add(len(found))
            indents = []
            found.append(expanded.strip())
    return found, joined


def _as_typed(text: str) -> Paragraph:
    lines = [run for line in text.strip().splitlines() for run in (Run("\n"), Run(line))]
    return Paragraph(tuple(lines[1:]))


def _blocks(tokens: deque[Token], lines: Sequence[str]) -> Iterator[tuple[int, Block]]:
    """The blocks that the tokens of one level are, those inside each with it, and the line where
    each starts."""
    while tokens:
        token = tokens.popleft()
        start = token.map[0] if token.map else 0
        if token.type == "inline":
            yield start, Paragraph(tuple(_runs(token.children or [])))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            inside = _until_closed(tokens, token)
            is_apart = start == 0 or not lines[start - 1].strip()
            yield start, Points(tuple(_points(inside, lines)), is_apart)


def _points(tokens: deque[Token], lines: Sequence[str]) -> Iterator[Point]:
    while tokens:
        token = tokens.popleft()
        mark = f"{token.info}{token.markup}" if token.info else ""
        below = _blocks(_until_closed(tokens, token), lines)
        yield Point(mark, tuple(block for _start, block in below))


def _until_closed(tokens: deque[Token], opened: Token) -> deque[Token]:
    inside: deque[Token] = deque()
    while tokens:
        token = tokens.popleft()
        if token.level == opened.level and token.nesting == -1:
            break
        inside.append(token)
    return inside


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    how, behind = Run(""), ""
    for token in tokens:
        if token.type in ("text", "text_special"):
            if token.content:
                yield replace(how, text=token.content)
        elif token.type in ("softbreak", "hardbreak"):
            yield Run("\n")
        elif token.tag == "strong":
            how = replace(how, is_strong=token.nesting == 1)
        elif token.tag == "em":
            how = replace(how, is_emphasised=token.nesting == 1)
        elif token.tag == "a":
            how = replace(how, address=str(token.attrs.get("href", "")))
            if title := str(token.attrs.get("title", "")):
                behind = f" ({title})"
            elif token.nesting == -1 and behind:
                yield Run(behind)
                behind = ""


# As HTML, for pages


@lru_cache(maxsize=2048)
def html(text: str) -> SafeString:
    """A text as it stands on a page."""
    return _blocks_html(read(text))


def _blocks_html(blocks: Sequence[Block]) -> SafeString:
    return format_html_join("", "{}", ((_block_html(block),) for block in blocks))


def _block_html(block: Block) -> SafeString:
    match block:
        case Paragraph(line=line):
            return format_html("<p>{}</p>", line_html(line))
        case Points(points=points):
            tag = "ol" if points[0].mark else "ul"
            items = format_html_join("", "{}", ((_point_html(point),) for point in points))
            return format_html(f"<{tag}>{{}}</{tag}>", items)


def _point_html(point: Point) -> SafeString:
    number = format_html(' value="{}"', point.mark[:-1]) if point.mark else ""
    line, below = first_line(point)
    return format_html("<li{}>{}{}</li>", number, line_html(line), _blocks_html(below))


def first_line(point: Point) -> tuple[Line, tuple[Block, ...]]:
    """A point's own line, and what hangs below it."""
    match point.blocks:
        case (Paragraph(line=line), *below):
            return line, tuple(below)
    return (), point.blocks


def line_html(line: Line) -> SafeString:
    return format_html_join("", "{}", ((_run_html(run),) for run in line))


def _run_html(run: Run) -> SafeString:
    if run.text == "\n":
        return mark_safe("<br>")
    said = linked(run.text)
    if run.address:
        said = format_html('<a class="govuk-link" href="{}">{}</a>', run.address, run.text)
    if run.is_emphasised:
        said = format_html("<em>{}</em>", said)
    return format_html("<strong>{}</strong>", said) if run.is_strong else said
