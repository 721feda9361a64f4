"""The papers that stand on an agenda."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from meetings.models import Meeting
from reports.models import Paper

Papers = dict[int, list[int]]
"""The keys of the papers of each item, in order, by the item's key."""


def papers_of(meeting: Meeting, items: Iterable[tuple[int, int]]) -> Papers:
    """Return the papers of some items (key, number) of a meeting. One query; it reads keys only, so
    it may be asked for any audience."""
    rows = Paper.objects.live().filter(board_id=meeting.board_id, meeting_on=meeting.held_on)
    by_number: dict[str, list[int]] = defaultdict(list)
    for key, number in rows.order_by("id").values_list("id", "agenda_item"):
        by_number[number.strip()].append(key)
    return {key: by_number[str(number)] for key, number in items}
