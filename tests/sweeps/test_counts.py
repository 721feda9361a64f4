"""Counts are of what the reader sees: every page reads the same, to the last byte, whether or not
there is something restricted that its reader may not see."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from audit.actions import archive_record
from people import policy
from people.choices import Act, Role
from reports.models import Appendix
from reports.querysets import PaperQuerySet
from tests.sweeps.addresses import Address, addresses
from tests.sweeps.canary import everything_in, plant
from tests.sweeps.permitted import visitors
from tests.sweeps.walking import PRINTED, browser_of
from tests.sweeps.world import MOMENT, World
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

ROLES = (Role.AUDITOR, Role.PROGRAMME_MANAGER)
"""Who sees most without being named, and who works where it stands."""
LEFT_OUT = (PRINTED, "account_set_password", "mfa_activate_totp", "directory:security_events")
"""The list of events grows with every page that is asked for; `tests/people` compares it."""
ITS_OWN = re.compile(
    r"""'X-Request-ID': '\w+'|reference">[^<]*<|'Content-Length': '\d+'|'Expires': '[^']*'"""
    r"""|nonce="[^"]*"|nonce-[\w+/=-]+|csrf\w*"\s+value="[^"]*"|csrftoken=[^;]*"""
    r"""|name="(form_key|opened_by)"\s+value="[^"]*\""""
)


def pages() -> list[Address]:
    return [
        address
        for address in addresses()
        if address.name not in LEFT_OUT and not getattr(address.view, "is_verb", False)
    ]


def read_by(account: Any, world: World, asked: list[Address]) -> dict[str, str]:
    """What somebody is answered who asks, without what each answer has of its own."""
    browser = browser_of(account)
    found = {}
    for address in asked:
        url = address.url(world)
        found[url] = ITS_OWN.sub("", everything_in(browser.get(url)))
    return found


def differing(world: World, asked: list[Address]) -> list[str]:
    """The pages that read another way once there is something restricted."""
    accounts = [v.account for v in visitors(world, here=True) if v.role in ROLES]
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        before = [read_by(account, world, asked) for account in accounts]
    with clock.stopped_at(MOMENT + timedelta(hours=2)):
        canary = plant(world)
        archive_record(canary.records[Appendix], by=world.keeper.person)
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        after = [read_by(account, world, asked) for account in accounts]
    return [url for b, a in zip(before, after, strict=True) for url in b if b[url] != a[url]]


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
