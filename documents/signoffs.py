"""How sign-offs are printed, in the seven forms of committee papers.

In any form, each is given and stored, and a missing one is a problem."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext as _

from documents import markup
from documents.content import ClearanceContent
from documents.format import ClearancesPart
from documents.tree import (
    Block,
    Cell,
    Clearance,
    Column,
    Gap,
    Heading,
    Notice,
    Paragraph,
    Table,
    words,
)
from documents.writer import Writer
from values import words as in_words

Form = Callable[[ClearancesPart, list[ClearanceContent], Writer], list[Block]]


def lacking(why: str) -> tuple[str, str]:
    """(what is printed, the problem) for a missing clearance."""
    awaited = _("[%(kind)s awaited]")
    return {
        "not asked": (awaited, _("%(kind)s: not asked for yet.")),
        "not cleared": (awaited, _("%(kind)s: the officer has not cleared the paper.")),
        "void": (
            _("[%(kind)s void since the edit of %(since)s]"),
            _("%(kind)s: void since the edit of %(since)s."),
        ),
        "moved": (
            _("[%(kind)s void since %(since)s]"),
            _("%(kind)s: void since %(since)s, as the paper prints something different."),
        ),
    }.get(why, (awaited, _("%(kind)s: awaited.")))


def clearances(part: ClearancesPart, writer: Writer) -> list[Block]:
    """Return the sign-offs that a part prints, in the order of the format."""
    clearances = of_part(part, writer)
    if not clearances:
        return []
    return FORMS[part.form](part, clearances, writer)


def of_part(part: ClearancesPart, writer: Writer) -> list[ClearanceContent]:
    """The sign-offs of a part: those of its kinds in their order, then those of no kind that the
    format names, in its first such part."""
    content = writer.content
    given = {clearance.key: clearance for clearance in content.clearances if clearance.key}
    blocks = []
    for kind in part.kinds:
        if kind.key in given:
            blocks.append(given[kind.key])
        elif kind.is_needed:
            blocks.append(ClearanceContent(kind.heading, "", None, "", "not asked", key=kind.key))
    first = next(p for p in content.format.parts if isinstance(p, ClearancesPart))
    named = {kind.key for kind in content.format.clearance_kinds}
    others = [c for c in content.clearances if c.key not in named]
    return [*blocks, *(others if part is first else [])]


def gap_of(clearance: ClearanceContent, part: ClearancesPart, writer: Writer) -> Gap | None:
    """Return what is printed for a missing sign-off, and note the problem."""
    kind = markup.one_line(clearance.kind)
    needs_text = part.form not in ("lines", "table", "none")
    has_text = bool(markup.parse(clearance.text, with_blocks=False))
    if clearance.cleared_on is not None and (has_text or not needs_text):
        return None
    gap, problem = lacking(clearance.lack)
    facts = {"kind": kind, "since": clearance.since}
    writer.problem(problem % facts, part.key)
    return Gap(gap % facts)


def heading_of(text: str, part: ClearancesPart, writer: Writer) -> Heading:
    number = writer.counting.heading(part.level, is_numbered=part.is_heading_numbered)
    return Heading(writer.level(part.level), text, number=number)


def comments(
    clearance: ClearanceContent, part: ClearancesPart, writer: Writer, *, is_in_table: bool = False
) -> list[Block]:
    typed = markup.parse(clearance.text, with_blocks=False)
    return writer.body(typed, part.key, is_numbered=not is_in_table)


def sections(
    part: ClearancesPart,
    found: list[ClearanceContent],
    writer: Writer,
    *,
    title: Callable[[ClearanceContent], str],
    below: Callable[[ClearanceContent], list[Block]],
) -> list[Block]:
    """Return a section for each sign-off: a heading, the comments, and what stands below."""
    top = writer.heading(part) if part.heading else None
    blocks: list[Block] = [top] if top else []
    for clearance in found:
        if gap := gap_of(clearance, part, writer):
            heading = heading_of(markup.one_line(clearance.kind), part, writer)
            blocks.append(Clearance(heading, (Notice((gap,)),)))
            continue
        heading = heading_of(title(clearance), part, writer)
        lines = (*comments(clearance, part, writer), *below(clearance))
        blocks.append(Clearance(heading, lines))
    return blocks


def with_initials(clearance: ClearanceContent) -> str:
    day = f"{clearance.cleared_on:%d/%m/%y}"
    initials = markup.one_line(clearance.initials)
    cleared = " ".join(part for part in (initials, day) if part)
    return f"{markup.one_line(clearance.kind)} ({cleared})"


def kind_alone(clearance: ClearanceContent) -> str:
    return markup.one_line(clearance.kind)


def consulted(clearance: ClearanceContent) -> list[Block]:
    facts = {"officer": officer(clearance), "day": in_words.day(clearance.cleared_on)}
    line = _("Officer consulted: %(officer)s. Date: %(day)s.") % facts
    return [Paragraph(words(line))]


def nothing(_clearance: ClearanceContent) -> list[Block]:
    return []


def officer(clearance: ClearanceContent) -> str:
    return markup.one_line(clearance.officer) or markup.one_line(clearance.initials)


def name_and_post(clearance: ClearanceContent) -> str:
    post = markup.one_line(clearance.post)
    return ", ".join(part for part in (officer(clearance), post) if part)


def column(part: ClearancesPart, found: list[ClearanceContent], writer: Writer) -> list[Block]:
    """A table with the officer's post beside the comments of each."""
    rows: list[tuple[Cell, ...]] = []
    top = heading_of(part.heading, part, writer) if part.heading else None
    for clearance in found:
        kind = markup.one_line(clearance.kind)
        if gap := gap_of(clearance, part, writer):
            rows.append((kind, (Notice((gap,)),), ""))
            continue
        blocks = tuple(comments(clearance, part, writer, is_in_table=True))
        rows.append((kind, blocks, markup.one_line(clearance.post) or officer(clearance)))
    columns = (Column(_("Issue")), Column(_("Comments")), Column(_("Sign-off")))
    return [Clearance(top, (Table("" if top else _("Sign-offs"), columns, tuple(rows)),))]


def consultees(part: ClearancesPart, found: list[ClearanceContent], writer: Writer) -> list[Block]:
    """A table of those consulted, with the days on which they were asked and answered."""
    rows: list[tuple[Cell, ...]] = []
    top = heading_of(part.heading, part, writer) if part.heading else None
    for clearance in found:
        kind, asked = markup.one_line(clearance.kind), in_words.day(clearance.asked_on)
        if gap := gap_of(clearance, part, writer):
            rows.append((name_and_post(clearance), kind, asked, "", (Notice((gap,)),)))
            continue
        blocks = tuple(comments(clearance, part, writer, is_in_table=True))
        answered = in_words.day(clearance.cleared_on)
        rows.append((name_and_post(clearance), kind, asked, answered, blocks or ""))
    columns = tuple(
        Column(label)
        for label in (_("Consulted"), _("On"), _("Sent"), _("Received"), _("Comments"))
    )
    return [Clearance(top, (Table("" if top else _("Consultation"), columns, tuple(rows)),))]


def lines(part: ClearancesPart, found: list[ClearanceContent], writer: Writer) -> list[Block]:
    """A line for each, such as "Submitted by: NAME, POST, DAY"."""
    top = heading_of(part.heading, part, writer) if part.heading else None
    blocks: list[Block] = []
    for clearance in found:
        if gap := gap_of(clearance, part, writer):
            blocks.append(Notice((gap,)))
            continue
        signed = f"{name_and_post(clearance)}, {in_words.day(clearance.cleared_on)}"
        blocks.append(Paragraph(words(f"{markup.one_line(clearance.kind)}: {signed}")))
    return [Clearance(top, tuple(blocks))]


def unprinted(part: ClearancesPart, found: list[ClearanceContent], writer: Writer) -> list[Block]:
    for clearance in found:
        gap_of(clearance, part, writer)
    return []


FORMS: dict[str, Form] = {
    "initials": partial(sections, title=with_initials, below=nothing),
    "consulted": partial(sections, title=kind_alone, below=consulted),
    "column": column,
    "commentary": partial(sections, title=kind_alone, below=nothing),
    "table": consultees,
    "lines": lines,
    "none": unprinted,
}
