"""The forward plan: what is planned, and whether the public hears of it in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from audit.errors import Refused
from governance.choices import BoardKind
from governance.models import Board
from meetings.actions.deadlines import add_rule
from meetings.actions.forward_plan import put_on_agenda
from meetings.actions.meetings import plan_meeting
from meetings.choices import ExpectedRestriction, ItemKind, NoticeException, PlanState
from meetings.models import AgendaItem, ForwardPlanItem, Meeting
from meetings.queries.calendars import rules_at
from meetings.queries.forward_plan import notice_of
from people.choices import Role
from people.models import Account, Person
from tests import factories
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import kept
from values import clock
from values.partial_dates import PartialDate

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

NOW = datetime(2025, 1, 6, 9, tzinfo=UTC)
MEETING = date(2025, 2, 13)


@dataclass(frozen=True)
class Planned:
    """A cabinet with a meeting and two matters; another board plans a third."""

    by: Person
    keeper: Account
    secretary: Account
    cabinet: Board
    meeting: Meeting
    lease: ForwardPlanItem


@pytest.fixture(scope="module")
def planned(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Planned]:
    with kept(django_db_blocker), clock.stopped_at(NOW):
        by = factories.officer()
        days = {"agenda_days": 5, "key_days": 28, "valid_from": date(2012, 9, 10)}
        add_rule(by=by, title="England", **days)
        cabinet = factories.board("Cabinet", kind=BoardKind.EXECUTIVE)
        hours = {"starts": time(10), "ends": time(12)}
        meeting = plan_meeting(cabinet, by=by, title="Cabinet", held_on=MEETING, **hours)
        secretary = factories.holder(Role.SECRETARY, cabinet.scope, "Sal Quick")
        lease = an_item(cabinet, "Lease of the depot", meeting=meeting, due_on=None)
        an_item(cabinet, "Budget", due_on=PartialDate.month(2025, 1))
        an_item(factories.board("Schools Board"), "Two new schools", due_on=date(2025, 3, 1))
        yield Planned(
            by, factories.account(), factories.account(secretary), cabinet, meeting, lease
        )


def an_item(board: Board, title: str, **fields: Any) -> ForwardPlanItem:
    said = {"is_key": True, "key_because": "More than £500,000."} | fields
    return factories.entry(ForwardPlanItem, title, scope=board.scope, **said)


def names(browser: Client, url: str) -> list[str]:
    tree = read(browser.get(url).content.decode())
    rows = [row for body in tree.all("tbody") for row in body.all("tr")]
    return [next(row.all("th")).text for row in rows]


def test_it_lists_what_is_decided_first_over_all_boards_or_one(planned: Planned) -> None:
    keeper = browser_of(planned.keeper)
    everything = ["Budget", "Lease of the depot", "Two new schools"]
    assert names(keeper, "/forward-plan/") == everything
    assert names(keeper, "/forward-plan/?sort=-decided_on") == everything[::-1]
    assert names(keeper, "/forward-plan/?is_key=0") == []
    of_cabinet = f"/scopes/{planned.cabinet.reference}/forward-plan/"
    assert names(browser_of(planned.secretary), of_cabinet) == everything[:2]


def test_its_spreadsheet_says_when_and_why(planned: Planned) -> None:
    answer = browser_of(planned.keeper).get("/forward-plan/?title=lease&format=csv")
    heading, row = answer.content.decode("utf-8-sig").splitlines()
    assert heading.split(",")[:5] == ["Matter", "Reference", "Decided by", "When", "Key"]
    cells = ["Lease of the depot", planned.lease.reference, "Cabinet", "2025-02-13", "Key"]
    assert row.split(",")[:5] == cells


def test_a_matter_is_planned_for_a_meeting_by_the_boards_secretary(planned: Planned) -> None:
    browser, url = browser_of(planned.secretary), f"/scopes/{planned.cabinet.reference}"
    typist = Typist(browser, f"{url}/forward-plan/add/", planned.secretary)
    answer = typist.send(title="Parking", meeting=str(planned.meeting.pk), due_on="March 2025")
    assert "choose a meeting, or give a date; not both" in answer.content.decode()
    typist.send(title="Parking", meeting=str(planned.meeting.pk), due_on="")
    made = ForwardPlanItem.objects.get(title="Parking")
    assert (made.meeting, made.due_on, made.scope) == (
        planned.meeting,
        None,
        planned.cabinet.scope,
    )
    answer = browser.get(f"/forward-plan/{made.reference}/").content.decode()
    assert "Notice of the key decision" not in answer


def test_only_a_board_plans(planned: Planned) -> None:
    project = factories.project()
    url = f"/scopes/{project.reference}/forward-plan/add/"
    assert browser_of(planned.keeper).get(url).status_code == 404


@pytest.mark.parametrize(
    ("fields", "verdict", "says"),
    [
        (
            {"first_published_on": None},
            "The notice is not published yet: this is its last day.",
            "published Wed 15 Jan; 28 clear days, Thu 16 Jan to Wed 12 Feb; meeting Thu 13 Feb",
        ),
        (
            {"first_published_on": date(2025, 1, 15)},
            "The notice is long enough.",
            "published Wed 15 Jan; 28 clear days, Thu 16 Jan to Wed 12 Feb; meeting Thu 13 Feb",
        ),
        (
            {"first_published_on": date(2025, 1, 16)},
            "The notice is 1 day too short. Record the exception under which it is taken, or move "
            "the decision.",
            "published Thu 16 Jan; 27 clear days, Fri 17 Jan to Wed 12 Feb; meeting Thu 13 Feb",
        ),
        (
            {
                "first_published_on": date(2025, 1, 17),
                "exception": NoticeException.GENERAL,
                "exception_because": "The chair of scrutiny was told on 17 January.",
            },
            "The notice is 2 days too short. General exception (regulation 10): The chair of "
            "scrutiny was told on 17 January.",
            "published Fri 17 Jan; 26 clear days, Sat 18 Jan to Wed 12 Feb; meeting Thu 13 Feb",
        ),
        (
            {"first_published_on": date(2022, 1, 17)},
            "The notice is long enough.",
            "published 17 January 2022; meeting 13 February 2025",
        ),
        (
            {"first_published_on": MEETING},
            "The notice was published after the decision.",
            "",
        ),
    ],
)
def test_the_notice_of_a_key_decision_is_counted_in_words(
    planned: Planned, fields: dict[str, Any], verdict: str, says: str
) -> None:
    item = planned.lease
    for name, value in fields.items():
        setattr(item, name, value)
    notice = notice_of(item, MEETING, rules_at())
    item.refresh_from_db()
    assert notice is not None
    assert (notice.verdict, notice.says) == (verdict, says)


def test_what_is_not_key_needs_no_notice(planned: Planned) -> None:
    item = ForwardPlanItem(is_key=False, scope=planned.cabinet.scope)
    assert notice_of(item, MEETING, rules_at()) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"is_key": True, "key_because": ""}, "Say why it is a key decision."),
        ({"due_on": None}, "choose a meeting, or give a date; not both"),
        (
            {"restriction_expected": ExpectedRestriction.PART_EXEMPT},
            "names the reason in law, and says why",
        ),
        (
            {"is_key": False, "exception": NoticeException.URGENT, "exception_because": "Flood"},
            "Only a key decision is excepted from notice",
        ),
    ],
)
def test_a_matter_without_its_reasons_is_refused(
    planned: Planned, wrong: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        an_item(planned.cabinet, "Wrong", **{"due_on": date(2025, 3, 1), **wrong})


def test_a_matter_comes_to_stand_on_the_agenda_of_its_meeting_once(planned: Planned) -> None:
    browser, url = browser_of(planned.secretary), f"/forward-plan/{planned.lease.reference}/"
    assert "Put it on the agenda" in browser.get(url).content.decode()
    answer = browser.post(f"{url}put/", follow=True).content.decode()
    assert "The matter is on the agenda." in answer
    assert "Put it on the agenda" not in answer
    planned.lease.refresh_from_db()
    (listed,) = AgendaItem.objects.filter(meeting=planned.meeting)
    assert (planned.lease.agenda_item, planned.lease.state) == (listed, PlanState.ON_AGENDA)
    assert (listed.title, listed.kind) == ("Lease of the depot", ItemKind.DECISION)
    again = browser.post(f"{url}put/", follow=True).content.decode()
    assert "The matter stands on the agenda already." in again
    assert AgendaItem.objects.filter(meeting=planned.meeting).count() == 1


def test_a_matter_without_a_meeting_cannot_stand_on_an_agenda(planned: Planned) -> None:
    item = ForwardPlanItem.objects.get(title="Budget")
    with pytest.raises(Refused, match="Choose the meeting first"):
        put_on_agenda(item, by=planned.by)
