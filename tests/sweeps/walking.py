"""Asking for every page once, and following the links that pages show."""

from __future__ import annotations

import fcntl
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from people.models import Account
from tests.sweeps import rows
from tests.sweeps.addresses import Address, addresses
from tests.sweeps.forms import SentForm, post_forms
from tests.sweeps.pages import Element, read
from tests.sweeps.turns import FORMS, is_dealt
from tests.sweeps.world import World

PRINTED = "reports:paper_pdf"  # takes a second; the right to it is the right to the paper
LINKS_OF_A_KIND = 2
SOME = ("lead", "member", "reader")


@dataclass(frozen=True)
class Answer:
    url: str
    status: int
    html: str  # empty for what is no page
    headers: dict[str, str] = field(default_factory=dict)

    @cached_property
    def tree(self) -> Element:
        return read(self.html)

    @cached_property
    def forms(self) -> list[SentForm]:
        """Those that are sent to the page itself."""
        return list(post_forms(self.tree, self.url))

    @cached_property
    def links(self) -> list[str]:
        return list(links(self.tree, self.url))


Walked = tuple[dict[str, Answer], list[str]]
"""The answers by the addresses' names, and the tables that asking changed."""


class Walks:
    """What accounts of a world are answered when they ask for every address; what is kept in a
    folder is asked for by the first worker alone."""

    def __init__(self, world: World, *, printed: bool = True, folder: Path | None = None) -> None:
        self.world, self.printed, self.folder = world, printed, folder
        self.walked: dict[str, Walked] = {}

    def of(self, who: str) -> dict[str, Answer]:
        """The answers by the addresses' names."""
        return self._walk(who)[0]

    def changed_by(self, who: str) -> list[str]:
        """The tables that the walk changed."""
        return self._walk(who)[1]

    def pages(self, who: str) -> dict[str, Answer]:
        """The pages of HTML that were shown."""
        return {name: answer for name, answer in self.of(who).items() if answer.html}

    def _walk(self, who: str) -> Walked:
        if who not in self.walked:
            self.walked[who] = self._kept(who) if self.folder else self._ask(who)
        return self.walked[who]

    def _ask(self, who: str) -> Walked:
        browser = browser_of(getattr(self.world, who))
        before = rows.everything()
        answers = {a.name: answer(browser, a.url(self.world)) for a in self._asked_by(who)}
        return answers, rows.changed(before, rows.everything())

    def _kept(self, who: str) -> Walked:
        """Each worker's world is a copy of one, so that all are answered the same."""
        assert self.folder is not None
        kept = self.folder / f"walk_{who}.json"
        with kept.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                answers, changed = self._ask(who)
                told = {name: astuple(found) for name, found in answers.items()}
                kept.write_text(json.dumps([told, changed]))
        told, changed = json.loads(kept.read_text())
        return {name: Answer(*found) for name, found in told.items()}, changed

    def _asked_by(self, who: str) -> Iterator[Address]:
        """Every address; a form or history that each kind of record has is shown to one of the
        three who may open some, as well as to the keeper. The printed paper is for the keeper
        alone."""
        for address in addresses():
            is_form = who in SOME and address.name.endswith((*FORMS, "_history"))
            if address.name == PRINTED:
                is_asked = self.printed and who == "keeper"
            else:
                is_asked = not is_form or is_dealt(address, of=len(SOME), to=SOME.index(who))
            if is_asked:
                yield address


def browser_of(account: Account | None) -> Client:
    """A browser in which an account (None: nobody) is signed in; faults answer 500."""
    client = Client(raise_request_exception=False)
    if account is not None:
        client.force_login(account)
    return client


def answer(browser: Client, url: str) -> Answer:
    response = browser.get(url)
    if response.streaming:
        list(response)  # to the end, where the file behind it is closed
    is_page = response.status_code == 200 and "attachment" not in str(response.headers)
    is_page = is_page and response["Content-Type"].startswith("text/html")
    html = response.content.decode() if is_page else ""
    return Answer(url, response.status_code, html, dict(response.headers))


def dead_links(walks: Walks, who: str) -> dict[str, str]:
    """The links that an account is shown and that lead to no page, with the page that shows each.

    Of the links to one kind of page a few are followed. What they lead to is drawn for the keeper
    alone: for the others it counts whether they may open it.
    """
    walked = {found.url: found.status for found in walks.of(who).values()}
    browser = browser_of(getattr(walks.world, who))
    dead, kinds = {}, Counter[str]()
    with pytest.MonkeyPatch.context() as patch:
        if who != "keeper":
            patch.setattr("django.template.backends.django.Template.render", lambda *_, **__: "")
        for page in walks.pages(who).values():
            for link in page.links:
                if link not in walked:
                    kind = resolve(urlsplit(link).path).view_name
                    kinds[kind] += 1
                    if kind == PRINTED or kinds[kind] > LINKS_OF_A_KIND:
                        continue
                    walked[link] = answer(browser, link).status
                if walked[link] not in (200, 302):
                    dead[f"{link} {walked[link]}"] = page.url
    return dead


def links(page: Element, base: str) -> Iterator[str]:
    """The addresses on this site that the links of a page lead to."""
    for anchor in page.all("a"):
        href = anchor.attributes.get("href", "")
        url = urlsplit(urljoin(base, href))
        if not href.startswith("#") and not url.scheme and not url.netloc:
            yield f"{url.path}?{url.query}".rstrip("?")
