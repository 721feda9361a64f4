"""Papers and their parts as pages list them, now or at a past moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from audit.errors import NotFound
from audit.queries.moments import as_recorded
from documents.format import Format
from governance.models import Board
from people import policy
from people.models import Person
from programmes.models import Programme
from reports.models import BackgroundPaper, Paper, PaperSection, Recommendation
from reports.queries.served import served_by


@dataclass(frozen=True)
class PaperRow:
    """A paper as it was at a moment."""

    id: int
    reference: str
    title: str
    state_words: str
    board_id: int
    board_title: str
    programmes: tuple[tuple[str, str], ...]  # (title, reference), the first one first
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


def paper_row(paper: Paper, moment: datetime | None) -> PaperRow:
    """A paper, as read at `moment`. Three queries."""
    board = Board.objects.at(moment, id=paper.board_id).get()
    return _paper_row(paper, board.title, served_by(paper, moment))


def _paper_row(paper: Paper, board_title: str, programmes: Iterable[Programme]) -> PaperRow:
    return PaperRow(
        id=paper.id,
        reference=paper.reference,
        title=paper.title,
        state_words=str(paper.get_state_display()),
        board_id=paper.board_id,
        board_title=board_title,
        programmes=tuple((one.title, one.reference) for one in programmes),
        meeting_on=paper.meeting_on,
        agenda_item=paper.agenda_item,
        is_archived=paper.is_archived,
        is_restricted=paper.restriction_id is not None,
    )


def paper_for(person: Person, paper: Paper, moment: datetime | None) -> PaperRow:
    """A paper at a moment. Raises NotRecordedThen, and NotFound when it was restricted then and the
    person is not a reader. Its parts had the same mark as the paper."""
    row = as_recorded(paper, moment)
    if policy.is_closed(person, row):
        raise NotFound
    if moment is None:
        return _paper_row(paper, paper.board.title, paper.serves)
    return paper_row(row, moment)


def part_rows(kind: Any, parts: Iterable[Any], format: Format | None = None) -> list[PartRow]:
    """Parts of one kind of a paper, in the order given; sections without a heading or a level of
    their own with those of the format."""
    of_format = {part.key: part for part in format.written} if format else {}
    rows = []
    for part in parts:
        key, its = getattr(part, "key", ""), of_format.get(getattr(part, "key", ""))
        said = getattr(part, WORDS[kind]) or (its.heading if its else "") or key
        level = getattr(part, "level", "") or (its.level if its else "")
        rows.append(PartRow(id=part.id, words=said, key=key, level=level))
    return rows
