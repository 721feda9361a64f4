"""From an invitation to an act that the office allowed, and a form that outlives its sign-in."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from tests.browser.serving import Site, serving, site_environment
from tests.browser.test_accessibility import faults
from tests.browser.visits import heading, history, save
from tests.databases import Databases, copied

pytestmark = pytest.mark.one_engine

FIRST, SECOND = "Rosa Lindqvist", "Ivo Penhallow"
ELSEWHERE = "nadia@elsewhere.example"
GUEST, ADDRESS = "Nadia Firth", "nadia.firth@ashmoor.example"
PASSWORD, OWN = "heather-on-the-cliff", "seven herons at dusk"
BOARD = "Market Hall Committee"
ROLE = "Committee officer"


@pytest.fixture
def council(
    databases: Databases, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Site]:
    """A council as it is after found_council, where a second step is asked of those who need one,
    and mail is written to the folder `mail`."""
    with django_db_blocker.unblock():
        empty = databases.migrated()
        with copied(databases.own("council"), like=empty) as name, django_db_blocker.block():
            environment = site_environment(name) | {
                "SECOND_FACTOR_REQUIRED": "1",
                "EMAIL_URL": f"filemail:///{tmp_path / 'mail'}",
            }
            with serving(environment, tmp_path / "site.log") as site:
                site.manage(
                    *("found_council", "--council", "Ashmoor", "--first-person", FIRST),
                    *("--first-password", PASSWORD, "--second-person", SECOND),
                    *("--second-password", PASSWORD),
                )
                yield site


def test_an_invited_person_is_refused_then_allowed_and_the_history_names_both_acts(
    council: Site, open_page: Callable[..., Page], provoked: Callable[[str], None], tmp_path: Path
) -> None:
    office = open_page(council.url)
    key = sign_in_and_set_up(office, "rosa.lindqvist", PASSWORD)
    invite(office)

    guest = open_page(council.url)
    guest.goto(link_in_mail(tmp_path / "mail"))
    expect(guest.get_by_label("Sign-in name")).to_have_value("nadia.firth")
    assert guest.url == f"{council.url}/set-password/"
    assert faults(guest) == []
    guest.get_by_label("New password").fill(OWN)
    guest.get_by_label("The same again").fill(OWN)
    guest.get_by_role("button", name="Set the password").click()
    expect(guest.get_by_text("Your password has been set. Sign in with it.")).to_be_visible()
    sign_in(guest, "nadia.firth", OWN)
    guest.goto("/account/")
    assert faults(guest) == []
    guest.get_by_role("link", name="Set up the second step").click()
    own_key = set_up(guest)
    guest.goto("/account/")
    assert faults(guest) == []
    guest.get_by_role("button", name="Sign out").click()
    sign_in(guest, "nadia.firth", OWN)
    expect(heading(guest, "Enter a code")).to_be_visible()
    assert faults(guest) == []
    guest.get_by_label("Code").fill(code(own_key))
    guest.get_by_role("button", name="Sign in").click()
    expect(heading(guest, "My work")).to_be_visible()

    guest.goto("/boards/add/")
    expect(heading(guest, "You may not do this")).to_be_visible()
    provoked("status of 403")

    appoint(office)
    guest.goto("/boards/add/")
    guest.get_by_label("Title").fill(BOARD)
    guest.get_by_label("Kind").select_option(label="Committee")
    save(guest, "Board")

    office.goto("/activity/")
    acts = office.locator(".mandate-activity__act")
    latest, before = acts.nth(0), acts.nth(1)
    expect(latest).to_contain_text(f"by {GUEST}")
    expect(latest).to_contain_text(BOARD)
    expect(before).to_contain_text(f"by {FIRST}")
    expect(before).to_contain_text(GUEST)
    expect(before).to_contain_text(ROLE)
    assert key != own_key


def test_one_keeper_gets_into_nobodys_account_and_two_are_named_by_the_history(
    council: Site, open_page: Callable[..., Page]
) -> None:
    office = open_page(council.url)
    sign_in_and_set_up(office, "rosa.lindqvist", PASSWORD)
    invite(office)
    appoint(office)
    person_page(office, GUEST)
    own = office.url

    office.get_by_role("link", name="Edit", exact=True).click()
    office.get_by_label("Email address").fill(ELSEWHERE)
    office.get_by_role("button", name="Save", exact=True).click()
    expect(
        office.get_by_text("It takes two people to change how they sign in").first
    ).to_be_visible()
    office.goto(own)
    expect(office.get_by_role("link", name="Reset the second step")).to_have_count(0)
    office.get_by_role("link", name="Propose a change to how they sign in").click()
    office.get_by_label("Another email address").check()
    office.get_by_label("New email address").fill(ELSEWHERE)
    office.get_by_label("Reason").fill("She came to the office")
    assert faults(office) == []
    office.get_by_role("button", name="Propose").click()
    expect(office.get_by_text("You proposed this change")).to_be_visible()
    expect(office.get_by_role("button", name="Confirm the change")).to_have_count(0)
    assert faults(office) == []
    change = office.url
    office.goto(own)
    expect(office.get_by_text(ADDRESS)).to_be_visible()

    other = open_page(council.url)
    sign_in_and_set_up(other, "ivo.penhallow", PASSWORD)
    other.get_by_role("link", name=f"{GUEST}: Another email address").click()
    other.get_by_role("button", name="Confirm the change").click()
    expect(other.get_by_text("The change has been made.")).to_be_visible()
    other.goto(own)
    expect(other.get_by_text(ELSEWHERE)).to_be_visible()

    office.goto(f"{change}history/")
    told = [who.split(", ")[0] for _what, who, _why in history(office)[:2]]
    assert told == [f"by {SECOND}", f"by {FIRST}"]


def person_page(page: Page, name: str) -> None:
    page.goto("/people/")
    page.get_by_role("main").get_by_role("link", name=name).click()
    expect(heading(page, name)).to_be_visible()


def sign_in(page: Page, name: str, password: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Sign-in name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def sign_in_and_set_up(page: Page, name: str, password: str) -> str:
    """Sign in as one who needs a second step, which comes before anything else."""
    sign_in(page, name, password)
    page.goto("/people/")
    expect(heading(page, "Set up the second step")).to_be_visible()
    assert faults(page) == []
    return set_up(page)


def set_up(page: Page) -> str:
    """Set up the second step with the key on the page, and return the key."""
    key = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(code(key))
    page.get_by_role("button", name="Set it up").click()
    expect(heading(page, "Recovery codes")).to_be_visible()
    expect(page.locator("main code")).to_have_count(10)
    assert faults(page) == []
    page.get_by_role("button", name="I have saved them").click()
    expect(heading(page, "My work")).to_be_visible()
    return key


def code(key: str) -> str:
    """What an authenticator app with this key shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(key), counter, "sha1").digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def invite(page: Page) -> None:
    """Add a person with an address, and invite them."""
    page.goto("/people/add/")
    page.get_by_label("Name", exact=True).fill(GUEST)
    page.get_by_label("Email address").fill(ADDRESS)
    save(page, "Person")
    page.get_by_role("link", name="Invite to sign in").click()
    expect(page.get_by_label("Sign-in name")).to_have_value("nadia.firth")
    assert faults(page) == []
    page.get_by_role("button", name="Send the code").click()
    expect(
        page.get_by_text(f"A message with a code to set a password is on its way to {ADDRESS}")
    ).to_be_visible()
    assert faults(page) == []


def link_in_mail(folder: Path) -> str:
    """The link in the one message of a folder."""
    (file,) = folder.iterdir()
    message = message_from_bytes(file.read_bytes().split(b"\n-----")[0], policy=policy.default)
    assert message["To"] == ADDRESS
    (link,) = re.findall(r"http://\S+#\S+", message.get_content())
    return str(link)


def appoint(page: Page) -> None:
    """Give the guest a role in the office."""
    page.goto("/scopes/OFFICE/appointments/add/")
    page.get_by_label("Role").select_option(ROLE)
    page.get_by_label(re.compile("^Person")).fill(GUEST)
    save(page, "Appointment")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_survives_a_sign_in_that_is_over(
    open_page: Callable[..., Page], served: str, scripts: bool
) -> None:
    page = open_page(served, java_script_enabled=scripts)
    sign_in(page, "louise.farrow", "look-around-2012")
    page.goto("/people/add/")
    page.get_by_label("Name", exact=True).fill("Wendel Strand")
    page.get_by_label("Job title").fill("Clerk of works")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("What you typed is kept for an hour")).to_be_visible()
    page.get_by_label("Sign-in name").fill("louise.farrow")
    page.get_by_label("Password").fill("look-around-2012")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_text("It is not saved yet.")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Wendel Strand")
    expect(page.get_by_label("Job title")).to_have_value("Clerk of works")
    if scripts:
        assert faults(page) == []
    save(page, "Person")
    expect(heading(page, "Wendel Strand")).to_be_visible()
