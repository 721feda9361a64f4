"""The small markup in which officers type the text of a paper.

A blank line starts a new paragraph. A line that starts with "- " is a bullet of the paragraph
before it; an indented line goes on with the bullet above. `[projects]` on a line of its own stands
for a live block. Inside a line, `{board}` stands for a fact and `[para: next-steps]` for the number
of the first paragraph of that section. Everything else is text, including anything like HTML.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

BULLET = re.compile(r"^\s*[-–•*]\s+(?P<text>\S.*)$")
BLOCK = re.compile(r"^\s*\[(?P<name>[\w-]{1,60})\]\s*$")
INLINE = re.compile(
    r"\{(?P<fact>[^{}\[\]]{1,60})\}|\[para:(?P<key>[^{}\[\]]{0,60})\]", re.IGNORECASE
)
SPACES = re.compile(r"[ \t]+")
# Direction overrides can make a sentence read other than it is stored.
DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MARKS_ON_A_LETTER = 6
MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
TOO_MANY_MARKS = re.compile(f"({MARKS}{{{MARKS_ON_A_LETTER}}}){MARKS}+")


@dataclass
class Bullets:
    """Bullets under a paragraph, as typed."""

    items: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class BlockName:
    """A line that stands for a live block."""

    name: str


@dataclass
class TypedParagraph:
    """A paragraph as typed and what hangs under it. No text: blocks that open a section."""

    text: str = ""
    under: list[Bullets | BlockName] = field(default_factory=list)


@dataclass(frozen=True)
class FactName:
    """A `{fact}` inside a line."""

    name: str


@dataclass(frozen=True)
class SectionKey:
    """A `[para: key]` inside a line."""

    key: str


def clean(text: str) -> str:
    """Return the text without what no reader can see and no renderer can be trusted with.

    Composed characters (NFC), unix line ends, no control characters, no direction overrides, at
    most six marks on a letter.
    """
    lines = unicodedata.normalize("NFC", text).splitlines()
    kept = ("".join(character for character in line if is_printed(character)) for line in lines)
    return TOO_MANY_MARKS.sub(r"\1", "\n".join(kept))


def is_printed(character: str) -> bool:
    """Tell whether a character may stand in a paper: tabs yes, controls and halves no."""
    if character in DIRECTION_OVERRIDES or ord(character) & 0xFFFE == 0xFFFE:
        return False
    return character == "\t" or unicodedata.category(character) not in {"Cc", "Cs"}


def one_line(text: str) -> str:
    """Return cleaned text on one line, for titles, cells and other values."""
    return SPACES.sub(" ", clean(text).replace("\n", " ")).strip()


def parse(body: str, *, with_blocks: bool = True) -> tuple[TypedParagraph, ...]:
    """Return the paragraphs of a body, each with its bullets and live blocks.

    Without `with_blocks` a line like "[projects]" is ordinary text: so it is in texts that come
    from records.
    """
    paragraphs: list[TypedParagraph] = []
    for kind, text in lines_of(clean(body), with_blocks=with_blocks):
        if kind == "text":
            paragraphs.append(TypedParagraph(text))
            continue
        if not paragraphs:
            paragraphs.append(TypedParagraph())
        under = paragraphs[-1].under
        if kind == "block":
            under.append(BlockName(text.lower()))
        elif under and isinstance(under[-1], Bullets):
            under[-1].items.append(text)
        else:
            under.append(Bullets([text]))
    return tuple(paragraphs)


def lines_of(body: str, *, with_blocks: bool) -> Iterator[tuple[str, str]]:
    """Yield ("text" | "bullet" | "block", text) with the wrapped lines of each put together."""
    kind, parts = "", list[str]()
    for line in [*body.split("\n"), ""]:
        bullet, block = BULLET.match(line), BLOCK.match(line) if with_blocks else None
        goes_on = kind == "text" or (kind == "bullet" and line[:1] in (" ", "\t"))
        if line.strip() and goes_on and not bullet and not block:
            parts.append(line)
            continue
        if kind:
            yield kind, SPACES.sub(" ", " ".join(parts)).strip()
        if bullet:
            kind, parts = "bullet", [bullet["text"]]
        elif block:
            kind, parts = "block", [block["name"]]
        else:
            kind, parts = ("text" if line.strip() else ""), [line]


def inline(text: str) -> Iterator[str | FactName | SectionKey]:
    """Yield the runs of a line: text, facts and cross-references."""
    end = 0
    for match in INLINE.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        if match["fact"] is not None:
            yield FactName(match["fact"].strip().lower())
        else:
            yield SectionKey(match["key"].strip().lower())
        end = match.end()
    if end < len(text):
        yield text[end:]
