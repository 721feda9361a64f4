"""The options, means, partners and sites of a project, and the categories of a programme, now or
at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from audit.queries.moments import value_at
from people.models import OrganisationUnit, Person
from projects.models import Option, Partner, Project, ProjectCategory, Resource, Site
from values import words
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class Appraisal:
    """The options of a project, in order, and what is still missing from them, in words."""

    options: list[Option]
    missing: list[str]


def appraisal(project_id: int, moment: datetime | None) -> Appraisal:
    """One query."""
    rows = Option.objects.at(moment, project_id=project_id).live().in_order()
    options: list[Option] = list(rows)
    return Appraisal(options, _missing(options) if options else [])


def _missing(options: list[Option]) -> list[str]:
    return [
        sentence
        for is_missing, sentence in (
            (
                not any(option.is_do_nothing for option in options),
                _("Doing nothing is not among the options."),
            ),
            (
                not any(option.is_preferred for option in options),
                _("No option is preferred yet."),
            ),
        )
        if is_missing
    ]


@dataclass(frozen=True)
class Means:
    """One of the means of a project, with the days that it asked for and got."""

    id: int
    title: str
    person_name: str
    unit_name: str
    days_wanted: Decimal | None
    days_agreed: Decimal | None
    agreed_by: str
    starts_on: PartialDate | None
    ends_on: PartialDate | None
    note: str

    @property
    def source(self) -> str:
        """Somebody, and the unit that they come from."""
        return ", ".join(filter(None, (self.person_name, self.unit_name)))

    @property
    def period(self) -> str:
        """May 2012 to July 2012."""
        if self.starts_on and self.ends_on:
            facts = {"first": words.when(self.starts_on), "last": words.when(self.ends_on)}
            return _("%(first)s to %(last)s") % facts
        if self.starts_on:
            return _("from %(day)s") % {"day": words.when(self.starts_on)}
        return _("to %(day)s") % {"day": words.when(self.ends_on)} if self.ends_on else ""


@dataclass(frozen=True)
class Resourcing:
    """The means of a project, and the days wanted and agreed in all, as far as they are known."""

    rows: list[Means]
    wanted: Decimal | None
    agreed: Decimal | None


def resourcing(project_id: int, moment: datetime | None) -> Resourcing:
    """One query."""
    found: Any = Resource.objects.at(moment, project_id=project_id).live().in_order()
    named = found.annotate(
        person_name=value_at(moment, Person, "person_id", "name"),
        unit_name=value_at(moment, OrganisationUnit, "unit_id", "name"),
    )
    rows = [
        Means(
            id=row.id,
            title=row.title,
            person_name=row.person_name or "",
            unit_name=row.unit_name or "",
            days_wanted=row.days_wanted,
            days_agreed=row.days_agreed,
            agreed_by=row.agreed_by,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            note=row.note,
        )
        for row in named
    ]
    return Resourcing(
        rows,
        _sum([row.days_wanted for row in rows]),
        _sum([row.days_agreed for row in rows]),
    )


def _sum(days: list[Decimal | None]) -> Decimal | None:
    """The known ones together; None if none is known."""
    known = [each for each in days if each is not None]
    return sum(known, Decimal(0)) if known else None


def partners(project_id: int, moment: datetime | None) -> QuerySet:
    found: Any = Partner.objects.at(moment, project_id=project_id).live().in_order()
    rows: QuerySet = found.annotate(unit_name=value_at(moment, OrganisationUnit, "unit_id", "name"))
    return rows


def sites(project_id: int, moment: datetime | None) -> QuerySet:
    rows: QuerySet = Site.objects.at(moment, project_id=project_id).live().in_order()
    return rows


def categories_with_counts(programme_id: int, person: Person, moment: datetime | None) -> QuerySet:
    """The categories of a programme in order, each with how many of its projects in use a person
    may see."""
    of_each = Project.objects.of_each(moment, category_id=OuterRef("id")).live()
    counted = of_each.visible_to(person).order_by().values("category_id").annotate(n=Count("id"))
    rows: Any = ProjectCategory.objects.at(moment, programme_id=programme_id)
    found: QuerySet = rows.visible_to(person).in_order()
    return found.annotate(
        project_count=Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), Value(0))
    )
