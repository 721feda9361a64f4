"""Gate reviews on agendas, as far as their reader may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.choices import GateState
from governance.models import GateReview
from governance.querysets import GateReviewQuerySet
from meetings.contributed import Links
from meetings.models import Meeting
from people.models import Person


def waiting_for(meeting: Meeting) -> GateReviewQuerySet:
    """The gate reviews that were vetted, wait for this board, and are on no agenda yet, whoever
    asks. The one that waits longest comes first."""
    rows: GateReviewQuerySet = GateReview.objects.live().filter(board=meeting.board_id)
    rows = rows.filter(state=GateState.VETTED).select_related("project")
    return rows.order_by("vetted_at", "id")


def links_of(items: Collection[int], reader: Person) -> dict[int, Links]:
    """The gate review that each item is about, with its address. One query."""
    rows = GateReview.objects.visible_to(reader)
    rows = rows.filter(on_agendas__item__in=items, on_agendas__is_archived=False)
    found: dict[int, Links] = defaultdict(list)
    for review in rows.annotate(item=F("on_agendas__item")):
        words = _("Gate review %(reference)s") % {"reference": review.reference}
        if review.round > 1:
            words = _("Gate review %(reference)s, round %(n)d") % {
                "reference": review.reference,
                "n": review.round,
            }
        url = reverse("governance:gate_detail", args=[review.reference])
        found[review.item].append((words, url))
    return found
