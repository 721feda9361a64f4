"""The forms on a page, as a browser would fill and send them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client

from people.models import Account
from tests.sweeps.pages import Element, read

TYPED = {"text", "textarea", "email", "password", "number", "tel", "search", "date"}


@dataclass(frozen=True)
class SentForm:
    """A POST form: where it goes, what it sends untouched, and which of it somebody types,
    chooses or presses."""

    action: str
    sent: dict[str, str]
    typed: tuple[str, ...]
    chosen: tuple[str, ...]
    buttons: tuple[str, ...] = ()

    def with_typed(self, text: str) -> dict[str, str]:
        """What is sent when the same is typed into every box."""
        return self.sent | dict.fromkeys(self.typed, text)

    def with_chosen(self, text: str) -> dict[str, str]:
        """What is sent when somebody changed the lists and the hidden fields in the page."""
        kept = {name: self.sent.get(name, "") for name in self.typed}
        return dict.fromkeys([*self.sent, *self.chosen], text) | kept


class Typist:
    """Somebody at a browser who has a page with one form open."""

    def __init__(self, client: Client, url: str, account: Account) -> None:
        self.client, self.url, self.account = client, url, account
        self.open()

    def open(self) -> HttpResponse:
        """Open the page, as it is now."""
        self.client.force_login(self.account)
        response = self.client.get(self.url)
        self.form = self.form_on(response)
        return response

    def form_on(self, response: HttpResponse) -> SentForm:
        (form,) = post_forms(read(response.content.decode()), self.url)
        return form

    def send(self, press: str = "", **typed: str) -> HttpResponse:
        """Send the form that is open, by the button `press` if it has several; what answers is
        open then, if it is a form."""
        self.client.force_login(self.account)
        sent = {n: text for n, text in self.form.sent.items() if n not in self.form.buttons}
        sent |= {press: self.form.sent[press]} if press else {}
        response = self.client.post(self.form.action, sent | typed)
        if response.status_code != 302:
            self.form = self.form_on(response)
        return response


def post_forms(page: Element, url: str, on: str = "") -> Iterator[SentForm]:
    """The forms that a page sends by POST to itself; or to an address from the page it is `on`."""
    for form in page.all("form"):
        action = form.attributes.get("action", on or url) or url
        if form.attributes.get("method") == "post" and action == url:
            yield _form(form, action)


def all_post_forms(page: Element, url: str) -> Iterator[SentForm]:
    """The forms that a page sends by POST, wherever they go."""
    for form in page.all("form"):
        if form.attributes.get("method") == "post":
            yield _form(form, form.attributes.get("action", url) or url)


def _form(form: Element, action: str) -> SentForm:
    sent: dict[str, str] = {}
    typed, chosen, buttons = [], [], []
    for control in form.all("input", "select", "textarea", "button"):
        name, kind = control.attributes.get("name", ""), _kind(control)
        if not name or name == "csrfmiddlewaretoken":
            continue
        if kind in TYPED:
            typed.append(name)
        elif kind != "hidden":
            chosen.append(name)
        if control.tag == "button":
            buttons.append(name)
        value = _value(control, kind)
        if value is not None:
            sent.setdefault(name, value)
    return SentForm(action, sent, tuple(typed), tuple(dict.fromkeys(chosen)), tuple(buttons))


def _kind(control: Element) -> str:
    return control.attributes.get("type", "text") if control.tag == "input" else control.tag


def _value(control: Element, kind: str) -> str | None:
    """What the control sends as it stands; None when it sends nothing."""
    if kind == "textarea":
        return control.raw.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
    if kind == "select":
        options = list(control.all("option"))
        selected = [o for o in options if "selected" in o.attributes] or options[:1]
        return selected[0].attributes.get("value", "") if selected else None
    if kind in ("radio", "checkbox"):
        is_checked = "checked" in control.attributes
        return control.attributes.get("value", "on") if is_checked else None
    return control.attributes.get("value", "")
