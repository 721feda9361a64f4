"""Notices of a change to how somebody signs in: by mail to the old and the new address, and on
screen when they next sign in."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import mail
from accounts.signing_in import codes
from people.choices import SignInChangeState
from people.models import Account, SignInChange
from values import clock

STOP = "stop"


def tell_both_addresses(template: str, change: SignInChange) -> None:
    """Once the change is committed, write to the old address and the new one; while it waits, with
    the code that stops it."""
    page = mail.whole_address(reverse("accounts:stop_a_change"))
    code = stop_code(change)
    link = page + codes.behind_the_sign(code) if page else ""
    for address in sorted({change.email_before, change.email} - {""}):
        letter = mail.message(
            template,
            address,
            name=change.person.name,
            change=change,
            code=code,
            page=page,
            link=link,
        )
        transaction.on_commit(partial(mail.send_later, letter), robust=True)


def stop_code(change: SignInChange) -> str:
    """What the reader of a notice types to stop the change: its number, and a code."""
    facts = (change.pk, change.kind, change.email, change.proposed_at.isoformat())
    return f"{change.pk}-{codes.worked_out(STOP, *facts)}"


def stopped_by(typed: str) -> SignInChange | None:
    """The waiting change that this code stops; None when there is none."""
    number = typed.strip().partition("-")[0]
    key = int(number) if number.isascii() and number.isdecimal() and len(number) < 18 else 0
    change: SignInChange | None = SignInChange.objects.waiting().filter(pk=key).first()
    return change if change is not None and codes.is_same(stop_code(change), typed) else None


def to_tell_on_screen(account: Account) -> list[str]:
    """Messages for somebody who has just signed in: each change that waits, and each that was done
    since they last saw such a message. One query, and one to remember it."""
    since = account.told_at
    done = Q(state=SignInChangeState.DONE)
    if since is not None:
        done &= Q(decided_at__gt=since)
    changes = SignInChange.objects.filter(person=account.person_id)
    to_report = changes.filter(done | Q(state=SignInChangeState.WAITS)).order_by("id")
    sentences = [
        _in_a_sentence(change) for change in to_report.select_related("proposed_by", "decided_by")
    ]
    Account.objects.filter(pk=account.pk).update(told_at=clock.now())
    return sentences


def _in_a_sentence(change: SignInChange) -> str:
    told = {
        "what": change.get_kind_display(),
        "by": change.proposed_by,
        "other": change.decided_by,
        "why": change.why,
    }
    if change.state == SignInChangeState.WAITS:
        return (
            _(
                "%(by)s proposed a change to how you sign in: %(what)s (%(why)s). If you did not "
                "ask for it, stop it under “Your sign-in”."
            )
            % told
        )
    return (
        _(
            "How you sign in was changed: %(what)s (%(why)s). Proposed by %(by)s, confirmed by "
            "%(other)s. If you did not ask for it, tell the programme office at once."
        )
        % told
    )
