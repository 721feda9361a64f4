"""Sign-in changes that take two people, for those whose role reaches far (ADR 0021): another
address, a reset second step, a new code to set a password. And an operator's recovery."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.signing_in import codes, devices, notices, second_factor
from audit import writing
from audit.actions import create_record
from audit.change_sets import SYSTEM_ID
from audit.errors import Refused
from audit.writing import audited
from people import events, policy, recovery
from people.choices import Act, ScopeKind, SecurityEventKind, SignInChangeKind, SignInChangeState
from people.models import Account, Appointment, Person, SignInChange
from values import clock
from values.words import moment as in_words

WAIT = timedelta(days=3)
"""How long a change waits when nobody else can confirm it."""


def propose(
    *, person: Person, kind: str, why: str, by: Person, email: str = "", reason: str = ""
) -> SignInChange:
    """Propose a change to how a person signs in, and return it. Both addresses get a message. When
    nobody else can confirm it, its proposer may do so after three days. Raises Refused when there
    is nothing to change, and when a change of the same kind is already waiting."""
    with audited(by=by, reason=reason or why):
        locked = Person.objects.select_for_update().get(pk=person.pk)
        _refuse_what_is_no_change(locked, kind, email, by)
        is_alone = not others_who_keep(by, locked).exists()
        change = create_record(
            SignInChange,
            by=by,
            person=locked,
            kind=kind,
            why=why,
            email=email if kind == SignInChangeKind.ADDRESS else "",
            email_before=locked.email,
            proposed_by=by,
            proposed_at=clock.now(),
            waits_until=clock.now() + WAIT if is_alone else None,
        )
        _note(SecurityEventKind.SIGN_IN_CHANGE_PROPOSED, change, by)
        notices.tell_both_addresses("sign_in_change_proposed", change)
        return change


def confirm(change: SignInChange, *, by: Person, reason: str = "") -> tuple[SignInChange, str]:
    """Do what somebody else has proposed, and return the change as it is now, with the code to hand
    over or send when it opens an invitation. Raises Refused with what `refusal_to` returns."""
    with audited(by=by, reason=reason or _("Sign-in change confirmed")):
        waiting = _locked(change)
        sentence = refusal_to(waiting, by)
        if sentence:
            raise Refused(sentence)
        done = _decided(waiting, SignInChangeState.DONE, by)
        code = _carry_out(done)
        _note(SecurityEventKind.SIGN_IN_CHANGE_DONE, done, by)
        notices.tell_both_addresses("sign_in_change_done", done)
        return done, code


def stop(change: SignInChange, *, by: Person | None, reason: str = "") -> SignInChange:
    """Stop a change that waits, and return it as it is now. `by` is None when somebody typed the
    code of a notice: Mandate itself then acts. Raises Refused when it no longer waits."""
    who = by or Person.objects.get(pk=SYSTEM_ID)
    default_reason = (
        _("Stopped with the code from the notice") if by is None else _("Change stopped")
    )
    with audited(by=who, reason=reason or default_reason):
        waiting = _locked(change)
        stopped = _decided(waiting, SignInChangeState.STOPPED, who)
        _note(SecurityEventKind.SIGN_IN_CHANGE_STOPPED, stopped, who)
        return stopped


def refusal_to(change: SignInChange, by: Person) -> str:
    """Why a person may not confirm a change now, in a sentence; empty when they may."""
    if not policy.can(by, Act.KEEP_ACCOUNTS):
        return _("You may not do this.")
    if change.person.email != change.email_before:
        return _(
            "The email address has changed since this was proposed: stop it and propose it again."
        )
    is_concerned = is_one_of(by, change.proposed_by, change.person)
    if not is_concerned:
        return ""
    if change.waits_until is None or others_who_keep(change.proposed_by, change.person).exists():
        if is_one_of(by, change.proposed_by):
            return _("You proposed this change: somebody else must confirm it.")
        return _("This changes your own sign-in: somebody else must confirm it.")
    if not is_one_of(by, change.proposed_by):
        return _("This changes your own sign-in: leave it to the person who proposed it.")
    if clock.now() < change.waits_until:
        when = {"when": in_words(change.waits_until)}
        return _("Nobody else could confirm this change: it can be done from %(when)s.") % when
    return ""


def others_who_keep(proposer: Person, concerned: Person) -> QuerySet:
    """Everybody who could confirm a change now: those who keep accounts, can sign in, and are
    neither its proposer nor its subject."""
    keepers = Person.objects.live().filter(appointments__in=_live_roles(), account__is_active=True)
    has_no_password = Q(account__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    keepers = keepers.exclude(has_no_password)
    return keepers.exclude(pk__in=[proposer.pk, concerned.pk]).distinct()


def is_one_of(person: Person, *others: Person) -> bool:
    """Whether a person is one of some people, counting records that were merged into another."""
    return _kept(person) in {_kept(other) for other in others}


def recover(*, account: Account, operator: str, why: str) -> str:
    """For a council that is locked out: open an account to its person again, whatever was lost, and
    return the code with which they set a password. Mandate itself acts, for a named operator. The
    second step is forgotten, and the account is signed out everywhere. Raises Refused for somebody
    who is deactivated."""
    person = account.person
    if person.is_archived:
        raise Refused(_("%(name)s is deactivated.") % {"name": person})
    mandate = Person.objects.get(pk=SYSTEM_ID)
    recorded_reason = _("Recovered by the operator %(operator)s: %(why)s") % {
        "operator": operator,
        "why": why,
    }
    with audited(by=mandate, reason=recorded_reason[:300]):
        now = clock.now()
        change = create_record(
            SignInChange,
            by=mandate,
            person=person,
            kind=SignInChangeKind.RECOVERY,
            why=recorded_reason[:300],
            email_before=person.email,
            proposed_by=mandate,
            proposed_at=now,
            state=SignInChangeState.DONE,
            decided_by=mandate,
            decided_at=now,
        )
        code = _carry_out(change)
        _note(SecurityEventKind.ACCOUNT_RECOVERED, change, mandate, operator=operator)
        notices.tell_both_addresses("sign_in_change_done", change)
        return code


def _refuse_what_is_no_change(person: Person, kind: str, email: str, by: Person) -> None:
    account = Account.objects.filter(person=person).first()
    if kind == SignInChangeKind.ADDRESS:
        if not email:
            _refuse("email", _("Enter the new email address."))
        if email == person.email:
            _refuse("email", _("This is already their email address."))
        return
    if person.pk == by.pk:
        _refuse("kind", _("Change your own password and second step on the page “Your sign-in”."))
    if account is None or not account.is_active:
        _refuse("kind", _("%(name)s may not sign in.") % {"name": person})
    if kind == SignInChangeKind.SECOND_STEP and account and not second_factor.has(account):
        _refuse("kind", _("%(name)s has no second step.") % {"name": person})


def _refuse(field: str, sentence: str) -> None:
    raise Refused(sentence, {field: [sentence]})


def _locked(change: SignInChange) -> SignInChange:
    """A waiting change, read for update with its people. Raises Refused once it is decided."""
    Person.objects.select_for_update().get(pk=change.person_id)
    waiting = SignInChange.objects.select_for_update().get(pk=change.pk)
    if waiting.state != SignInChangeState.WAITS:
        facts = {"state": waiting.get_state_display(), "when": in_words(waiting.decided_at)}
        raise Refused(_("This change is no longer waiting (%(state)s, %(when)s).") % facts)
    return waiting


def _decided(change: SignInChange, state: str, by: Person) -> SignInChange:
    return writing.change(change, state=state, decided_by=by, decided_at=clock.now())


def _carry_out(change: SignInChange) -> str:
    """Do what was decided, and return the code of the invitation that it opened, or nothing."""
    person, account = change.person, Account.objects.filter(person=change.person_id).first()
    if change.kind == SignInChangeKind.ADDRESS:
        with recovery.decided_by_two():
            writing.change(person, email=change.email)
        return ""
    if account is None:
        raise Refused(_("%(name)s may not sign in.") % {"name": person})
    if change.kind in (SignInChangeKind.SECOND_STEP, SignInChangeKind.RECOVERY):
        second_factor.remove(account)
        devices.end_all(account)
    if change.kind == SignInChangeKind.SECOND_STEP:
        return ""
    if change.kind == SignInChangeKind.RECOVERY:
        account.is_active = True
    account.invited_at = clock.now()
    account.version += 1  # a page opened earlier cannot change it
    account.save(update_fields=["is_active", "invited_at", "version"])
    return codes.invitation(account)


def _live_roles() -> QuerySet:
    today = clock.today()
    held = Appointment.objects.live().current(today).filter(scope__kind=ScopeKind.OFFICE)
    return held.filter(role__in=policy.MATRIX.row(Act.KEEP_ACCOUNTS).who)


def _kept(person: Person) -> int:
    """The key of the record into which a person was finally merged, or their own."""
    seen: set[int] = set()
    key: Any = person.pk
    while key not in seen:
        seen.add(key)
        merged = Person.objects.filter(pk=key).values_list("merged_into", flat=True).first()
        key = merged or key
    return int(key)


def _note(kind: SecurityEventKind, change: SignInChange, by: Person, **facts: Any) -> None:
    events.record(kind, person=by, record=change.person, change=change.kind, **facts)
