"""Lists of meetings: of every board that a person may see, and of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded, value_at
from governance.models import Board
from governance.queries.boards import find_board
from meetings.choices import COMING, HELD
from meetings.columns import MEETINGS, MEETINGS_OF_BOARD
from meetings.models import Meeting, MeetingSeries, StandingItem
from meetings.pages.meetings import (
    MeetingPages,
    MeetingSeriesPages,
    StandingItemPages,
    crumbs_of_board,
)
from people import policy
from people.choices import Act
from people.models import Person
from records.columns import Column
from records.filters import ArchivedFilter
from records.pages import menu
from records.pages.lists import ListPage
from records.pages.moments import AskedMoment, moment_asked


class WhenFilter(django_filters.ChoiceFilter):
    """Narrows meetings to those to come, or those that were held."""

    def __init__(self) -> None:
        choices = [("coming", _("To come")), ("held", _("Held"))]
        super().__init__(label=_("When"), choices=choices, empty_label=_("All"))

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        states = {"coming": COMING, "held": HELD}.get(value)
        return rows.filter(state__in=states) if states else rows


class MeetingList(ListPage):
    """Every meeting that the person may see, the latest first."""

    model = Meeting
    name = "meetings"
    heading = _("Meetings")
    columns: ClassVar[Sequence[Column]] = MEETINGS
    scope = "board__scope"
    filters = {"when": WhenFilter(), "is_archived": ArchivedFilter(_("In use"), _("Archived"))}
    none_yet = _("Meetings are planned on the page of their board.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        rows = Meeting.objects.at(moment).visible_to(person)
        named = {
            f"board_{name}": value_at(moment, Board, "board_id", name)
            for name in ("title", "reference")
        }
        return rows.annotate(**named).order_by("-starts_at", "-id")

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        return {"lists": menu.lists_with("meetings")}

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d meeting", "%(n)d meetings", count) % {"n": count}


class BoardMeetingList(MeetingList):
    """The meetings of one board, its series and what stands on every agenda."""

    columns = MEETINGS_OF_BOARD
    template = "meetings/board_meetings.html"

    def begin(self, request: SignedInRequest, keys: dict[str, Any]) -> None:
        person, moment = request.user.person, moment_asked(request).value
        self.board = find_board(person, keys["reference"], moment)

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return super().rows(person, moment).filter(board_id=self.board.pk)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.PLAN_MEETINGS, self.board):
            return []
        ways = (
            (MeetingPages(), "meeting_add"),
            (MeetingSeriesPages(), "series_add"),
            (StandingItemPages(), "standing_item_add"),
        )
        of = [self.board.reference]
        return [(pages.add_heading, reverse(f"meetings:{name}", args=of)) for pages, name in ways]

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        board = as_recorded(self.board, asked.value)
        sees_now = not asked.value or policy.can(person, Act.SEE, self.board)
        return {
            "caption": board.title,
            "lists": [],
            "may_plan": not asked.value and policy.can(person, Act.PLAN_MEETINGS, self.board),
            "series": self._parts(MeetingSeries, person, asked).order_by("starts_on", "id"),
            "standing": self._parts(StandingItem, person, asked).order_by(
                "-place", "position", "id"
            ),
            "board": board,
            "breadcrumbs": crumbs_of_board(board),
            **asked.context(now_url="" if sees_now else reverse("governance:board_list")),
        }

    def _parts(self, model: Any, person: Person, asked: AskedMoment) -> QuerySet:
        rows = model.objects.at(asked.value, board_id=self.board.pk)
        parts: QuerySet = rows.live().visible_to(person)
        return parts
