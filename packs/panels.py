"""What the page of a meeting says of its pack."""

from __future__ import annotations

from typing import Any

from meetings.choices import COMING
from meetings.models import Meeting
from packs.models import Pack, PackVersion
from packs.pages import may_plan
from packs.queries.reading import last_published
from people.models import Person
from records.pages.moments import AskedMoment

TEMPLATE = "packs/panel.html"


def pack_panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """The pack of a meeting that is published, or the way to make it; else nothing. Two queries
    for a meeting."""
    if not isinstance(record, Meeting) or asked.value:
        return None
    pack: Pack | None = Pack.objects.filter(meeting=record).first()
    version: PackVersion | None = last_published(pack) if pack else None
    plans = may_plan(person, record.board)
    if version is None and not (plans and (pack or record.state in COMING)):
        return None
    return {"meeting": record, "pack": pack, "version": version, "may_plan": plans}
