"""Writes of agendas: their items, the order of business, and what is late, to follow or
withdrawn."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import edit_record
from audit.errors import Refused
from audit.writing import audited
from meetings.actions.gates import put_back, table_review, take_off
from meetings.actions.meetings import lock, lock_item, refuse_ended
from meetings.actions.presiding import refuse_beside_the_chair
from meetings.choices import ItemPlace, ItemState, MeetingState, Outcome
from meetings.contributed import TABLED
from meetings.models import AgendaItem, Meeting, StandingItem
from meetings.queries.agendas import items_of, last_number
from meetings.queries.gates import waiting_for
from meetings.queries.meetings import meeting_before
from people.models import Person
from values import clock

STEP = 10
ORDINARY, CLOSING = 1_000, 100_000
"""Where items begin that do not stand on every agenda, and the standing items at the end."""


def add_item(
    meeting: Meeting,
    *,
    by: Person,
    late_reason: str = "",
    urgency_reason: str = "",
    reason: str = "",
    **fields: Any,
) -> AgendaItem:
    """Add an item to an agenda, and return it. After the agenda is published it is late: it then
    says why it is late and why it cannot wait, and the meeting takes it only if the chair
    agrees. Raises Refused without these reasons, and once the meeting is closed."""
    with audited(by=by, reason=reason or _("Agenda item added")):
        current = lock(meeting)
        refuse_ended(current)
        is_late = current.state != MeetingState.PLANNED
        if is_late:
            _refuse_unexplained(late_reason, urgency_reason)
            fields |= {
                "number": last_number(current) + 1,
                "is_late": True,
                "late_reason": late_reason,
                "urgency_reason": urgency_reason,
            }
        fields.setdefault("position", _next_position(current))
        return writing.create(AgendaItem, meeting=current, **fields)


def _refuse_unexplained(late_reason: str, urgency_reason: str) -> None:
    sentences = {
        "late_reason": [] if late_reason.strip() else [_("Say why the item is late.")],
        "urgency_reason": [] if urgency_reason.strip() else [_("Say why the item cannot wait.")],
    }
    missing = {name: said for name, said in sentences.items() if said}
    if missing:
        raise Refused(
            _("The agenda is published: a late item says why it is late and why it cannot wait."),
            missing,
        )


def _next_position(meeting: Meeting) -> int:
    """Behind everything but the standing items at the end."""
    places = [item.position for item in items_of(meeting) if item.position < CLOSING]
    return max([ORDINARY, *places]) + STEP


def edit_item(item: AgendaItem, *, by: Person, reason: str = "", **fields: Any) -> AgendaItem:
    """Change what an agenda says of an item, and return it as it is now. Raises Refused once the
    meeting is closed."""
    with audited(by=by, reason=reason or _("Agenda item edited")):
        refuse_ended(lock_item(item).meeting)
        return edit_record(item, by=by, **fields)


def remove_item(item: AgendaItem, *, by: Person, reason: str = "") -> AgendaItem:
    """Take an item off an agenda that is not published yet, and return it. Afterwards it is
    withdrawn instead, and keeps its number."""
    with audited(by=by, reason=reason or _("Agenda item removed")):
        current = lock_item(item)
        if current.meeting.state != MeetingState.PLANNED:
            raise Refused(_("The agenda is published: withdraw the item, which keeps its number."))
        take_off(current, by=by)
        return writing.archive(current)


def bring_back_item(item: AgendaItem, *, by: Person, reason: str = "") -> AgendaItem:
    """Put an item back on an agenda that is not published yet, and return it."""
    with audited(by=by, reason=reason or _("Agenda item brought back")):
        if lock(item.meeting).state != MeetingState.PLANNED:
            raise Refused(_("The agenda is published: add the item again, as a late one."))
        put_back(item, by=by)
        return writing.unarchive(item)


def move_item(item: AgendaItem, *, by: Person, is_up: bool) -> AgendaItem:
    """Change the order of business by one place, and return the item: its number stays."""
    with audited(by=by, reason=_("Order of business changed")):
        current = lock_item(item)
        refuse_ended(current.meeting)
        order = list(items_of(current.meeting))
        place = next(n for n, other in enumerate(order) if other.pk == current.pk)
        there = place - 1 if is_up else place + 1
        if not 0 <= there < len(order):
            sentence = (
                _("The item is already the first.") if is_up else _("It is already the last.")
            )
            raise Refused(sentence)
        other = order[there]
        mine, theirs = current.position, other.position
        if mine == theirs:
            theirs += -1 if is_up else 1
        writing.change(other, position=mine)
        return writing.change(current, position=theirs)


def set_item_state(item: AgendaItem, *, by: Person, state: str, why: str = "") -> AgendaItem:
    """Say that a report is to follow, supplementary, withdrawn, or on the agenda as usual, and
    return the item, which keeps its number. Raises Refused for a withdrawal without a reason."""
    why = why.strip()
    with audited(by=by, reason=_("Agenda item: %(state)s") % {"state": ItemState(state).label}):
        current = lock_item(item)
        refuse_ended(current.meeting)
        if state == ItemState.WITHDRAWN and not why:
            sentence = _("Say why the report is withdrawn.")
            raise Refused(sentence, {"why": [sentence]})
        if state == ItemState.WITHDRAWN:
            take_off(current, by=by)
        elif current.state == ItemState.WITHDRAWN:
            put_back(current, by=by)
        return writing.change(current, state=state, state_reason=why)


def consent_to_item(item: AgendaItem, *, by: Person) -> AgendaItem:
    """The chair agrees that a late item cannot wait. Returns the item. Raises Refused for an item
    that is not late, and when the chair has agreed already."""
    with audited(by=by, reason=_("The chair agreed to a late item")):
        current = lock_item(item)
        refuse_ended(current.meeting)
        if not current.is_late:
            raise Refused(_("Only a late item needs the chair’s agreement."))
        if current.consented_at is not None:
            raise Refused(_("The chair has already agreed to this item."))
        refuse_beside_the_chair(current.meeting, by=by)
        return writing.change(current, consented_by=by, consented_at=clock.now())


def draft_agenda(meeting: Meeting, *, by: Person) -> list[AgendaItem]:
    """Put on an agenda what is not on it yet: the board's standing items, what the meeting before
    deferred, and what was submitted for this one. Returns the new items. Raises Refused when there
    are none."""
    with audited(by=by, reason=_("Agenda drafted")):
        current = lock(meeting)
        if current.state != MeetingState.PLANNED:
            raise Refused(_("The agenda has already been published."))
        tabled = [item for table in TABLED for item in table(current, by=by)]
        reviews = [
            table_review(current, review, by=by, add=add_item) for review in waiting_for(current)
        ]
        added = [*_carried_over(current), *tabled, *reviews, *_standing(current)]
        if not added:
            raise Refused(_("Everything standing, deferred and submitted is already on it."))
        return added


def _standing(meeting: Meeting) -> list[AgendaItem]:
    there = AgendaItem.objects.filter(meeting=meeting, standing__isnull=False)
    rows = StandingItem.objects.live().filter(board=meeting.board)
    rows = rows.exclude(pk__in=there.values("standing")).order_by("position", "id")
    added = []
    for place, standing in enumerate(rows.select_related("series")):
        if standing.series_id not in (None, meeting.series_id):
            continue
        first = 0 if standing.place == ItemPlace.OPENING else CLOSING
        fields = {name: getattr(standing, name) for name in ("title", "kind", "minutes")}
        added.append(
            writing.create(
                AgendaItem,
                meeting=meeting,
                standing=standing,
                position=first + place + 1,
                **fields,
            )
        )
    return added


def _carried_over(meeting: Meeting) -> list[AgendaItem]:
    """What the meeting before deferred comes on the agenda again."""
    before = meeting_before(meeting)
    if before is None:
        return []
    there = AgendaItem.objects.filter(meeting=meeting, carried_from__isnull=False)
    deferred = items_of(before).filter(outcome=Outcome.DEFERRED)
    deferred = deferred.exclude(pk__in=there.values("carried_from"))
    deferred = deferred.exclude(gates__is_archived=False)  # a review comes back by itself
    return [carry_over(item, meeting) for item in deferred]


def carry_over(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """An item on a later agenda; inside its own `audited()`. It stays restricted."""
    fields = {name: getattr(item, name) for name in ("title", "kind", "summary", "minutes")}
    return writing.create(
        AgendaItem,
        meeting=meeting,
        carried_from=item,
        presenter=item.presenter,
        restriction=item.restriction,
        position=_next_position(meeting),
        **fields,
    )
