"""How the list of people is narrowed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from people.choices import Role
from people.models import Appointment, OrganisationUnit
from people.queries import units_within
from records.filters import units_seen
from values import clock


class UnitFilter(django_filters.ModelChoiceFilter):
    """Narrows people to those who worked in a unit then, or in a part of it."""

    def __init__(self) -> None:
        settings: dict[str, Any] = {"label": _("Organisation unit"), "empty_label": _("Any unit")}
        super().__init__("organisation_unit_id", queryset=units_seen, **settings)

    def filter(self, people: QuerySet, value: OrganisationUnit | None) -> QuerySet:
        if value is None:
            return people
        return people.filter(organisation_unit_id__in=units_within(value.pk, self.parent.moment))


class RoleFilter(django_filters.ChoiceFilter):
    """Narrows people to those who held a role on that day, in whatever scope."""

    def __init__(self) -> None:
        super().__init__(label=_("Role"), choices=Role.choices, empty_label=_("Any role"))

    def filter(self, people: QuerySet, value: str) -> QuerySet:
        if not value:
            return people
        moment = self.parent.moment
        on = clock.day_of(moment)
        held = Appointment.objects.at(moment, role=value).live().current(on)
        return people.filter(id__in=held.order_by().values("person_id"))
