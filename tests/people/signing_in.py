"""Signing in as a browser does, and the messages that come by mail."""

from __future__ import annotations

import re
import threading

from django.core import mail
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

from people.accounts.mail import THREAD
from tests import factories


def sign_in(client: Client, name: str, password: str = factories.PASSWORD) -> HttpResponse:
    """Send the sign-in form."""
    return client.post("/sign-in/", {"login": name, "password": password})


def posted_mail() -> list[EmailMessage]:
    """The messages that were sent, those included that are sent beside an answer."""
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join(timeout=10)
    return list(mail.outbox)


def link_in(message: EmailMessage) -> str:
    """The path of the link in a message."""
    (link,) = re.findall(r"http://testserver(/\S+)", str(message.body))
    return link
