"""Plain messages, one to one person, by Django's mail settings.

A message is a template in templates/mail: its first line is the subject, the rest the text.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from allauth.core import context
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX as UNUSABLE
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string

from audit.change_sets import open_change_set
from people.models import Account, Person
from people.queries import council_name
from values.directions import marked

THREAD = "mandate-mail"
logger = logging.getLogger(__name__)


def message(template: str, to: str, **context: Any) -> EmailMessage:
    """The message of a template such as "invitation", to one address."""
    text = render_to_string(f"mail/{template}.txt", {"council_name": council_name(), **context})
    subject, _line, body = marked(text).strip().partition("\n")
    return EmailMessage(" ".join(subject.split()), f"{body.strip()}\n", to=[to])


def in_one_line(text: str) -> str:
    """Text that somebody typed cannot begin a line, or a header, of its own."""
    return " ".join(text.split())


def whole_address(path: str) -> str:
    """The whole address of a page, on the host of the request: one of `ALLOWED_HOSTS`. Empty
    outside a request, as in a command."""
    request = context.request
    return request.build_absolute_uri(path) if request is not None else ""


def site_address(path: str) -> str:
    """The whole address of a page where no request says what this site is called: as the setting
    `SITE_ADDRESS` has it."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{path}"


def readers() -> QuerySet[Account]:
    """The accounts of people who have an address and can sign in to read what a message is
    about."""
    accounts = Account.objects.filter(is_active=True, person__is_archived=False)
    return accounts.exclude(person__email="").exclude(password__startswith=UNUSABLE)


def reader_of(person: Person | None) -> Account | None:
    """The account of a person who can be written to, read again with the person; None for anybody
    else."""
    return readers().filter(person=person).first()


def after_commit(write: Callable[[str], EmailMessage | None], path: str) -> None:
    """Once the present transaction is committed, send the message that `write` then makes from the
    whole address of a page; it returns None when there is no longer anybody to tell. Nothing is
    sent while data are loaded, nor outside a request, as in a command."""
    link = whole_address(path)
    if link and not open_change_set().is_loaded:
        transaction.on_commit(partial(_write_and_send, write, link), robust=True)


def _write_and_send(write: Callable[[str], EmailMessage | None], link: str) -> None:
    letter = write(link)
    if letter is not None:
        send_later(letter)


def send(letter: EmailMessage) -> bool:
    """Send a message now, and return whether the mail server took it."""
    try:
        return bool(letter.send())
    except OSError:  # smtplib's own errors are OSErrors too
        logger.exception("A message could not be sent: %s", letter.subject)
        return False


def written_to() -> str:
    """The folder into which the demonstration writes its messages instead of sending them, as you
    would type it; empty elsewhere."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    if not settings.DEMO or backend != settings.EMAIL_BACKEND:
        return ""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", ""))
    is_ours = folder.is_relative_to(settings.BASE_DIR)
    return str(folder.relative_to(settings.BASE_DIR) if is_ours else folder)


def send_later(letter: EmailMessage | None) -> None:
    """Send a message in the background, so that the time of the answer does not reveal whether
    there was one to send."""
    threading.Thread(target=_send_if_any, args=[letter], name=THREAD).start()


def _send_if_any(letter: EmailMessage | None) -> None:
    if letter is not None:
        send(letter)
