"""A paper while it is written: part under part as it will read, with what can be done to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.format import AnyPart, TextPart
from documents.html import blocks_html
from documents.tree import Block, Header, Heading, Paragraph, Passage, Recommendations, Span
from reports.models import PaperSection
from reports.queries.papers import Reading

MINUTE = 180
"""Words that a member reads in a minute."""


@dataclass(frozen=True)
class WrittenPart:
    """A part of the paper as it reads now. `kind` says what is done to it: "text", whose `section`
    is edited in place, or another of the format's kinds."""

    key: str
    kind: str
    heading: str
    level: str
    marks: str
    is_empty: bool
    html: tuple[SafeString, ...]
    section: PaperSection | None = None
    guidance: str = ""
    most_words: int | None = None


def written_parts(reading: Reading) -> list[WrittenPart]:
    """The parts of a paper in the order of print."""
    document = reading.document
    of_format = {part.key: part for part in reading.format.parts}
    sections = {section.key: section for section in reading.part(PaperSection)}
    empty = {problem.key for problem in document.problems if not problem.is_advice}
    parts, start = [], len(document.blocks) - sum(span.blocks for span in document.spans)
    for span in document.spans:
        blocks = document.blocks[start : start + span.blocks]
        start += span.blocks
        parts.append(_part(span, blocks, of_format.get(span.key), sections.get(span.key), empty))
    return parts


def _part(
    span: Span,
    blocks: Sequence[Block],
    part: AnyPart | None,
    section: PaperSection | None,
    empty: set[str],
) -> WrittenPart:
    heading = next(_headings(blocks), "")
    named = heading or (section.heading if section else "") or (part.heading if part else "")
    text = part if isinstance(part, TextPart) else None
    return WrittenPart(
        key=span.key,
        kind=span.kind,
        heading=named or str(NAMES.get(span.kind, gettext("Without a heading"))),
        level=(section.level if section else "") or (part.level if part else "main"),
        marks=_marks(blocks),
        is_empty=span.key in empty,
        html=tuple(blocks_html(tuple(blocks))),
        section=section,
        guidance=text.guidance if text else "",
        most_words=text.most_words if text else None,
    )


NAMES = {
    "recommendations": _("Recommendations"),
    "signature": _("Signature"),
    "contact": _("Contact"),
    "background": _("Background papers"),
    "appendices": _("Appendices"),
    "affected": _("Wards affected"),
    "code": _("Reference code"),
    "contents": _("Contents"),
    "clearances": _("Clearances"),
}


def _headings(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        heading = block if isinstance(block, Heading) else getattr(block, "heading", None)
        if isinstance(heading, Heading):
            yield heading.text


def _marks(blocks: Sequence[Block]) -> str:
    """The numbers of its paragraphs, such as "2–6"."""
    marks = list(_each_mark(blocks))
    if not marks:
        return ""
    return marks[0] if len(marks) == 1 else f"{marks[0]}–{marks[-1]}"


def _each_mark(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph) and block.number:
            yield block.number.rstrip(".")
        elif isinstance(block, Passage):
            yield from _each_mark(block.blocks)
        elif isinstance(block, Recommendations):
            yield from (item.mark for item in block.items if item.mark)


def without_title(header: Header) -> Header:
    """The top of a paper below a page's own heading, which is its title."""
    return replace(header, lines=tuple(x for x in header.lines if x.source != "title"))


def minutes_to_read(words: int) -> int:
    """How long a paper takes to read, in whole minutes, at least one."""
    return max(1, round(words / MINUTE))
