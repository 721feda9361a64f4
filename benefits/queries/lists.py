"""Every benefit and every savings line that a person may see, for the lists over all programmes,
now or at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest

from audit.queries.moments import value_at
from benefits.choices import ON_THE_WAY, SavingState
from benefits.models import Benefit, SavingsAmount, SavingsLine
from people.models import Person
from programmes.models import Programme
from projects.models import Project
from projects.queries.lists import seen_by
from values.spelling import alphabetical


def of_programmes(rows: Any, person: Person | None, moment: datetime | None) -> QuerySet:
    """Records of the programmes in use, by programme and in its order."""
    programmes = Programme.objects.at(moment).live().order_by().values("id")
    in_use: QuerySet = seen_by(person, rows.at(moment).live())
    return (
        in_use.filter(programme_id__in=programmes)
        .annotate(
            programme_title=value_at(moment, Programme, "programme_id", "title"),
            programme_reference=value_at(moment, Programme, "programme_id", "reference"),
            project_title=value_at(moment, Project, "project_id", "title"),
        )
        .order_by(alphabetical("programme_title"), "position", "id")
    )


def benefits(person: Person | None, moment: datetime | None) -> QuerySet:
    rows = of_programmes(Benefit.objects, person, moment)
    return rows.annotate(owner_name=value_at(moment, Person, "owner_id", "name"))


def savings(person: Person | None, moment: datetime | None) -> QuerySet:
    """With the amounts achieved and identified, in pence; "still to find" is empty where the amount
    required is not stated."""
    rows = of_programmes(SavingsLine.objects, person, moment)
    rows = rows.annotate(
        achieved_pence=_amounts(moment, SavingState.ACHIEVED),
        identified_pence=_amounts(moment, *ON_THE_WAY),
        at_risk_pence=_amounts(moment, SavingState.AT_RISK),
    )
    found = F("achieved_pence") + F("identified_pence") + F("at_risk_pence")
    left = F("required_pence") - found
    to_find = When(required_pence__isnull=False, then=Greatest(left, Value(0)))
    return rows.annotate(
        to_find_pence=Case(to_find, default=None, output_field=IntegerField()),
    )


def _amounts(moment: datetime | None, *states: str) -> Coalesce:
    amounts = SavingsAmount.objects.of_each(moment, line_id=OuterRef("id")).live()
    of_line = amounts.filter(state__in=states).order_by().values("line_id")
    total = of_line.annotate(total=Sum("amount_pence")).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), Value(0))
