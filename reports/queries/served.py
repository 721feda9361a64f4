"""The programmes that papers serve, now or at a past moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from programmes.models import Programme
from reports.models import Paper, PaperProgramme


def served_by(
    paper: Paper, moment: datetime | None = None, links: Iterable[PaperProgramme] | None = None
) -> tuple[Programme, ...]:
    """The programmes of a paper, as read at a moment, the first one first; `links` are its further
    ones in order, where they have been read. At most two queries."""
    if links is None:
        links = PaperProgramme.objects.at(moment, paper_id=paper.id).live().in_order()
    links = list(links)
    if moment is None and not links:
        return (paper.programme,) if paper.programme else ()
    keys = [paper.programme_id, *(link.programme_id for link in links)]
    keys = [key for key in keys if key is not None]
    if not keys:
        return ()
    rows: Any = Programme.objects.at(moment, id__in=keys)
    found = {programme.id: programme for programme in rows}
    return tuple(found[key] for key in keys if key in found)  # not all existed then
