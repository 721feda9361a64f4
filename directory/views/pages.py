"""People and what they hold: pages for those who keep the office."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from accounts.views.recently import confirm_for
from audit.change_sets import SYSTEM_ID
from audit.queries.moments import as_recorded
from directory.forms.people import AppointmentForm, PersonForm
from directory.views.accounts import about_account, people_crumb
from people import actions, policy, recovery
from people.choices import Act
from people.models import Appointment, OrganisationUnit, Person, Scope
from people.queries import by_role, held_by
from people.querysets import PersonQuerySet
from records.pages.moments import ASKED, moment_asked
from records.pages.record_pages import Parting, PartPages, RecordPages
from values import clock


class PersonPages(RecordPages):
    model = Person
    form_class = PersonForm
    act = Act.KEEP_OFFICE
    namespace, name = "directory", "person"

    def find(self, person: Person, keys: dict[str, Any]) -> Person:
        return get_object_or_404(_people().visible_to(person), reference=keys["reference"])

    def home(self, record: Person) -> None:
        return None

    def crumbs(self, record: Person) -> list[tuple[str, str]]:
        return [*people_crumb(), *super().crumbs(record)]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return people_crumb()

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> Person:
        return actions.create_person(by=by, **fields)

    def beside(self, record: Person) -> list[tuple[str, str]]:
        return [(sentence, self.url("history", other)) for sentence, other in same_person(record)]

    def parting(self, record: Person) -> Parting:
        who = {"name": record.name}
        if record.is_archived:
            return Parting(
                heading=_("Bring this person back"),
                text=_("They can be appointed again. Signing in is allowed again on their page."),
                label=_("Bring back"),
                done=_("%(name)s is back.") % who,
                stands=_("%(name)s is already deactivated.") % who,
            )
        return Parting(
            heading=_("Deactivate this person"),
            text=_("They can no longer sign in or be appointed. Nothing is deleted."),
            label=_("Deactivate"),
            done=_("%(name)s is deactivated.") % who,
            stands=_("%(name)s is already in use.") % who,
        )

    def archive(self, record: Person, *, by: Person, reason: str) -> Person:
        return actions.deactivate_person(person=record, by=by, reason=reason)


class AppointmentPages(PartPages):
    model = Appointment
    form_class = AppointmentForm
    namespace, name = "directory", "appointment"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Scope:
        visible = Scope.objects.visible_to(person)
        return get_object_or_404(visible, reference=keys["parent"])

    def home_of_parent(self, parent: Scope) -> Scope:
        return parent

    def crumbs_of_parent(self, parent: Scope) -> list[tuple[str, str]]:
        return [(str(parent), self.after_parent(parent))]

    def permit(self, person: Person, record: Appointment) -> None:
        if record.role not in policy.grantable(person, record.scope):
            raise PermissionDenied

    def permit_create(self, person: Person, parent: Scope) -> None:
        if not policy.grantable(person, parent):
            raise PermissionDenied

    def form(
        self, person: Person, record: Appointment | None, parent: Any, **kwargs: Any
    ) -> AppointmentForm:
        instance = record or Appointment(scope=parent)
        roles = policy.grantable(person, instance.scope)
        return AppointmentForm(instance=instance, roles=roles, **kwargs)

    def said_of_new(self, fields: dict[str, Any]) -> str:
        if policy.MATRIX.needs_two(fields["role"]):
            return _("The appointment has been saved. It begins when a second person confirms it.")
        return super().said_of_new(fields)

    def create(self, parent: Scope, /, *, by: Person, **fields: Any) -> Appointment:
        confirm_for(parent)
        return actions.appoint(scope=parent, by=by, **fields)

    def edit(self, record: Appointment, *, by: Person, **fields: Any) -> Appointment:
        confirm_for(record.scope)
        return actions.edit_appointment(record, by=by, **fields)

    def archive(self, record: Appointment, *, by: Person, reason: str) -> Appointment:
        confirm_for(record.scope)
        return actions.end_appointment(record, by=by, reason=reason)

    def unarchive(self, record: Appointment, *, by: Person, reason: str) -> Appointment:
        confirm_for(record.scope)
        return actions.restore_appointment(record, by=by, reason=reason)

    def after_parent(self, parent: Scope) -> str:
        return reverse("directory:scope_detail", args=[parent.reference])


@takes(*ASKED)
def person_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A person: what they hold, where, since when; and, today, how they sign in."""
    asked = moment_asked(request)
    person = get_object_or_404(_people().visible_to(request.user.person), reference=reference)
    row = as_recorded(person, asked.value)
    units = OrganisationUnit.objects.at(asked.value).filter(id=row.organisation_unit_id or 0)
    reader = request.user.person
    on = timezone.localdate(asked.value) if asked.value else clock.today()
    held = held_by(person.pk, reader, asked.value)
    earlier = [row for row in held if row.ends_on is not None and row.ends_on < on]
    sees_people = policy.can(reader, Act.SEE_PEOPLE)
    context = {
        "person": row,
        "unit": units.first(),
        "roles": by_role(row for row in held if row not in earlier),
        "earlier": earlier,
        "account": None if asked.value else about_account(request, person),
        "same": same_person(row, asked.value),
        "may_edit": not (asked.value or row.merged_into_id) and policy.can(reader, Act.KEEP_OFFICE),
        "keeps_accounts": not asked.value and policy.can(reader, Act.KEEP_ACCOUNTS),
        "changes": [] if asked.value else person.sign_in_changes.waiting().order_by("id"),
        "takes_two": not asked.value and recovery.takes_two(person),
        "breadcrumbs": people_crumb() if sees_people else [],
        **asked.context(),
    }
    return render(request, "directory/person_detail.html", context)


def same_person(person: Person, moment: datetime | None = None) -> list[tuple[str, Person]]:
    """(a sentence, the other record) for each other record that a person had, as recorded at a
    moment. At most two queries."""
    others = []
    if person.merged_into_id is not None:
        for kept in Person.objects.filter(pk=person.merged_into_id).at(moment):
            others.append((_("This is the same person as %(who)s.") % _told(kept), kept))
    for earlier in Person.objects.at(moment, merged_into_id=person.id).order_by("id"):
        others.append((_("Includes the earlier record %(who)s.") % _told(earlier), earlier))
    return others


def _told(person: Person) -> dict[str, str]:
    return {"who": f"{person.name} ({person.reference})"}


def _people() -> PersonQuerySet:
    """Everybody except Mandate itself, which nobody edits and which does not sign in."""
    return Person.objects.exclude(id=SYSTEM_ID)


def permit(request: SignedInRequest, act: Act) -> None:
    if not policy.can(request.user.person, act):
        raise PermissionDenied
