"""Organisation units, wards and divisions: pages for those who keep the office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from directory.columns import PEOPLE
from directory.forms.people import LogoForm, OrganisationUnitForm, WardForm
from directory.views.accounts import people_crumb
from people import policy
from people.choices import Act, UnitKind
from people.models import Logo, OrganisationUnit, Person, Ward
from people.queries import appointments_of, picture_of
from records.pages.listing import page_of
from records.pages.lists import table
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.record_pages import AttachedFilePages, RecordPages, archived_parts
from values.spelling import alphabetical

PEOPLE_OF_A_UNIT = [column for column in PEOPLE if column.key != "unit_name"]


class NumberedPages(RecordPages):
    """The pages of records that have no reference and are addressed by number."""

    act = Act.KEEP_OFFICE
    namespace = "directory"

    def find(self, person: Person, keys: dict[str, Any]) -> Any:
        return find_numbered(self.model, person, keys["reference"])

    def home(self, record: models.Model) -> None:
        return None

    def address(self, record: models.Model) -> list[Any]:
        return [record.pk]


class UnitPages(NumberedPages):
    model = OrganisationUnit
    form_class = OrganisationUnitForm
    name = "unit"

    def crumbs(self, record: OrganisationUnit) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(None), *super().crumbs(record)]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return [*people_crumb(), (_("Units"), self.after_parent(None))]


class LogoPages(AttachedFilePages):
    """The logo of a unit; papers print that of the council."""

    model = Logo
    form_class = LogoForm
    act = Act.KEEP_OFFICE
    namespace, name = "directory", "logo"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> OrganisationUnit:
        unit: OrganisationUnit = find_numbered(OrganisationUnit, person, str(keys["parent"]))
        return unit

    def home_of_parent(self, parent: OrganisationUnit) -> None:
        return None

    def after_parent(self, parent: OrganisationUnit) -> str:
        return reverse("directory:unit_detail", args=[parent.pk])

    def crumbs_of_parent(self, parent: OrganisationUnit) -> list[tuple[str, str]]:
        return UnitPages().crumbs(parent)


class WardPages(NumberedPages):
    model = Ward
    form_class = WardForm
    name = "ward"

    def crumbs(self, record: Ward) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(None), *super().crumbs(record)]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return [*people_crumb(), (_("Wards and divisions"), self.after_parent(None))]


@takes("page", *ASKED)
def unit_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A unit: what it is part of, its own parts, and who works in it."""
    reader, asked = request.user.person, moment_asked(request)
    unit = find_numbered(OrganisationUnit, reader, reference)
    row = as_recorded(unit, asked.value)
    units = OrganisationUnit.objects.at(asked.value).visible_to(reader)
    people = Person.objects.at(asked.value, organisation_unit_id=unit.pk).visible_to(reader).live()
    page = page_of(people.order_by(alphabetical("name"), "id"), request)
    context = {
        "unit": row,
        "kind_words": UnitKind(row.kind).label,
        "parent": units.filter(id=row.parent_id or 0).first(),
        "parts": list(units.filter(parent_id=unit.pk).live().order_by(alphabetical("name"), "id")),
        "page": page,
        "people": people_table(page.object_list, reader, asked),
        **_logo(unit, reader, asked),
        "breadcrumbs": UnitPages().crumbs_of_parent(None),
        **asked.context(),
    }
    return render(request, "directory/unit_detail.html", context)


def _logo(unit: OrganisationUnit, reader: Person, asked: AskedMoment) -> dict[str, Any]:
    """The logo of a unit, and where it is changed by those who may."""
    logos: Any = Logo.objects.at(asked.value, unit_id=unit.pk).visible_to(reader)
    found = list(logos.live().order_by("-id"))
    may_edit = not asked.value and policy.can(reader, Act.KEEP_OFFICE)
    return {
        "logos": [(logo, picture_of(logo)) for logo in found],
        "may_edit": may_edit,
        "archived_parts": archived_parts(unit, reader, LogoPages()) if may_edit else [],
    }


def people_table(people: Iterable[Person], reader: Person, asked: AskedMoment) -> dict[str, Any]:
    """Those who work in a unit, with what they hold."""
    people = list(people)
    roles = appointments_of((person.id for person in people), reader, asked.value)
    rows = [vars(person) | {"roles": "; ".join(roles[person.id])} for person in people]
    return table(PEOPLE_OF_A_UNIT, rows, asked.query)


def find_numbered(model: Any, person: Person, number: str) -> Any:
    """The record whose number stands in an address. 404 when the person may not see it."""
    key = int(number) if number.isdecimal() and len(number) < 18 else 0
    return get_object_or_404(model.objects.visible_to(person), pk=key)
