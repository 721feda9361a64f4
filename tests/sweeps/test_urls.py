"""Who may go where, over the whole table of addresses; tomorrow's addresses too.

What each kind of person meets is written down here. A page that is not named is a page about a
record: the outsider may not know that the record exists, and meets 404.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse

from meetings.models import Meeting
from programmes.models import Programme
from projects.models import Project
from reports.models import Paper
from tests.faults.lengths import IS_LONG
from tests.sweeps import addresses as table
from tests.sweeps import rows
from tests.sweeps.addresses import Address, record_arguments
from tests.sweeps.permitted import OF_WHAT_IS_SUBMITTED
from tests.sweeps.turns import hand, is_dealt
from tests.sweeps.unlinked import REACHED_OTHERWISE
from tests.sweeps.verbs import BACK_TO, ELSEWHERE, POST_ONLY
from tests.sweeps.walking import Walks, dead_links
from tests.sweeps.world import Records, World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]

# Open before signing in, and why.
PUBLIC = {
    **{
        f"packs:public_{n}": "an open page"
        for n in ("board", "decision", "item", "minutes", "pack", "pdf")
    },
    "meetings:feed": "read by calendar programs, which say whose calendar by a code",
    "jobs:health": "for whatever watches the installation; no record",
    "council_css": "a stylesheet: the sign-in page has the council's colour too",
    "account_login": "where signing in is done",
    "account_logout": "also ends a sign-in that waits for its second factor",
    "account_reset_password": "asks for a code by mail",
    "mfa_authenticate": "between the password and the code; otherwise the way to sign in",
    "account_set_password": "takes a code from a message",
    "accounts:stop_a_change": "takes a code from a message",
    "accounts:signed_out": "what is shown once nobody is signed in any more",
}
# Answered to everybody who is signed in, and why.
OPEN = {
    "home": "one's own work; empty for who has none",
    "accounts:own_account": "one's own sign-in",
    "account_change_password": "one's own password",
    "account_reauthenticate": "confirms one's own sign-in",
    "mfa_reauthenticate": "confirms one's own sign-in",
    "mfa_activate_totp": "one's own second step",
    "mfa_deactivate_totp": "one's own second step",
    "mfa_view_recovery_codes": "one's own second step",
    "mfa_generate_recovery_codes": "one's own second step",
    "gallery": "the product's own parts; no record",
    "programmes:portfolio_list": "lists what one may see, which may be nothing",
    "dashboards:overview": "tells of what one may see, which may be nothing",
    "dashboards:programme_list": "lists what one may see, which may be nothing",
    "registers:registers": "counts what one may see, which may be nothing",
    "registers:heat_map": "counts what one may see, which may be nothing",
    "directory:restriction_list": "lists what one may read, which may be nothing",
    "accounts:rights": "who may do what; no record",
    "records:activity": "lists what was changed in what one may see, which may be nothing",
    "governance:board_list": "lists what one may see, which may be nothing",
    "governance:office_governance": "lists what one may see, which may be nothing",
    "meetings:calendar_feeds": "one's own calendars",
    "meetings:coming": "lists what one may see, which may be nothing",
    "reporting:check": "lists what one may see, which may be nothing",
    "reporting:ratings": "lists what one may see, which may be nothing",
    "reporting:reports_owed": "lists what one may see, which may be nothing",
    "records:read_pasted": "one's own typing",
    "records:working_copy": "one's own typing",
    "records:working_copy_drop": "one's own typing",
}
OPEN |= {
    name: "lists what one may see, which may be nothing"
    for name, view in table.lists_of_all().items()
    if view.scope is not None  # what stands in no scope is kept by the office
}
OPEN["reports:format_list"] = "all formats, for anyone who sees anything"
for name, found in {
    "governance:body_kind_list": "all kinds",
    "meetings:closure_list": "all days",
    "meetings:deadline_rule_list": "all rules",
    "projects:lifecycle_list": "all lifecycles",
    "money:variance_rule_list": "all tolerances for variances",
    "programmes:priority_list": "all priorities",
    "registers:matrix_list": "all matrices",
    "reporting:confidence_scale_list": "all scales",
    "reporting:rating_rule_list": "all rules",
    "reporting:roll_up_rule_list": "all rules",
    "registers:scale_list": "all scales",
}.items():
    OPEN[name] = f"{found}, for anyone who sees anything"
# Verbs and lists that belong to no record that could be hidden: 403 without the right.
RESERVED = {
    "directory:person_list": "those who keep the office",
    "directory:security_events": "auditors and those who keep the office",
    "directory:person_add": "those who keep the office",
    "programmes:portfolio_add": "those who keep the office",
    "governance:body_kind_add": "those who edit the council's rules",
    "meetings:closure_add": "those who edit the council's rules",
    "meetings:deadline_rule_add": "those who edit the council's rules",
    "projects:lifecycle_add": "those who edit the council's rules",
    "money:variance_rule_add": "those who edit the council's rules",
    "programmes:priority_add": "those who edit the council's rules",
    "registers:matrix_add": "those who edit the council's rules",
    "reporting:confidence_scale_add": "those who edit the council's rules",
    "reporting:rating_rule_add": "those who edit the council's rules",
    "reporting:roll_up_rule_add": "those who edit the council's rules",
    "reporting:remind_all": "those who accept reports",
    "registers:scale_add": "those who edit the council's rules",
    "directory:account_invite": "those who keep the office",
    "directory:account_stop": "those who keep the office",
    "directory:account_withdraw": "those who keep the office",
    "directory:account_sign_out": "those who keep the office",
    "directory:account_reset_second_factor": "those who keep the office",
    "directory:unit_list": "those who keep the office",
    "directory:unit_add": "those who keep the office",
    "directory:ward_list": "those who keep the office",
    "directory:ward_add": "those who keep the office",
    "programmes:programme_add": "those who keep the office",
    "governance:board_add": "those who edit the council's boards",
    "reports:format_add": "those who edit report formats",
    "reports:format_import": "those who edit report formats",
}

once = pytest.mark.one_engine
"""A right is the same on each engine (tests/people/test_matrix.py), and so is what a page shows."""
ACCOUNTS = ("keeper", "lead", "member", "reader", "outsider")
WHO = [pytest.param(who, marks=() if who == "keeper" else once) for who in ACCOUNTS]

ALL = table.addresses()
BY_NAME = {address.name: address for address in ALL}


def test_every_address_finds_its_arguments(world: World) -> None:
    assert [a.name for a in ALL if a.arguments(world) is None] == []


def test_every_address_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(ALL)


def test_the_lists_above_name_addresses_that_exist() -> None:
    named = {*PUBLIC, *OPEN, *RESERVED, *POST_ONLY, *ELSEWHERE, *table.ARGUMENTS}
    assert named - set(BY_NAME) == set()


def test_the_world_holds_every_kind_of_record(world: World) -> None:
    from audit.models import tracked_models  # noqa: PLC0415  the app registry must be ready

    assert set(world.here) == set(world.elsewhere) == set(tracked_models())


@once
def test_who_is_not_signed_in_is_sent_to_sign_in(world: World, signed_in: SignIn) -> None:
    nobody = signed_in(None)
    kinds = {"meeting": Meeting, "paper": Paper, "programme": Programme}
    stands = {name: world.here[kind].reference for name, kind in kinds.items()}
    wrong = {}
    for address in ALL:
        url = address.url(world)
        if address.name in PUBLIC:
            continue
        above = BACK_TO.get(address.name, urljoin(url, "..")).format(**stands)
        after_post = above if address.name in POST_ONLY else url
        for response, back in ((nobody.get(url), url), (nobody.post(url, {}), after_post)):
            expected = (302, f"{reverse('account_login')}?next={back}")
            met = (response.status_code, response.headers.get("Location"))
            if met != expected:
                wrong[address.name] = met
    assert wrong == {}


def test_the_public_pages_answer_without_signing_in(world: World, signed_in: SignIn) -> None:
    nobody = signed_in(None)
    met = {name: nobody.get(BY_NAME[name].url(world)).status_code for name in PUBLIC}
    expected = {name: 405 if name in POST_ONLY else 200 for name in PUBLIC}
    assert met == expected | {"mfa_authenticate": 302} | NOT_FOR_ALL


NOT_FOR_ALL = {"meetings:feed": 404, "packs:public_decision": 404, "packs:public_minutes": 404}
"""What answers a code alone, whoever asks; and what is public once a meeting is over."""


def expected_of_an_outsider(name: str) -> int:
    """What they get when they ask for a page."""
    if name in NOT_FOR_ALL:
        return NOT_FOR_ALL[name]
    if name in POST_ONLY:
        return 405
    if name in ELSEWHERE and (name in PUBLIC or name in OPEN):
        return 302
    if name in PUBLIC or name in OPEN:
        return 200
    return 403 if name in RESERVED else 404


def reads_only(address: Address) -> bool:
    """Whether the page takes no POST at all: a history, a detail page of a class."""
    view = getattr(address.view, "view_class", None)
    return view is not None and not hasattr(view, "post")


@once
def test_an_outsider_who_looks_learns_nothing(walks: Walks, july_2012: object) -> None:
    met = {name: found.status for name, found in walks.of("outsider").items()}
    assert met == {name: expected_of_an_outsider(name) for name in met}


@once
def test_an_outsider_who_sends_does_and_learns_nothing(world: World, signed_in: SignIn) -> None:
    outsider = signed_in(world.outsider)
    before = rows.everything()
    wrong = {}
    for address in hand(ALL, of=3):
        if address.name in OPEN or address.name in PUBLIC:
            continue
        is_closed = address.name in RESERVED and not reads_only(address)
        expected = 403 if is_closed else 405 if reads_only(address) else 404
        status = outsider.post(address.url(world), {}).status_code
        if status != expected:
            wrong[address.name] = status
    assert wrong == {}
    assert rows.changed(before, rows.everything()) == []


@once
def test_an_outsider_sees_no_title_of_any_record(walks: Walks, july_2012: object) -> None:
    secrets = ("Open Doors", "Warm Homes", "Bertha Crowe")
    shown = {name: page.html for name, page in walks.pages("outsider").items()}
    assert set(shown) >= {"home", "dashboards:programme_list", "reports:paper_list", "gallery"}
    closed = {name: html for name, html in shown.items() if name not in PUBLIC}
    assert [(n, s) for n, html in closed.items() for s in secrets if s in html] == []


def test_who_may_do_everything_gets_every_page(walks: Walks, july_2012: object) -> None:
    wrong = {}
    for name, found in walks.of("keeper").items():
        expected = 405 if name in POST_ONLY else 302 if name in ELSEWHERE else 200
        expected = 403 if name in OF_THE_OWNER else expected
        expected = NOT_FOR_ALL.get(name, expected)
        if found.status != expected:
            wrong[name] = found.status
    assert wrong == {}


OF_THE_OWNER = {f"registers:risk_{act}" for act in ("accept", "close", "reopen")}
OF_THE_OWNER.add("reporting:rating_override")
"""What the office may not do: a programme’s owner and board answer for its risks and rating."""
KEPT_BY_LOOKING = {"packs.PackReading"}
"""What is kept so that a member finds the page again on which they stopped."""


@pytest.mark.parametrize("who", WHO)
def test_looking_changes_nothing(walks: Walks, july_2012: object, who: str) -> None:
    assert set(walks.changed_by(who)) <= KEPT_BY_LOOKING


@once
@pytest.mark.parametrize("who", ACCOUNTS)
def test_every_link_that_a_page_shows_can_be_followed(
    walks: Walks, july_2012: object, who: str
) -> None:
    """Nobody is shown a way to a page that they may not open."""
    assert dead_links(walks, who) == {}


@once
def test_every_box_with_suggestions_finds_them_on_its_page_once(
    walks: Walks, july_2012: object
) -> None:
    met = {}
    for name, page in walks.pages("keeper").items():
        lists = [found.attributes["id"] for found in page.tree.all("datalist")]
        boxes = {
            box.attributes["list"] for box in page.tree.all("input") if "list" in box.attributes
        }
        if lists or boxes:
            met[name] = (sorted(lists), sorted(boxes))
    assert met["reports:paper_edit"][0] == ["people", "suggestions-divisions_affected"]
    assert len(met) > 10
    assert [name for name, (lists, boxes) in met.items() if lists != boxes] == []


@once
def test_every_page_can_be_reached_by_following_links(walks: Walks, july_2012: object) -> None:
    """From the pages that the table names, by links alone."""
    reached = {
        resolve(urlsplit(link).path).view_name
        for page in walks.pages("keeper").values()
        for link in page.links
    }
    orphans = set(BY_NAME) - reached - set(POST_ONLY)
    assert orphans == set(REACHED_OTHERWISE)


@once
def test_who_may_only_see_can_change_nothing(world: World, signed_in: SignIn) -> None:
    """An auditor's pages are the same addresses; what changes records answers 403."""
    reader = signed_in(world.reader)
    before = rows.everything()
    wrong = {}
    for address in hand(ALL, of=3, to=1):
        is_own = address.name in OPEN or address.name in PUBLIC
        is_read = not hasattr(address.view, "view_class")  # takes a POST for a GET
        if is_own or (is_read and address.name not in POST_ONLY):
            continue
        status = reader.post(address.url(world), {}).status_code
        if status not in ({405} if reads_only(address) else {403, 404}):
            wrong[address.name] = status
    assert wrong == {}
    assert rows.changed(before, rows.everything()) == []


def met_at(visitor: Client, address: Address, url: str) -> set[int]:
    """What an address answers: asked, or sent to, turn by turn if it takes both."""
    is_sent = address.name in POST_ONLY or not (reads_only(address) or is_dealt(address, of=2))
    met = {visitor.post(url, {}).status_code} if is_sent or IS_LONG else set()
    is_asked = address.name not in POST_ONLY and (IS_LONG or not is_sent)
    return {*met, visitor.get(url).status_code} if is_asked else met


@pytest.mark.parametrize("key", [pytest.param(0, marks=once), 10**30])
def test_a_number_that_no_record_has_is_not_found(
    world: World, signed_in: SignIn, key: int
) -> None:
    keeper = signed_in(world.keeper)
    met = {}
    for address in ALL if key else hand(ALL, of=3):
        for name in address.numeric:
            arguments = list(address.arguments(world) or [])
            arguments[address.parameters.index(name)] = key
            url = reverse(address.name, args=arguments)
            met[url] = met_at(keeper, address, url)
    assert len(met) > (50 if key else 15)
    assert {url: found for url, found in met.items() if found != {404}} == {}


@once
def test_a_part_is_not_found_under_another_parent(world: World, signed_in: SignIn) -> None:
    keeper = signed_in(world.keeper)
    met = {}
    for address in ALL:
        is_part = len(address.parameters) > 1 and "pk" in address.parameters
        if not is_part or "kind" in address.parameters:
            continue
        ours, theirs = (arguments_of(address, r, world) for r in (world.here, world.elsewhere))
        assert ours[0] != theirs[0]
        url = reverse(address.name, args=[theirs[0], *ours[1:]])
        met[url] = met_at(keeper, address, url)
    assert len(met) > 40
    assert {url: found for url, found in met.items() if found != {404}} == {}


def arguments_of(address: Address, records: Records, world: World) -> list[Any]:
    """The arguments of a part's page; a submitted report is found by its project."""
    if address.name in OF_WHAT_IS_SUBMITTED:
        return [records[Project].reference, world.submitted.pk]
    found = record_arguments(address, records)
    if found is None:  # no record's own page
        return table.ARGUMENTS[address.name](replace(world, here=records))
    own = table.ARGUMENTS[address.name](world) if address.name in table.ARGUMENTS else found
    return [*found, *own[len(found) :]]


STRANGE: list[Any] = ["{}%00", "x" * 3000]  # a database may refuse to look for it
UNKNOWN = ("NO-SUCH", "%F0%9F%8F%9B", "%FF%FE", "..%2f..%2f")
STRANGE += [pytest.param(text, id=text, marks=once) for text in UNKNOWN]


@pytest.mark.parametrize("text", STRANGE, ids=lambda text: text[:12])
def test_a_reference_that_no_record_has_is_not_found(
    world: World, signed_in: SignIn, text: str
) -> None:
    """Asked of one page for each kind of record, and of each page that is no record's own; what
    means the same to each engine is asked of every other of them."""
    keeper, met = signed_in(world.keeper), {}
    for address in hand(ALL, of=2, to=UNKNOWN.index(text)) if text in UNKNOWN else ALL:
        is_one_of_many = address.pages is not None and not address.name.endswith("_history")
        if not address.parameters or address.name in POST_ONLY or is_one_of_many:
            continue
        if address.parameters[0] in address.numeric:
            continue
        first, *rest = address.arguments(world) or []
        url = reverse(address.name, args=["0-0", *rest]).replace("0-0", text.format(first))
        met[address.name] = keeper.get(url).status_code
    assert len(met) > 20
    assert {name: status for name, status in met.items() if status != 404} == {}
