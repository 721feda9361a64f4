"""What goes with a paper: files, and other papers as its annexes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from documents.content import AppendixContent
from people.models import Person
from reports.models import Annex, Appendix, Paper
from reports.queries.clearances import clearance_contents

if TYPE_CHECKING:
    from reports.queries.papers import Reading


@dataclass(frozen=True)
class AnnexRow:
    """An annex in one line; without a reference for somebody who may not open its paper."""

    id: int
    words: str
    reference: str


def appendix_key(appendix: Any) -> str:
    """The key by which a paper's text and its PDF name an appendix."""
    return f"file-{appendix.id}"


def appendix_contents(reading: Reading) -> tuple[AppendixContent, ...]:
    """The files and the papers that go with a paper, in one order."""
    found = [
        ((row.position, 0, row.id), AppendixContent(appendix_key(row), row.title, row.file_name))
        for row in reading.part(Appendix)
    ]
    found += [
        ((row.position, 1, row.id), annex_content(row, reading)) for row in reading.part(Annex)
    ]
    return tuple(content for _place, content in sorted(found, key=itemgetter(0)))


def annex_content(annex: Any, reading: Reading) -> AppendixContent:
    """A paper as it is printed within another: everything that is for everybody. A restricted one
    is not, unless it was published in this one before."""
    key = f"annex-{annex.id}"
    annexed = Paper.objects.get(pk=annex.annexed_id)
    inside = (*reading.inside, reading.paper.pk)
    if annexed.pk in inside:
        sentence = _("“%(title)s” is an annex of itself.") % {"title": annexed.title}
        return AppendixContent(key, annexed.title, lack=sentence)
    within = type(reading)(annexed, reading.moment, reading.edition, inside=inside)
    is_closed = annexed.restriction_id is not None and not reading.edition.is_published
    if is_closed or within.row.restriction_id is not None:
        sentence = _("An annex is a restricted paper: release it first, or take it out.")
        return AppendixContent(key, _("[a restricted paper]"), lack=sentence)
    cleared = clearance_contents(within.clearances)
    content = replace(within.content, clearances=cleared, edition=None)
    return AppendixContent(key, within.row.title, paper=content)


def annex_rows(reading: Reading, reader: Person) -> list[AnnexRow]:
    """The annexes of a paper, as a person may know them. One query, none without annexes."""
    annexes = reading.part(Annex)
    pks = [annex.annexed_id for annex in annexes]
    known = {paper.pk: paper for paper in Paper.objects.filter(pk__in=pks)} if annexes else {}
    seen = set(Paper.objects.visible_to(reader).filter(pk__in=pks).values_list("pk", flat=True))
    return [
        AnnexRow(annex.id, known[pk].title, known[pk].reference)
        if pk in seen
        else AnnexRow(annex.id, _("A paper that you may not open"), "")
        for annex, pk in zip(annexes, pks, strict=True)
    ]


def papers_within(paper_id: int, moment: datetime | None = None) -> set[int]:
    """A paper, its annexes, and theirs. A query for each step down."""
    found: set[int] = set()
    waiting = {paper_id}
    while waiting:
        found |= waiting
        rows: Any = Annex.objects.at(moment, paper_id__in=waiting).live()
        waiting = set(rows.values_list("annexed_id", flat=True)) - found
    return found
