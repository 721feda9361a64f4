"""Writes of people, accounts and appointments."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from audit import keeping, writing
from audit.actions import create_record, edit_record
from audit.change_sets import SYSTEM_ID
from audit.errors import Refused
from audit.models import TrackedModel
from audit.writing import audited, refuse_conflict
from people import events, policy
from people.choices import ROLES_OF_SCOPE, ScopeKind, SecurityEventKind, UnitKind
from people.models import (
    Account,
    Appointment,
    OrganisationUnit,
    Person,
    Scope,
    SentForm,
    WorkingCopy,
)
from values import clock

Record = TypeVar("Record", bound=TrackedModel)
OFFICE_REFERENCE = "OFFICE"
NAMED = {"sign_in_key": "sign_in_name"}
"""A refusal about a field that no form shows appears beside the field given here."""


def found_office(*, council: str) -> tuple[Person, Scope]:
    """Make an empty installation's first records: the person who stands for Mandate itself, the
    council as a unit, and its programme office. Raises Refused when there is a council already."""
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
        fields = {NAMED.get(name, name): messages for name, messages in error.message_dict.items()}
        raise Refused(" ".join(error.messages), fields) from error
    account.save()
    return account


def deactivate_person(*, person: Person, by: models.Model, reason: str = "") -> Person:
    """Deactivate a person: they cannot sign in or be appointed; all that names them stays. Raises
    Refused for oneself and for the last person who keeps the office or the system."""
    if person.pk == by.pk:
        raise Refused(_("You cannot deactivate yourself."))
    with audited(by=by, reason=reason or _("Person deactivated")):
        gone = writing.archive(person)
        for account in Account.objects.select_for_update(of=("self",)).filter(person=person):
            let_sign_in(account, is_active=False)
        return gone


def let_sign_in(account: Account, *, is_active: bool) -> Account:
    """Let an account sign in, or not, and return it; an open invitation ends. Raises Refused for
    the last person who must remain (`people/last_ones.py`)."""
    with transaction.atomic(), keeping.nobody_is_lost():
        keeping.before_change(account, {"is_active"})
        account.is_active, account.invited_at = is_active, None
        account.save(update_fields=["is_active", "invited_at"])
    return account


def appoint(*, scope: Scope, role: str, by: Person, reason: str = "", **fields: Any) -> Appointment:
    """Appoint somebody to a role in a scope and return the appointment. Where two people give the
    role, it is only suggested until the second has confirmed it.

    Raises Refused when the role does not exist in that kind of scope, when `by` may not give it,
    and to oneself.
    """
    _refuse_role_of_elsewhere(scope, role)
    _refuse_giving(by, scope, role, fields.get("person"))
    if _takes_two(by, role):
        fields |= {"is_suggested": True, "proposed_by": by}
    with audited(by=by, reason=reason or _("Appointed")):
        appointment = create_record(Appointment, by=by, scope=scope, role=role, **fields)
        _note_change_of_role(appointment, by, "appointed")
        return appointment


def confirm_appointment(appointment: Appointment, *, by: Person, reason: str = "") -> Appointment:
    """Give a role that somebody else has proposed, and return the appointment as it is now. Raises
    Refused for the person who proposed it, for the person who would hold it, and when it is not
    waiting."""
    with audited(by=by, reason=reason or _("Appointment confirmed")):
        waiting = Appointment.objects.select_for_update().get(pk=appointment.pk)
        if not waiting.is_suggested or waiting.proposed_by_id is None or waiting.is_archived:
            raise Refused(_("This appointment is not waiting for a second person."))
        if waiting.proposed_by_id == by.pk:
            raise Refused(_("You proposed this appointment: somebody else must confirm it."))
        _refuse_giving(by, waiting.scope, waiting.role, waiting.person)
        _note_change_of_role(waiting, by, "confirmed")
        return writing.change(waiting, is_suggested=False, confirmed_by=by)


def edit_appointment(
    appointment: Appointment,
    *,
    by: Person,
    reason: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> Appointment:
    """Change an appointment, or end it by its last day, and return it as it is now. Raises Refused
    as `appoint` does; for the last person who keeps the office or the system; and for a role that
    two people gave, when more is changed than its last day and its words."""
    scope, role = appointment.scope, fields.get("role", appointment.role)
    _refuse_role_of_elsewhere(scope, role)
    with audited(by=by, reason=reason or _("Appointment edited")):
        before = Appointment.objects.select_for_update().get(pk=appointment.pk)
        refuse_conflict(before, expected_version)
        _refuse_giving(by, scope, before.role, None)
        if _gives_more(before, fields):
            _refuse_giving(by, scope, role, fields.get("person", before.person))
            if _takes_two(by, role) or _takes_two(by, before.role):
                raise Refused(
                    _("Two people give this role: end this appointment and make another.")
                )
        changed = edit_record(appointment, by=by, **fields)
        if changed.version != before.version:
            _note_change_of_role(changed, by, "edited")
        return changed


def end_appointment(appointment: Appointment, *, by: Person, reason: str = "") -> Appointment:
    """Archive an appointment that was made in error, and return it as it is now. Raises Refused for
    the last person who keeps the office or the system."""
    with audited(by=by, reason=reason or _("Appointment archived")):
        _refuse_giving(by, appointment.scope, appointment.role, None)
        ended = writing.archive(appointment)
        _note_change_of_role(ended, by, "archived")
        return ended


def restore_appointment(appointment: Appointment, *, by: Person, reason: str = "") -> Appointment:
    """Bring an archived appointment back, and return it as it is now: where two people give the
    role, it waits for a second person again. Raises Refused as `appoint` does."""
    with audited(by=by, reason=reason or _("Appointment brought back")):
        _refuse_giving(by, appointment.scope, appointment.role, appointment.person)
        fields: dict[str, Any] = {"is_archived": False}
        if _takes_two(by, appointment.role):
            fields |= {"is_suggested": True, "proposed_by": by, "confirmed_by": None}
        _note_change_of_role(appointment, by, "brought back")
        return writing.change(appointment, **fields)


def create_scope(*, kind: str, reference: str, title: str, parent: Scope | None) -> Scope:
    """The scope of a new programme, project or board; inside its own `audited()`."""
    return writing.create(Scope, kind=kind, reference=reference, title=title, parent=parent)


def create_with_scope(
    model: type[Record], kind: str, prefix: str, above: Scope, /, **fields: Any
) -> Record:
    """Create a record and the scope in which its roles are held, below another scope, and return
    the record, with the next reference of its prefix; inside its own `audited()`."""
    reference = writing.next_reference(prefix)
    title = fields.get("title", "")
    scope = create_scope(kind=kind, reference=reference, title=title, parent=above)
    return writing.create(model, reference=reference, scope=scope, **fields)


def edit_with_scope(
    record: Record,
    *,
    by: Person,
    above: Callable[[Any], Scope],
    expected_version: int | None,
    **fields: Any,
) -> Record:
    """Change a record and let its scope follow its title and its place, and return it as it is
    now; `above` says the scope that it will lie in, given the record as it stands. The scope is
    written first: the record's history then holds its new place."""
    rows: Any = type(record).objects
    current = rows.select_for_update(no_key=True).get(pk=record.pk)
    writing.change(current.scope, title=fields.get("title", current.title), parent=above(current))
    return edit_record(record, by=by, expected_version=expected_version, **fields)


def send_once(
    *, account: Account, key: uuid.UUID | None, reason: str, act: Callable[[], str]
) -> str:
    """Act on a form once, however often it is sent, and return the address to go to next. The same
    key sent by another account is another form."""
    key = uuid.uuid5(key or uuid.uuid4(), str(account.pk))
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
    fields = {storable(name): _storable(value) for name, value in fields.items()}
    copy, _created = WorkingCopy.objects.update_or_create(
        account=account,
        form=form,
        defaults={"fields": fields, "base_version": base_version, "kept_at": clock.now()},
    )
    return copy


def storable(typed: object) -> str:
    """The text without what PostgreSQL cannot store: NUL, and half of a pair of surrogates."""
    return str(typed).replace("\0", "").encode("utf-8", "replace").decode()


def _storable(value: Any) -> str | list[str]:
    return [storable(one) for one in value] if isinstance(value, list) else storable(value)


def drop_working_copy(*, account: Account, form: str) -> None:
    """Delete a working copy, once its contents are saved or thrown away."""
    WorkingCopy.objects.filter(account=account, form=form).delete()


def _check_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), {"password": list(error.messages)}) from error


def _takes_two(by: models.Model, role: str) -> bool:
    """Mandate itself founds the office: there is nobody yet."""
    return by.pk != SYSTEM_ID and policy.MATRIX.needs_two(role)


def _gives_more(before: Appointment, fields: dict[str, Any]) -> bool:
    """Whether an edit gives somebody something new: another holder or role, one more day, a
    suggestion that takes effect."""

    def new(name: str) -> Any:
        return fields.get(name, getattr(before, name))

    return (
        any(new(name) != getattr(before, name) for name in ("role", "person"))
        or _later(new("ends_on"), before.ends_on)
        or _later(before.starts_on or date.min, new("starts_on") or date.min)
        or (before.is_suggested and not new("is_suggested"))
    )


def _later(day: date | None, than: date | None) -> bool:
    """Whether a last day (None: no last day) is after another."""
    return than is not None and (day is None or day > than)


def _refuse_giving(by: Person, scope: Scope, role: str, person: Person | None) -> None:
    if person is not None and person.pk == by.pk:
        raise Refused(
            _("Nobody gives themselves a role."), {"person": [_("Choose somebody else.")]}
        )
    if role not in policy.grantable(by, scope):
        sentence = _("You may not give this role.")
        raise Refused(sentence, {"role": [sentence]})


def _refuse_role_of_elsewhere(scope: Scope, role: str) -> None:
    if role not in ROLES_OF_SCOPE[ScopeKind(scope.kind)]:
        raise Refused(
            _("This role cannot be held here."), {"role": [_("Choose a role from this list.")]}
        )


def _note_change_of_role(appointment: Appointment, by: Person, change: str) -> None:
    holder = appointment.person.reference if appointment.person else "nobody"
    events.record(
        SecurityEventKind.ROLE_CHANGED,
        person=by,
        record=appointment,
        role=appointment.role,
        scope=appointment.scope.reference,
        holder=holder,
        was=change,
    )
