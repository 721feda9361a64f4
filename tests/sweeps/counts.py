"""What pages read like to two people, so that what is hidden from them is not counted either: the
same to the last byte, whether or not it is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from people.choices import Role
from tests.sweeps.addresses import Address, addresses, lists
from tests.sweeps.canary import everything_in
from tests.sweeps.turns import FORMS, is_dealt
from tests.sweeps.walking import PRINTED, browser_of
from tests.sweeps.world import MOMENT, World
from values import clock

Answers = Mapping[str, tuple[int, str]]
"""The status and the text of what somebody was answered, by address."""

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


def read_by(account: Any, urls: Iterable[str]) -> dict[str, tuple[int, str]]:
    """What somebody is answered who asks for some pages."""
    browser = browser_of(account)
    found = {}
    for url in urls:
        response = browser.get(url)
        found[url] = response.status_code, everything_in(response)
    return found


def read_before(
    world: World, people: Mapping[str, Any], asked: list[Address]
) -> dict[str, Answers]:
    """What these two are answered, two days after the world was made, while there is nothing
    hidden."""
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        for role in (WORKS_THERE, SEES_MOST):  # a pack leads back to where its reader stopped
            read_by(people[role], [a.url(world) for a in asked if a.name == "packs:pack_item"])
        worker = read_by(people[WORKS_THERE], [address.url(world) for address in asked])
        rest = [
            url
            for address, (url, (status, _)) in zip(asked, worker.items(), strict=True)
            if status != 200 or address.name in lists()
        ]
        return {WORKS_THERE: worker, SEES_MOST: read_by(people[SEES_MOST], rest)}


def differing(before: Mapping[str, Answers], after: Mapping[str, Answers]) -> list[str]:
    """The pages that read another way now, but for what each answer has of its own."""
    return [
        url
        for role, answers in before.items()
        for url, answer in answers.items()
        if compared(answer) != compared(after[role][url])
    ]


def compared(answer: tuple[int, str]) -> tuple[int, str]:
    status, text = answer
    return status, ITS_OWN.sub("", text)
