"""The lists of people, units and wards: for those who see people."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.signed_in import SignedInRequest
from audit.change_sets import SYSTEM_ID
from audit.queries.moments import value_at
from directory.columns import PEOPLE, UNITS, WARDS
from directory.filters import RoleFilter, UnitFilter
from directory.views.accounts import people_crumb
from directory.views.pages import permit
from people import policy
from people.choices import Act
from people.models import OrganisationUnit, Person, Ward
from people.queries import appointments_of, office, unit_tree
from records.filters import ArchivedFilter
from records.pages.lists import ListPage
from records.pages.moments import AskedMoment
from values.spelling import alphabetical


class OfficeList(ListPage):
    """A list of what the office keeps."""

    scope = None
    add: ClassVar[str]
    add_label: ClassVar[Any]

    def begin(self, request: SignedInRequest, keys: dict[str, Any]) -> None:
        permit(request, Act.SEE_PEOPLE)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.KEEP_OFFICE):
            return []
        return [(str(self.add_label), reverse(self.add))]

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        return {"breadcrumbs": people_crumb()}


class PersonList(OfficeList):
    """Everybody but Mandate itself, by name, with what they hold."""

    model = Person
    name = "people"
    heading = _("People")
    columns = PEOPLE
    filters = {
        "unit": UnitFilter(),
        "role": RoleFilter(),
        "is_archived": ArchivedFilter(_("In post"), _("Deactivated"), every=_("Everybody")),
    }
    add, add_label = "directory:person_add", _("Add a person")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        self.person = person
        people = Person.objects.at(moment).visible_to(person).exclude(id=SYSTEM_ID)
        unit = value_at(moment, OrganisationUnit, "organisation_unit_id", "name")
        return people.annotate(unit_name=unit).order_by(alphabetical("name"), "id")

    def told(self, rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
        roles = appointments_of((row["id"] for row in rows), self.person, moment)
        return [row | {"roles": "; ".join(roles[row["id"]])} for row in rows]

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        others = [
            (_("Organisation units"), reverse("directory:unit_list")),
            (_("Wards and divisions"), reverse("directory:ward_list")),
            (_("Roles in the programme office"), self.office_url),
        ]
        return [
            *super().links(person, asked),
            *((str(label), url + asked.query) for label, url in others),
        ]

    @property
    def office_url(self) -> str:
        return reverse("directory:scope_detail", args=[office().reference])

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        return {}

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d person", "%(n)d people", count) % {"n": count}


class UnitList(OfficeList):
    """The council's parts and its partners, each below what it is part of."""

    model = OrganisationUnit
    name = "units"
    heading = _("Organisation units")
    columns = UNITS
    filters = {"is_archived": ArchivedFilter(_("In use"), _("Archived"))}
    add, add_label = "directory:unit_add", _("Add a unit")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        works = Person.objects.of_each(moment, organisation_unit_id=OuterRef("id")).live()
        counted = works.order_by().values("organisation_unit_id").annotate(n=Count("id"))
        places = [When(id=key, then=n) for n, key in enumerate(unit_tree(moment))]
        return (
            OrganisationUnit.objects.at(moment)
            .visible_to(person)
            .annotate(
                parent_name=value_at(moment, OrganisationUnit, "parent_id", "name"),
                person_count=Coalesce(Subquery(counted.values("n")), Value(0)),
            )
            .order_by(Case(*places, default=None, output_field=IntegerField()), "id")
        )

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d unit", "%(n)d units", count) % {"n": count}


class WardList(OfficeList):
    """The wards and divisions that elect members of the council."""

    model = Ward
    name = "wards"
    heading = _("Wards and divisions")
    columns = WARDS
    filters = {"is_archived": ArchivedFilter(_("In use"), _("Archived"))}
    none_yet = _("The parts of the area that elect members of the council are listed here.")
    add, add_label = "directory:ward_add", _("Add a ward or division")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        wards = Ward.objects.at(moment).visible_to(person)
        return wards.order_by(alphabetical("name"), "id")

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d ward or division", "%(n)d wards and divisions", count) % {"n": count}
