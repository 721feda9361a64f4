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
from audit.queries.moments import as_recorded, value_at
from directory.pages import earlier_seat_table, seat_table
from governance.columns import BOARDS, BOARDS_OF_PROGRAMME
from governance.leading import Fact, contributed
from governance.models import Board, BodyKind, TermsOfReference
from governance.pages import DirectionPages, SponsorshipPages, TermsPages, board_crumbs
from governance.queries import boards as queries
from governance.queries.boards import BoardRow, DirectionRow
from governance.queries.terms import in_force, quorum_of, terms_of
from governance.views.terms import differing, state_of, valid_ids
from people import policy
from people.choices import Act
from people.models import Person
from people.seats import seats_and_earlier
from programmes.models import Programme
from programmes.pages import programme_crumbs, programme_frame
from programmes.queries import find_programme, programme_at
from records.filters import ArchivedFilter
from records.pages import menu
from records.pages.lists import ListPage, table
from records.pages.moments import ASKED, EARLIER_HOLDERS, AskedMoment, moment_asked
from records.pages.panels import panels_of
from records.pages.record_pages import archived_parts
from records.pages.scopes import scope_url
from values import clock, words
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

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        return {"lists": menu.lists_with("boards")}

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d board", "%(n)d boards", count) % {"n": count}


@takes(*ASKED)
def board_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A board: what leads its page, its seats, its terms of reference, and the boards above, below
    and beside it, today or as at a past day."""
    person = request.user.person
    asked = moment_asked(request, look_in=EARLIER_HOLDERS)
    board = queries.find_board(person, reference, asked.value)
    row = queries.board_at(board, asked.value, person)
    sees_now = policy.can(person, Act.SEE, board)
    may_edit = not asked.value and policy.can(person, Act.EDIT_BOARDS, board)
    directed = queries.directed_by(row, person, asked.value)
    grantable = frozenset() if asked.value else policy.grantable(person, board.scope)
    context = {
        "board": row,
        "seats": seat_table(row.seats, row.reference, person, asked, grantable),
        "directs": _directs(row, directed, person, asked),
        "sees_now": sees_now,
        "may_edit": may_edit,
        "archived_parts": _archived(board, row, directed, person) if may_edit else [],
        "grantable": grantable,
        "panels": panels_of(board, person, asked),
        "breadcrumbs": board_crumbs(),
        **_terms(board, row, person, asked),
        **_others(board, row, person, asked),
        **asked.context(now_url="" if sees_now else board_crumbs()[0][1]),
    }
    return render(request, "governance/board_detail.html", context)


def _terms(board: Board, row: BoardRow, person: Person, asked: AskedMoment) -> dict[str, Any]:
    """What its terms of reference say, and what the page says first."""
    terms = terms_of(board, asked.value)
    valid = valid_ids(terms, asked.value)
    recorded = as_recorded(board, asked.value)
    return {
        "facts": leading_facts(recorded, row, terms, person, asked),
        "terms": [(each, state_of(each, valid)) for each in terms],
        "differing": differing(board.reference, terms, asked),
    }


def _others(board: Board, row: BoardRow, person: Person, asked: AskedMoment) -> dict[str, Any]:
    """The boards above, below and beside it."""
    above = Board.objects.filter(pk=row.parent_id or 0).at(asked.value)
    recorded = as_recorded(board, asked.value)
    return {
        "ties": queries.ties_of(recorded, person, asked.value),
        "below": queries.reporting_to(board, person, asked.value),
        "sees_parent": above.visible_to(person).exists(),
    }


def leading_facts(
    board: Board,
    row: BoardRow,
    terms: list[TermsOfReference],
    person: Person,
    asked: AskedMoment,
) -> list[Fact]:
    """What the page says first, in order: chair, next meeting, seats, quorum, terms in force."""
    on = clock.day_of(asked.value)
    vacant = sum(not seat.name for seat in queries.seated(row.seats))
    facts = [(10, Fact(gettext("Chair"), "; ".join(row.chairs) or gettext("Nobody yet")))]
    facts.append((30, Fact(gettext("Seats"), str(row.seat_count), note=_vacant(vacant))))
    rule = quorum_of(board, on, asked.value, terms)
    seats = len(queries.counting(row.seats))
    needed = gettext("%(n)d of %(seats)d members") % {"n": rule.needed(seats), "seats": seats}
    facts.append((40, Fact(gettext("Quorum"), needed if seats else "", note=rule.words)))
    valid = in_force(terms, on)
    for each in valid[:1]:
        url = TermsPages().url("detail", each) + asked.query
        since = gettext("since %(day)s") % {"day": words.day(each.adopted_on)}
        said = "; ".join(filter(None, (since, each.frequency)))
        facts.append((50, Fact(gettext("Terms of reference"), each.title, url, said)))
    facts += contributed(board, person, asked)
    return [fact for _order, fact in sorted(facts, key=lambda pair: pair[0]) if fact.words]


def _vacant(count: int) -> str:
    return ngettext("%(n)d vacant", "%(n)d vacant", count) % {"n": count} if count else ""


def _archived(
    board: Board, row: BoardRow, directed: list[DirectionRow], person: Person
) -> list[tuple[str, str, str]]:
    pages = DirectionPages()
    gone = [(str(each.scope), each.id) for each in directed if each.is_archived]
    name = "governance:direction_archive"
    links = [(pages.title, to, reverse(name, args=[row.reference, key])) for to, key in gone]
    return [*links, *archived_parts(board, person, SponsorshipPages(), TermsPages())]


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
