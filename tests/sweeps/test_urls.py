"""Who may go where, over the whole table of addresses; tomorrow's addresses too.

What each kind of person meets is written down here. A page that is not named is a page about a
record: the outsider may not know that the record exists, and meets 404.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.sweeps import addresses as table
from tests.sweeps import rows
from tests.sweeps.addresses import Address, record_arguments
from tests.sweeps.crawling import dead_links
from tests.sweeps.world import KINDS, World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]

# Open before signing in, and why.
PUBLIC = {
    "council_css": "a stylesheet: the sign-in page has the council's colour too",
    "people:sign_in": "where signing in is done",
    "people:signed_out": "what is shown once nobody is signed in any more",
}
# Answered to everybody who is signed in, and why.
OPEN = {
    "home": "one's own work; empty for who has none",
    "gallery": "the product's own parts; no record",
    "people:sign_out": "ends one's own session",
    "reports:portfolio": "lists what one may see, which may be nothing",
    "reports:paper_list": "lists what one may see, which may be nothing",
    "governance:board_list": "lists what one may see, which may be nothing",
    "people:working_copy": "one's own typing",
    "people:working_copy_drop": "one's own typing",
}
# Verbs and lists that belong to no record that could be hidden: 403 without the right.
RESERVED = {
    "people:person_list": "those who keep the office",
    "people:person_add": "those who keep the office",
    "people:account_give": "those who keep the office",
    "people:account_stop": "those who keep the office",
    "people:unit_list": "those who keep the office",
    "people:unit_add": "those who keep the office",
    "programmes:programme_add": "those who keep the office",
    "governance:board_add": "those who edit the council's boards",
}
# Verbs: they answer nothing to a GET.
POST_ONLY = {
    "people:account_stop": "stops an account",
    "people:sign_out": "ends the session",
    "people:working_copy": "keeps what is typed",
    "people:working_copy_drop": "throws away what was typed",
}
# Answered with a redirect although nothing was sent.
ELSEWHERE = {"people:sign_in": "who is signed in already goes home"}

ALL = table.addresses()
BY_NAME = {address.name: address for address in ALL}


def numeric() -> list[Address]:
    return [address for address in ALL if address.numeric]


def test_every_address_finds_its_arguments(world: World) -> None:
    assert [a.name for a in ALL if a.arguments(world) is None] == []


def test_every_address_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(ALL)


def test_the_lists_above_name_addresses_that_exist() -> None:
    named = {*PUBLIC, *OPEN, *RESERVED, *POST_ONLY, *ELSEWHERE, *table.ARGUMENTS}
    assert named - set(BY_NAME) == set()


def test_the_world_holds_every_kind_of_record(world: World) -> None:
    from audit.guards import tracked_models  # noqa: PLC0415  the app registry must be ready

    assert set(tracked_models()) == set(KINDS)
    assert set(world.here) == set(world.elsewhere) == set(KINDS)


def test_who_is_not_signed_in_is_sent_to_sign_in(world: World, signed_in: SignIn) -> None:
    nobody = signed_in(None)
    wrong = {}
    for address in ALL:
        url = address.url(world)
        if address.name in PUBLIC:
            continue
        for response in (nobody.get(url), nobody.post(url, {})):
            expected = (302, f"{reverse('people:sign_in')}?next={url}")
            met = (response.status_code, response.headers.get("Location"))
            if met != expected:
                wrong[address.name] = met
    assert wrong == {}


def test_the_public_pages_answer_without_signing_in(world: World, signed_in: SignIn) -> None:
    nobody = signed_in(None)
    met = {name: nobody.get(BY_NAME[name].url(world)).status_code for name in PUBLIC}
    assert met == dict.fromkeys(PUBLIC, 200)


def expected_of_an_outsider(name: str, method: str) -> set[int]:
    if name in PUBLIC or name in OPEN:
        if method == "GET":
            return {405} if name in POST_ONLY else {302} if name in ELSEWHERE else {200}
        return {200, 302, 400, 405}
    if name in RESERVED:
        return {405} if method == "GET" and name in POST_ONLY else {403}
    return {404}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_outsider_learns_nothing(world: World, signed_in: SignIn, method: str) -> None:
    outsider = signed_in(world.outsider)
    before = rows.everything()
    wrong = {}
    for address in ALL:
        if address.name == "people:sign_out" and method == "POST":
            continue
        send = outsider.get if method == "GET" else outsider.post
        status = send(address.url(world)).status_code
        if status not in expected_of_an_outsider(address.name, method):
            wrong[address.name] = status
    assert wrong == {}
    assert rows.changed(before, rows.everything()) == []


def test_an_outsider_sees_no_title_of_any_record(world: World, signed_in: SignIn) -> None:
    outsider = signed_in(world.outsider)
    secrets = ("Open Doors", "Warm Homes", "Bertha Crowe")
    for name in OPEN:
        if name not in POST_ONLY:
            html = outsider.get(BY_NAME[name].url(world)).content.decode()
            assert [secret for secret in secrets if secret in html] == [], name


def test_who_may_do_everything_gets_every_page_and_changes_nothing_by_looking(
    world: World, signed_in: SignIn
) -> None:
    keeper = signed_in(world.keeper)
    before = rows.everything()
    wrong = {}
    for address in ALL:
        expected = 405 if address.name in POST_ONLY else 302 if address.name in ELSEWHERE else 200
        for send in (keeper.get, keeper.head):
            status = send(address.url(world)).status_code
            if status != expected:
                wrong[address.name] = status
    assert wrong == {}
    assert rows.changed(before, rows.everything()) == []


def test_who_may_only_see_can_change_nothing(world: World, signed_in: SignIn) -> None:
    """An auditor's pages are the same addresses; what changes records answers 403."""
    reader = signed_in(world.reader)
    before = rows.everything()
    allowed = {"people:working_copy", "people:working_copy_drop", "people:sign_in"}
    wrong = {}
    for address in ALL:
        if address.name == "people:sign_out":
            continue
        status = reader.post(address.url(world), {}).status_code
        if status not in {400, 302} if address.name in allowed else status not in {403, 404, 405}:
            view = address.view
            if getattr(view, "view_class", None) is None and status == 200:
                continue  # a page of reading takes a POST for a GET
            wrong[address.name] = status
    assert wrong == {}
    assert rows.changed(before, rows.everything()) == []


@pytest.mark.parametrize("account", ["keeper", "lead", "member", "reader", "outsider"])
def test_every_link_that_a_page_shows_can_be_followed(
    world: World, signed_in: SignIn, account: str
) -> None:
    """Nobody is shown a way to a page that they may not open."""
    visitor = signed_in(getattr(world, account))
    assert dead_links(visitor, [a.url(world) for a in ALL if a.name not in SLOW]) == {}


SLOW = {"reports:paper_pdf"}


@pytest.mark.parametrize("key", [0, 10**30])
def test_a_number_that_no_record_has_is_not_found(
    world: World, signed_in: SignIn, key: int
) -> None:
    keeper = signed_in(world.keeper)
    met = {}
    for address in numeric():
        arguments = address.arguments(world) or []
        for name in address.numeric:
            changed = list(arguments)
            changed[address.parameters.index(name)] = key
            url = reverse(address.name, args=changed)
            met[url] = (keeper.get(url).status_code, keeper.post(url, {}).status_code)
    assert {url: found for url, found in met.items() if found != (404, 404)} == {}


def test_a_part_is_not_found_under_another_parent(world: World, signed_in: SignIn) -> None:
    keeper = signed_in(world.keeper)
    met = {}
    for address in ALL:
        if "pk" not in address.parameters or "parent" not in address.parameters:
            continue
        ours, theirs = (record_arguments(address, r) for r in (world.here, world.elsewhere))
        assert ours and theirs and ours[0] != theirs[0] and ours[1] != theirs[1]
        url = reverse(address.name, args=[theirs[0], ours[1]])
        met[url] = (keeper.get(url).status_code, keeper.post(url, {}).status_code)
    elsewhere = world.elsewhere[type(world.submitted.project)].reference
    url = reverse("projects:report_detail", args=[elsewhere, world.submitted.pk])
    met[url] = (keeper.get(url).status_code, keeper.post(url, {}).status_code)
    assert len(met) > 40
    assert {url: found for url, found in met.items() if found != (404, 404)} == {}


STRANGE = ["NO-SUCH", "%00", "PRJ-0001%00", "%F0%9F%8F%9B", "%FF%FE", "x" * 3000, "'--", "..%2f.."]


@pytest.mark.parametrize("text", STRANGE, ids=lambda text: text[:12])
def test_a_reference_that_no_record_has_is_not_found(
    world: World, signed_in: SignIn, text: str
) -> None:
    keeper = signed_in(world.keeper)
    met = {}
    for address in ALL:
        if not address.parameters or address.name in POST_ONLY:
            continue
        arguments = address.arguments(world) or []
        first = address.parameters[0]
        if first in address.numeric:
            continue
        url = reverse(address.name, args=["0-0-0", *arguments[1:]]).replace("0-0-0", text)
        met[address.name] = keeper.get(url).status_code
    assert {name: status for name, status in met.items() if status != 404} == {}


QUERIES = [
    "?page=0", "?page=-1", "?page=x", "?page=1%00", f"?page={'9' * 5000}", "?page=",
    "?title=%00", f"?title={'x' * 10_000}", "?title=%F0%9F%8F%9B%27%25_", "?name=%00&is_archived=x",
    "?stage=none&state=none&kind=none&is_archived=maybe", "?programme=0&programme=x&parent=x",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:16])
def test_a_list_asked_strangely_is_still_a_list(
    world: World, signed_in: SignIn, query: str
) -> None:
    keeper = signed_in(world.keeper)
    lists = [a for a in ALL if a.name.endswith("_list") or a.name == "reports:portfolio"]
    met = {a.name: keeper.get(a.url(world) + query).status_code for a in lists}
    assert {name: status for name, status in met.items() if status != 200} == {}
