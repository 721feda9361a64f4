"""Boards and committees, and the governance of a programme."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from governance import queries
from governance.filters import BoardFilter
from governance.models import Board
from governance.pages import board_crumbs
from people import policy
from people.choices import Act
from people.seats import seats_and_earlier
from programmes.pages import programme_crumbs
from programmes.queries import find_programme, programme_at
from records.pages.listing import narrowed, page_of
from records.pages.moments import ASKED, EARLIER_HOLDERS, moment_asked
from values.spelling import alphabetical


@takes("page", *ASKED, narrowed_by=BoardFilter)
def board_list(request: SignedInRequest) -> HttpResponse:
    """All boards and committees that the person may see, by title, today or as at a past day."""
    person = request.user.person
    asked = moment_asked(request)
    visible = Board.objects.at(asked.value).visible_to(person).order_by(alphabetical("title"), "id")
    board_filter = BoardFilter(request.GET, queryset=visible)
    page = page_of(narrowed(board_filter), request)
    count = page.paginator.count
    context = {
        "filter": board_filter,
        "page": page,
        "boards": queries.board_rows(page.object_list, asked.value, person),
        "count_words": ngettext("%(n)d board", "%(n)d boards", count) % {"n": count},
        "is_narrowed": bool(asked.kept),
        "may_add": not asked.value and policy.can(person, Act.EDIT_BOARDS),
        **asked.context(),
    }
    return render(request, "governance/board_list.html", context)


@takes(*ASKED)
def board_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A board, its seats, and the boards above and below it, today or as at a past day."""
    person = request.user.person
    asked = moment_asked(request, look_in=EARLIER_HOLDERS)
    board = queries.find_board(person, reference, asked.value)
    row = queries.board_at(board, asked.value, person)
    sees_now = policy.can(person, Act.SEE, board)
    above = Board.objects.filter(pk=row.parent_id or 0).at(asked.value)
    context = {
        "board": row,
        "below": queries.reporting_to(board, person, asked.value),
        "sees_parent": above.visible_to(person).exists(),
        "sees_now": sees_now,
        "may_edit": not asked.value and policy.can(person, Act.EDIT_BOARDS, board),
        "grantable": frozenset() if asked.value else policy.grantable(person, board.scope),
        "breadcrumbs": board_crumbs(),
        **asked.context(now_url="" if sees_now else board_crumbs()[0][1]),
    }
    return render(request, "governance/board_detail.html", context)


@takes(*ASKED)
def programme_boards(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who governs a programme: its own roles, its boards and their seats."""
    person = request.user.person
    programme = find_programme(person, reference)
    asked = moment_asked(request, look_in=EARLIER_HOLDERS)
    row = programme_at(programme, asked.value)
    held, earlier = seats_and_earlier(programme.scope_id, asked.value)
    context = {
        "programme": row,
        "roles": held,
        "earlier": earlier,
        "boards": queries.boards_of([programme.pk], asked.value),
        "may_add": not asked.value and policy.can(person, Act.EDIT_BOARDS, programme),
        "grantable": frozenset() if asked.value else policy.grantable(person, programme.scope),
        "breadcrumbs": programme_crumbs(row),
        **asked.context(),
    }
    return render(request, "governance/programme_boards.html", context)
