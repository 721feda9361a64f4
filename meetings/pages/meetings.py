"""The pages of meetings, their series and their agendas."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import Board
from governance.pages import board_crumbs
from governance.queries.boards import find_board
from meetings.actions.agendas import add_item, bring_back_item, edit_item, remove_item
from meetings.actions.meetings import edit_meeting, plan_meeting
from meetings.actions.series import edit_series, end_series, plan_series
from meetings.choices import MeetingState
from meetings.forms.meetings import (
    AgendaItemForm,
    MeetingForm,
    MeetingSeriesForm,
    StandingItemForm,
)
from meetings.models import AgendaItem, Meeting, MeetingSeries, StandingItem
from meetings.queries.meetings import find_meeting
from people import events
from people.choices import Act
from people.models import Person
from records.forms import RecordForm
from records.pages.record_pages import PartPages, RecordPages


def crumbs_of_board(board: Board) -> list[tuple[str, str]]:
    """The way to what belongs to a board."""
    return [
        *board_crumbs(),
        (board.title, reverse("governance:board_detail", args=[board.reference])),
    ]


def crumbs_of_meetings(board: Board) -> list[tuple[str, str]]:
    return [*crumbs_of_board(board), (_("Meetings"), meetings_url(board))]


def meetings_url(board: Board) -> str:
    return reverse("meetings:board_meeting_list", args=[board.reference])


class BoardPartPages(PartPages):
    """What a board plans its meetings by."""

    act = Act.PLAN_MEETINGS
    namespace = "meetings"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Board:
        return find_board(person, str(keys["parent"]))

    def home_of_parent(self, parent: Board) -> Board:
        return parent

    def after_parent(self, parent: Board) -> str:
        return meetings_url(parent)

    def crumbs_of_parent(self, parent: Board) -> list[tuple[str, str]]:
        return crumbs_of_meetings(parent)


class MeetingPages(RecordPages):
    """A meeting is planned on the page of its board, and has its own address."""

    model = Meeting
    form_class = MeetingForm
    act = Act.PLAN_MEETINGS
    namespace, name = "meetings", "meeting"

    def find(self, person: Person, keys: dict[str, Any]) -> Meeting:
        return find_meeting(person, keys["reference"])

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Board:
        return find_board(person, str(keys["parent"]))

    @property
    def add_heading(self) -> str:
        return _("Plan a meeting")

    def form(
        self, person: Person, record: Meeting | None, parent: Board | None, **kwargs: Any
    ) -> RecordForm:
        record = record or Meeting(
            board=parent, title=_("Meeting of %(board)s") % {"board": parent}
        )
        return super().form(person, record, parent, **kwargs)

    def create(self, parent: Board, /, *, by: Person, **fields: Any) -> Meeting:
        return plan_meeting(parent, by=by, **fields)

    def edit(self, record: Meeting, *, by: Person, **fields: Any) -> Meeting:
        return edit_meeting(record, by=by, **fields)

    def after_parent(self, parent: Board) -> str:
        return meetings_url(parent)

    def crumbs(self, record: Meeting) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(record.board), (str(record), self.after(record))]

    def crumbs_of_parent(self, parent: Board) -> list[tuple[str, str]]:
        return crumbs_of_meetings(parent)


class MeetingSeriesPages(BoardPartPages):
    model = MeetingSeries
    form_class = MeetingSeriesForm
    name = "series"

    @property
    def add_heading(self) -> str:
        return _("Plan a series of meetings")

    def create(self, parent: Board, /, *, by: Person, **fields: Any) -> MeetingSeries:
        return plan_series(parent, by=by, **fields)

    def edit(self, record: MeetingSeries, *, by: Person, **fields: Any) -> MeetingSeries:
        return edit_series(record, by=by, **fields)

    def archive(self, record: MeetingSeries, *, by: Person, reason: str) -> MeetingSeries:
        return end_series(record, by=by, reason=reason)


class StandingItemPages(BoardPartPages):
    model = StandingItem
    form_class = StandingItemForm
    name = "standing_item"


def find_item(person: Person, key: int) -> AgendaItem:
    """The item at an address, with its meeting and board. Raises Http404; finding a restricted one
    counts as reading it."""
    rows = AgendaItem.objects.visible_to(person)
    rows = rows.select_related("meeting__board__scope", "restriction")
    item: AgendaItem = get_object_or_404(rows, pk=key)
    events.note_reading(item)
    return item


class AgendaItemPages(PartPages):
    """An item is added to the agenda of a meeting."""

    model = AgendaItem
    form_class = AgendaItemForm
    act = Act.PLAN_MEETINGS
    namespace, name = "meetings", "item"

    def find(self, person: Person, keys: dict[str, Any]) -> AgendaItem:
        item: AgendaItem = super().find(person, keys)
        events.note_reading(item)
        return item

    def form(
        self, person: Person, record: AgendaItem | None, parent: Meeting | None, **kwargs: Any
    ) -> RecordForm:
        is_late = parent is not None and parent.state != MeetingState.PLANNED
        return super().form(person, record, parent, is_late=is_late, **kwargs)

    def create(self, parent: Meeting, /, *, by: Person, **fields: Any) -> AgendaItem:
        return add_item(parent, by=by, **fields)

    def edit(self, record: AgendaItem, *, by: Person, **fields: Any) -> AgendaItem:
        return edit_item(record, by=by, **fields)

    def archive(self, record: AgendaItem, *, by: Person, reason: str) -> AgendaItem:
        return remove_item(record, by=by, reason=reason)

    def unarchive(self, record: AgendaItem, *, by: Person, reason: str) -> AgendaItem:
        return bring_back_item(record, by=by, reason=reason)
