"""What stands beside a programme's projects on its dashboard, as far as a reader may see it: the
next meeting and what it is asked, the greatest risks, and the money of the year."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from governance.queries.boards import directing
from meetings.choices import TO_DECIDE
from meetings.models import Meeting
from meetings.queries.agendas import ItemRow, agenda
from money.queries.years import YearSum, whole_of_year
from people.models import Person
from programmes.financial_year import financial_year_of
from programmes.queries import scopes_within, within_now
from registers.choices import RiskKind, RiskState
from registers.models import Risk
from registers.queries.risks import with_ratings, with_scores
from values import clock
from values.money import short

MOST_RISKS = 5


@dataclass(frozen=True)
class Beside:
    meeting: Meeting | None
    """The next; never one on a page as at a past day."""
    asked: tuple[ItemRow, ...]
    risks: tuple[dict[str, Any], ...]
    above: int
    """How many open threats are above the appetite."""
    money: YearSum | None
    """All budget lines in the financial year of the page's day."""

    @property
    def variance_words(self) -> str:
        """£20k over budget (4%)."""
        return self.money.variance_in(short) if self.money else ""


def beside(programme: Any, person: Person, moment: datetime | None) -> Beside:
    """About half a dozen queries, as many for one record as for a hundred."""
    here = programme.scope
    scopes = scopes_within(here.pk, moment) if moment else within_now(here)
    meeting = None if moment else _next_meeting(programme.pk, person)
    rows = agenda(meeting, person) if meeting else []
    found, above = _risks(scopes, person, moment)
    year = financial_year_of(clock.day_of(moment))
    return Beside(
        meeting=meeting,
        asked=tuple(row for row in rows if row.is_open and row.item.kind in TO_DECIDE),
        risks=found,
        above=above,
        money=whole_of_year(scopes, moment, year, person),
    )


def _next_meeting(programme_id: int, person: Person) -> Meeting | None:
    boards = directing([programme_id], None).values("pk")
    rows = Meeting.objects.visible_to(person).filter(board__in=boards).coming(clock.now())
    found: Meeting | None = rows.select_related("board").first()
    return found


def _risks(
    scopes: Collection[int] | QuerySet, person: Person, moment: datetime | None
) -> tuple[tuple[dict[str, Any], ...], int]:
    """The open threats with the greatest scores, and how many are above the appetite."""
    rows: Any = Risk.objects.at(moment, scope_id__in=scopes).live().visible_to(person)
    rows = rows.filter(state=RiskState.OPEN, kind=RiskKind.THREAT)
    found = with_ratings(list(with_scores(rows).values()), moment)
    by_score = sorted(found, key=lambda row: (-(row["current_score"] or 0), row["id"]))
    return tuple(by_score[:MOST_RISKS]), sum(row["is_above"] for row in found)
