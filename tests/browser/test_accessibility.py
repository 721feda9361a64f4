"""axe-core finds nothing on any kind of page, and no page is too wide for a phone.

All pages to add a record come from one template, and so do those to edit, to archive and to see
the history, the lists, the pages that show a record, and the forms of one act. Of such a family a
page is measured first, and then each that is made of something not measured on any page; every
other kind of page is measured.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Page, expect

from records.views.acting import ActOn
from tests.browser.axe import PHONE, too_wide, violations
from tests.browser.crawl import Crawl, Elements, Kinds, Links, kinds_of_pages
from tests.browser.serving import Site
from tests.browser.visits import (
    BOARD_MEMBER,
    IMPROVEMENT,
    LEAD,
    OFFICE,
    PAPER,
    PROGRAMME,
    PROVIDER_REVIEW,
    SAFEGUARDING_HUB,
    SAVINGS,
    achieved,
    heading,
    open_draft,
    rate,
    reason,
    save,
    save_draft,
    sign_in,
    start_draft,
    submit,
)

pytestmark = pytest.mark.one_engine

FAMILIES = ("add", "edit", "archive", "history", "restore", "list", "detail")
# The gallery has no link. The others are the only ones with principles, with savings, with phases,
# funding and measurements, with a document, and with what is restricted: to begin there saves
# reading a hundred pages in search of them.
STARTS = (
    "/",
    "/gallery/",
    f"/programmes/{PROGRAMME}/about/",
    f"/programmes/{SAVINGS}/benefits/",
    f"/programmes/{IMPROVEMENT}/about/",
    f"/programmes/{IMPROVEMENT}/benefits/",
    f"/projects/{SAFEGUARDING_HUB}/",
    f"/papers/{PAPER}/",
    "/boards/BRD-0007/",  # it directs a second programme
    "/restrictions/",
)


class Measured:
    """What the pages that have been measured were made of, by family."""

    def __init__(self) -> None:
        self.elements: dict[str, Elements] = defaultdict(set)

    def holds(self, family: str, elements: Elements) -> bool:
        """Forms to add are measured with errors besides, which no other page shows."""
        of = [family] if family == "add" else self.elements
        return family in self.elements and elements <= set().union(
            *(self.elements[each] for each in of)
        )

    def add(self, family: str, elements: Elements) -> None:
        self.elements[family] |= elements


def family(kind: str, path: str) -> str:
    if issubclass(getattr(resolve(path).func, "view_class", object), ActOn):
        return "act"
    verb = kind.rsplit("_", 1)[-1]
    return verb if verb in FAMILIES else kind


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands."""
    found = violations(page)
    excess = too_wide(page, PHONE)
    return [*found, f"{excess} pixels too wide for a phone"] if excess else found


COMPLETE_AS_THEY_COME = {
    "reporting:programme_report_add",  # a draft
    "reports:format_entry_add",
    "reports:format_version_add",
}
"""Forms that need nothing typed: pressing Save is no error."""


def faults_of_kinds(page: Page, crawl: Kinds, measured: Measured) -> dict[str, list[str]]:
    """The faults of the pages that are made of something new, by kind of page."""
    found = {}
    for kind, address in crawl.addresses.items():
        its_family = family(kind, address)
        if measured.holds(its_family, crawl.elements[kind]):
            continue
        measured.add(its_family, crawl.elements[kind])
        page.goto(address)
        if wrong := faults(page):
            found[kind] = wrong
        save = page.get_by_role("button", name="Save", exact=True)
        if its_family == "add" and kind not in COMPLETE_AS_THEY_COME and save.count():
            save.click()
            expect(page.locator(".govuk-error-summary")).to_be_visible()
            measured.add("add", Links(page.content()).elements)
            if wrong := faults(page):
                found[f"{kind}, with errors"] = wrong
    return found


def test_nothing_stands_in_the_way_on_any_kind_of_page(
    visit: Callable[..., Page], empty_site: Site, open_page: Callable[..., Page]
) -> None:
    """First on what the demonstration shows to three people; what none of them reaches there, such
    as a gate that waits for its vetting, in the world of the sweeps, which holds all kinds."""
    measured = Measured()
    unseen = set(kinds_of_pages())
    for name, starts in ((OFFICE, STARTS), (LEAD, ("/",)), (BOARD_MEMBER, ("/",))):
        page = visit(name)
        crawl = Crawl(page, *starts)
        assert (
            {"home", "dashboards:programme_dashboard"} <= crawl.addresses.keys() <= kinds_of_pages()
        )
        assert faults_of_kinds(page, crawl, measured) == {}, name
        unseen -= crawl.addresses.keys()
    keeper, paths = world_of_every_kind(empty_site)
    page = open_page(empty_site.url)
    sign_in(page, keeper)
    others = Kinds(page)
    for kind in sorted(unseen):
        others.read(paths[kind], kind)
    assert faults_of_kinds(page, others, measured) == {}


def world_of_every_kind(site: Site) -> tuple[str, dict[str, str]]:
    """The sign-in name of its keeper, and the path of a page of each kind."""
    write = "from tests.browser.every_kind import write; print(write())"
    keeper, *lines = site.manage("shell", "-v0", "-c", write).splitlines()
    return keeper, dict(line.split(" ") for line in lines)


def test_the_main_pages_on_a_phone(visit: Callable[..., Page]) -> None:
    page = visit(OFFICE, width=390)
    open_draft(page, PROVIDER_REVIEW)
    found = {}
    for address in (
        "/",
        "/programmes/",
        f"/programmes/{PROGRAMME}/",
        f"/programmes/{PROGRAMME}/?at={date.today() - timedelta(days=60)}",
        f"/programmes/{PROGRAMME}/projects/",
        f"/programmes/{PROGRAMME}/benefits/",
        f"/programmes/{PROGRAMME}/boards/",
        f"/projects/{PROVIDER_REVIEW}/",
        f"/projects/{PROVIDER_REVIEW}/status/",
        f"/papers/{PAPER}/",
        f"/papers/{PAPER}/preview/",
        f"/papers/{PAPER}/write/",
    ):
        page.goto(address)
        if wrong := faults(page):
            found[address] = wrong
    assert found == {}


def test_no_name_stands_out_of_its_page(demo_site: Site, visit: Callable[..., Page]) -> None:
    write = "from tests.browser.long_names import write; print(write())"
    said = demo_site.manage("shell", "-c", write)
    addresses = [line for line in said.splitlines() if line.startswith("/")]
    assert len(addresses) == 17
    page = visit(OFFICE)
    found = {}
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None and answer.ok, address
        excess = {width: too_wide(page, width) for width in (320, 390, 1280)}
        if any(excess.values()):
            found[address] = excess
    assert found == {}


def test_as_at_a_past_day(visit: Callable[..., Page]) -> None:
    page = visit(BOARD_MEMBER)
    at = f"?at={date.today() - timedelta(days=60)}"
    found = {}
    for address in (
        "/programmes/",
        f"/programmes/{PROGRAMME}/",
        f"/programmes/{PROGRAMME}/boards/",
        f"/projects/{PROVIDER_REVIEW}/",
    ):
        page.goto(address + at)
        expect(page.get_by_text("Nothing can be changed here.")).to_be_visible()
        if wrong := faults(page):
            found[address] = wrong
    assert found == {}


def test_signing_in_and_out(open_page: Callable[..., Page], served: str) -> None:
    page = open_page(served)
    page.goto("/sign-in/")
    assert faults(page) == []
    page.get_by_label("Sign-in name").fill(OFFICE)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert faults(page) == []
    sign_in(page, OFFICE)
    page.get_by_role("button", name="Sign out").click()
    expect(heading(page, "You are signed out")).to_be_visible()
    assert faults(page) == []


def test_pages_that_say_no(visit: Callable[..., Page], provoked: Callable[[str], None]) -> None:
    page = visit(BOARD_MEMBER)
    for address, status in (
        ("/programmes/?at=nonsense", 400),
        ("/programmes/add/", 403),
        ("/projects/PRJ-9999/", 404),
        ("/nowhere/", 404),
    ):
        answer = page.goto(address)
        assert answer is not None and answer.status == status
        assert faults(page) == []
        provoked(f"status of {status}")


def test_a_page_that_was_open_too_long(
    visit: Callable[..., Page], provoked: Callable[[str], None]
) -> None:
    page = visit(OFFICE)
    page.goto("/people/add/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(heading(page, "This page was open too long")).to_be_visible()
    assert faults(page) == []
    provoked("status of 403")


def test_every_state_of_a_status_report(
    visit: Callable[..., Page], provoked: Callable[[str], None]
) -> None:
    page = visit(OFFICE)
    open_draft(page, PROVIDER_REVIEW)
    rate(page, "Overall", "Red")
    reason(page).fill("")
    achieved(page).fill("")
    submit(page)
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert faults(page) == []

    reason(page).fill("A reason.")
    achieved(page).fill("Typed and not saved.")
    expect(page.locator("[data-working-copy-status]")).to_contain_text("Typing kept at")
    page.goto(f"/projects/{PROVIDER_REVIEW}/status/")
    expect(page.get_by_role("button", name="Throw it away and see the saved")).to_be_visible()
    assert faults(page) == []

    other = visit(OFFICE)
    open_draft(other, PROVIDER_REVIEW)
    achieved(other).fill("Saved first.")
    save_draft(other)
    page.get_by_role("button", name="Save the draft").click()
    expect(heading(page, "Somebody else saved this while you were typing")).to_be_visible()
    provoked("status of 409")
    assert faults(page) == []
    page.get_by_role("button", name="Save my choice").click()
    expect(page.get_by_text("Draft saved.")).to_be_visible()
    assert faults(page) == []

    rate(page, "Overall", "Green")
    submit(page)
    page.goto(f"/projects/{PROVIDER_REVIEW}/status/")
    expect(page.get_by_role("link", name="History of this draft")).to_have_count(0)
    assert faults(page) == []
    start_draft(page)


def test_what_is_restricted(visit: Callable[..., Page]) -> None:
    """On a paper of its own, since restricting another would hide it from everybody."""
    page = visit(OFFICE)
    page.goto(f"/programmes/{PROGRAMME}/papers/add/")
    page.get_by_label("Title", exact=True).fill("Terms of two leases")
    page.get_by_label("Board or committee", exact=True).select_option(index=1)
    save(page, "Paper")
    paper = urlsplit(page.url).path
    page.goto(f"{paper}restrict/")
    assert faults(page) == []
    page.get_by_role("radio").first.check()
    page.get_by_label("Title for the public").fill("A report about property")
    page.get_by_role("textbox", name="Public interest").fill(
        "The landlord would learn what we can pay."
    )
    page.get_by_label("Proper officer").fill("Louise Farrow")
    page.get_by_label("Review by").fill("1 June 2030")
    page.get_by_role("button", name="Restrict", exact=True).click()
    expect(page.get_by_role("heading", name="A report about property")).to_be_visible()
    restriction = urlsplit(page.url).path
    readers = (f"{restriction}readers/add/", f"{restriction}edit/", f"{restriction}history/")
    for address in (restriction, *readers, "/restrictions/", paper, "/papers/"):
        page.goto(address)
        assert faults(page) == [], address


def test_a_record_that_is_archived(visit: Callable[..., Page]) -> None:
    page = visit(OFFICE)
    page.goto("/units/add/")
    page.get_by_label("Name").fill("A unit that ends")
    page.get_by_label("Team", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_role("link", name="Archive organisation unit").click()
    page.get_by_role("button", name="Archive", exact=True).click()
    expect(page.get_by_text("Archived", exact=True)).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_role("link", name="Bring back organisation unit").click()
    expect(page.get_by_role("button", name="Bring it back")).to_be_visible()
    assert faults(page) == []
