"""What a page's button sends: the form as the page has it, with what somebody types."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.sweeps.forms import SentForm, post_forms
from tests.sweeps.pages import read


def form_of(client: Client, url: str, on: str = "") -> SentForm:
    """The form that is sent to an address, as it stands there or `on` another page."""
    page = read(client.get(on or url).content.decode())
    return next(form for form in post_forms(page, url, on) if form.action == url)


def press(
    client: Client, url: str, typed: dict[str, Any] | None = None, *, on: str = "", **how: Any
) -> HttpResponse:
    """Open the page, and send the form that goes to an address."""
    return client.post(url, form_of(client, url, on).sent | (typed or {}), **how)
