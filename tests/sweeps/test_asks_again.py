"""Whatever is sent to a page of an act that asks again is done only soon after signing in: by the
list, whatever the page is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from accounts.signing_in import limits
from people import policy
from people.models import Account
from tests.sweeps import rows
from tests.sweeps.addresses import addresses
from tests.sweeps.permitted import act_of
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, World
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

ACTS = {"clear", "publish"}
"""The acts by which the council answers for something."""
PAGES = {
    "packs:pack_publish",
    "packs:public_switch",
    "reports:clearance_give",
    "reports:paper_publish",
}


def signed_in(account: Account, ago: timedelta) -> Client:
    with clock.stopped_at(MOMENT - ago):
        return browser_of(account)


def not_asked(world: World, ago: timedelta = timedelta(minutes=11)) -> set[str]:
    """The pages of these acts that somebody who signed in so long ago may send to at once."""
    client, found = signed_in(world.keeper, ago), set()
    for address in addresses():
        if act_of(policy.MATRIX, address) in ACTS:
            url = address.url(world)
            answer = client.post(url, {"text": "Fine."})
            asked = f"/account/confirm/?next={url.replace('/', '%2F')}"
            if (answer.status_code, answer.headers.get("Location")) != (302, asked):
                found.add(address.name)
    return found


def test_the_list_says_which_acts_ask_again() -> None:
    assert {row.name for row in policy.MATRIX.rows if row.asks_again} == ACTS
    assert {
        name for row in policy.MATRIX.rows if row.name in ACTS for name in row.addresses
    } == PAGES


def test_every_page_of_theirs_asks_an_old_sign_in(world: World, july_2012: object) -> None:
    before = rows.everything()
    assert not_asked(world) == set()
    assert [t for t in rows.changed(before, rows.everything()) if "session" not in t] == []


def test_a_fresh_sign_in_is_not_asked(world: World, july_2012: object) -> None:
    assert not_asked(world, timedelta(minutes=9)) == PAGES


def test_looking_is_not_asked(world: World, july_2012: object) -> None:
    client = signed_in(world.keeper, timedelta(minutes=11))
    pages = [address for address in addresses() if address.name in PAGES]
    assert [client.get(address.url(world)).status_code for address in pages] == [200] * len(PAGES)


def test_a_line_less_in_the_list_is_noticed(
    world: World, july_2012: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = [replace(row, asks_again=False) for row in policy.MATRIX.rows]
    monkeypatch.setattr(policy, "MATRIX", replace(policy.MATRIX, rows=tuple(without)))
    assert not_asked(world) == PAGES


def test_a_guard_less_is_noticed(
    world: World, july_2012: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "asked_again", lambda request, address: None)
    assert not_asked(world) == PAGES
