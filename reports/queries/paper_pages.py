"""Papers and their parts as pages list them, now or at a past moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from audit.errors import NotFound
from audit.queries.moments import as_recorded
from governance.models import Board
from people import policy
from people.models import Person
from programmes.models import Programme
from reports.models import BackgroundPaper, Paper, PaperSection, Recommendation


@dataclass(frozen=True)
class PaperRow:
    """A paper as it was at a moment."""

    id: int
    reference: str
    title: str
    state_words: str
    board_id: int
    board_title: str
    programme_title: str
    meeting_on: date | None
    agenda_item: str
    is_archived: bool
    is_restricted: bool


@dataclass(frozen=True)
class PartRow:
    """A part of a paper in one line. Only a section has a key and a level."""

    id: int
    words: str
    key: str
    level: str


WORDS = {
    PaperSection: "heading",
    Recommendation: "text",
    BackgroundPaper: "title",
}


def paper_rows(papers: Iterable[Paper], moment: datetime | None) -> list[PaperRow]:
    """Papers, as read at `moment`, in the order given. Two queries, besides that for the papers."""
    papers = list(papers)
    boards = _titles(Board, {paper.board_id for paper in papers}, moment)
    programmes = _titles(Programme, {paper.programme_id for paper in papers}, moment)
    return [
        PaperRow(
            id=paper.id,
            reference=paper.reference,
            title=paper.title,
            state_words=str(paper.get_state_display()),
            board_id=paper.board_id,
            board_title=boards[paper.board_id],
            programme_title=programmes[paper.programme_id],
            meeting_on=paper.meeting_on,
            agenda_item=paper.agenda_item,
            is_archived=paper.is_archived,
            is_restricted=paper.restriction_id is not None,
        )
        for paper in papers
    ]


def paper_for(person: Person, paper: Paper, moment: datetime | None) -> PaperRow:
    """A paper at a moment. Raises NotRecordedThen, and NotFound when it was restricted then
    and the person is no reader. Its parts had the same mark as the paper."""
    row = as_recorded(paper, moment)
    if policy.is_closed(person, row):
        raise NotFound
    return paper_rows([row], moment)[0]


def parts_of(
    kind: type[Any], paper_id: int, moment: datetime | None, reader: Person
) -> list[PartRow]:
    """The parts of one kind of a paper, in order, without archived ones. One query."""
    rows = kind.objects.at(moment).live().filter(paper_id=paper_id).in_order()
    rows = rows.not_kept_from(reader)
    return [
        PartRow(
            id=row.id,
            words=getattr(row, WORDS[kind]),
            key=getattr(row, "key", ""),
            level=getattr(row, "level", ""),
        )
        for row in rows
    ]


def _titles(model: Any, ids: set[int], moment: datetime | None) -> dict[int, str]:
    return dict(model.objects.at(moment).filter(id__in=ids).values_list("id", "title"))
