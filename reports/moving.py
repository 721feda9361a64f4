"""Moving a section of a paper up and down among what the paper prints."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.errors import Refused
from audit.writing import audited
from documents.content import SectionContent
from documents.format import AnyPart, TextPart
from documents.sections import in_order
from people.models import Person
from reports.models import Paper, PaperSection
from reports.queries.papers import Reading, sections_of

UP, DOWN = "up", "down"


def move_section(
    section: PaperSection, *, direction: str, by: Person, reason: str = ""
) -> PaperSection:
    """Move a section before what is printed above it, or behind what is printed below it, and
    return it. A main section takes the parts below it along, and passes another with its parts.
    Raises Refused where there is no further place."""
    with audited(by=by, reason=reason or _("Section moved")):
        paper = Paper.objects.select_for_update().get(pk=section.paper_id)
        refuse_archived(paper, section)
        reading = Reading(paper)
        rows = {row.key: row for row in reading.part(PaperSection)}
        for key, after in _places(reading, section.key, direction).items():
            writing.change(rows[key], after=after)
        return PaperSection.objects.get(pk=section.pk)


def _places(reading: Reading, key: str, direction: str) -> dict[str, str]:
    """What each section must stand after for one to be moved: as few as will do. The others stay
    where the format has them, and follow it."""
    groups = _groups(reading, key)
    here = next(n for n, group in enumerate(groups) if key in group)
    there = here - 1 if direction == UP else here + 1
    if not 0 <= there < len(groups):
        raise Refused(_("There is nothing to move it past."))
    groups[here], groups[there] = groups[there], groups[here]
    wanted = [one for group in groups for one in group]
    before = dict(zip(wanted[1:], wanted, strict=False))
    if wanted[0] in {part.key for part in reading.format.parts}:
        before[wanted[0]] = ""  # where the format has it
    written = {row.key for row in reading.part(PaperSection)}
    passed = groups[here]
    for moved in ([key], groups[there], [*groups[there], *passed], wanted):
        places = {one: before[one] for one in moved if one in before and one in written}
        if _printed(reading, places) == wanted:
            return places
    raise Refused(_("The section cannot stand there."))


def _groups(reading: Reading, key: str) -> list[list[str]]:
    """The keys of what the paper prints, in order: each main part with those below it, or, to move
    one that is below another, each alone."""
    levels = {row.key: row.level for row in reading.part(PaperSection)}
    parts = {part.key: part for part in reading.format.parts}
    groups: list[list[str]] = []
    for each in _printed(reading, {}):
        part = parts.get(each)
        is_text = part is None or isinstance(part, TextPart)
        level = levels.get(each) or (part.level if part else "main")
        is_below = is_text and level == "sub"
        if each == key and is_below:
            return [[one] for one in _printed(reading, {})]
        if is_below and groups:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _printed(reading: Reading, places: dict[str, str]) -> list[str]:
    """The keys of what the paper would print, in order, if sections stood after others."""
    rows = [_placed(row, places) for row in sections_of(reading)]
    shown = {span.key for span in reading.document.spans}
    order: Sequence[AnyPart] = in_order(reading.format.parts, tuple(rows))
    return [part.key for part in order if part.key in shown]


def _placed(section: SectionContent, places: dict[str, str]) -> SectionContent:
    after = places.get(section.key, section.after)
    return SectionContent(section.key, section.heading, section.body, section.level, after)
