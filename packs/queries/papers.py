"""The papers that stand on an agenda."""

from __future__ import annotations

from collections import defaultdict

from meetings.models import Meeting
from reports.models import ItemPaper

Papers = dict[int, list[int]]
"""The keys of the papers of each item, in order, by the item's key."""


def papers_of(meeting: Meeting) -> Papers:
    """Return the papers of the items of a meeting. One query; it reads keys only, so it may be
    asked for any audience."""
    rows = ItemPaper.objects.live().filter(item__meeting=meeting, paper__is_archived=False)
    found: Papers = defaultdict(list)
    for item, paper in rows.order_by("id").values_list("item_id", "paper_id"):
        found[item].append(paper)
    return found
