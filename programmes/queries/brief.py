"""The brief of a programme at a moment: its texts, objectives and stakeholders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.queries.moments import value_at
from people.choices import Role
from people.models import Person
from people.seats import holders, seats
from programmes.choices import Degree, DocumentKind, DocumentState, HowOften
from programmes.lifecycle import next_told_on
from programmes.models import (
    CorporatePriority,
    Document,
    DocumentVersion,
    Objective,
    Programme,
    RoleDescription,
    Stakeholder,
)
from programmes.queries.programmes import ProgrammeRow
from values import clock, words
from values.spelling import alphabetical

TEXTS = ("context", "in_scope", "out_of_scope", "constraints", "completion_criterion")


def parts(programme: ProgrammeRow) -> list[tuple[str, str, str]]:
    """(its name, its heading, its text) for each part of the brief, in its order."""
    fields: Any = (Programme._meta.get_field(name) for name in TEXTS)
    return [
        (field.name, capfirst(str(field.verbose_name)), getattr(programme, field.name))
        for field in fields
    ]


def objectives(programme_id: int, moment: datetime | None) -> list[dict[str, Any]]:
    """With the priority that each serves. One query."""
    rows: Any = Objective.objects.at(moment, programme_id=programme_id).live().in_order()
    named = rows.annotate(
        priority_title=value_at(moment, CorporatePriority, "priority_id", "title"),
        priority_reference=value_at(moment, CorporatePriority, "priority_id", "reference"),
    )
    return list(
        named.values("id", "title", "success", "due_on", "priority_title", "priority_reference")
    )


def objectives_of_priority(
    priority_id: int, person: Person, moment: datetime | None
) -> list[dict[str, Any]]:
    """Those of programmes that a person may see, by programme. One query."""
    rows: Any = Objective.objects.at(moment, priority_id=priority_id).live().visible_to(person)
    named = rows.annotate(
        programme_title=value_at(moment, Programme, "programme_id", "title"),
        programme_reference=value_at(moment, Programme, "programme_id", "reference"),
    ).order_by(alphabetical("programme_title"), "position", "id")
    return list(named.values("title", "due_on", "programme_title", "programme_reference"))


def priorities(person: Person, moment: datetime | None) -> QuerySet:
    """Those that a person may see, in the council's order, with the number of objectives in
    programmes that they may see."""
    serving = Objective.objects.of_each(moment, priority_id=OuterRef("id")).live()
    counted = serving.visible_to(person).order_by().values("priority_id").annotate(n=Count("id"))
    rows: QuerySet = CorporatePriority.objects.at(moment).visible_to(person)
    return rows.annotate(
        objective_count=Coalesce(Subquery(counted.values("n")), Value(0))
    ).order_by("position", "id")


@dataclass(frozen=True)
class RoleRow:
    """A role or body of a programme, who holds it, and what it does."""

    id: int
    title: str
    held_by: str
    duties: str
    accountable_to: str


def roles(programme: ProgrammeRow, moment: datetime | None) -> list[RoleRow]:
    """In the programme's order, with the holders of that moment. Two queries."""
    held = seats([programme.scope_id], moment)[programme.scope_id]
    rows: Any = RoleDescription.objects.at(moment, programme_id=programme.id).live().in_order()
    return [
        RoleRow(
            id=row.id,
            title=row.title,
            held_by="; ".join(holders(held, Role(row.role))) if row.role else "",
            duties=row.duties,
            accountable_to=row.accountable_to,
        )
        for row in rows
    ]


def control(programme: ProgrammeRow, moment: datetime | None) -> list[DocumentVersion]:
    """The versions of a programme's initiation document, the oldest first: of the one in force, or
    of the newest if none is. Two queries."""
    kept: Any = Document.objects.at(moment, scope_id=programme.scope_id).live()
    is_other = Case(When(state=DocumentState.IN_FORCE, then=0), default=1)
    found = kept.filter(kind=DocumentKind.INITIATION).order_by(is_other, "-id").first()
    if found is None:
        return []
    versions: Any = DocumentVersion.objects.at(moment, document_id=found.id).live()
    return list(versions.newest_first())[::-1]


@dataclass(frozen=True)
class StakeholderRow:
    """A line of the communications plan; `is_due` when the day to tell them is over."""

    id: int
    title: str
    person_name: str
    interest: str
    influence: str
    matters: str
    how_told: str
    how_often: str
    told_by_name: str
    last_told_on: date | None
    next_told_on: date | None
    is_due: bool

    @property
    def how_words(self) -> str:
        """Every month, by Fiona Laidlaw."""
        if not self.told_by_name:
            return self.how_often
        return _("%(often)s, by %(name)s") % {"often": self.how_often, "name": self.told_by_name}

    @property
    def last_words(self) -> str:
        if self.last_told_on is None:
            return _("not told yet")
        return _("told on %(day)s") % {"day": words.day(self.last_told_on)}


def stakeholders(programme_id: int, moment: datetime | None) -> list[StakeholderRow]:
    """In the programme's order. One query."""
    rows: Any = Stakeholder.objects.at(moment, programme_id=programme_id).live().in_order()
    named = rows.annotate(
        person_name=value_at(moment, Person, "person_id", "name"),
        told_by_name=value_at(moment, Person, "told_by_id", "name"),
    )
    on = clock.day_of(moment)
    return [_stakeholder(row, on) for row in named]


def _stakeholder(row: Any, on: date) -> StakeholderRow:
    next_on = next_told_on(row.last_told_on, row.how_often)
    return StakeholderRow(
        id=row.id,
        title=row.title,
        person_name=row.person_name or "",
        interest=str(Degree(row.interest).label),
        influence=str(Degree(row.influence).label),
        matters=row.matters,
        how_told=row.how_told,
        how_often=str(HowOften(row.how_often).label),
        told_by_name=row.told_by_name or "",
        last_told_on=row.last_told_on,
        next_told_on=next_on,
        is_due=next_on is not None and next_on < on,
    )


def due_words(row: StakeholderRow) -> tuple[str, str] | None:
    return (_("Overdue"), "red") if row.is_due else None
