"""Papers as lists read them, now or at a past moment."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from audit.queries.moments import value_at
from governance.models import Board
from people.models import Person
from programmes.models import Programme
from reports.models import Paper


def papers(person: Person, moment: datetime | None, **of: int) -> QuerySet:
    """The papers that a person may see, all or of one board or programme, by meeting."""
    rows: QuerySet = Paper.objects.at(moment).visible_to(person).next_meeting_first().filter(**of)
    return rows.annotate(
        programme_title=value_at(moment, Programme, "programme_id", "title"),
        programme_reference=value_at(moment, Programme, "programme_id", "reference"),
        board_title=value_at(moment, Board, "board_id", "title"),
    )
