"""Messages about papers, each to one person, sent once the change is committed.

Anyone who gets one may read the paper and sign in at the time it is sent. A message says where to
look: it never quotes what somebody wrote, and for a restricted paper not even the title."""

from __future__ import annotations

from functools import partial

from django.core.mail import EmailMessage
from django.urls import reverse

from accounts import mail
from people import policy
from people.choices import Act
from people.models import Person
from reports.choices import ClearanceState
from reports.models import Clearance, Paper
from reports.queries.clearances import may_give


def tell_officer_after(clearance: Clearance) -> None:
    """Write to the officer that a clearance is waiting for them, once it is committed."""
    keys = [clearance.paper.reference, clearance.pk]
    mail.after_commit(
        partial(to_officer, clearance.pk), reverse("reports:clearance_give", args=keys)
    )


def tell_asker_after(clearance: Clearance) -> None:
    """Write to the person who asked that a clearance was refused, once that is committed."""
    page = reverse("reports:paper_detail", args=[clearance.paper.reference])
    mail.after_commit(partial(to_asker, clearance.pk), page)


def to_officer(clearance_id: int, link: str) -> EmailMessage | None:
    """The message to the officer; None when it no longer waits, or they could not give it now."""
    clearance = _fresh(clearance_id)
    officer = clearance.officer
    if clearance.is_archived or clearance.state != ClearanceState.WAITING:
        return None
    if not (policy.can(officer, Act.CLEAR, clearance.paper) and may_give(officer, clearance)):
        return None
    return _letter("clearance_waits", clearance, officer, clearance.asked_by, link)


def to_asker(clearance_id: int, link: str) -> EmailMessage | None:
    """The message to the person who asked; None when the clearance is no longer refused."""
    clearance = _fresh(clearance_id)
    if clearance.is_archived or clearance.state != ClearanceState.NOT_CLEARED:
        return None
    return _letter("clearance_refused", clearance, clearance.asked_by, clearance.officer, link)


def _fresh(clearance_id: int) -> Clearance:
    """Everything is read again: who may give it, and whether it is still so."""
    rows = Clearance.objects.select_related("paper", "officer", "asked_by")
    clearance: Clearance = rows.get(pk=clearance_id)
    return clearance


def _letter(
    template: str, clearance: Clearance, to: Person, other: Person, link: str
) -> EmailMessage | None:
    if mail.reader_of(to) is None:
        return None
    paper = Paper.objects.live().drafts_for(to).filter(pk=clearance.paper_id).first()
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
