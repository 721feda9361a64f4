"""The next meeting on the page of anyone who sits on a board."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.test import Client

from meetings.actions.meetings import call_meeting
from people.choices import Role
from registers.models import Action
from tests import factories
from tests.factories.meetings import item, meeting
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]


def page(client: Client) -> str:
    (main,) = read(client.get("/").content.decode()).all("main")
    return main.text


def test_it_says_when_it_is_and_what_is_asked(client: Client) -> None:
    board = factories.board("Adults Board")
    member = factories.holder(Role.MEMBER, board.scope, "Mona Pryce")
    client.force_login(factories.account(member))
    of = meeting(board, held_on=date(2012, 7, 10), place="Room B")
    for title, kind in (
        ("Open the hub", "decision"),
        ("Rents", "decision"),
        ("News", "discussion"),
    ):
        item(of, title, kind=kind)
    call_meeting(of, by=factories.officer())
    said = page(client)
    assert "Tuesday: Adults Board" in said
    assert "10 July 2012, 14:00 to 16:00, Room B" in said
    assert "2 decisions are asked of you. 3 items; the pack is not out yet." in said
    assert said.count("to decide") == 2


def test_the_next_leads_and_the_others_are_coming(client: Client) -> None:
    board = factories.board("Adults Board")
    member = factories.holder(Role.CHAIR, board.scope, "Mona Pryce")
    client.force_login(factories.account(member))
    for day in (date(2012, 9, 4), date(2012, 7, 5)):
        meeting(board, held_on=day, starts=time(9), ends=time(10))
    said = page(client)
    assert "Tomorrow: Adults Board" in said
    assert "The agenda is not set yet." in said
    assert "Adults Board 4 September 2012" in said


def test_nobody_is_led_by_meetings_of_boards_on_which_they_do_not_sit(client: Client) -> None:
    meeting(factories.board("Adults Board"), held_on=date(2012, 7, 10))
    client.force_login(factories.account())
    assert "Adults Board" not in page(client)


def test_ones_own_actions_say_how_late_they_are(client: Client) -> None:
    owner = factories.holder(Role.PROJECT_LEAD, factories.project("Libraries").scope, "Lena Marsh")
    client.force_login(factories.account(owner))
    scope = factories.programme("Warm Homes").scope
    factories.entry(Action, "Not hers", scope=scope)
    own = {"owner": owner, "scope": owner.appointments.get().scope}
    factories.entry(Action, "Call the police", due_on=date(2012, 6, 26), **own)
    factories.entry(Action, "Name a deputy", due_on=date(2012, 12, 12), **own)
    said = page(client)
    assert "Call the police 8 days late Name a deputy 12 December 2012" in said
    assert "Not hers" not in said
