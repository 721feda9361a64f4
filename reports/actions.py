"""Writes of papers. Sections, recommendations and the like are plain records
(`audit.actions`); clearances have a file of their own (`reports/clearing.py`)."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record, refuse_archived
from audit.writing import audited
from people.models import Person
from programmes.models import Programme
from reports.formats import STANDARD, FormatSection
from reports.models import Paper, PaperSection


def create_paper(
    *,
    programme: Programme,
    by: Person,
    reason: str = "",
    sections: tuple[FormatSection, ...] = STANDARD,
    **fields: Any,
) -> Paper:
    """Start a paper about a programme with the sections of its format, and return it."""
    with audited(by=by, reason=reason or _("Paper started")):
        refuse_archived(programme, fields.get("board"))
        paper = writing.create(
            Paper, reference=writing.next_reference("PAP"), programme=programme, **fields
        )
        for position, section in enumerate(sections, start=1):
            writing.create(
                PaperSection,
                paper=paper,
                key=section.key,
                heading=section.heading,
                level=section.level,
                body=section.body,
                position=position * 10,
            )
        return paper


def add_section(
    *, paper: Paper, heading: str, by: Person, reason: str = "", **fields: Any
) -> PaperSection:
    """Add a section to a paper and return it. Its key, which references use, comes from its first
    heading and stays."""
    with audited(by=by, reason=reason or _("Section added")):
        taken = set(PaperSection.objects.filter(paper=paper).values_list("key", flat=True))
        key = stem = slugify(heading)[:50] or "section"
        number = 2
        while key in taken:
            key, number = f"{stem}-{number}", number + 1
        return create_record(PaperSection, by=by, paper=paper, key=key, heading=heading, **fields)
