"""The pages of restrictions and their readers; the tables of seats on pages of other apps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.columns import earlier_seat_columns, seat_columns
from directory.forms.restrictions import RestrictedReaderForm, RestrictionForm
from people import policy, restricting
from people.choices import Act
from people.models import Person, RestrictedReader, Restriction
from people.seats import Seat
from records.pages.lists import table
from records.pages.moments import AskedMoment
from records.pages.record_pages import Parting, PartPages, RecordPages


class RestrictionPages(RecordPages):
    """A restriction is made on the page of the record that it restricts; its readers look after it
    at an address of its own."""

    model = Restriction
    form_class = RestrictionForm
    act = Act.RESTRICT
    namespace, name = "directory", "restriction"
    has_archive = False

    def find(self, person: Person, keys: dict[str, Any]) -> Restriction:
        key = keys["reference"]
        number = int(key) if key.isdecimal() and len(key) < 18 else 0
        visible = Restriction.objects.visible_to(person).select_related("scope")
        return get_object_or_404(visible, pk=number)

    def address(self, record: Restriction) -> list[Any]:
        return [record.pk]

    def crumbs(self, record: Restriction) -> list[tuple[str, str]]:
        return [
            (_("Restricted records"), reverse("directory:restriction_list")),
            *super().crumbs(record),
        ]


class RestrictedReaderPages(PartPages):
    model = RestrictedReader
    form_class = RestrictedReaderForm
    act = Act.RESTRICT
    namespace, name = "directory", "restricted_reader"

    def create(self, parent: Restriction, /, *, by: Person, **fields: Any) -> RestrictedReader:
        return restricting.name_reader(parent, by=by, **fields)

    def edit(self, record: RestrictedReader, *, by: Person, **fields: Any) -> RestrictedReader:
        return restricting.edit_reader(record, by=by, **fields)

    def archive(self, record: RestrictedReader, *, by: Person, reason: str) -> RestrictedReader:
        return restricting.end_reader(record, by=by, reason=reason)

    def unarchive(self, record: RestrictedReader, *, by: Person, reason: str) -> RestrictedReader:
        return restricting.readmit(record, by=by, reason=reason)

    def parting(self, record: RestrictedReader) -> Parting:
        who = {"name": record.person}
        if record.is_archived:
            return Parting(
                heading=_("Let %(name)s read again") % who,
                text=_("They may read it from now on, as before."),
                label=_("Let them read"),
                done=_("%(name)s may read it again.") % who,
                stands=_("Access for %(name)s has already ended.") % who,
            )
        return Parting(
            heading=_("End access for %(name)s") % who,
            text=_("From now on they cannot read it. The record of what they have read stays."),
            label=_("End"),
            done=_("%(name)s can no longer read it.") % who,
            stands=_("%(name)s may already read it.") % who,
        )


def seat_table(
    held: Iterable[Seat],
    reference: str,
    reader: Person,
    asked: AskedMoment,
    grantable: Collection[str] = (),
) -> dict[str, Any]:
    """Who holds what in the scope with a reference."""
    sees_people = policy.can(reader, Act.SEE_PEOPLE)
    columns = seat_columns(reference, sees_people=sees_people, grantable=grantable)
    return table(columns, held, asked.query)


def earlier_seat_table(ended: Iterable[Seat], reader: Person, asked: AskedMoment) -> dict[str, Any]:
    """Who held what before."""
    columns = earlier_seat_columns(sees_people=policy.can(reader, Act.SEE_PEOPLE))
    return table(columns, ended, asked.query)
