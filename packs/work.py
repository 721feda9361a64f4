"""The next meeting leads the page of anyone who sits on a board: what is asked of them, how long it
takes to read, and what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.choices import TO_DECIDE
from meetings.models import Meeting
from meetings.queries.agendas import agenda, when_words
from meetings.queries.coming import own_boards
from meetings.queries.meetings import meeting_before
from packs.models import Pack
from packs.queries.changes import standing
from packs.queries.reading import AS_READ, Line, PackAsRead, in_minutes, pack_as_read
from people.models import Person
from records.pages.work import Part
from values import clock, words

DAYS_NAMED = 6
"""So far ahead a meeting is named by its weekday alone."""


@dataclass(frozen=True)
class AgendaLine:
    """An item of the agenda as a member sees it before the meeting."""

    number: str
    title: str
    summary: str
    is_to_decide: bool
    pages: str
    mark: str
    url: str
    """Of its paper in the pack; empty while there is none to read."""


def next_meeting(person: Person) -> dict[str, Any] | None:
    """The next meeting of the boards on which a person sits. At most ten queries; none for anyone
    who sits on no board."""
    boards = own_boards(person)
    if not boards:
        return None
    own = Meeting.objects.visible_to(person).filter(board__scope_id__in=boards)
    meeting = own.coming(clock.now()).select_related("board__programme", "pack").first()
    if meeting is None:
        return None
    rows = agenda(meeting, person)
    pack: Pack | None = getattr(meeting, "pack", None)
    read = pack_as_read(pack, standing(pack), person.account) if pack else PackAsRead(())
    decisions = sum(row.is_open and row.item.kind in TO_DECIDE for row in rows)
    return {
        "meeting": meeting,
        "title": title_of(meeting),
        "when": ", ".join(filter(None, (when_words(meeting), meeting.place))),
        "pack": pack if read.lines else None,
        "asked": asked_words(decisions),
        "reading": reading_words(read, len(rows)),
        "lines": [_line(row, read, pack) for row in rows],
        **since_last(meeting),
    }


def title_of(meeting: Meeting) -> str:
    """Tuesday: Adults Board; today's and tomorrow's by those words."""
    return f"{_day_words(meeting.held_on)}: {meeting.board.title}"


def _day_words(day: date) -> str:
    ahead = (day - clock.today()).days
    if ahead in (0, 1):
        return _("Tomorrow") if ahead else _("Today")
    return words.weekday_name(day) if 0 < ahead <= DAYS_NAMED else words.day(day)


def asked_words(decisions: int) -> str:
    """Two decisions are asked of you."""
    if not decisions:
        return _("No decision is asked of you.")
    sentence = ngettext(
        "%(n)s decision is asked of you.", "%(n)s decisions are asked of you.", decisions
    )
    return capfirst(sentence % {"n": decisions})


def reading_words(read: PackAsRead, items: int) -> str:
    """38 pages in five items, about 45 minutes to read; three papers are new since you looked."""
    if not items:
        return _("The agenda is not set yet.")
    if not read.lines:
        return ngettext(
            "%(n)d item; the pack is not out yet.", "%(n)d items; the pack is not out yet.", items
        ) % {"n": items}
    facts = {"n": read.pages, "time": in_minutes(read.minutes)}
    size = ngettext("%(n)d page, %(time)s to read", "%(n)d pages, %(time)s to read", read.pages)
    unread = sum(bool(line.mark) and line.mark != AS_READ for line in read.lines)
    if not unread:
        return f"{size % facts}."
    new = ngettext("%(n)d paper is new to you", "%(n)d papers are new to you", unread)
    return f"{size % facts}; {new % {'n': unread}}."


def _url(line: Line, pack: Pack) -> str:
    keys = [pack.reference, line.item.pack_version.number, line.item.position]
    return reverse("packs:pack_item", args=keys)


def since_last(meeting: Meeting) -> dict[str, str]:
    """Where a member sees what has changed in the board's programme since it last met. One
    query."""
    programme, last = meeting.board.programme, meeting_before(meeting)
    if programme is None or last is None:
        return {}
    days = urlencode({"from": last.held_on.isoformat(), "to": clock.today().isoformat()})
    page = reverse("reports:programme_compare", args=[programme.reference])
    return {"since": words.day(last.held_on), "since_url": f"{page}?{days}"}


def _line(row: Any, read: PackAsRead, pack: Pack | None) -> AgendaLine:
    own = [line for line in read.lines if line.item.item_id == row.id]
    first = own[0] if own else None
    return AgendaLine(
        number=row.number,
        title=row.title,
        summary=row.item.summary if row.is_open else row.closed_because,
        is_to_decide=row.is_open and row.item.kind in TO_DECIDE,
        pages=", ".join(line.pages for line in own if line.pages),
        mark=first.mark_words if first else "",
        url=_url(first, pack) if first and pack and first.has_text else "",
    )


MY_WORK = Part("lead", 0, "packs/next_meeting.html", next_meeting)
