"""Which parts of a restricted paper are out of date when the paper is released, and so stay
closed."""

from __future__ import annotations

from people.models import Restriction
from reports.models import Clearance, Publication
from reports.queries.digests import digest_of
from reports.queries.papers import clearance_rows


def clearance(part: Clearance, restriction: Restriction) -> bool:
    """Whether it is about a version other than the one released: comments on another version, or
    what had to change."""
    if not part.text:
        return False
    rows = clearance_rows(part.paper)
    return not any(row.id == part.pk and row.standing == "cleared" for row in rows)


def publication(part: Publication, restriction: Restriction) -> bool:
    """Whether the paper was edited while it was restricted: an earlier publication is then of a
    different version from the one released."""
    restricted_at = restriction.history.order_by("history_date", "history_id")[0].history_date
    return digest_of(part.paper_id, restricted_at) != digest_of(part.paper_id)
