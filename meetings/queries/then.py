"""A meeting as it was recorded at a past moment, as far as its reader may see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from audit.queries.moments import value_at
from governance.models import Decision
from meetings.choices import MotionState, Outcome, Presence
from meetings.models import AgendaItem, Attendance, ItemDecision, Meeting
from people.models import Appointment, Person, Restriction
from people.queries import names_of, role_words

Decided = tuple[str, str, str]
"""What came of a vote, its title, and its reference in the register, or nothing."""


@dataclass(frozen=True)
class ItemThen:
    """An item of an agenda; of one that is closed to its reader, the title for the public."""

    number: str
    title: str
    is_open: bool
    outcome: str
    decisions: tuple[Decided, ...]


def agenda_then(meeting: Meeting, reader: Person, moment: datetime) -> list[ItemThen]:
    """The items in the order of business at a moment. Six queries at most."""
    rows: Any = AgendaItem.objects.at(moment, meeting_id=meeting.pk).live()
    items = list(rows.in_order())
    seen = {row.id for row in rows.visible_to(reader)}
    titles = _public_titles([item for item in items if item.id not in seen])
    decided = _decided([item.id for item in items if item.id in seen], moment)
    return [
        ItemThen(
            number=str(item.number or place),
            title=item.title if item.id in seen else titles.get(item.id, ""),
            is_open=item.id in seen,
            outcome=str(Outcome(item.outcome).label) if item.outcome and item.id in seen else "",
            decisions=tuple(decided[item.id]),
        )
        for place, item in enumerate(items, start=1)
    ]


def _public_titles(closed: list[Any]) -> dict[int, str]:
    """By the key of an item: those closed by an interest have none."""
    keys = {item.id: item.restriction_id for item in closed}
    now = AgendaItem.objects.filter(pk__in=keys).values_list("pk", "restriction_id")
    keys |= {pk: mark for pk, mark in now if mark is not None}
    marks = [mark for mark in keys.values() if mark is not None]
    titles = dict(Restriction.objects.filter(pk__in=marks).values_list("pk", "public_title"))
    return {pk: titles[mark] for pk, mark in keys.items() if mark is not None}


def _decided(items: list[int], moment: datetime) -> dict[int, list[Decided]]:
    rows: Any = ItemDecision.objects.at(moment, item_id__in=items).live().order_by("id")
    named = rows.annotate(entered=value_at(moment, Decision, "decision_id", "reference"))
    found: dict[int, list[Decided]] = defaultdict(list)
    for row in named:
        said = str(MotionState(row.state).label)
        found[row.item_id].append((said, row.title, row.entered or ""))
    return found


def attendance_then(meeting: Meeting, moment: datetime) -> list[tuple[str, str]]:
    """(who, whether they came), as recorded at a moment. Three queries."""
    rows: Any = Attendance.objects.at(moment, meeting_id=meeting.pk).live().order_by("id")
    came = list(rows.annotate(role=value_at(moment, Appointment, "seat_id", "role")))
    names = names_of({row.person_id for row in came if row.person_id}, moment)
    return [(_who(row, names), str(Presence(row.presence).label)) for row in came]


def _who(row: Any, names: dict[int, str]) -> str:
    return names.get(row.person_id) or row.name or (role_words(row.role) if row.role else _("–"))
