"""Counts are of what the reader sees: every page reads the same, to the last byte, whether or not
there is something restricted that its reader may not see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from audit.actions import archive_record
from people import policy
from people.choices import Act, Role
from reports.models import Appendix
from reports.querysets import PaperQuerySet
from tests.sweeps.addresses import Address, addresses, lists
from tests.sweeps.canary import everything_in, plant
from tests.sweeps.permitted import visitors
from tests.sweeps.turns import FORMS, is_dealt
from tests.sweeps.walking import PRINTED, browser_of
from tests.sweeps.world import MOMENT, World
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

WORKS_THERE, SEES_MOST = Role.PROGRAMME_MANAGER, Role.AUDITOR
"""Who works where it stands is asked for every page; who sees most without being named, for the
lists, and for what the other may not open."""
LEFT_OUT = (PRINTED, "account_set_password", "mfa_activate_totp", "directory:security_events")
"""The list of events grows with every page that is asked for; `tests/people` compares it."""
ITS_OWN = re.compile(
    r"""'X-Request-ID': '\w+'|reference">[^<]*<|'Content-Length': '\d+'|'Expires': '[^']*'"""
    r"""|nonce="[^"]*"|nonce-[\w+/=-]+|csrf\w*"\s+value="[^"]*"|csrftoken=[^;]*"""
    r"""|name="(form_key|opened_by)"\s+value="[^"]*\""""
)


def pages() -> list[Address]:
    """Every page that shows something; of the forms that each kind of record has, a third."""
    return [
        address
        for address in addresses()
        if address.name not in LEFT_OUT and not getattr(address.view, "is_verb", False)
        if not address.name.endswith(FORMS) or is_dealt(address, of=3)
    ]


@dataclass(frozen=True)
class Read:
    """What somebody was answered, without what each answer has of its own."""

    status: int
    text: str


def read_by(account: Any, urls: Iterable[str]) -> dict[str, Read]:
    """What somebody is answered who asks for some pages."""
    browser = browser_of(account)
    found = {}
    for url in urls:
        response = browser.get(url)
        found[url] = Read(response.status_code, ITS_OWN.sub("", everything_in(response)))
    return found


def differing(world: World, asked: list[Address]) -> list[str]:
    """The pages that read another way once there is something restricted."""
    of_role = {v.role: v.account for v in visitors(world, here=True)}
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        for role in (WORKS_THERE, SEES_MOST):  # a pack leads back to where its reader stopped
            read_by(of_role[role], [a.url(world) for a in asked if a.name == "packs:pack_item"])
        worker = read_by(of_role[WORKS_THERE], [address.url(world) for address in asked])
        rest = [
            url
            for address, (url, read) in zip(asked, worker.items(), strict=True)
            if read.status != 200 or address.name in lists()
        ]
        before = {WORKS_THERE: worker, SEES_MOST: read_by(of_role[SEES_MOST], rest)}
    with clock.stopped_at(MOMENT + timedelta(hours=2)):
        canary = plant(world)
        archive_record(canary.records[Appendix], by=world.keeper.person)
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        after = {role: read_by(of_role[role], pages) for role, pages in before.items()}
    return [
        url for role, pages in before.items() for url in pages if pages[url] != after[role][url]
    ]


def test_no_page_counts_what_its_reader_may_not_see(world: World) -> None:
    assert differing(world, pages()) == []


def test_a_count_of_what_is_hidden_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(self: Any, person: Any) -> Any:
        return self.filter(policy._reached(person, Act.SEE, self.model, "programme__scope"))

    monkeypatch.setattr(PaperQuerySet, "visible_to", forgetful)
    asked = [page for page in pages() if page.name == "reports:paper_list"]
    assert differing(world, asked) == ["/papers/", "/papers/"]
