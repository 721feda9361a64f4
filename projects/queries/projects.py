"""Projects as pages and papers read them, now or at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from audit.queries.moments import as_recorded
from people import policy
from people.models import Person
from programmes.models import Programme
from programmes.queries import ProgrammeRow, programme_at, programme_row
from projects.models import Project
from projects.stages import stage_words
from values import clock


@dataclass(frozen=True)
class ProjectRow:
    """A project as it was at a moment."""

    id: int
    reference: str
    programme_id: int
    scope_id: int
    parent_id: int | None
    printed_number: str
    category: str
    title: str
    summary: str
    stage: str
    lifecycle_id: int | None
    is_archived: bool

    @property
    def day_of(moment: datetime | None) -> date:
    """The day of a moment in Europe/London; None means today."""
    return timezone.localdate(moment) if moment else clock.today()
