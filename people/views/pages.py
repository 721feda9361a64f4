"""People, units and accounts: pages of those who keep the office."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from audit.change_sets import SYSTEM_ID
from audit.errors import Refused
from people import actions, policy
from people.choices import Act
from people.filters import PersonFilter
from people.forms import (
    AccountForm,
    AppointmentForm,
    OrganisationUnitForm,
    PasswordForm,
    PersonForm,
)
from people.listing import page_of
from people.models import Appointment, OrganisationUnit, Person, Scope
from people.moments import as_recorded, moment_asked
from people.pages import PartPages, RecordPages
from people.queries import appointments_of, held_by, unit_rows
from people.querysets import PersonQuerySet
from people.requests import SignedInRequest
from people.views.records import add_refusal


class PersonPages(RecordPages):
    model = Person
    form_class = PersonForm
    act = Act.KEEP_OFFICE
    namespace, name = "people", "person"

    def find(self, person: Person, keys: dict[str, Any]) -> Person:
        return get_object_or_404(_people().visible_to(person), reference=keys["reference"])

    def home(self, record: Person) -> None:
        return None

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> Person:
        return actions.create_person(by=by, **fields)

    def archive(self, record: Person, *, by: Person, reason: str) -> Person:
        return actions.deactivate_person(person=record, by=by, reason=reason)


class UnitPages(RecordPages):
    model = OrganisationUnit
    form_class = OrganisationUnitForm
    act = Act.KEEP_OFFICE
    namespace, name = "people", "unit"

    def find(self, person: Person, keys: dict[str, Any]) -> OrganisationUnit:
        visible = OrganisationUnit.objects.visible_to(person)
        return get_object_or_404(visible, pk=_number(keys["reference"]))

    def home(self, record: OrganisationUnit) -> None:
        return None

    def address(self, record: OrganisationUnit) -> list[Any]:
        return [record.pk]

    def after(self, record: OrganisationUnit) -> str:
        return self.after_parent(None)

    def crumbs(self, record: OrganisationUnit) -> list[tuple[str, str]]:
        return [(_("Units"), self.after_parent(None))]


class AppointmentPages(PartPages):
    model = Appointment
    form_class = AppointmentForm
    act = Act.APPOINT
    namespace, name = "people", "appointment"
    parent_model = Scope
    parent_field = "scope"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Scope:
        visible = Scope.objects.visible_to(person).select_related("parent__parent")
        return get_object_or_404(visible, reference=keys["parent"])

    def permit(self, person: Person, record: Appointment) -> None:
        self.permit_create(person, record.scope)

    def permit_create(self, person: Person, parent: Scope) -> None:
        acts = {"office": (Act.KEEP_OFFICE,), "board": (Act.EDIT_BOARDS, Act.APPOINT)}
        allowed = acts.get(parent.kind, (Act.APPOINT,))
        if not any(policy.can(person, act, parent) for act in allowed):
            raise PermissionDenied

    def form(self, record: Appointment | None, parent: Any, **kwargs: Any) -> Any:
        scope: Scope = record.scope if record else parent
        instance = record or Appointment(scope=scope)
        return AppointmentForm(instance=instance, scope=scope, **kwargs)

    def create(self, parent: Scope, /, *, by: Person, **fields: Any) -> Appointment:
        return actions.appoint(scope=parent, by=by, **fields)

    def edit(self, record: Appointment, *, by: Person, **fields: Any) -> Appointment:
        return actions.edit_appointment(record, by=by, **fields)

    def archive(self, record: Appointment, *, by: Person, reason: str) -> Appointment:
        return actions.end_appointment(record, by=by, reason=reason)

    def unarchive(self, record: Appointment, *, by: Person, reason: str) -> Appointment:
        return actions.bring_back_appointment(record, by=by, reason=reason)

    def after_parent(self, parent: Scope) -> str:

        return reverse("people:scope_detail", args=[parent.reference])


def person_list(request: SignedInRequest) -> HttpResponse:
    """Everybody, by name, with what they hold, today or as at a past day."""
    _keep_office(request)
    asked = moment_asked(request)
    found = PersonFilter(request.GET or None, queryset=_people(asked.value).order_by("name", "id"))
    page = page_of(found.qs, request)
    context = {
        "filter": found,
        "page": page,
        "rows": appointments_of(page.object_list, asked.value),
        **asked.context(),
    }
    return render(request, "people/person_list.html", context)


def unit_list(request: SignedInRequest) -> HttpResponse:
    """The council's parts and its partners, today or as at a past day."""
    _keep_office(request)
    asked = moment_asked(request)
    context = {"units": unit_rows(asked.value), **asked.context()}
    return render(request, "people/unit_list.html", context)


def person_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A person: what they hold, where, since when; and, today, how they sign in."""
    asked = moment_asked(request)
    person = get_object_or_404(_people().visible_to(request.user.person), reference=reference)
    row = as_recorded(person, asked.value)
    units = OrganisationUnit.objects.at(asked.value).filter(id=row.organisation_unit_id or 0)
    keeps = policy.can(request.user.person, Act.KEEP_OFFICE)
    context = {
        "person": row,
        "unit": units.first(),
        "held": held_by(person.pk, asked.value),
        "account": getattr(person, "account", None),
        "keeps_office": keeps,
        "breadcrumbs": [(_("People"), PersonPages().after_parent(None))] if keeps else [],
        **asked.context(),
    }
    return render(request, "people/person_detail.html", context)


class GiveAccount(View):
    """Let a person sign in, or give them a new password."""

    def dispatch(self, request: SignedInRequest, reference: str) -> HttpResponseBase:  # type: ignore[override]
        _keep_office(request)
        self.person = get_object_or_404(_people().live(), reference=reference)
        self.account = getattr(self.person, "account", None)
        return super().dispatch(request, reference)

    def get(self, request: SignedInRequest, reference: str) -> HttpResponse:
        form = PasswordForm() if self.account else AccountForm(initial=self._suggested())
        return self.page(request, form)

    def post(self, request: SignedInRequest, reference: str) -> HttpResponse:
        form = (PasswordForm if self.account else AccountForm)(request.POST)
        if form.is_valid():
            try:
                self.write(request.user.person, form.cleaned_data)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("%(name)s can sign in.") % {"name": self.person})
                return redirect("people:person_detail", self.person.reference)
        return self.page(request, form)

    def write(self, by: Person, data: dict[str, Any]) -> None:
        if self.account:
            actions.set_password(account=self.account, password=data["password"], by=by)
        else:
            actions.open_account(person=self.person, by=by, **data)

    def page(self, request: SignedInRequest, form: Any) -> HttpResponse:
        url = PersonPages().after(self.person)
        context = {
            "form": form,
            "heading": _("New password") if self.account else _("Give a sign-in"),
            "caption": self.person.name,
            "cancel_url": url,
            "breadcrumbs": [(self.person.name, url)],
        }
        return render(request, "records/form.html", context)

    def _suggested(self) -> dict[str, str]:
        return {"sign_in_name": ".".join(self.person.name.lower().split())}


class StopAccount(View):
    """Stop a person's sign-in, or allow it again."""

    def post(self, request: SignedInRequest, reference: str) -> HttpResponse:
        _keep_office(request)
        person = get_object_or_404(_people(), reference=reference, account__isnull=False)
        account = person.account
        try:
            actions.set_may_sign_in(
                account=account, is_active=not account.is_active, by=request.user.person
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            said = _("may sign in") if account.is_active else _("can no longer sign in")
            messages.success(request, f"{person.name} {said}.")
        return redirect("people:person_detail", reference)


def _people(moment: datetime | None = None) -> PersonQuerySet:
    """Everybody but Mandate itself, whom nobody edits and who does not sign in."""
    return Person.objects.at(moment).exclude(id=SYSTEM_ID)


def _keep_office(request: SignedInRequest) -> None:
    if not policy.can(request.user.person, Act.KEEP_OFFICE):
        raise PermissionDenied


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0
