"""A form that is sent twice acts once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import (
    CASELOADS,
    INDEPENDENT_CHAIRING,
    LEGAL,
    LOOKED_AFTER_CHILDREN,
    OFFICE,
    achieved,
    expect_submitted,
    explain,
    heading,
    history,
    open_draft,
    rate,
    save,
    submit,
)

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SEND_BOTH_AT_ONCE = """async (form) => {
    const fields = new FormData(form, form.querySelector("[name=submit]"));
    const send = () => fetch(form.action, {method: "POST", body: fields});
    const answers = await Promise.all([send(), send()]);
    return answers.map((answer) => [answer.status, new URL(answer.url).pathname]);
}"""


def write(page: Page, project: str) -> str:
    """Write a draft that may be submitted. Returns the address of its history."""
    open_draft(page, project)
    rate(page, "Overall", "Green")
    achieved(page).fill("Everything, and once.")
    today = date.today()
    page.get_by_label("Period to").fill(f"{today.day} {today:%B %Y}")
    explain(page)
    return page.get_by_role("link", name="History of this draft").get_attribute("href") or ""


def submissions(page: Page, url: str) -> list[tuple[str, str, str]]:
    page.goto(url)
    return [entry for entry in history(page) if entry[2] == "Status report submitted"]


@pytest.mark.one_engine
def test_a_double_click_submits_once(visit: Callable[..., Page]) -> None:
    page = visit(OFFICE)
    url = write(page, LOOKED_AFTER_CHILDREN)

    page.get_by_role("button", name="Submit to the board").dblclick()

    expect_submitted(page)
    expect(page.locator(".govuk-notification-banner")).to_have_count(1)
    assert submissions(page, url) == [("Changed", "by Louise Farrow", "Status report submitted")]
    page.goto(f"/projects/{LOOKED_AFTER_CHILDREN}/status/")
    expect(page.get_by_role("link", name="History of this draft")).to_have_count(0)


def test_two_submissions_at_once_submit_once(visit: Callable[..., Page]) -> None:
    page = visit(OFFICE)
    url = write(page, CASELOADS)

    answers = page.locator(".mandate-report-form").evaluate(SEND_BOTH_AT_ONCE)

    assert answers == [[200, f"/projects/{CASELOADS}/"]] * 2
    assert submissions(page, url) == [("Changed", "by Louise Farrow", "Status report submitted")]


@pytest.mark.one_engine
def test_going_back_and_submitting_again_submits_once(visit: Callable[..., Page]) -> None:
    page = visit(OFFICE)
    url = write(page, INDEPENDENT_CHAIRING)
    submit(page)
    expect_submitted(page)
    page.go_back()
    expect(heading(page, "Status report")).to_be_visible()

    if page.get_by_role("button", name="Submit to the board").count():
        submit(page)

    assert submissions(page, url) == [("Changed", "by Louise Farrow", "Status report submitted")]


def test_adding_twice_at_once_makes_one_record(visit: Callable[..., Page]) -> None:
    page = visit(OFFICE)
    page.goto(f"/scopes/{LEGAL}/milestones/add/")
    page.get_by_label("Title").fill("Added at once")

    answers = page.locator("main form").evaluate(SEND_BOTH_AT_ONCE)

    assert answers == [[200, f"/projects/{LEGAL}/"]] * 2
    page.goto(f"/projects/{LEGAL}/")
    expect(page.get_by_role("rowheader", name="Added at once")).to_have_count(1)


@pytest.mark.one_engine
def test_going_back_and_sending_the_same_again_makes_one_record(
    visit: Callable[..., Page],
) -> None:
    page = visit(OFFICE)
    page.goto(f"/scopes/{LEGAL}/milestones/add/")
    page.get_by_label("Title").fill("Sent the first time")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        save(page, "Milestone")
    same = sent.value.post_data or ""
    other = same.replace("Sent+the+first+time", "Typed+after+going+back")
    assert other != same

    # Browsers keep the page that one goes back to as it was; under Playwright they fetch it again.
    for again in (same, other):
        answer = page.request.post(sent.value.url, data=again, headers=FORM)
        assert (answer.status, answer.url) == (200, page.url)

    page.reload()
    expect(page.get_by_role("rowheader", name="Sent the first time")).to_have_count(1)
    expect(page.get_by_role("rowheader", name="Typed after going back")).to_have_count(1)
