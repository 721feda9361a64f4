"""Messages about papers, each to one person, once what they tell of is committed.

Whoever gets one may read the paper and sign in when it is sent. A message tells where to look: of
what is restricted not even the title, and never what somebody wrote.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from audit.change_sets import open_change_set
from people import policy
from people.accounts import mail
from people.choices import Act
from people.models import Account, Person
from reports.choices import ClearanceState
from reports.formats import clearance_kind
from reports.models import Clearance, Paper


def tell_officer_after(clearance: Clearance) -> None:
    """Write to the officer that a clearance waits for them, once it is committed."""
    _after(clearance, to_officer, "clearance_give")


def tell_asker_after(clearance: Clearance) -> None:
    """Write to whoever asked that a clearance was refused, once that is committed."""
    _after(clearance, to_asker, "paper_detail")


def to_officer(clearance: Clearance, link: str) -> EmailMessage | None:
    """The message to the officer; None when it no longer waits, or they could not give it now."""
    officer, roles = clearance.officer, clearance_kind(clearance.kind).roles
    if clearance.is_archived or clearance.state != ClearanceState.WAITING:
        return None
    if not policy.can(officer, Act.CLEAR, clearance.paper, as_one_of=roles):
        return None
    return _letter("clearance_waits", clearance, officer, clearance.asked_by, link)


def to_asker(clearance: Clearance, link: str) -> EmailMessage | None:
    """The message to whoever asked; None when the clearance is not refused any more."""
    if clearance.is_archived or clearance.state != ClearanceState.NOT_CLEARED:
        return None
    return _letter("clearance_refused", clearance, clearance.asked_by, clearance.officer, link)


def _after(
    clearance: Clearance, written: Callable[[Clearance, str], EmailMessage | None], page: str
) -> None:
    reference = clearance.paper.reference
    keys = [reference] if page == "paper_detail" else [reference, clearance.pk]
    link = mail.whole_address(reverse(f"reports:{page}", args=keys))
    if link and not open_change_set().is_loaded:
        transaction.on_commit(partial(_send, clearance.pk, written, link), robust=True)


def _send(
    clearance_id: int, written: Callable[[Clearance, str], EmailMessage | None], link: str
) -> None:
    """Everything is read again: who may, and whether it is still so."""
    fresh = Clearance.objects.select_related("paper", "officer", "asked_by").get(pk=clearance_id)
    letter = written(fresh, link)
    if letter is not None:
        mail.send_later(letter)


def _letter(
    template: str, clearance: Clearance, to: Person, other: Person, link: str
) -> EmailMessage | None:
    account = Account.objects.filter(person=to, is_active=True, person__is_archived=False).first()
    if account is None or not account.has_usable_password() or not to.email:
        return None
    paper = Paper.objects.live().visible_to(to).filter(pk=clearance.paper_id).first()
    if paper is None:
        return None
    return mail.message(
        template,
        to.email,
        name=to.name,
        other=other.name,
        kind=str(clearance),
        reference=paper.reference,
        title="" if paper.restriction_id else paper.title,
        link=link,
    )
