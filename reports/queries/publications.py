"""The publications of papers, now or at a past moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from audit.queries.moments import value_at
from governance.models import Board
from people.models import Person
from reports.models import Paper, Publication
from reports.queries.paper_pages import PaperRow
from values import words


@dataclass(frozen=True)
class PublicationRow:
    """A publication in one line; `digest` is that of the version of the paper."""

    number: int
    published_at: datetime
    published_by: str
    correction: str
    pdf_size: str
    digest: str
    moved: tuple[str, ...]  # how its meeting has changed since, a sentence each


def last_publication(paper_id: int) -> Publication | None:
    """The publication of a paper that no other has replaced."""
    publication: Publication | None = (
        Publication.objects.filter(paper=paper_id).newest_first().first()
    )
    return publication


def publication_rows(
    paper: PaperRow, moment: datetime | None, reader: Person
) -> list[PublicationRow]:
    """The publications of a paper at a moment that its reader may read, the newest first; the paper
    is as it was then. One query, and one for committees that have changed."""
    rows = Publication.objects.at(moment, paper_id=paper.id).not_kept_from(reader)
    versions: Any = Paper.objects.versions()
    versions = versions.filter(id=paper.id, history_date__lte=OuterRef("moment"))
    then = versions.order_by("-history_date", "-history_id")
    rows = rows.annotate(
        publisher=value_at(moment, Person, "published_by_id", "name"),
        met_on=Subquery(then.values("meeting_on")[:1]),
        met=Subquery(then.values("board_id")[:1]),
    )
    publications = list(rows.newest_first())
    return [
        PublicationRow(
            number=row.number,
            published_at=row.moment,
            published_by=row.publisher,
            correction=row.correction,
            pdf_size=str(filesizeformat(row.pdf_size)),
            digest=row.digest,
            moved=sentences,
        )
        for row, sentences in zip(publications, _moved(paper, publications), strict=True)
    ]


def _moved(paper: PaperRow, publications: list[Any]) -> list[tuple[str, ...]]:
    """How the paper's meeting now differs from those of these publications."""
    others = {row.met for row in publications} - {paper.board_id}
    boards = dict(Board.objects.filter(pk__in=others).values_list("id", "title")) if others else {}
    return [tuple(_sentences(paper, row.met_on, boards.get(row.met, ""))) for row in publications]


def _sentences(paper: PaperRow, meeting_on: date | None, board: str) -> Iterator[str]:
    facts = {
        "then": words.day(meeting_on),
        "now": words.day(paper.meeting_on),
        "board": board,
        "board_now": paper.board_title,
    }
    if board:
        yield gettext("Published for %(board)s; the paper now goes to %(board_now)s.") % facts
    if meeting_on is None or meeting_on == paper.meeting_on:
        return
    if paper.meeting_on is None:
        yield gettext("Published for the meeting of %(then)s; the meeting has no date now.") % facts
    else:
        yield gettext("Published for the meeting of %(then)s; the meeting is now on %(now)s.") % (
            facts
        )
