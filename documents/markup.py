"""The text of a paper, as officers type it.

It is prose (`values.prose`: paragraphs, lists, tables, headings, bold, links), and what only a
paper has: `[projects]` on a line of its own stands for a live block; inside a line, `{board}` for a
fact. Both may have choices (`documents.calls`). `[picture: key]` on a line of its own is a picture
of the paper. `[para: next-steps]` points to the first paragraph
of that section, `[para: next-steps 2]` to the second, `[paras: next-steps]` to all of them and
`[paras: purpose to next-steps]` to a range; `[section: next-steps]` to its heading, `[appendix:
key]` and `[recommendation: key]` to these.

A list belongs to the paragraph before it, and so does a line right below a list or a block, without
a blank line between, and a paragraph below `[continued]`. Numbers that were typed before paragraphs
are not printed: the paper has its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.calls import normal
from values import prose
from values.directions import marked

KINDS = "paras?|section|appendix|recommendation"
BLOCK = re.compile(
    rf"^\s*\[(?P<name>(?!(?:{KINDS})\s*:)[\w-]{{1,60}}(\s*:[^{{}}\[\]]{{0,1000}})?)\]\s*$",
    re.IGNORECASE,
)
INLINE = re.compile(
    rf"\{{(?P<fact>[^{{}}\[\]]{{1,300}})\}}|\[(?P<kind>{KINDS}):(?P<key>[^{{}}\[\]]{{0,130}})\]",
    re.IGNORECASE,
)
# "3.2 The board": what is no number of a paragraph ("1.5 million") goes on without a capital.
TYPED_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,3}\.?|\d{1,3}\.)\s+(?=[A-Z“‘'\"]|$)")
FURNITURE = re.compile(r"\{[a-z]+\}")
CONTINUED = "continued"
SPACES = re.compile(r"[ \t]+")
MARKS_ON_A_LETTER = 6
MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
NONCHARACTERS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
NOT_PRINTED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{NONCHARACTERS}]")
"""Controls but the tab and the end of a line, surrogate halves, and what is no character."""
TOO_MANY_MARKS = re.compile(f"({MARKS}{{{MARKS_ON_A_LETTER}}}){MARKS}+")


Hanging = prose.Points | prose.Quote | prose.Table | prose.Paragraph


@dataclass(frozen=True)
class BlockName:
    """A line that stands for a live block: what stands between its brackets."""

    name: str


@dataclass
class TypedParagraph:
    """A paragraph as typed, the headings before it and what hangs under it: what continues it too.
    No line: blocks that open a section or stand below a heading."""

    line: prose.Line = ()
    under: list[Hanging | BlockName] = field(default_factory=list)
    headings: list[prose.Heading] = field(default_factory=list)


@dataclass(frozen=True)
class FactName:
    """A `{fact}` inside a line: what stands between its braces."""

    name: str


@dataclass(frozen=True)
class Pointer:
    """A cross-reference inside a line, such as `[para: key]`: what it names, by which key."""

    kind: str
    key: str


def clean(text: str) -> str:
    """Return the text without anything that no reader can see or no renderer can handle safely.

    Composed characters (NFC), unix line ends, no control characters, marks in place of characters
    that turn the direction of text, at most six marks on a letter."""
    if text.isascii() and text.isprintable():
        return text
    lines = marked(unicodedata.normalize("NFC", text)).splitlines()
    return TOO_MANY_MARKS.sub(r"\1", NOT_PRINTED.sub("", "\n".join(lines)))


def one_line(text: str) -> str:
    """Return cleaned text on one line, for titles, cells and other values."""
    return SPACES.sub(" ", clean(text).replace("\n", " ")).strip()


def parse(body: str, *, with_blocks: bool = True) -> tuple[TypedParagraph, ...]:
    """Return the paragraphs of a body, each with its lists and live blocks and what continues it.

    Without `with_blocks` a line like "[projects]" is ordinary text.
    """
    paragraphs: list[TypedParagraph] = []
    headings: list[prose.Heading] = []
    above = ""
    text, notes = prose.without_notes(clean(body))
    for piece in pieces(text) if with_blocks else [text]:
        goes_on = isinstance(piece, str) and goes_on_from(above, piece)
        above = piece.name if isinstance(piece, BlockName) else ""
        if above == CONTINUED:
            continue
        for block in [piece] if isinstance(piece, BlockName) else prose.read(piece, notes):
            if isinstance(block, prose.Heading):
                headings.append(block)
                continue
            before = len(paragraphs)
            if isinstance(block, prose.Paragraph):
                is_joined = (goes_on or block.is_joined) and paragraphs and not headings
                if is_joined and paragraphs[-1].line:
                    paragraphs[-1].under.append(block)
                else:
                    paragraphs.append(TypedParagraph(block.line))
            elif isinstance(block, prose.Points) and is_numbered_by_hand(block, paragraphs):
                paragraphs += [TypedParagraph(line, list(below)) for line, below in opened(block)]
            else:
                hang(paragraphs, block, below_heading=bool(headings))
            if headings:
                paragraphs[before].headings, headings = headings, []
            goes_on = False
    if headings:
        paragraphs.append(TypedParagraph(headings=headings))
    return tuple(paragraphs)


def goes_on_from(above: str, piece: str) -> bool:
    """Tell whether a piece of text goes on with the paragraph of the block above it: it stands
    right below, or below `[continued]`."""
    return above == CONTINUED or bool(above and piece.split("\n", 1)[0].strip())


def pieces(body: str) -> Iterator[str | BlockName]:
    """Yield the text between lines that stand for live blocks, and those blocks."""
    lines: list[str] = []
    for line in body.split("\n"):
        if block := BLOCK.match(line):
            yield "\n".join(lines)
            yield BlockName(normal(block["name"]))
            lines = []
        else:
            lines.append(line)
    yield "\n".join(lines)


def hang(
    paragraphs: list[TypedParagraph], under: Hanging | BlockName, *, below_heading: bool = False
) -> None:
    """Put a list, a table or a live block under the last paragraph, or before all of them."""
    if not paragraphs or below_heading:
        paragraphs.append(TypedParagraph())
    paragraphs[-1].under.append(under)


def is_numbered_by_hand(points: prose.Points, before: list[TypedParagraph]) -> bool:
    """Return whether a list is really paragraphs that their author has numbered: it stands by
    itself, and nothing before announces it."""
    lines: list[prose.Line] = [()]
    for last in before[-1:]:
        lines += [last.line, *(p.line for p in last.under if isinstance(p, prose.Paragraph))]
    announced = prose.text_of(lines[-1]).rstrip().endswith(":")
    return points.points[0].mark[:1].isdigit() and points.is_apart and not announced


def opened(points: prose.Points) -> Iterator[tuple[prose.Line, list[Hanging | BlockName]]]:
    """Yield the points of a list as paragraphs: a line, and the lists below it."""
    for point in points.points:
        line, below = prose.first_line(point)
        lists: list[Hanging | BlockName] = []
        for block in below:
            if isinstance(block, prose.Paragraph | prose.Heading):
                yield line, lists
                line, lists = block.line, []
            else:
                lists.append(block)
        yield line, lists


def inline(text: str) -> Iterator[str | FactName | Pointer]:
    """Yield the runs of a line: text, facts and cross-references."""
    end = 0
    for match in INLINE.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        if match["fact"] is not None:
            yield FactName(normal(match["fact"]))
        else:
            yield Pointer(match["kind"].lower(), match["key"].strip().lower())
        end = match.end()
    if end < len(text):
        yield text[end:]
