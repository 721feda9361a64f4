"""The list of who may do what, against the pages: every role, every address.

The world is that of the other sweeps. What is asked of a page is its right, not its content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from people import policy
from people.choices import Act, Role
from projects.pages import MilestonePages
from records.pages.record_pages import RecordPages
from reports.models import Paper
from reports.pages import PaperPages
from tests.showing import Show
from tests.sweeps import rows
from tests.sweeps.addresses import addresses
from tests.sweeps.permitted import (
    HANDS,
    Visitor,
    asked_by,
    dealt,
    decision,
    differences,
    is_for_all,
    statuses,
    visitors,
)
from tests.sweeps.states import STATES, State, differences_in
from tests.sweeps.test_urls import reads_only
from tests.sweeps.walking import browser_of
from tests.sweeps.world import World

# `can` and `visible_to` are held on both engines, by tests/people/test_matrix.py.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

MATRIX = policy.MATRIX


@pytest.fixture(scope="module", autouse=True)
def nothing_is_drawn() -> Iterator[None]:
    """Who may see a page is decided before it is drawn, and the other sweeps draw every page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.template.backends.django.Template.render", lambda *_, **__: "")
        yield


@pytest.fixture(scope="module")
def here(world: World) -> list[Visitor]:
    return visitors(world, here=True)


@pytest.fixture(scope="module")
def elsewhere(world: World) -> list[Visitor]:
    return visitors(world, here=False)


Met = dict[Visitor, dict[str, int]]


@pytest.fixture(scope="module")
def met() -> Met:
    """What those who hold a role here met, once the first test has asked."""
    return {}


def test_every_role_meets_what_the_list_says(
    world: World,
    here: list[Visitor],
    met: Met,
    july_2012: object,
    show: Show,
) -> None:
    before = rows.everything()
    for number, visitor in enumerate(here):
        met[visitor] = statuses(visitor.account, world, asked_by(MATRIX, number))
    found = [d for visitor in here for d in differences(MATRIX, visitor, met[visitor], world)]
    assert not found, "\n".join(found)
    assert rows.changed(before, rows.everything()) == []
    decided = [address.name for address in addresses() if not is_for_all(MATRIX, address)]
    assert all(of.keys() >= set(decided) for of in met.values())
    times = Counter(name for of in met.values() for name in of)
    assert min(times[address.name] for address in addresses()) >= len(Role) // HANDS
    show(f"Matrix over HTTP: {len(Role)} roles x {len(decided)} addresses that a right decides")
    show(f"Matrix over HTTP: {times.total()} answers of {len(addresses())} addresses")


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_in_every_other_state_too(
    world: World,
    here: list[Visitor],
    july_2012: object,
    state: State,
    show: Show,
) -> None:
    """Pairwise: each role in the state, and each page that it concerns."""
    found, asked = differences_in(state, MATRIX, here, state.bring(world, here))
    assert not found, "\n".join(found)
    assert {role for role, _ in asked} == set(Role)
    show(f"Matrix over HTTP, {state.name}: {len(asked)} of {len({p for _, p in asked})} addresses")


def test_a_role_in_another_programme_opens_nothing_here(
    world: World, elsewhere: list[Visitor], july_2012: object
) -> None:
    found, asked = [], set()
    for number, visitor in enumerate(elsewhere):
        met = statuses(visitor.account, world, dealt(number))
        found += differences(MATRIX, visitor, met, world)
        asked |= met.keys()
    assert found == []
    assert len(asked) == len(addresses())


def test_what_may_not_be_opened_may_not_be_sent(
    world: World, here: list[Visitor], july_2012: object
) -> None:
    before = rows.everything()
    wrong, count = [], 0
    for number, visitor in enumerate(here):
        browser = browser_of(visitor.account)
        for address in dealt(number):
            says = decision(MATRIX, visitor, address, world)
            if says == 200:
                continue
            status = browser.post(address.url(world), {}).status_code
            count += 1
            if status != (405 if reads_only(address) else says):
                wrong.append(f"{visitor}, {address.name}: {status}, not {says}")
    assert wrong == []
    assert count > 600
    assert rows.changed(before, rows.everything()) == []


@pytest.fixture
def lead(here: list[Visitor]) -> Visitor:
    return next(visitor for visitor in here if visitor.role == Role.PROJECT_LEAD)


@pytest.fixture
def member(here: list[Visitor]) -> Visitor:
    return next(visitor for visitor in here if visitor.role == Role.MEMBER)


def test_a_row_less_in_the_list_is_noticed(
    world: World, lead: Visitor, met: Met, july_2012: object
) -> None:
    """The list that the tests hold the pages against is not the pages' own answer."""
    statuses_met = met.get(lead) or statuses(lead.account, world)
    for act in (Act.EDIT_PROJECT, Act.EDIT_BENEFITS, Act.REPORT_STATUS, Act.EXPORT, Act.SEE):
        assert (
            differences(MATRIX.without(Role.PROJECT_LEAD, act), lead, statuses_met, world) != []
        ), act


@pytest.fixture
def without_a_permission_line(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if somebody had taken the line that permits out of the view."""
    monkeypatch.setattr(RecordPages, "permit", lambda *_: None)
    yield


@pytest.mark.usefixtures("without_a_permission_line")
def test_a_permission_line_less_in_a_view_is_noticed(
    world: World, member: Visitor, july_2012: object
) -> None:
    found = differences(MATRIX, member, statuses(member.account, world), world)
    assert any("milestone_edit: 200, not 403" in difference for difference in found)


def test_a_state_that_a_page_forgets_is_noticed(
    world: World, here: list[Visitor], july_2012: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A restricted paper that is found as if it were open."""
    state = next(state for state in STATES if state.name == "restricted")
    then = state.bring(world, here)
    monkeypatch.setattr(policy, "is_closed", lambda person, record: False)
    monkeypatch.setattr(PaperPages, "find", lambda self, person, keys: then.here[Paper])
    found, _ = differences_in(state, MATRIX, here, then)
    assert any("reports:paper_history: 200, not 404" in difference for difference in found)


def test_a_part_that_forgets_its_parent_is_noticed(
    world: World, elsewhere: list[Visitor], july_2012: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that finds its record without asking who may see it."""

    def find(self: Any, person: Any, keys: dict[str, Any]) -> Any:
        return self.model.objects.select_related("project").get(pk=keys["pk"])

    monkeypatch.setattr(MilestonePages, "find", find)
    stranger = next(visitor for visitor in elsewhere if visitor.role == Role.PROJECT_LEAD)
    found = differences(MATRIX, stranger, statuses(stranger.account, world), world)
    assert any("milestone_history: 200, not 404" in difference for difference in found)
