"""Writes of papers. Sections, recommendations and the like are plain records
(`audit.actions`); clearances have a file of their own (`reports/clearing.py`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record, edit_record, refuse_archived
from audit.errors import Refused
from audit.writing import audited, freeze_moment
from documents.format import TextPart
from governance.models import Board
from people.models import Person
from programmes.models import Programme
from reports.models import (
    Paper,
    PaperPicture,
    PaperProgramme,
    PaperSection,
    PaperValue,
    ReportFormat,
)
from reports.queries.formats import format_of_paper, standard_format
from reports.queries.served import served_by


def create_paper(
    *,
    by: Person,
    board: Board,
    programmes: Sequence[Programme] = (),
    reason: str = "",
    format: ReportFormat | None = None,
    sections: tuple[TextPart, ...] | None = None,
    **fields: Any,
) -> Paper:
    """Start a paper for a board about the programmes that it serves, the first one first, in a
    format (the standard one), and return it with the sections of that format, or with others.
    Raises Refused while there is no format."""
    with audited(by=by, reason=reason or _("Paper started")):
        report_format = format or standard_format()
        refuse_archived(*programmes, report_format, board)
        first = programmes[0] if programmes else None
        paper = writing.create(
            Paper,
            reference=writing.next_reference("PAP"),
            scope=(first or board).scope,
            programme=first,
            board=board,
            format=report_format,
            **fields,
        )
        _serve(paper, programmes[1:])
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


def edit_paper(
    paper: Paper,
    *,
    by: Person,
    programmes: Sequence[Programme] | None = None,
    reason: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> Paper:
    """Change the front of a paper and the programmes that it serves (None leaves them), and return
    it as it is now. Its first programme stays the first as long as it is among them. Raises
    Conflict, Refused."""
    further: list[Programme] = []
    with audited(by=by, reason=reason or _("Paper edited")):
        locked = Paper.objects.select_for_update().get(pk=paper.pk)
        writing.refuse_conflict(locked, expected_version)
        if programmes is not None:
            served = served_by(locked)
            kept = [one for one in served if one in programmes]
            added = [one for one in programmes if one not in served]
            refuse_archived(*added)
            further = [*kept, *added]
            fields["programme"] = further.pop(0) if further else None
            if locked.restriction_id is not None and set(served) != set(programmes):
                sentence = _("Release the paper before you change the programmes that it serves.")
                raise Refused(sentence, {"programmes": [sentence]})
        was, scope_id = locked.version, locked.scope_id
        edited = edit_record(locked, by=by, is_locked=True, **fields)
        if edited.restriction_id is not None and edited.scope_id != scope_id:
            sentence = _("Release the paper before you send it to another board.")
            raise Refused(sentence, {"board": [sentence]})
        if programmes is not None and _serve(edited, further) and edited.version == was:
            writing.touch(edited)
        return edited


def _serve(paper: Paper, programmes: Sequence[Programme]) -> bool:
    """Make these the further programmes that a paper serves, in this order, and return whether
    that changed any."""
    before = {link.pk: link.version for link in PaperProgramme.objects.filter(paper=paper)}
    _link(paper, programmes)
    after = PaperProgramme.objects.filter(paper=paper).values_list("pk", "version")
    return before != dict(after)


def _link(paper: Paper, programmes: Sequence[Programme]) -> None:
    links = {link.programme_id: link for link in PaperProgramme.objects.filter(paper=paper)}
    for position, programme in enumerate(programmes, start=1):
        link = links.pop(programme.pk, None)
        if link is None:
            fields = {"paper": paper, "programme": programme}
            writing.create(PaperProgramme, position=position * 10, **fields)
        else:
            writing.change(link, is_archived=False, position=position * 10)
    for link in links.values():
        writing.archive(link)


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


def add_picture(
    *, paper: Paper, title: str, by: Person, reason: str = "", **fields: Any
) -> PaperPicture:
    """Add a picture to a paper and return it. Its key, by which the text names it, comes from its
    first title and stays."""
    with audited(by=by, reason=reason or _("Picture added")):
        key = _free_key(PaperPicture, paper, title, "picture")
        return create_record(PaperPicture, by=by, paper=paper, key=key, title=title, **fields)


def add_section(
    *, paper: Paper, heading: str, by: Person, reason: str = "", **fields: Any
) -> PaperSection:
    """Add a section to a paper and return it. Its key, which references use, comes from its first
    heading and stays."""
    with audited(by=by, reason=reason or _("Section added")):
        key = _free_key(PaperSection, paper, heading, "section")
        return create_record(PaperSection, by=by, paper=paper, key=key, heading=heading, **fields)


def _free_key(model: Any, paper: Paper, title: str, otherwise: str) -> str:
    """A key for a new part of a paper that no other has, from its title."""
    taken = set(model.objects.filter(paper=paper).values_list("key", flat=True))
    key = stem = slugify(title)[:50] or otherwise
    number = 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key
