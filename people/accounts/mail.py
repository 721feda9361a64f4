"""Plain messages, one to one person, by Django's mail settings.

A message is a template in templates/mail: its first line is the subject, the rest the text.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Any

from allauth.core import context
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

THREAD = "mandate-mail"
logger = logging.getLogger(__name__)


def message(template: str, to: str, **context: Any) -> EmailMessage:
    """The message of a template such as "invitation", to one address."""
    text = render_to_string(
        f"mail/{template}.txt", {"council_name": settings.COUNCIL_NAME, **context}
    )
    subject, _line, body = text.strip().partition("\n")
    return EmailMessage(" ".join(subject.split()), f"{body.strip()}\n", to=[to])


def whole_address(path: str) -> str:
    """The whole address of a page, on the host that was asked: one of `ALLOWED_HOSTS`. Empty where
    nobody asks, as in a command."""
    request = context.request
    return request.build_absolute_uri(path) if request is not None else ""


def send(letter: EmailMessage) -> bool:
    """Send a message now, and return whether the mail server took it."""
    try:
        return bool(letter.send())
    except OSError:  # smtplib's own errors are such, too
        logger.exception("A message could not be sent: %s", letter.subject)
        return False


def written_to() -> str:
    """The folder into which the demonstration writes its messages instead of sending them, as one
    would type it; empty elsewhere."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    if not settings.DEMO or backend != settings.EMAIL_BACKEND:
        return ""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", ""))
    is_ours = folder.is_relative_to(settings.BASE_DIR)
    return str(folder.relative_to(settings.BASE_DIR) if is_ours else folder)


def send_later(letter: EmailMessage | None) -> None:
    """Send a message beside the answer, so that the time of the answer does not tell whether there
    was one to send."""
    threading.Thread(target=_send_if_any, args=[letter], name=THREAD).start()


def _send_if_any(letter: EmailMessage | None) -> None:
    if letter is not None:
        send(letter)
