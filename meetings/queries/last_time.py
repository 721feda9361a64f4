"""The last meeting that looked at the registers of a scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from governance.models import Board
from meetings.models import Meeting
from people.models import Direction, Person
from programmes.models import Programme
from registers.last_time import Then
from values import clock, words


def last_meeting(
    scopes: Sequence[int], person: Person | None, moment: datetime | None
) -> Then | None:
    """The last meeting, held before a moment, of the board that directs the nearest of some scopes
    that has one: of several boards, one to which no other of them reports. Four queries."""
    at = moment or clock.now()
    boards = _boards(scopes, moment)
    rows: Any = Meeting.objects.at(moment, board_id__in=boards).live().held()
    rows = rows.filter(starts_at__lt=at)
    rows = rows if person is None else rows.visible_to(person)
    found = list(rows.values_list("board_id", "starts_at", "held_on"))
    if not found:
        return None
    board, starts_at, held_on = max(found, key=lambda row: (-boards[row[0]][0], row[1]))
    facts = {"board": boards[board][1], "day": words.day(held_on)}
    return Then(starts_at, _("at the meeting of the %(board)s on %(day)s") % facts)


def _boards(scopes: Sequence[int], moment: datetime | None) -> dict[int, tuple[int, str]]:
    """The boards that direct some scopes, by key: how far each is from the first scope, those that
    report to another of them a little further; and its title."""
    steps = {scope: 2 * place for place, scope in enumerate(scopes)}
    owners = dict(Programme.objects.filter(scope_id__in=scopes).values_list("id", "scope_id"))
    links = Direction.objects.at(moment, directs_id__in=scopes).live().current(clock.day_of(moment))
    directed: dict[int, list[int]] = defaultdict(list)
    for board, scope in links.values_list("scope_id", "directs_id"):
        directed[board].append(scope)
    wanted = Board.objects.at(moment, programme_id__in=owners).live()
    others = Board.objects.at(moment, scope_id__in={*scopes, *directed}).live()
    rows = {row.id: row for row in (*others, *wanted)}
    boards = {}
    for key, row in rows.items():
        looks_after = (row.scope_id, owners.get(row.programme_id or 0), *directed[row.scope_id])
        nearest = min(steps[scope] for scope in looks_after if scope in steps)
        boards[key] = (nearest + (row.parent_id in rows), row.title)
    return boards
