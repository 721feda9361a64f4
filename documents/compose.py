"""From the content of a paper to its document tree: the parts of its format in order, with numbers,
letters, references and gaps.

Composing never fails because of what somebody typed. Anything that cannot be printed becomes a
visible gap and a `Problem` with a sentence for the officer."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import override

from documents import appendices, closings, markup, sections, signoffs
from documents.abbreviations import note_abbreviations
from documents.content import PaperContent
from documents.format import (
    AffectedPart,
    AnyPart,
    AppendicesPart,
    BackgroundPart,
    ClearancesPart,
    CodePart,
    ContactPart,
    ContentsPart,
    ImplicationsPart,
    RecommendationsPart,
    SignaturePart,
    TextPart,
)
from documents.header import header, notices, sheets
from documents.implications import implications
from documents.notes import counted
from documents.pointers import Targets
from documents.recommendations import recommendations
from documents.tree import Block, Document, ListedAppendix, Span
from documents.writer import Drawn, Writer


def compose(content: PaperContent, drawn: Drawn | None = None) -> Document:
    """Return the document tree of a paper; its problems are on `Document.problems`. `drawn` holds
    what an earlier composing of the same paper in the same format has drawn and read.

    Our own words (nil sentences, gaps) are in the language of the paper, not of the reader. A paper
    with references is written twice: they may point forward.
    """
    with override(content.format.language):
        return counted(composed(content, drawn))


def composed(
    content: PaperContent, drawn: Drawn | None = None, *, above: str = "", depth: int = 0
) -> Document:
    """Return the document of a paper, or of an annex: `above` and `depth` are those of `Writer`."""
    drawn = drawn or Drawn()
    writer = Writer(content, Targets(), drawn, above, depth)
    document = written(writer)
    if writer.has_pointers:
        document = written(Writer(content, writer.met, drawn, above, depth))
    return document


def written(writer: Writer) -> Document:
    """Return the whole document. The order of the parts is that of print and of numbering."""
    content = writer.content
    title = markup.one_line(content.title) or _("[missing: %(name)s]") % {"name": _("title")}
    top = header(writer)
    attached = appendices.listed(writer)
    order = sections.in_order(content.format.parts, content.sections)
    blocks: list[Block] = [*notices(writer)]
    spans = []
    for position, part in enumerate(order):
        opens = sections.opens_parts(order, position, writer)
        made = printed(part, writer, attached, opens_parts=opens)
        blocks += made
        spans.append(Span(part.key, part.kind, len(made)))
    appendices.note_mentions(blocks, attached, writer)
    note_abbreviations(writer)
    appended = appendices.annexes(attached, writer, composed)
    return Document(
        title=title,
        language=content.format.language,
        reference=markup.one_line(content.reference),
        header=top,
        blocks=tuple(blocks),
        spans=tuple(spans),
        sheets=sheets(content),
        problems=tuple(writer.problems),
        annexes=appended,
    )


def printed(
    part: AnyPart, writer: Writer, attached: tuple[ListedAppendix, ...], *, opens_parts: bool
) -> list[Block]:
    """Return what one part of the format prints."""
    match part:
        case TextPart():
            return sections.section(part, writer, opens_parts=opens_parts)
        case RecommendationsPart():
            return recommendations(part, writer)
        case ImplicationsPart():
            return implications(part, writer)
        case ClearancesPart():
            return signoffs.clearances(part, writer)
        case SignaturePart():
            return closings.signature(part, writer)
        case ContactPart():
            return closings.contact(part, writer)
        case BackgroundPart():
            return closings.background(part, writer)
        case AppendicesPart():
            return appendices.appendices(part, attached, writer)
        case AffectedPart():
            return closings.affected(part, writer)
        case CodePart():
            return closings.code(part, writer)
        case ContentsPart():
            return closings.contents(part, writer)
        case _:
            assert_never(part)
