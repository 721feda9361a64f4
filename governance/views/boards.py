"""Boards and committees, and the governance of a programme."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import value_at
from directory.pages import earlier_seat_table, seat_table
from governance.columns import BOARDS, BOARDS_OF_PROGRAMME
from governance.models import Board, BodyKind
from governance.pages import DirectionPages, board_crumbs
from governance.queries import boards as queries
from governance.queries.boards import BoardRow, DirectionRow
from people import policy
from people.choices import Act
from people.models import Person
from people.seats import seats_and_earlier
from programmes.models import Programme
from programmes.pages import programme_crumbs, programme_frame
from programmes.queries import find_programme, programme_at
from records.filters import ArchivedFilter
from records.pages.lists import ListPage, table
from records.pages.moments import ASKED, EARLIER_HOLDERS, AskedMoment, moment_asked
from records.pages.panels import panels_of
from records.pages.scopes import scope_url
from values.spelling import alphabetical


def _kinds() -> list[tuple[str, str]]:
    return list(BodyKind.objects.live().in_order().values_list("key", "name"))


class BoardList(ListPage):
    """All boards and committees that the person may see, by title."""

    model = Board
    name = "boards"
    heading = _("Boards and committees")
    columns = BOARDS
    filters = {
        "kind": django_filters.MultipleChoiceFilter(
            label=_("Kind"),
            field_name="kind__key",
            choices=_kinds,
            widget=forms.CheckboxSelectMultiple,
        ),
        "is_archived": ArchivedFilter(_("In use"), _("Archived")),
    }
    none_yet = _("Boards direct programmes, and committees receive their papers.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        self.person = person
        rows = Board.objects.at(moment).visible_to(person)
        parent = value_at(moment, Board, "parent_id", "title")
        own = value_at(moment, Programme, "programme_id", "scope_id")
        kind = value_at(moment, BodyKind, "kind_id", "name")
        rows = rows.annotate(parent_title=parent, own_scope_id=own, kind_words=kind)
        return rows.order_by(alphabetical("title"), "id")

    def told(self, rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
        return queries.with_seats_and_programmes(rows, self.person, moment)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.EDIT_BOARDS):
            return []
        return [(gettext("Add a board"), reverse("governance:board_add"))]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d board", "%(n)d boards", count) % {"n": count}


@takes(*ASKED)
def board_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A board, its seats, and the boards above and below it, today or as at a past day."""
    person = request.user.person
    asked = moment_asked(request, look_in=EARLIER_HOLDERS)
    board = queries.find_board(person, reference, asked.value)
    row = queries.board_at(board, asked.value, person)
    sees_now = policy.can(person, Act.SEE, board)
    may_edit = not asked.value and policy.can(person, Act.EDIT_BOARDS, board)
    directed = queries.directed_by(row, person, asked.value)
    grantable = frozenset() if asked.value else policy.grantable(person, board.scope)
    above = Board.objects.filter(pk=row.parent_id or 0).at(asked.value)
    context = {
        "board": row,
        "seats": seat_table(row.seats, row.reference, person, asked, grantable),
        "directs": _directs(row, directed, person, asked),
        "below": queries.reporting_to(board, person, asked.value),
        "sees_parent": above.visible_to(person).exists(),
        "sees_now": sees_now,
        "may_edit": may_edit,
        "archived_parts": _archived(row, directed) if may_edit else [],
        "grantable": grantable,
        "panels": panels_of(board, person, asked),
        "breadcrumbs": board_crumbs(),
        **asked.context(now_url="" if sees_now else board_crumbs()[0][1]),
    }
    return render(request, "governance/board_detail.html", context)


def _archived(board: BoardRow, directed: list[DirectionRow]) -> list[tuple[str, str, str]]:
    pages = DirectionPages()
    gone = [(str(row.scope), row.id) for row in directed if row.is_archived]
    name = "governance:direction_archive"
    return [(pages.title, to, reverse(name, args=[board.reference, key])) for to, key in gone]


def _directs(
    board: BoardRow, directed: list[DirectionRow], person: Person, asked: AskedMoment
) -> list[dict[str, Any]]:
    """What a board directs, with the page of each, and where it is changed by those who may."""
    entries = []
    for row in (row for row in directed if not row.is_archived):
        may_edit = row.id and not asked.value and policy.can(person, Act.EDIT_BOARDS, row.scope)
        keys = [board.reference, row.id]
        edit_url = reverse("governance:direction_edit", args=keys) if may_edit else ""
        entries.append(
            {"row": row, "url": scope_url(row.scope) + asked.query, "edit_url": edit_url}
        )
    return entries


@takes(*ASKED)
def programme_boards(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who governs a programme: its own roles, its boards and their seats."""
    person = request.user.person
    asked = moment_asked(request, look_in=EARLIER_HOLDERS)
    programme = find_programme(person, reference, asked.value)
    row = programme_at(programme, asked.value)
    held, earlier = seats_and_earlier(programme.scope_id, asked.value)
    grantable = frozenset() if asked.value else policy.grantable(person, programme.scope)
    boards = queries.boards_of([programme.pk], asked.value)
    context = {
        "programme": row,
        "roles": seat_table(held, row.reference, person, asked, grantable),
        "earlier": earlier_seat_table(earlier, person, asked),
        "boards": [(b, seat_table(b.seats, b.reference, person, asked)) for b in boards],
        "table": table(BOARDS_OF_PROGRAMME, map(queries.as_line, boards), asked.query),
        "may_add": not asked.value and policy.can(person, Act.EDIT_BOARDS, programme),
        "grantable": grantable,
        "breadcrumbs": programme_crumbs(row),
        **programme_frame(programme, person, asked),
    }
    return render(request, "governance/programme_boards.html", context)
