"""Two people edit one draft, or one record: nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import (
    OFFICE,
    ORGANISATIONAL_STRUCTURE,
    OTHER_LEAD,
    PROGRAMME,
    achieved,
    heading,
    history,
    next_steps,
    open_draft,
    save_draft,
)

CONFLICT = "Somebody else saved this while you were typing"


def press_and_answer(page: Page, button: str) -> int:
    """Press a button that sends a form, and return the status of the answer."""
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.get_by_role("button", name=button, exact=True).click()
    return int(answer.value.status)


def test_the_second_to_save_a_draft_sees_both_texts_and_chooses(
    visit: Callable[..., Page], provoked: Callable[[str], None]
) -> None:
    office, lead = visit(OFFICE), visit(OTHER_LEAD)
    open_draft(office, ORGANISATIONAL_STRUCTURE)
    open_draft(lead, ORGANISATIONAL_STRUCTURE)
    achieved(office).fill("The office’s achievements.")
    next_steps(office).fill("The office’s plans.")
    save_draft(office)
    achieved(lead).fill("The lead’s achievements.")
    next_steps(lead).fill("The lead’s plans.")

    assert press_and_answer(lead, "Save the draft") == 409

    expect(heading(lead, CONFLICT)).to_be_visible()
    provoked("status of 409")
    for name, texts in (
        ("Achieved in this period", ("The office’s achievements.", "The lead’s achievements.")),
        ("Planned for the next period", ("The office’s plans.", "The lead’s plans.")),
    ):
        difference = lead.get_by_role("group", name=name)
        expect(difference).to_contain_text("by Louise Farrow")
        for text in texts:
            expect(difference).to_contain_text(text)
    expect(lead.locator(".mandate-conflict__field")).to_have_count(2)
    open_draft(office, ORGANISATIONAL_STRUCTURE)
    expect(achieved(office)).to_have_value("The office’s achievements.")
    expect(next_steps(office)).to_have_value("The office’s plans.")

    choose(lead, "Achieved in this period", "Keep what is saved now")
    choose(lead, "Planned for the next period", "Use what you typed")
    lead.get_by_role("button", name="Save my choice").click()

    expect(lead.get_by_text("Draft saved.")).to_be_visible()
    expect(achieved(lead)).to_have_value("The office’s achievements.")
    expect(next_steps(lead)).to_have_value("The lead’s plans.")
    lead.get_by_role("link", name="History of this draft").click()
    expect(heading(lead, "History")).to_be_visible()
    assert history(lead)[:2] == [
        ("Changed", "by Daniel Reeve", "Status report saved"),
        ("Changed", "by Louise Farrow", "Status report saved"),
    ]


def choose(page: Page, field: str, side: str) -> None:
    page.get_by_role("group", name=field).get_by_label(side).check()


@pytest.mark.one_engine
def test_the_second_to_save_a_programme_sees_both_texts(
    visit: Callable[..., Page], provoked: Callable[[str], None]
) -> None:
    first, second = visit(OFFICE), visit(OFFICE)
    for page in (first, second):
        page.goto(f"/programmes/{PROGRAMME}/edit/")
    first.get_by_label("Aims").fill("The first aims.")
    second.get_by_label("Aims").fill("The second aims.")
    assert press_and_answer(first, "Save") == 302

    assert press_and_answer(second, "Save") == 409

    expect(heading(second, CONFLICT)).to_be_visible()
    provoked("status of 409")
    aims = second.get_by_role("group", name="Aims")
    expect(aims).to_contain_text("The first aims.")
    expect(aims).to_contain_text("The second aims.")
    first.goto(f"/programmes/{PROGRAMME}/about/")
    expect(first.get_by_text("The first aims.")).to_be_visible()

    second.get_by_role("link", name="Leave it as saved").click()

    second.goto(f"/programmes/{PROGRAMME}/about/")
    expect(second.get_by_text("The first aims.")).to_be_visible()
