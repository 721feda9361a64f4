"""Writes of people, accounts and appointments."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from audit import clock, writing
from audit.actions import create_record, edit_record
from audit.change_sets import SYSTEM_ID
from audit.errors import Refused
from audit.writing import audited
from people import policy
from people.choices import ROLES_OF_SCOPE, Act, Role, ScopeKind, UnitKind
from people.models import (
    Account,
    Appointment,
    OrganisationUnit,
    Person,
    Scope,
    SentForm,
    WorkingCopy,
)

OFFICE_REFERENCE = "OFFICE"


def found_office(*, council: str) -> tuple[Person, Scope]:
    """Make an empty installation's first records: the person that stands for Mandate itself, the
    council as a unit, and its programme office. Raises Refused when there is one already."""
    if Person.objects.exists() or Scope.objects.exists():
        raise Refused(_("This database already holds a council."))
    mandate = Person(pk=SYSTEM_ID)
    with audited(by=mandate, reason=_("Council founded")):
        mandate = writing.create(
            Person, pk=SYSTEM_ID, name="Mandate", job_title=_("This system"), reference="SYSTEM"
        )
        writing.create(OrganisationUnit, name=council, kind=UnitKind.COUNCIL)
        scope = writing.create(
            Scope, kind=ScopeKind.OFFICE, reference=OFFICE_REFERENCE, title=_("Programme office")
        )
    return mandate, scope


def create_person(*, by: models.Model, reason: str = "", **fields: Any) -> Person:
    """Add a person and return them."""
    with audited(by=by, reason=reason or _("Person added")):
        return create_record(Person, by=by, reference=writing.next_reference("PER"), **fields)


def open_account(
    *, person: Person, sign_in_name: str, by: models.Model, password: str | None = None
) -> Account:
    """Give a person an account and return it; without a password they must be invited to set one.
    Raises Refused with the rule that a name or password breaks."""
    account = Account(person=person, sign_in_name=sign_in_name.strip())
    if password is not None:
        _check_password(password, account)
    account.set_password(password)
    try:
        account.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages), error.message_dict) from error
    account.save()
    return account


def deactivate_person(*, person: Person, by: models.Model, reason: str = "") -> Person:
    """Put a person out of use: they cannot sign in or be appointed; all that names them stays.

    Raises Refused for oneself and for the last who keeps the office.
    """
    if person.pk == by.pk:
        raise Refused(_("You cannot deactivate yourself."))
    with audited(by=by, reason=reason or _("Person deactivated")):
        _refuse_to_lose_the_office(leaving=Appointment.objects.filter(person=person))
        Account.objects.filter(person=person).update(is_active=False)
        return writing.archive(person)


def appoint(
    *, scope: Scope, role: str, by: models.Model, reason: str = "", **fields: Any
) -> Appointment:
    """Appoint to a role in a scope and return the appointment. Raises Refused when the role does
    not exist in that kind of scope."""
    _refuse_role_of_elsewhere(scope, role)
    return create_record(
        Appointment, by=by, reason=reason or _("Appointed"), scope=scope, role=role, **fields
    )


def edit_appointment(
    appointment: Appointment, *, by: models.Model, reason: str = "", **fields: Any
) -> Appointment:
    """Change an appointment, or end it by its last day, and return it fresh. Raises Refused as
    `appoint` does, and for the last who keeps the office."""
    _refuse_role_of_elsewhere(
        fields.get("scope", appointment.scope), fields.get("role", appointment.role)
    )
    with audited(by=by, reason=reason or _("Appointment edited")):
        changed = edit_record(appointment, by=by, **fields)
        _refuse_to_lose_the_office(leaving=Appointment.objects.none())
        return changed


def end_appointment(appointment: Appointment, *, by: models.Model, reason: str = "") -> Appointment:
    """Archive an appointment that was made in error, and return it fresh."""
    with audited(by=by, reason=reason or _("Appointment archived")):
        _refuse_to_lose_the_office(leaving=Appointment.objects.filter(pk=appointment.pk))
        return writing.archive(appointment)


def create_scope(*, kind: str, reference: str, title: str, parent: Scope | None) -> Scope:
    """The scope of a new programme, project or board; inside its own `audited()`."""
    return writing.create(Scope, kind=kind, reference=reference, title=title, parent=parent)


def send_once(
    *, account: Account, key: uuid.UUID | None, reason: str, act: Callable[[], str]
) -> str:
    """Act on a form once, however often it is sent, and return the address that answers it."""
    key = key or uuid.uuid4()
    try:
        with audited(by=account.person, reason=reason):
            sent = SentForm(key=key, account=account, sent_at=clock.now())
            with transaction.atomic():
                sent.save(force_insert=True)
            sent.answered_with = act()
            sent.save(force_update=True)
            return sent.answered_with
    except IntegrityError:
        before = SentForm.objects.filter(key=key, account=account).first()
        if before is None:
            raise
        return before.answered_with


def keep_working_copy(
    *, account: Account, form: str, fields: dict[str, Any], base_version: int
) -> WorkingCopy:
    """Keep what somebody has typed, privately, and return the copy."""
    copy, _created = WorkingCopy.objects.update_or_create(
        account=account,
        form=form,
        defaults={"fields": fields, "base_version": base_version, "kept_at": clock.now()},
    )
    return copy


def drop_working_copy(*, account: Account, form: str) -> None:
    """Forget a working copy, once what it holds is saved or thrown away."""
    WorkingCopy.objects.filter(account=account, form=form).delete()


def _check_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), {"password": list(error.messages)}) from error


def _refuse_role_of_elsewhere(scope: Scope, role: str) -> None:
    if role not in ROLES_OF_SCOPE[ScopeKind(scope.kind)]:
        raise Refused(
            _("This role is not held here."), {"role": [_("Choose a role of this list.")]}
        )


def _refuse_to_lose_the_office(*, leaving: models.QuerySet) -> None:
    """Somebody must be able to let people in. The lock lets one such change in at a time."""
    Scope.objects.select_for_update().get(kind=ScopeKind.OFFICE)
    keepers = [role for role in Role if Act.KEEP_OFFICE in policy.RIGHTS[role]]
    left = (
        Appointment.objects.live()
        .current(clock.today())
        .filter(role__in=keepers, person__is_archived=False, scope__kind=ScopeKind.OFFICE)
        .exclude(pk__in=leaving.values("pk"))
    )
    if not left.exists():
        raise Refused(_("Somebody must remain in the programme office."))
