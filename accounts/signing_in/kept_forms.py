"""A form that was sent after the sign-in had ended: nothing in it is lost.

Each form carries a signed note of who opened it. A form that is sent too late is kept, sealed,
under a number that only this browser has, and is given back as a working copy when the same person
signs in here."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import timedelta
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _

from accounts.signing_in import sealing
from people import actions
from people.models import Account, KeptForm, WorkingCopy
from values import clock

OPENED_BY = "opened_by"
GIVEN_BACK = "forms_given_back"
IN_VAIN = "sent_in_vain"
"""Marks a request that was sent to a page that has changed: the page is shown again."""
LASTS = timedelta(hours=1)
LARGEST = 200_000
LONGEST_PATH = 180
MOST = 20
"""How many forms may wait for one account; the oldest is dropped first."""
signer = Signer(salt="accounts.signing_in.kept_forms")


def cookie_name() -> str:
    return f"{settings.HOST_PREFIX}mandate_kept"


def undone_cookie_name() -> str:
    return f"{settings.HOST_PREFIX}mandate_undone"


def opened_by(account: Account) -> str:
    """The signed note in a form of who opened it."""
    return signer.sign(str(account.pk))


def keep(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Keep what was sent by somebody whose sign-in has ended, and give the browser the number that
    finds it."""
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", OPENED_BY) and "password" not in name
    }
    text = json.dumps(fields)
    owner = _owner(request.POST.get(OPENED_BY, ""))
    if owner is None or len(text) > LARGEST or len(request.path) > LONGEST_PATH:
        return
    number = request.COOKIES.get(cookie_name()) or secrets.token_urlsafe(32)
    _make_room(owner)
    KeptForm.objects.update_or_create(
        browser=_digest(number),
        path=request.path,
        defaults={
            "account": owner,
            "sealed": sealing.seal(text, also=number),
            "kept_at": clock.now(),
        },
    )
    answer.set_cookie(
        cookie_name(),
        number,
        max_age=int(LASTS.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def note_undone(answer: HttpResponseBase) -> None:
    """Remember in the browser that a button was pressed too late: a message says so at the next
    sign-in."""
    answer.set_cookie(
        undone_cookie_name(),
        "1",
        max_age=int(LASTS.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def say_what_is_undone(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Tell somebody who has signed in again that what they pressed was not done."""
    if request.COOKIES.get(undone_cookie_name()):
        answer.delete_cookie(undone_cookie_name())
        messages.warning(
            request, _("You were signed out before this could be done. Press the button again.")
        )


def is_waiting(request: HttpRequest) -> bool:
    """Whether this browser has sent something too late."""
    return bool(request.COOKIES.get(cookie_name()))


def give_back(request: HttpRequest, answer: HttpResponseBase, account: Account) -> None:
    """Make working copies of what this account sent too late in this browser. What another account
    sent stays where it is."""
    number = request.COOKIES.get(cookie_name())
    if not number:
        return
    kept = KeptForm.objects.filter(
        browser=_digest(number), account=account, kept_at__gte=clock.now() - LASTS
    )
    paths = []
    for form in kept:
        text = sealing.unseal(form.sealed, also=number)
        if text is not None:
            actions.keep_working_copy(
                account=account, form=_name(form.path), fields=json.loads(text), base_version=0
            )
            paths.append(form.path)
    if paths:
        kept.delete()
        request.session[GIVEN_BACK] = paths
        answer.delete_cookie(cookie_name())


def given_back(request: HttpRequest) -> QueryDict | None:
    """What was sent too late to the page that is asked for now, or was just sent without success;
    usually None, without a query."""
    if hasattr(request, IN_VAIN):
        return cast(QueryDict, request.POST)
    if request.path not in request.session.get(GIVEN_BACK, ()):
        return None
    copy = WorkingCopy.objects.filter(
        account=cast(Account, request.user), form=_name(request.path)
    ).first()
    if copy is None:
        return None
    sent = QueryDict(mutable=True)
    for name, values in copy.fields.items():
        sent.setlist(name, values)
    return sent


def copy_given_back(request: HttpRequest) -> str:
    """The name of the working copy that a page shows; usually empty."""
    is_shown = request.method == "GET" and request.path in request.session.get(GIVEN_BACK, ())
    return _name(request.path) if is_shown else ""


def forget(request: HttpRequest) -> None:
    """Drop what was given back to a page, now that the form is sent again."""
    paths = request.session.get(GIVEN_BACK, [])
    if request.path in paths:
        actions.drop_working_copy(account=cast(Account, request.user), form=_name(request.path))
        request.session[GIVEN_BACK] = [path for path in paths if path != request.path]


def _name(path: str) -> str:
    """The name of the working copy for a page's form."""
    return f"sent{path}"


def _owner(signed: str) -> Account | None:
    try:
        return Account.objects.filter(pk=signer.unsign(signed), is_active=True).first()
    except BadSignature:
        return None


def _make_room(account: Account) -> None:
    """Drop forms that are too old, and the oldest of an account that has too many."""
    KeptForm.objects.filter(kept_at__lt=clock.now() - LASTS).delete()
    newest = KeptForm.objects.filter(account=account).order_by("-kept_at", "-id")
    surplus = list(newest.values_list("pk", flat=True)[MOST - 1 :])
    KeptForm.objects.filter(pk__in=surplus).delete()


def _digest(number: str) -> str:
    return hashlib.sha256(number.encode()).hexdigest()
