"""Which records name a person. They are found by the foreign keys of the tracked models, so that a
future kind of record is found too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.models import TrackedModel, tracked_models
from people import policy
from people.models import Appointment, Person, RestrictedReader
from people.queries import role_words
from values.spelling import alphabetical


@dataclass(frozen=True)
class Duty:
    """A duty that waits for a person whom no form can change: `waiting` narrows records to those
    that still wait, `place` says which one it is, `note` what a successor must know."""

    waiting: Callable[[Any], Any]  # from a queryset to a queryset
    place: Callable[[Any], str]
    note: Callable[[], str]


DUTIES: dict[models.Field, Duty] = {}
"""By the field that names the person; each app adds its own in `ready()`."""

FACTS: set[models.Field] = set()
"""Fields that a form sets, and that say who did something: they pass to nobody."""


@dataclass(frozen=True)
class Named:
    """A record that names a person in one of its fields."""

    record: Any  # tracked
    field: models.ForeignKey

    @property
    def key(self) -> str:
        """Its name in a form, such as "appointment-3-person"."""
        return f"{self.record._meta.model_name}-{self.record.pk}-{self.field.name}"

    @property
    def is_role(self) -> bool:
        return isinstance(self.record, Appointment)

    @property
    def what(self) -> str:
        """What the person is there: "Project lead (Schools)", "Owner"."""
        if not self.is_role:
            return capfirst(str(self.field.verbose_name))
        limited = f" ({self.record.limited_to})" if self.record.limited_to else ""
        return f"{role_words(self.record.role)}{limited}"

    @property
    def where(self) -> str:
        if self.field in DUTIES:
            return DUTIES[self.field].place(self.record)
        return str(self.record.scope if self.is_role else self.record)

    @property
    def kind(self) -> str:
        """The noun for the record; empty for a role, whose place says enough."""
        return "" if self.is_role else capfirst(str(self.record._meta.verbose_name))

    @property
    def note(self) -> str:
        """What a person who hands it over must know; usually empty."""
        if self.field in DUTIES:
            return DUTIES[self.field].note()
        if self.is_role and policy.MATRIX.needs_two(self.record.role):
            return _("The successor’s role waits until a second person has confirmed it.")
        return ""

    def __str__(self) -> str:
        return f"{self.what}, {self.where}"


def fields_that_name_people() -> list[tuple[type[TrackedModel], models.ForeignKey]]:
    """Every field of a tracked record that points at a person, roles first. Access to a restricted
    record is given to a person by name, and passes to nobody."""
    fields = [
        (model, field)
        for model in tracked_models()
        if model is not RestrictedReader
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    ]
    return sorted(fields, key=lambda f: (f[0] is not Appointment, f[0]._meta.label, f[1].name))


def responsibilities(person: Person, reader: Person, on: date) -> list[Named]:
    """What a person holds on or after a day and what else they answer for, as far as a reader may
    see it. One query for each kind.

    A field that a form sets says who is responsible. One that no form sets says who did something,
    such as submitting a report: that stays as it was, unless it is a duty that still waits. So does
    one of the FACTS.
    """
    held: list[Named] = []
    for model, field in fields_that_name_people():
        duty = DUTIES.get(field)
        if (field.editable and field not in FACTS) or duty:
            records: Any = model.objects
            rows = records.visible_to(reader).live()
            rows = duty.waiting(rows) if duty else rows
            held += (Named(row, field) for row in _in_order(rows, field, person, on))
    return held


def _in_order(rows: Any, field: models.ForeignKey, person: Person, on: date) -> Iterator[Any]:
    named = rows.filter(**{field.name: person}).order_by("id")
    if rows.model is not Appointment:
        yield from named
        return
    held = named.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    yield from held.select_related("scope").order_by(alphabetical("scope__title"), "id")
