"""The parts of a paper in the order of print, its author's sections among those of its format."""

from __future__ import annotations

from django.utils.translation import gettext as _

from documents import markup
from documents.content import SectionContent
from documents.format import AnyPart, ImplicationsPart, TextPart
from documents.plain import lines_of
from documents.problems import text_problems
from documents.tree import Block, Gap, Notice, words
from documents.writer import Writer


def in_order(
    parts: tuple[AnyPart, ...], sections: tuple[SectionContent, ...]
) -> tuple[AnyPart, ...]:
    """Return the parts of a format in the order in which a paper prints them.

    Sections that the author added or moved come after the section that they name; if that section
    is gone, they come after the last one."""
    of_format = {part.key: part for part in parts}
    # Rows of a table of implications are no sections of their own.
    tables = [part for part in parts if isinstance(part, ImplicationsPart)]
    rows = {f"{part.key}.{row.key}" for part in tables for row in part.rows}
    placed = [s for s in sections if s.key not in rows and (s.after or s.key not in of_format)]
    moved = {section.key for section in placed}
    order: list[AnyPart] = [part for part in parts if part.key not in moved]
    waiting = list(placed)
    while waiting:
        keys = [part.key for part in order]
        section = next((s for s in waiting if not s.after or s.after in keys), waiting[0])
        waiting.remove(section)
        if section.after in keys:
            place = keys.index(section.after) + 1
        else:
            texts = [n for n, part in enumerate(order) if isinstance(part, TextPart)] or [0]
            place = texts[-1] + 1 if section.after and order else texts[0]
        order.insert(place, of_format.get(section.key) or added(section))
    return tuple(order)


def added(section: SectionContent) -> TextPart:
    """Return a section that its author added as a part."""
    return TextPart(section.key, level="sub" if section.level == "sub" else "main")


def section(part: TextPart, writer: Writer, *, opens_parts: bool) -> list[Block]:
    """Return a section: its heading and its text, or what is printed while it is empty."""
    content = next((s for s in writer.content.sections if s.key == part.key), None)
    heading = (markup.one_line(content.heading) if content else "") or part.heading
    typed = writer.drawn.read(content.body) if content else ()
    if not typed and not part.is_required and not part.nil and not opens_parts:
        return []
    if content is None and part.is_required and not opens_parts:
        sentence = _("“%(heading)s” is left out, and the format asks for it.")
        writer.problem(sentence % {"heading": heading}, part.key)
        return []
    writer.met.sections.add(part.key)
    level = (content.level if content else "") or part.level
    if level == "main":
        writer.met.lenders.clear()
    is_own = content is not None and bool(markup.one_line(content.heading))
    language = writer.other_language(content) if is_own else ""
    top = writer.heading(part, heading, level, language)
    blocks: list[Block] = [top] if top else []
    if not top and not part.may_lack_heading:
        writer.problem(_("A section has no heading."), part.key)
    if typed:
        body = writer.section_body(content, typed, part.key, is_numbered=part.is_numbered)
        text_problems(part, heading, tuple(lines_of(body)), writer)
        return [*blocks, *body]
    if level == "main" and opens_parts:
        writer.met.lenders.append(part.key)
        return blocks
    if part.nil and not part.is_required:
        return [*blocks, Notice(words(part.nil))]
    writer.problem(_("“%(heading)s” has no text.") % {"heading": heading}, part.key)
    return [*blocks, Notice((Gap(_("[This section has no text yet]")),))]


def opens_parts(parts: tuple[AnyPart, ...], position: int, writer: Writer) -> bool:
    """Return whether a section is a main one with parts below it that have text, and so needs none
    itself."""
    levels = {s.key: s.level for s in writer.content.sections}
    here, following = parts[position], parts[position + 1 : position + 2]
    return level_of(here, levels) == "main" and any(
        isinstance(part, TextPart) and level_of(part, levels) == "sub" for part in following
    )


def level_of(part: AnyPart, levels: dict[str, str]) -> str:
    return levels.get(part.key) or part.level
