"""A member reads a pack on a telephone, item by item, and later what its next issue changed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Site
from tests.browser.test_accessibility import faults
from tests.browser.visits import BOARD_MEMBER, OFFICER, PAPER, heading, sign_in

pytestmark = pytest.mark.one_engine  # tests/packs run on both

MEETING, PACK = "MTG-0003", "PCK-0001"
READ = "Children's Social Care Transformation Programme - Introduction"
OTHER = "Legal Project - Advice on Work for the Courts"
PHONE = 390
TRIES = 120


def test_a_member_reads_a_pack_on_a_phone_and_then_what_its_next_issue_changed(
    own_site: Site, open_page: Callable[..., Page], provoked: Callable[[str], None]
) -> None:
    officer, member = open_page(own_site.url), open_page(own_site.url, width=PHONE)
    sign_in(officer, OFFICER)
    sign_in(member, BOARD_MEMBER)
    publish_the_paper(officer)
    say_of_the_other(officer, "To follow", "The courts have not answered.")
    with own_site.working():
        issue(officer, 1, f"/meetings/{MEETING}/pack/", "Make the pack")
        read_the_item(member)
        say_of_the_other(officer, "Report withdrawn", "The courts need no advice.")
        issue(officer, 2, f"/packs/{PACK}/", "Make the pack again")

    member.goto(f"/packs/{PACK}/")
    changed = member.get_by_role("region", name="Changed since version 1, which you read")
    told = changed.get_by_role("listitem").all_inner_texts()
    assert told == [f"Item 5: “{OTHER}” has been withdrawn."]
    item = member.get_by_role("listitem").filter(has_text=READ)
    expect(item).to_contain_text("Read")
    assert faults(member) == []
    member.goto(f"/packs/{PACK}/versions/1/")
    expect(member.get_by_text("A later version has been published.")).to_be_visible()
    expect(member.get_by_role("main")).to_contain_text("To follow")


def publish_the_paper(page: Page) -> None:
    page.goto(f"/papers/{PAPER}/")
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("The paper has been published.")).to_be_visible()


def say_of_the_other(page: Page, state: str, why: str) -> None:
    page.goto(f"/meetings/{MEETING}/run/")
    page.get_by_role("link", name=re.compile(rf"5\. {OTHER}")).click()
    page.get_by_label("The report").select_option(label=state)
    page.get_by_label("Why", exact=True).or_(page.get_by_label("Why (optional)")).fill(why)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Agenda item saved.")).to_be_visible()


def issue(page: Page, number: int, where: str, button: str) -> None:
    """Have a version of the pack made, and publish it."""
    page.goto(where)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()
    version = page.get_by_role("link", name=f"Version {number}", exact=True)
    for _try in range(TRIES):
        page.goto(f"/packs/{PACK}/")
        if version.count():
            break
        page.wait_for_timeout(500)
    version.click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("The pack has been published.")).to_be_visible()


def read_the_item(page: Page) -> None:
    """From My work to the pack, and from item to item."""
    page.goto(f"/packs/{PACK}/")
    expect(page.get_by_role("main")).to_contain_text("minutes to read")
    expect(page.get_by_role("main")).to_contain_text("To follow")
    assert faults(page) == []
    page.get_by_role("link", name=READ).click()
    expect(heading(page, READ)).to_be_visible()
    assert faults(page) == []
