"""The text of a paper, as officers type it.

It is prose (`values.prose`: paragraphs, lists, bold, italics, links), and what only a paper has:
`[projects]` on a line of its own stands for a live block; inside a line, `{board}` stands for a
fact. `[para: next-steps]` points to the first paragraph of that section, `[para: next-steps 2]` to
the second, `[paras: next-steps]` to all of them, `[paras: purpose to next-steps]` to a range;
`[section: next-steps]` to its heading, `[appendix: key]` and `[recommendation: key]` to these.

A list belongs to the paragraph before it, and so does a line right below a list or a block, without
a blank line between, and a paragraph below `[continued]`. Numbers that were typed before paragraphs
are not printed: the paper has its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from values import prose
from values.directions import marked

BLOCK = re.compile(r"^\s*\[(?P<name>[\w-]{1,60})\]\s*$")
INLINE = re.compile(
    r"\{(?P<fact>[^{}\[\]]{1,60})\}"
    r"|\[(?P<kind>paras?|section|appendix|recommendation):(?P<key>[^{}\[\]]{0,130})\]",
    re.IGNORECASE,
)
# "3.2 The board": no sum ("1.5 million") begins with two numbers and a capital letter.
TYPED_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,3}\.?|\d{1,3}\.)\s+(?=[A-Z“‘'\"]|$)")
FURNITURE = re.compile(r"\{[a-z]+\}")
SPACES = re.compile(r"[ \t]+")
CONTINUED = "continued"
MARKS_ON_A_LETTER = 6
MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
TOO_MANY_MARKS = re.compile(f"({MARKS}{{{MARKS_ON_A_LETTER}}}){MARKS}+")


@dataclass(frozen=True)
class BlockName:
    """A line that stands for a live block."""

    name: str


@dataclass
class TypedParagraph:
    """A paragraph as typed and what hangs under it, with the paragraphs that continue it. No line:
    blocks that open a section."""

    line: prose.Line = ()
    under: list[prose.Block | BlockName] = field(default_factory=list)


@dataclass(frozen=True)
class FactName:
    """A `{fact}` inside a line."""

    name: str


@dataclass(frozen=True)
class Pointer:
    """A cross-reference inside a line, such as `[para: key]`: what it names, by which key."""

    kind: str
    key: str


def clean(text: str) -> str:
    """Return the text without what no reader can see and no renderer can be trusted with.

    Composed characters (NFC), unix line ends, no control characters, what turns the direction of
    text marked, at most six marks on a letter.
    """
    lines = marked(unicodedata.normalize("NFC", text)).splitlines()
    kept = ("".join(character for character in line if is_printed(character)) for line in lines)
    return TOO_MANY_MARKS.sub(r"\1", "\n".join(kept))


def is_printed(character: str) -> bool:
    """Tell whether a character may stand in a paper: tabs yes, controls and halves no."""
    if ord(character) & 0xFFFE == 0xFFFE:
        return False
    return character == "\t" or unicodedata.category(character) not in {"Cc", "Cs"}


def one_line(text: str) -> str:
    """Return cleaned text on one line, for titles, cells and other values."""
    return SPACES.sub(" ", clean(text).replace("\n", " ")).strip()


def parse(body: str, *, with_blocks: bool = True) -> tuple[TypedParagraph, ...]:
    """Return the paragraphs of a body, each with its lists and live blocks and what continues it.

    Without `with_blocks` a line like "[projects]" is ordinary text.
    """
    found: list[TypedParagraph] = []
    above: BlockName | None = None
    for piece in pieces(clean(body)) if with_blocks else [clean(body)]:
        if isinstance(piece, BlockName):
            above = piece
            if piece.name != CONTINUED:
                hang(found, piece)
            continue
        goes_on = above is not None and (above.name == CONTINUED or not opens_blank(piece))
        above = None
        for block in prose.read(piece):
            if isinstance(block, prose.Paragraph):
                if (goes_on or block.is_joined) and found and found[-1].line:
                    found[-1].under.append(block)
                else:
                    found.append(TypedParagraph(block.line))
            elif is_numbered_by_hand(block, found):
                found += [TypedParagraph(line, list(below)) for line, below in opened(block)]
            else:
                hang(found, block)
            goes_on = False
    return tuple(found)


def opens_blank(piece: str) -> bool:
    """Tell whether a piece of text begins with a blank line."""
    return not piece.split("\n", 1)[0].strip()


def pieces(body: str) -> Iterator[str | BlockName]:
    """Yield the text between lines that stand for live blocks, and these."""
    lines: list[str] = []
    for line in body.split("\n"):
        if block := BLOCK.match(line):
            yield "\n".join(lines)
            yield BlockName(block["name"].lower())
            lines = []
        else:
            lines.append(line)
    yield "\n".join(lines)


def hang(paragraphs: list[TypedParagraph], under: prose.Points | BlockName) -> None:
    """Put a list or a live block under the last paragraph, or before all of them."""
    if not paragraphs:
        paragraphs.append(TypedParagraph())
    paragraphs[-1].under.append(under)


def is_numbered_by_hand(points: prose.Points, before: list[TypedParagraph]) -> bool:
    """Tell whether a list is paragraphs that their author has numbered: it stands by itself, and
    nothing before announces it."""
    announced = before and prose.text_of(before[-1].line).rstrip().endswith(":")
    return bool(points.points[0].mark) and points.is_apart and not announced


def opened(points: prose.Points) -> Iterator[tuple[prose.Line, list[prose.Points]]]:
    """Yield the points of a list as paragraphs: a line, and the lists below it."""
    for point in points.points:
        line, below = prose.first_line(point)
        lists: list[prose.Points] = []
        for block in below:
            if isinstance(block, prose.Points):
                lists.append(block)
            else:
                yield line, lists
                line, lists = block.line, []
        yield line, lists


def inline(text: str) -> Iterator[str | FactName | Pointer]:
    """Yield the runs of a line: text, facts and cross-references."""
    end = 0
    for match in INLINE.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        if match["fact"] is not None:
            yield FactName(match["fact"].strip().lower())
        else:
            yield Pointer(match["kind"].lower(), match["key"].strip().lower())
        end = match.end()
    if end < len(text):
        yield text[end:]
