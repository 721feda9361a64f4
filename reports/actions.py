"""Writes of papers. Sections, recommendations and the like are plain records
(`audit.actions`); clearances have a file of their own (`reports/clearing.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record, refuse_archived, unarchive_record
from audit.errors import Refused
from audit.writing import audited, freeze_moment
from documents.format import TextPart
from people.models import Person
from programmes.models import Programme
from reports.models import Annex, Paper, PaperSection, PaperValue, ReportFormat
from reports.queries.annexes import papers_within
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
        is_own = sections is not None  # else headings are the format's, whatever they will be
        written = format_of_paper(paper).format.written if sections is None else sections
        for position, section in enumerate(written, start=1):
            writing.create(
                PaperSection,
                paper=paper,
                key=section.key,
                heading=section.heading if is_own else "",
                level=section.level if is_own else "",
                body=section.body,
                position=position * 10,
            )
        return paper


def add_annex(
    *, paper: Paper, annexed: Paper, by: Person, position: int = 0, reason: str = ""
) -> Annex:
    """Put a paper with another as its annex, and return the annex. Raises Refused for a circle, for
    a restricted paper, and for one that is an annex already."""
    with audited(by=by, reason=reason or _("Annex added")):
        _refuse_to_annex(paper, annexed)
        return create_record(Annex, by=by, paper=paper, annexed=annexed, position=position)


def bring_back_annex(annex: Annex, *, by: Person, reason: str) -> Annex:
    """Bring back an annex that was archived, and return it. Raises Refused as `add_annex` does."""
    with audited(by=by, reason=reason):
        _refuse_to_annex(annex.paper, annex.annexed)
        return unarchive_record(annex, by=by, reason=reason)


def _refuse_to_annex(paper: Paper, annexed: Paper) -> None:
    """Both are locked: whoever would close a circle at the same time has to wait."""
    both = Paper.objects.select_for_update().filter(pk__in=[paper.pk, annexed.pk])
    papers = {each.pk: each for each in both.order_by("pk")}
    if papers[annexed.pk].restriction_id is not None:
        raise Refused(_("A restricted paper cannot be an annex: release it first."))
    if paper.pk == annexed.pk:
        raise Refused(_("A paper cannot be an annex of itself."))
    if paper.pk in papers_within(annexed.pk):
        sentence = _("This paper is an annex of “%(title)s”, so that cannot be an annex of this.")
        raise Refused(sentence % {"title": annexed.title})


def fill_header(
    paper: Paper, *, by: Person, values: Mapping[str, str], reason: str = ""
) -> list[PaperValue]:
    """Fill in the fields that the paper's format has of its own, by their keys, and return those
    that changed."""
    with audited(by=by, reason=reason or _("Header filled in")):
        locked = Paper.objects.select_for_update().get(pk=paper.pk)
        refuse_archived(locked)
        there = {value.key: value for value in PaperValue.objects.filter(paper=locked)}
        changed = []
        for key, text in values.items():
            if key in there and there[key].text != text:
                changed.append(writing.change(there[key], text=text))
            elif key not in there and text:
                changed.append(writing.create(PaperValue, paper=locked, key=key, text=text))
        return changed


def freeze_figures(paper: Paper, *, by: Person, reason: str = "") -> Paper:
    """Let a paper draw its blocks and figures from the records as they are now, whatever moves
    later, and return it. Frozen again, it takes what has moved since: clearances of what it printed
    differently are void. Raises Refused for an archived paper."""
    refuse_archived(paper)
    moment = freeze_moment(by=by)
    with audited(by=by, reason=reason or _("Figures frozen")):
        refuse_archived(paper)
        return writing.change(paper, figures_at=moment)


def let_figures_follow(paper: Paper, *, by: Person, reason: str = "") -> Paper:
    """Let a paper draw from the records as they are, and return it."""
    with audited(by=by, reason=reason or _("Figures follow the records again")):
        refuse_archived(paper)
        return writing.change(paper, figures_at=None)


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
