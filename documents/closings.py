"""The blocks that close a paper: who signs, whom to ask, what it relies on, what it touches."""

from __future__ import annotations

from django.utils.translation import gettext as _

from documents import markup
from documents.format import (
    AffectedPart,
    BackgroundPart,
    CodePart,
    ContactPart,
    ContentsPart,
    SignaturePart,
)
from documents.plain import numbered
from documents.tree import (
    Affected,
    BackgroundPapers,
    Block,
    Code,
    Contact,
    Contents,
    ContentsEntry,
    Signature,
    Text,
)
from documents.writer import Writer
from values import prose


def lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts on one line each, without the empty ones."""
    return tuple(line for text in texts if (line := markup.one_line(text)))


def signature(part: SignaturePart, writer: Writer) -> list[Block]:
    signed = lines(writer.content.signatory)
    writer.counting.is_behind_signature = True
    if not signed:
        if part.is_required:
            writer.problem(_("The paper has no signatory."), part.key)
        return []
    heading = writer.heading(part)
    above: list[Block] = [heading] if heading else []
    return [*above, Signature(signed, markup.one_line(part.label))]


def contact(part: ContactPart, writer: Writer) -> list[Block]:
    people = tuple(found for one in writer.content.contacts if (found := lines(one)))
    if not people:
        if part.is_required:
            writer.problem(_("The paper names nobody for enquiries."), part.key)
        return []
    return [Contact(writer.heading(part), people)]


def background(part: BackgroundPart, writer: Writer) -> list[Block]:
    items = tuple(text for one in writer.content.background_papers if (text := a_line(one, writer)))
    if not items and not part.nil:
        return []
    return [
        BackgroundPapers(
            writer.heading(part),
            items,
            part.nil,
            part.statement,
            part.statement_stands == "before",
        )
    ]


def a_line(typed: str, writer: Writer) -> Text:
    """Return one line of a list with its links."""
    blocks = prose.read(markup.one_line(typed))
    line, _below = prose.first_line(prose.Point("", blocks))
    return writer.text(line, "") if line else ()


def affected(part: AffectedPart, writer: Writer) -> list[Block]:
    text = markup.one_line(writer.content.values.get("wards", ""))
    if not text:
        if part.is_required:
            writer.problem(_("The paper does not say which divisions it affects."), part.key)
        return []
    return [Affected(writer.heading(part), text)]


def code(_part: CodePart, writer: Writer) -> list[Block]:
    text = markup.one_line(writer.content.values.get("reference code", ""))
    return [Code(text)] if text else []


def contents(part: ContentsPart, writer: Writer) -> list[Block]:
    """Return the list of contents, of the headings that an earlier writing has met."""
    writer.has_pointers = True
    heading = writer.heading(part)
    deepest = writer.depth + 1 + part.depth
    entries = [
        ContentsEntry(
            found.level - writer.depth,
            numbered(found.number, found.text),
            f"section-{found.key}",
            found.language,
        )
        for key, found in writer.known.headings.items()
        if found.level <= deepest and key != part.key
    ]
    entries += [
        ContentsEntry(2, numbered(mark, title), anchor)
        for anchor, mark, title in writer.known.joined
    ]
    return [Contents(heading, tuple(entries))]
