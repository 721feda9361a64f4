"""What people write as text: paragraphs, lists, tables, quotations, headings, bold, italics, links.
One Markdown reader for pages and papers.

A blank line starts a paragraph, and line breaks are kept. "- " begins a point, as do the bullets in
text pasted from Word; "1. ", "a) " and "(iv) " one that keeps what was typed. "## " begins a
heading (one "#" is text: a page's main headings are its own), "> " a quotation, unless a figure
follows ("> 10% late"). Lines of cells between "|", the second made of dashes, are a table; a line
"Table: ..." above it is its caption. `**bold**`, `*italics*`, `[words](address)`,
`[geiriau](lang:cy)` in Welsh, and `[^1]`, the mark of the footnote on a line "[^1]: ...", are the
only marks inside a line. All else is text as it was typed, anything like HTML too.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from values import languages

BULLET = re.compile(
    r"(?P<indent>[ \t]*)(?:[-*•·–▪▫◦‣●○■□\uf0b7\uf0a7\uf076\uf0d8\u2023][ \t]+|[o§]\t[ \t]*)(?=\S)"
)
NUMBERED = re.compile(r"(?P<indent>[ \t]*)\d{1,9}[.)][ \t]+(?=\S)")
LETTERED = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>\(?(?:[a-z]|i{2,3}|i[vx]|vi{1,3})\))[ \t]+(?=\S)"
)
AS_TEXT = re.compile(r"(?:# |#$|>\s*(?:[\d£$€=<>]|$))")
"""How a line begins that Markdown would take for a heading or a quotation, and that is neither."""
CAPTION = re.compile(r"table: *(?P<caption>\S.*)", re.IGNORECASE)
NOTE = re.compile(r"\[\^(?P<label>[\w-]{1,30})\]")
NOTE_TEXT = re.compile(r" {0,3}\[\^(?P<label>[\w-]{1,30})\]:[ \t]*(?P<words>\S.*)")
NOTE_GOES_ON = re.compile(r"(?: {2}|\t)\s*(?P<words>\S.*)")
RULE = re.compile(r"[ |:-]*-[ |:-]*\|[ |:-]*")
"""The line below the head of a table."""
CELL_END = re.compile(r"(?<!\\)\|")
TEXT_FOLLOWS, MARK_FOLLOWS = "\ufdd0", "\ufdd1"  # Noncharacters: nobody types them.
DEEPEST = 4
SAFE_ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@)", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """Words of one line in the same style; "\\n" is a line break. With a `note` it has no words: it
    is the mark of that footnote. `language` is a tag, where it is not that of the text."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    address: str = ""
    note: Footnote | None = None
    language: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Footnote:
    """What stands at the foot: its number in its text, from 1, and its words."""

    number: int
    line: Line


Footnotes = Mapping[str, Footnote]
"""The footnotes of a text, by the labels that were typed."""


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
    """A list. `is_apart`: a blank line comes before it, or nothing."""

    points: tuple[Point, ...]
    is_apart: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading inside a text: 1 below the heading that the text stands under, 2 below that."""

    depth: int
    line: Line


@dataclass(frozen=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Table:
    """A typed table. Every row has as many cells as the head; `numeric` are the positions of the
    columns that stand at the right."""

    caption: str
    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    numeric: frozenset[int] = frozenset()


Block = Paragraph | Points | Heading | Quote | Table


def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"maxNesting": 8 * DEEPEST})
    reader.enable(["list", "emphasis", "link", "newline", "heading", "blockquote", "table"])
    reader.validateLink = _is_safe  # type: ignore[method-assign]
    return reader


def _is_safe(url: str) -> bool:
    return bool(SAFE_ADDRESS.match(url) or languages.named_by(url))


_markdown = _reader()


def read(text: str, notes: Footnotes | None = None) -> tuple[Block, ...]:
    """The blocks of a text. Nothing that was typed is left out: lists that nest too deeply are read
    as lines. `notes` were taken out of it, or out of a longer text that it is a part of."""
    if notes is None:
        text, notes = without_notes(text)
    blocks = _read(text)
    return tuple(_marked(block, notes) for block in blocks) if notes else blocks


def _read(text: str) -> tuple[Block, ...]:
    lines, joined = _levelled(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    tokens = _markdown.parse("\n".join(lines))
    if any(token.level >= 4 * DEEPEST for token in tokens):
        return (_as_typed(text),)
    return tuple(_blocks(deque(tokens), lines, joined))


def without_notes(text: str) -> tuple[str, Footnotes]:
    """A text without its footnotes, and these, in the order in which it mentions them. A footnote
    that nothing mentions stays where it is. Headings, captions and heads of tables have none."""
    if "[^" not in text:
        return text, {}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    written: dict[str, list[int]] = {}
    label = ""
    for place, line in enumerate(lines):
        begins = NOTE_TEXT.match(line)
        if begins and begins["label"] not in written:
            label = begins["label"]
            written[label] = [place]
        elif label and NOTE_GOES_ON.match(line):
            written[label].append(place)
        else:
            label = ""
    of_notes = {place for places in written.values() for place in places}
    mentioned: dict[str, None] = {}
    for place, line in enumerate(lines):
        below = "".join(lines[place + 1 : place + 2])
        is_title = line.startswith("##") or CAPTION.match(line) or RULE.match(below)
        if place not in of_notes and not is_title:
            mentioned |= {found["label"]: None for found in NOTE.finditer(line)}
    notes = {
        label: Footnote(number, _note_line([lines[place] for place in written[label]]))
        for number, label in enumerate((one for one in mentioned if one in written), start=1)
    }
    taken = {place for label in notes for place in written[label]}
    return "\n".join(line for place, line in enumerate(lines) if place not in taken), notes


def _note_line(lines: Sequence[str]) -> Line:
    words = " ".join([NOTE_TEXT.sub(r"\g<words>", lines[0]), *map(str.strip, lines[1:])])
    (inline,) = _markdown.parseInline(words.strip())
    return tuple(_runs(inline.children or []))


def _marked(block: Block, notes: Footnotes) -> Block:
    """A block with the marks of footnotes in its lines."""
    match block:
        case Paragraph(line=line):
            return replace(block, line=_marked_line(line, notes))
        case Quote(blocks=blocks):
            return Quote(tuple(_marked(inner, notes) for inner in blocks))
        case Points(points=points):
            marked = (
                replace(point, blocks=tuple(_marked(inner, notes) for inner in point.blocks))
                for point in points
            )
            return replace(block, points=tuple(marked))
        case Table(head=head, rows=rows):
            return replace(
                block,
                head=tuple(_marked_line(cell, notes) for cell in head),
                rows=tuple(tuple(_marked_line(cell, notes) for cell in row) for row in rows),
            )
        case Heading():
            return block


def _marked_line(line: Line, notes: Footnotes) -> Line:
    return tuple(part for run in line for part in _parts_of(run, notes))


def _parts_of(run: Run, notes: Footnotes) -> Iterator[Run]:
    """A run, cut where it mentions footnotes."""
    end = 0
    for found in NOTE.finditer(run.text):
        if found["label"] in notes:
            if found.start() > end:
                yield replace(run, text=run.text[end : found.start()])
            yield Run("", note=notes[found["label"]])
            end = found.end()
    if end < len(run.text) or not end:
        yield replace(run, text=run.text[end:])


def text_of(line: Line) -> str:
    """A line without its bold, italics and links."""
    return "".join(run.text for run in line)


def first_line(point: Point) -> tuple[Line, tuple[Block, ...]]:
    """A point's own line, and what hangs below it."""
    match point.blocks:
        case (Paragraph(line=line), *below):
            return line, tuple(below)
    return (), point.blocks


def _levelled(lines: Sequence[str]) -> tuple[list[str], frozenset[int]]:
    """The lines with every bullet as "- ", and points indented by their depth in the list. A line
    that is not indented ends the list, as a reader of print would take it; the second value names
    those that do so without a blank line before."""
    levelled: list[str] = []
    joined: set[int] = set()
    indents: list[int] = []
    has_letters = False
    for line in lines:
        expanded = line.expandtabs(4)
        bullet, numbered, lettered = (kind.match(line) for kind in (BULLET, NUMBERED, LETTERED))
        if point := bullet or numbered or lettered:
            indent = len(point["indent"].expandtabs(4))
            if not indents:
                has_letters = bool(lettered)
            elif lettered and not has_letters:
                indent += 1  # "a)" below "1." is a part of it, indented or not
            while indents and indent < indents[-1]:
                indents.pop()
            if not indents or indent > indents[-1]:
                indents.append(indent)
            deep = " " * 4 * min(len(indents) - 1, DEEPEST)
            rest = line[point.end() :] if bullet else line[len(point["indent"]) :]
            opens = "- " if bullet else f"- {MARK_FOLLOWS}" if lettered else ""
            levelled.append(f"{deep}{opens}{rest}")
        elif not expanded.strip():
            levelled.append("")
        elif expanded[0] == " " and indents:
            levelled.append(" " * 4 * len(indents) + expanded.strip())
        else:
            if indents and levelled and levelled[-1]:
                levelled.append("")
                joined.add(len(levelled))
            indents = []
            text = expanded.strip()
            levelled.append(TEXT_FOLLOWS + text if AS_TEXT.match(text) else text)
    return levelled, frozenset(joined)


def _as_typed(text: str) -> Paragraph:
    lines = [run for line in text.strip().splitlines() for run in (Run("\n"), Run(line))]
    return Paragraph(tuple(lines[1:]))


def _blocks(
    tokens: deque[Token], lines: Sequence[str], joined: frozenset[int] = frozenset()
) -> Iterator[Block]:
    """The blocks made from the tokens of one level, each with the blocks inside it."""
    caption = ""
    while tokens:
        token = tokens.popleft()
        if token.type == "inline":
            if captioned := _caption(token, tokens):
                caption = captioned
            else:
                is_joined = token.map is not None and token.map[0] in joined
                yield Paragraph(tuple(_runs(token.children or [])), is_joined)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            inside = _until_closed(tokens, token)
            start = token.map[0] if token.map else 0
            is_apart = start == 0 or not lines[start - 1].strip()
            yield Points(tuple(_points(inside, lines)), is_apart)
        elif token.type == "heading_open":
            yield from _heading(_until_closed(tokens, token), len(token.markup) - 1)
        elif token.type == "blockquote_open":
            yield Quote(tuple(_blocks(_until_closed(tokens, token), lines)))
        elif token.type == "table_open":
            yield _table(_until_closed(tokens, token), caption, lines[slice(*token.map or ())])
            caption = ""


def _caption(line: Token, following: deque[Token]) -> str:
    """The caption that a line is for the table that follows it, or ""."""
    is_before_table = len(following) > 1 and following[1].type == "table_open"
    match = CAPTION.fullmatch(line.content.strip()) if is_before_table else None
    return match["caption"].strip() if match else ""


def _heading(inside: Sequence[Token], depth: int) -> Iterator[Block]:
    """A heading; marks that nothing follows are text."""
    line = tuple(run for token in inside for run in _runs(token.children or []))
    yield Heading(min(depth, 2), line) if line else Paragraph((Run("#" * (depth + 1)),))


def _table(inside: Sequence[Token], caption: str, typed: Sequence[str]) -> Block:
    """A table. One with a row that is longer than its head is read as lines: the reader of Markdown
    would leave out what stands beyond."""
    rows: list[list[Line]] = []
    numeric: set[int] = set()
    for token in inside:
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open") and "right" in str(token.attrs.get("style")):
            numeric.add(len(rows[-1]))
        elif token.type == "inline":
            rows[-1].append(tuple(_runs(token.children or [])))
    head, *below = [tuple(row) for row in rows]
    if any(len(CELL_END.split(line.strip().strip("|"))) > len(head) for line in typed):
        return _as_typed("\n".join(["Table: " + caption] * bool(caption) + list(typed)))
    return Table(caption, head, tuple(below), frozenset(numeric))


def _points(tokens: deque[Token], lines: Sequence[str]) -> Iterator[Point]:
    while tokens:
        token = tokens.popleft()
        mark = f"{token.info}{token.markup}" if token.info else ""
        blocks = tuple(_blocks(_until_closed(tokens, token), lines))
        yield _lettered(blocks) or Point(mark, blocks)


def _lettered(blocks: tuple[Block, ...]) -> Point | None:
    """A point under the letter that its text begins with, if it was typed as one."""
    match blocks:
        case (Paragraph(line=(Run(text=text) as first, *rest)) as opened, *below) if (
            text.startswith(MARK_FOLLOWS)
        ):
            mark, _space, words = text.removeprefix(MARK_FOLLOWS).partition(" ")
            runs = [replace(first, text=words.lstrip()), *rest]
            line = tuple(run for run in runs if run.text)
            return Point(mark, (replace(opened, line=line), *below))
    return None


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
            if text := token.content.replace(TEXT_FOLLOWS, ""):
                yield replace(how, text=text)
        elif token.type in ("softbreak", "hardbreak"):
            yield Run("\n")
        elif token.tag == "strong":
            how = replace(how, is_strong=token.nesting == 1)
        elif token.tag == "em":
            how = replace(how, is_emphasised=token.nesting == 1)
        elif token.tag == "a":
            address = str(token.attrs.get("href", ""))
            language = languages.named_by(address)
            how = replace(how, address="" if language else address, language=language)
            if title := str(token.attrs.get("title", "")):
                behind = f" ({title})"
            elif token.nesting == -1 and behind:
                yield Run(behind)
                behind = ""
