"""Actions: closed with evidence, verified by another person, opened again; many at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker

from audit.errors import Refused
from people.choices import Role
from people.models import Account
from projects.models import Project
from records.choosing import Directory, everybody
from registers.actions.actions import (
    Closing,
    close_action,
    close_actions,
    reopen_action,
    verify_action,
)
from registers.models import Action
from registers.queries import open_actions
from registers.quick import read_lines
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, kept
from values import clock
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db
SHOWN = "The letter of 3 July is filed."


@dataclass(frozen=True)
class Promised:
    """An action that a member of the board owns and the lead verifies."""

    keeper: Account
    member: Account
    lead: Account
    stranger: Account
    project: Project
    action: Action


@pytest.fixture(scope="module")
def promised(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Promised]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        project = factories.project()
        board = factories.board(programme=project.programme)
        sees = {"email": "someone@example.org"}
        member = factories.holder(Role.MEMBER, board.scope, "Mona Pryce", **sees)
        lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh", **sees)
        action = factories.entry(
            Action, "Order the vans", scope=project.scope, owner=member, verify_by=lead,
            due_on=PartialDate.day(date(2012, 7, 1)),
        )  # fmt: skip
        yield Promised(
            keeper=factories.account(), member=factories.account(member),
            lead=factories.account(lead), project=project, action=action,
            stranger=factories.account(factories.person("Otto Vane")),
        )  # fmt: skip


def url(action: Action, act: str) -> str:
    return f"/actions/{action.reference}/{act}"


def test_it_is_closed_with_evidence_verified_and_opened_again(promised: Promised) -> None:
    member, lead, action = promised.member.person, promised.lead.person, promised.action
    with pytest.raises(Refused, match="Say what shows that it is done"):
        close_action(action, by=member, evidence="  ")
    done = close_action(action, by=member, evidence=SHOWN)
    assert (done.state, done.evidence, done.closed_on, done.closed_by) == (
        "done", SHOWN, date(2012, 7, 4), member,
    )  # fmt: skip
    with pytest.raises(Refused, match="Only Lena Marsh can verify this action"):
        verify_action(action, by=member)
    checked = verify_action(action, by=lead)
    assert (checked.state, checked.verified_on, checked.verified_by) == (
        "verified", date(2012, 7, 4), lead,
    )  # fmt: skip
    with pytest.raises(Refused, match="Say why"):
        reopen_action(action, by=lead, reason=" ")
    again = reopen_action(action, by=lead, reason="The vans are too small.")
    assert (again.state, again.evidence, again.closed_on, again.verified_by) == (
        "open", "", None, None,
    )  # fmt: skip


def test_nobody_verifies_their_own_action(promised: Promised) -> None:
    owner, scope = promised.member.person, promised.project.scope
    with pytest.raises(Refused, match="Somebody other than the owner must verify it"):
        factories.entry(Action, "Alone", scope=scope, owner=owner, verify_by=owner)
    other = factories.entry(Action, "Two", scope=scope, owner=owner, verify_by=promised.lead.person)
    close_action(other, by=promised.lead.person, evidence=SHOWN)
    with pytest.raises(Refused, match="Somebody other than the person who closed it"):
        verify_action(other, by=promised.lead.person)


def test_what_an_agenda_carries_on_is_open_or_waits_to_be_verified(promised: Promised) -> None:
    scope, by = promised.project.scope, promised.keeper.person
    plain = factories.entry(Action, "No check", scope=scope)
    carried = lambda moment=None: [a.title for a in open_actions([scope.pk], moment)]  # noqa: E731
    assert carried() == ["Order the vans", "No check"]
    with clock.stopped_at(MOMENT + timedelta(days=1)):
        close_action(plain, by=by, evidence=SHOWN)
        close_action(promised.action, by=by, evidence=SHOWN)
    assert carried() == ["Order the vans"]
    assert carried(MOMENT + timedelta(hours=1)) == ["Order the vans", "No check"]


def test_its_owner_closes_it_and_nobody_outside_may(promised: Promised) -> None:
    assert browser_of(promised.stranger).get(url(promised.action, "close/")).status_code == 404
    member = browser_of(promised.member)
    assert member.get(url(promised.action, "edit/")).status_code == 403
    answer = press(member, url(promised.action, "close/"), {"evidence": SHOWN})
    assert answer.status_code == 302
    promised.action.refresh_from_db()
    assert (promised.action.state, promised.action.closed_by) == ("done", promised.member.person)
    again = member.post(url(promised.action, "close/"), {"evidence": "Twice", "version": "1"})
    assert again.status_code == 302
    promised.action.refresh_from_db()
    assert promised.action.evidence == SHOWN


def test_the_page_of_an_action_leads_to_what_can_be_done_next(promised: Promised) -> None:
    def offered(account: Account) -> list[str]:
        page = read(browser_of(account).get(url(promised.action, "")).content.decode())
        return [a.text for a in page.all("a") if a.attributes.get("role") == "button"]

    assert offered(promised.member) == ["Close this action"]
    close_action(promised.action, by=promised.member.person, evidence=SHOWN)
    assert offered(promised.lead) == ["Verify that it is done", "Open it again", "Edit action"]
    assert offered(promised.member) == ["Open it again"]


@pytest.mark.one_engine
def test_lines_are_read_as_people_type_them(promised: Promised) -> None:
    factories.person("Mona Alder")
    text = (
        "Order the vans; Lena Marsh; 14 June\n\n"
        "Ask the union; marsh\n"
        "Book the hall; ; 3 Sept 2012\n"
        "Paint\tL. Marsh\t14/6/2013\n"
        "Count; 2012/13; Lena\n"
        "Whose; Mona\n"
        "Who; Nobody Known\n"
        "; Lena Marsh\n"
        "When; 31 June 2012\n"
        "Much; Lena Marsh; 1 July 2012; more"
    )
    found = read_lines(text, Directory(everybody()))
    lead = promised.lead.person
    assert [each.fields for each in found if not each.error] == [
        {"title": "Order the vans", "owner": lead, "due_on": PartialDate.day(date(2013, 6, 14))},
        {"title": "Ask the union", "owner": lead, "due_on": None},
        {"title": "Book the hall", "owner": None, "due_on": PartialDate.day(date(2012, 9, 3))},
        {"title": "Paint", "owner": lead, "due_on": PartialDate.day(date(2013, 6, 14))},
        {"title": "Count", "owner": lead, "due_on": PartialDate.financial_year(2012)},
    ]
    assert [(each.number, each.error) for each in found if each.error] == [
        (7, "More than one person may be meant by “Mona”: write the whole name."),
        (8, "Nobody here is called “Nobody Known”: write the name as their page has it."),
        (9, "it has no title."),
        (10, "“31 June 2012” must be a real date"),
        (11, "it has more than three parts: write title; owner; due, each once."),
    ]


def test_many_are_added_together_or_not_at_all(
    promised: Promised, django_capture_on_commit_callbacks
) -> None:
    keeper = browser_of(promised.keeper)
    page = f"/scopes/{promised.project.reference}/actions/add-several/"
    wrong = press(keeper, page, {"lines": "Good one; Lena Marsh\nBad one; Nobody Known"})
    assert "Line 2: Nobody here is called “Nobody Known”" in wrong.content.decode()
    assert "Good one; Lena Marsh" in wrong.content.decode()
    assert Action.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        right = press(keeper, page, {"lines": "First; Lena Marsh; 3 Sept 2012\nSecond; marsh"})
    assert right.status_code == 302
    made = list(Action.objects.exclude(pk=promised.action.pk).order_by("id"))
    assert [(a.title, a.owner) for a in made] == [
        ("First", promised.lead.person), ("Second", promised.lead.person),
    ]  # fmt: skip


def test_several_are_closed_together_with_one_reason_or_one_each(promised: Promised) -> None:
    keeper = browser_of(promised.keeper)
    other = factories.entry(Action, "Second", scope=promised.project.scope)
    page = f"/scopes/{promised.project.reference}/actions/close-several/"
    first = promised.action
    none = press(keeper, page, {"evidence": SHOWN})
    assert "Choose at least one action." in none.content.decode()
    chosen = {f"close_{first.pk}": "on", f"close_{other.pk}": "on"}
    empty = press(keeper, page, {**chosen, f"evidence_{first.pk}": "Seen"})
    assert f"Say what shows that {other.reference} is done." in empty.content.decode()
    answer = press(keeper, page, {**chosen, "evidence": SHOWN, f"evidence_{first.pk}": "Seen"})
    assert answer.status_code == 302
    assert list(Action.objects.order_by("id").values_list("state", "evidence")) == [
        ("done", "Seen"), ("done", SHOWN),
    ]  # fmt: skip


def test_closing_several_is_refused_whole_when_one_has_changed(promised: Promised) -> None:
    other = factories.entry(Action, "Second", scope=promised.project.scope)
    late = [Closing(other, 1, SHOWN), Closing(promised.action, 7, SHOWN)]
    with pytest.raises(Refused, match="Somebody else has changed “Order the vans”"):
        close_actions(late, by=promised.keeper.person)
    assert set(Action.objects.values_list("state", flat=True)) == {"open"}


def test_my_actions_are_those_i_own_and_those_that_wait_for_me(promised: Promised) -> None:
    factories.entry(Action, "Of nobody", scope=promised.project.scope)

    def mine(account: Account) -> list[str]:
        page = read(browser_of(account).get("/actions/mine/").content.decode())
        return [next(row.all("th")).text for body in page.all("tbody") for row in body.all("tr")]

    assert (mine(promised.member), mine(promised.lead)) == (["Order the vans"], [])
    close_action(promised.action, by=promised.member.person, evidence=SHOWN)
    assert (mine(promised.member), mine(promised.lead)) == (["Order the vans"], ["Order the vans"])


def test_progress_is_noted_by_the_owner(promised: Promised) -> None:
    page = url(promised.action, "progress/add/")
    assert browser_of(promised.stranger).get(page).status_code == 404
    member = browser_of(promised.member)
    assert press(member, page, {"text": "Two dealers answered."}).status_code == 302
    note = promised.action.progress.get()
    assert (note.text, note.written_by) == ("Two dealers answered.", promised.member.person)
    shown = read(member.get(url(promised.action, "")).content.decode()).text
    assert "Two dealers answered." in shown
    assert "Mona Pryce, 4 July 2012" in shown


@pytest.mark.one_engine
def test_a_list_says_what_is_overdue(promised: Promised) -> None:
    page = read(browser_of(promised.keeper).get("/actions/").content.decode())
    (row,) = (row for body in page.all("tbody") for row in body.all("tr"))
    assert "1 July 2012" in row.text or "1 Jul 2012" in row.text
    assert "Overdue" in row.text
