"""What papers draw from boards: who sits on one, as people write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.content import FigureContent, LiveContent, SeveralContent, TableContent, TextContent
from documents.tree import Column, Table
from governance.models import Board
from governance.queries.board_words import (
    board_name,
    chairs_in_words,
    directing,
    members_in_words,
    papers_boards,
    said_of_board,
)
from governance.queries.boards import BoardRow, board_rows
from governance.queries.drawing import every, figure
from governance.queries.picture import picture_of_programme
from people.models import Appointment
from records.blocks import About, Block, Choices, Figure, One, Told, field_words, yes_or_no
from values import words


def boards(about: About) -> list[BoardRow]:
    """The boards that direct what a paper is about; first the one that the paper calls "the
    board". For a paper that serves no programme, the board that it goes to."""

    def read() -> list[BoardRow]:
        if not about.programmes:
            its_own = Board.objects.at(about.moment).filter(id=about.paper.board_id)
            return board_rows(list(its_own), about.moment, is_placed=False)
        boards = papers_boards(about.programme_ids, about.moment)
        first = directing(boards)
        return [first, *(board for board in boards if board is not first)] if first else []

    return about.once("boards", read)


def _titles(about: About) -> list[tuple[str, str]]:
    return [(board.reference, board.title) for board in boards(about)]


class WhichBoard(Choices):
    board = One(gettext_lazy("Which board"), _titles)


class BoardChoices(WhichBoard):
    layout = One(
        gettext_lazy("As"),
        lambda about: [
            ("sentences", gettext_lazy("Sentences")),
            ("table", gettext_lazy("A table of seats")),
        ],
    )


def _chosen(about: About, chosen: Mapping[str, Any]) -> BoardRow | None:
    return next((b for b in boards(about) if b.reference == chosen["board"]), None)


class BoardMembers(Block):
    """Who governs the programme: the board, its chair and its members. Posts of one kind are named
    together, as in “the Corporate Directors (Adults; Children)”."""

    name, label, form = "board", gettext_lazy("Board and its members"), BoardChoices
    needs_programme = False

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        board = _chosen(about, chosen)
        if chosen["layout"] == "sentences" or board is None:
            return TextContent(said_of_board(board))
        rows = tuple(
            (seat.role_words, seat.holder or _("Nobody yet"), seat.post or words.NOTHING)
            for seat in board.seats
            if not seat.is_suggested
        )
        columns = (Column(_("Seat")), Column(_("Held by")), Column(_("Post")))
        table = Table(caption=board.title, columns=columns, rows=rows, header_column=False)
        return TableContent(table, nil=_("Nobody is appointed to it yet."))


class PurposeOfBoard(Block):
    """What the board is for, as its record says."""

    name, label, form = "board-purpose", gettext_lazy("Purpose of the board"), WhichBoard
    needs_programme = False

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        board = _chosen(about, chosen)
        return TextContent(board.purpose if board else "")


class PictureChoices(Choices):
    groups = yes_or_no(gettext_lazy("With groups that steer projects"))


class GovernancePicture(Block):
    """The bodies that direct the programme and what stands above and below them, drawn, over the
    table of them."""

    name, label, form = "governance", gettext_lazy("Governance picture"), PictureChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        nil = _("No board has been set up for the programme yet.")
        with_groups = chosen["groups"] == "yes"
        parts = [_drawn(each, about, with_groups=with_groups) for each in about.programmes]
        return parts[0] if len(parts) == 1 else SeveralContent(tuple(parts), nil=nil)


def _drawn(programme: Any, about: About, *, with_groups: bool) -> FigureContent:
    nodes = picture_of_programme(programme, about.moment, with_projects=with_groups)
    nil = _("No board has been set up for the programme yet.")
    if not any(not node.is_programme for node in every(nodes)):
        return FigureContent(None, nil=nil)
    caption = _("Governance of %(programme)s") % {"programme": programme.title}
    return FigureContent(figure(nodes, caption, _("Source: the records of the boards.")), nil=nil)


class BoardFigure(Figure):
    """A value of a board for a sentence."""

    form = WhichBoard
    needs_programme = False
    field: tuple[Any, str] = (Board, "title")

    def said(self, board: BoardRow) -> str:
        raise NotImplementedError

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        board = _chosen(about, chosen)
        if board is None:
            return Told("")
        model, field = self.field
        return Told(
            self.said(board),
            record=board.title,
            field=field_words(model, field),
            page=("governance:board_detail", (board.reference,)),
            of=((Board, {"id": board.id}), (Appointment, {"scope_id": board.scope_id})),
        )


class BoardName(BoardFigure):
    """The name of the board within a sentence: the Transformation Board."""

    name, label = "board", gettext_lazy("Board")

    def said(self, board: BoardRow) -> str:
        return board_name(board)


class BoardChair(BoardFigure):
    """Who chairs the board, by post where the seat goes with one: the Chief Executive."""

    name, label, field = "board chair", gettext_lazy("Chair of the board"), (Appointment, "post")

    def said(self, board: BoardRow) -> str:
        return chairs_in_words(board)


class BoardSeats(BoardFigure):
    """The members of the board within a sentence, posts of one kind named together."""

    name, label = "board members", gettext_lazy("Members of the board")
    field = (Appointment, "post")

    def said(self, board: BoardRow) -> str:
        return members_in_words(board)


BOARD = (
    BoardMembers(),
    PurposeOfBoard(),
    GovernancePicture(),
    BoardName(),
    BoardChair(),
    BoardSeats(),
)
"""What `governance` lets papers ask for."""
