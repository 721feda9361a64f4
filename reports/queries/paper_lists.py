"""Papers as lists read them, now or at a past moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet

from audit.queries.moments import value_at
from audit.querysets import list_of
from governance.models import Board
from people.models import Person
from programmes.models import Programme
from reports.models import Paper, PaperProgramme


def papers(
    person: Person, moment: datetime | None, *, programme_id: int | None = None, **of: int
) -> QuerySet:
    """The papers that a person may see, all, of one board or for one programme, by meeting."""
    rows: Any = Paper.objects.at(moment).visible_to(person).next_meeting_first().filter(**of)
    if programme_id is not None:
        rows = rows.serving(programme_id)
    further = PaperProgramme.objects.of_each(moment, paper_id=OuterRef("id")).live().order_by()
    titled = further.annotate(titled=value_at(moment, Programme, "programme_id", "title"))
    found: QuerySet = rows.annotate(
        also_titles=list_of(titled, "titled", "position"),
        programme_title=value_at(moment, Programme, "programme_id", "title"),
        programme_reference=value_at(moment, Programme, "programme_id", "reference"),
        board_title=value_at(moment, Board, "board_id", "title"),
    )
    return found
