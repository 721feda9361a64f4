"""Writes of papers. Sections, recommendations and the like are plain records
(`audit.actions`); clearances have a file of their own (`reports/clearing.py`)."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record, refuse_archived
from audit.writing import audited
from documents.format import TextPart
from people.models import Person
from programmes.models import Programme
from reports.models import Paper, PaperSection, ReportFormat
from reports.queries.formats import format_of_paper, standard_format


def create_paper(
    *,
    programme: Programme,
    by: Person,
    reason: str = "",
    format: ReportFormat | None = None,
    sections: tuple[TextPart, ...] | None = None,
    **fields: Any,
) -> Paper:
    """Start a paper about a programme in a format (the standard one), and return it with the
    sections of that format, or with others. Raises Refused while there is no format."""
    with audited(by=by, reason=reason or _("Paper started")):
        report_format = format or standard_format()
        refuse_archived(programme, report_format, fields.get("board"))
        paper = writing.create(
            Paper,
            reference=writing.next_reference("PAP"),
            programme=programme,
            format=report_format,
            **fields,
        )
        if sections is None:
            sections = format_of_paper(paper).format.texts
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
