"""The first sheets of a pack: who meets, when and where, the agenda with the pages of each paper,
and whom to ask for another format."""

from __future__ import annotations

from django.utils.translation import gettext as _

from documents.binding import WITHIN
from documents.pack_content import PackContent, PackEntry, PackPaper, Ranges
from documents.tree import (
    Block,
    BulletList,
    Cell,
    Column,
    Contact,
    Document,
    Header,
    HeaderLine,
    Heading,
    Link,
    Notice,
    Paragraph,
    Table,
    Text,
    words,
)


def front_sheet(content: PackContent, ranges: Ranges) -> Document:
    """Return the front sheet as a document; the pages of each paper are known."""
    blocks: list[Block] = [Notice(words(text)) for text in content.notices]
    if content.members:
        blocks.append(Heading(2, _("Members"), "members"))
        blocks.append(BulletList(tuple(words(member) for member in content.members)))
    blocks.append(Heading(2, _("Agenda"), "agenda"))
    blocks.append(agenda(content, ranges))
    if content.reasons:
        blocks.append(Heading(2, _("Items that are not for the public"), "reasons"))
        blocks += [Paragraph(words(text)) for text in content.reasons]
    heading = Heading(2, _("To ask for this in another format"), "contact")
    blocks.append(Contact(heading, (content.contact,)))
    lines = [HeaderLine("banner", content.banner)] if content.banner else []
    lines.append(HeaderLine("title", content.title))
    lines += [HeaderLine("line", text) for text in content.lines]
    return Document(
        title=content.title,
        language=content.language,
        reference=content.reference,
        header=Header(content.organisation, tuple(lines)),
        blocks=tuple(blocks),
    )


def agenda(content: PackContent, ranges: Ranges) -> Table:
    """Return the agenda as a table; titles lead to their papers."""
    columns = (
        Column(_("Item"), is_short=True),
        Column(_("Matter")),
        Column(_("Pages"), is_short=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for entry in content.entries:
        rows.append((entry.number, matter(entry, ranges), entry_pages(entry, ranges)))
        for paper in papers_below(entry):
            rows.append(("", below(paper, ranges), pages(paper, ranges)))
    return Table(_("Agenda"), columns, tuple(rows), header_column=False)


def papers_below(entry: PackEntry) -> tuple[PackPaper, ...]:
    """Return the papers with lines of their own: a single one stands for its item."""
    return entry.papers if len(entry.papers) > 1 else ()


def matter(entry: PackEntry, ranges: Ranges) -> Cell:
    notes = entry.notes
    title = words(entry.title)
    if len(entry.papers) == 1:
        notes = (*notes, *entry.papers[0].notes)
        title = led(entry.title, entry.papers[0], ranges)
    return (Paragraph(title), *(Paragraph(words(note)) for note in notes))


def below(paper: PackPaper, ranges: Ranges) -> Cell:
    notes = tuple(Paragraph(words(note)) for note in paper.notes)
    return (Paragraph(led(paper.title, paper, ranges)), *notes)


def led(title: str, paper: PackPaper, ranges: Ranges) -> Text:
    """Return a title that leads to a paper, if that is in this pack."""
    is_there = paper.is_printed and paper.anchor in ranges
    return (Link(title, f"{WITHIN}{paper.anchor}"),) if is_there else words(title)


def entry_pages(entry: PackEntry, ranges: Ranges) -> str:
    if entry.state:
        return entry.state
    return pages(entry.papers[0], ranges) if len(entry.papers) == 1 else ""


def pages(paper: PackPaper, ranges: Ranges) -> str:
    return page_span(*ranges[paper.anchor]) if paper.anchor in ranges else ""


def page_span(first: int, last: int) -> str:
    """Return the pages of a paper, such as 7–22."""
    return str(first) if first == last else f"{first}–{last}"
