"""The appendices of a paper: their marks, their list, and whether the text mentions each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from documents import markup
from documents.content import PaperContent
from documents.format import AppendicesPart
from documents.numbering import bare, printed
from documents.plain import lines_of
from documents.tree import Annex, Appendices, Block, Document, Heading, ListedAppendix
from documents.writer import Writer

MARK = r"(?:\d{1,3}|[A-Z]{1,2}|[IVX]{1,5})\b"
MARKS = rf"\s+(?P<marks>{MARK}(?:(?:\s*,\s*|\s+and\s+|\s+to\s+|\s*[-–]\s*){MARK})*)"


def part_of(content: PaperContent) -> AppendicesPart:
    """How a format calls and counts its appendices; one that lists none has an opinion still."""
    parts = (part for part in content.format.parts if isinstance(part, AppendicesPart))
    return next(parts, AppendicesPart("appendices", is_listed=False))


def listed(writer: Writer) -> tuple[ListedAppendix, ...]:
    """Return the appendices in order, each under its mark; references may point to them."""
    part = part_of(writer.content)
    pointers = []
    for count, appendix in enumerate(writer.content.appendices, start=1):
        mark = f"{part.word} {printed(part.mark, count)}".strip()
        anchor = writer.anchor("attached", mark, appendix.key)
        title = markup.one_line(appendix.title)
        is_here = appendix.paper is not None
        writer.met.appendices[appendix.key] = (anchor if is_here else "", bare(mark))
        if appendix.lack:
            writer.problem(appendix.lack, part.key)
        if is_here:
            writer.met.joined.append((anchor, mark, title))
        pointers.append(ListedAppendix(mark, title, appendix.key, anchor if is_here else ""))
    return tuple(pointers)


def annexes(
    items: tuple[ListedAppendix, ...], writer: Writer, composed: Callable[..., Document]
) -> tuple[Annex, ...]:
    """Return what is appended: each annex as a document with a numbering of its own, whose problems
    are those of the paper, and the files that may be joined."""
    part = part_of(writer.content)
    appended: list[Annex] = []
    for item, appendix in zip(items, writer.content.appendices, strict=True):
        anchor = item.anchor or f"{writer.above}attached-{writer.met.slug(item.mark)}"
        if appendix.paper is not None:
            document = composed(appendix.paper, above=f"{anchor}-", depth=writer.depth + 1)
            for problem in document.problems:
                said = {"annex": item.mark, "sentence": problem.sentence}
                sentence = _("%(annex)s: %(sentence)s") % said
                writer.problem(sentence, part.key, is_advice=problem.is_advice)
            appended.append(Annex(item.mark, item.title, anchor, item.key, document))
        elif part.are_joined:
            appended.append(Annex(item.mark, item.title, anchor, item.key))
    return tuple(appended)


def appendices(
    part: AppendicesPart, items: tuple[ListedAppendix, ...], writer: Writer
) -> list[Block]:
    if not part.is_listed or not (items or part.nil):
        return []
    return [Appendices(writer.heading(part), items, part.nil)]


def note_mentions(
    blocks: Iterable[Block], items: tuple[ListedAppendix, ...], writer: Writer
) -> None:
    """Note each appendix that the text never mentions, and each mentioned that is neither attached
    nor a section of the paper with that heading."""
    part = part_of(writer.content)
    if not part.word:
        return
    text = "\n".join(lines_of(tuple(b for b in blocks if not isinstance(b, Appendices))))
    mentioned = mentions(part.word, text)
    attached = {bare(printed(part.mark, n)): item for n, item in enumerate(items, start=1)}
    headings = "\n".join(block.text for block in blocks if isinstance(block, Heading))
    for mark in sorted(mentioned - attached.keys() - mentions(part.word, headings)):
        facts = {"appendix": f"{part.word} {mark}"}
        writer.problem(_("%(appendix)s is mentioned, but is not attached.") % facts, part.key)
    for mark, item in attached.items():
        if mark and mark not in mentioned:
            facts = {"appendix": item.mark, "title": item.title}
            sentence = _("%(appendix)s (“%(title)s”) is attached, but the text never mentions it.")
            writer.problem(sentence % facts, part.key, is_advice=True)


def mentions(word: str, text: str) -> set[str]:
    """Return the marks that a text mentions after a word, or after its plural: "Appendices 1 to 3"
    mentions three."""
    plural = "Appendices" if word.lower() == "appendix" else f"{word}e?s"
    marks: set[str] = set()
    for match in re.finditer(rf"\b(?i:{re.escape(word)}|{plural}){MARKS}", text):
        marks.update(re.findall(MARK, match["marks"]))
        for first, last in re.findall(r"(\d{1,3})\s*(?:to|-|–)\s*(\d{1,3})", match["marks"]):
            marks.update(str(number) for number in range(int(first), int(last)))
    return marks
