"""Signing in as a browser does, and the messages that come by mail."""

from __future__ import annotations

import re
import threading
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

from accounts.mail import THREAD
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


def code_in(message: EmailMessage) -> dict[str, str]:
    """What a message says to type: the sign-in name and the code."""
    typed = re.search(r"type the sign-in name (\S+) and the code (\S+)\.", str(message.body))
    assert typed is not None
    return {"sign_in_name": typed[1], "code": typed[2]}


def set_password(typed: dict[str, str], password: str, again: str = "") -> HttpResponse:
    """Send the form in which a password is set with a code."""
    new = {"password": password, "again": again or password}
    return Client().post("/set-password/", typed | new, follow=True)


def code_of(secret: str) -> str:
    """What an app with this key shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up_second_step(client: Client) -> str:
    """Set up the second step as somebody who is signed in, and return the key."""
    page = "/account/second-step/"
    secret: str = client.get(page).context["form"].secret
    assert client.post(page, {"code": code_of(secret)}).status_code == 302
    return secret
