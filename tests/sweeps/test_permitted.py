"""The list of who may do what, against the pages: every role, every address.

The world is that of the other sweeps. What is asked of a page is its right, not its content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from people import policy
from people.choices import Act, Role
from people.matrix import Matrix
from projects.pages import MilestonePages
from records.pages.record_pages import RecordPages
from reports.models import Paper
from reports.pages import PaperPages
from tests.faults.lengths import IS_LONG
from tests.showing import Show
from tests.sweeps import rows
from tests.sweeps.addresses import Address, addresses
from tests.sweeps.dealing import Deal, by_visitor, in_turn
from tests.sweeps.permitted import (
    Visitor,
    act_of,
    decision,
    differences,
    expected,
    statuses,
    visitors,
)
from tests.sweeps.states import STATES, State, differences_in
from tests.sweeps.test_urls import KEPT_BY_LOOKING, reads_only
from tests.sweeps.turns import hand
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, World
from values import clock

# `can` and `visible_to` are held on both engines, by tests/people/test_matrix.py.
pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

MATRIX = policy.MATRIX
MILESTONE = "projects:milestone_"


@pytest.fixture(scope="module", autouse=True)
def nothing_is_drawn_or_noted() -> Iterator[None]:
    """Who may see a page is decided before it is drawn, and before a refusal is noted; the other
    sweeps draw every page and note every refusal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.template.backends.django.Template.render", lambda *_, **__: "")
        patch.setattr("records.middleware.note_refusal", lambda *_: None)
        yield


@pytest.fixture(scope="module")
def here(world: World) -> list[Visitor]:
    return visitors(world, here=True)


@pytest.fixture(scope="module")
def elsewhere(world: World) -> list[Visitor]:
    return visitors(world, here=False)


@pytest.fixture(scope="module")
def deal(world: World, here: list[Visitor]) -> Deal:
    return Deal(MATRIX, here, world)


@dataclass(frozen=True)
class Walked:
    """What those who hold a role here met, and which tables that changed."""

    met: dict[Visitor, dict[str, int]]
    changed: list[str]


@pytest.fixture(scope="module")
def walked(world: World, here: list[Visitor], deal: Deal) -> Walked:
    before = rows.everything()
    with clock.stopped_at(MOMENT):
        met = {v: statuses(v.account, world, deal.asked_by(v)) for v in here}
    return Walked(met, rows.changed(before, rows.everything()))


def test_every_role_meets_what_the_list_says(
    world: World, walked: Walked, july_2012: object, show: Show
) -> None:
    found = [d for v, met in walked.met.items() for d in differences(MATRIX, v, met, world)]
    assert not found, "\n".join(found)
    assert set(walked.changed) <= KEPT_BY_LOOKING
    times = Counter(name for met in walked.met.values() for name in met)
    assert times.keys() == {address.name for address in addresses()}
    show(f"Matrix over HTTP: {times.total()} answers of {len(times)} addresses")


def test_the_deal_misses_no_page_that_asks_for_another_act(
    world: World, here: list[Visitor], deal: Deal, july_2012: object
) -> None:
    """Whatever other act a page asked for: if any role were answered otherwise, then so is one of
    those who ask. And each act's first page is asked for by every role."""
    missed = []
    for address in hand([a for a in deal.decided if act_of(MATRIX, a)], of=8):
        says = {visitor: expected(MATRIX, visitor, address, world) for visitor in here}
        for act in deal.acts:
            other = with_another_act(address, act)
            now = {v for v in here if expected(other, v, address, world) != says[v]}
            if now and not now & {*deal.askers[address.name]}:
                missed.append((address.name, act))
    assert missed == []
    whole = [a for a in deal.decided if len(deal.askers[a.name]) == len(Role)]
    assert {deal.rule(a) for a in whole} == {deal.rule(a) for a in deal.decided}


def with_another_act(address: Address, act: str) -> Matrix:
    """The list as if a page needed another act."""
    rest = (replace(row, addresses=row.addresses - {address.name}) for row in MATRIX.rows)
    rows_now = [
        replace(row, addresses=row.addresses | {address.name}) if row.name == act else row
        for row in rest
    ]
    return replace(MATRIX, rows=tuple(rows_now))


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
    """Each page is asked for by one whose role would let them in here, and by another."""
    pairs: list[tuple[Visitor, Address]] = []
    for address in addresses():
        asked, act = in_turn(elsewhere, address), act_of(MATRIX, address)
        able = [v for v in asked if act is not None and v.role in MATRIX.row(act).who]
        few = asked if IS_LONG else {*asked[:1], *able[:1]}
        pairs += [(visitor, address) for visitor in few]
    found = [
        difference
        for visitor, asked in by_visitor(pairs).items()
        for difference in differences(
            MATRIX, visitor, statuses(visitor.account, world, asked), world
        )
    ]
    assert found == []


def test_what_may_not_be_opened_may_not_be_sent(
    world: World, here: list[Visitor], july_2012: object
) -> None:
    """Each page is sent to by one who may not know what it is about, and by one who may not."""
    refused = {}
    for address in addresses():
        says = {v: decision(MATRIX, v, address, world) for v in in_turn(here, address)}
        few = {said: visitor for visitor, said in says.items()}
        asked = says if IS_LONG else few.values()
        refused |= {(v, address): says[v] for v in asked if says[v] != 200}
    before = rows.everything()
    wrong = []
    for visitor, asked in by_visitor(refused).items():
        browser = browser_of(visitor.account)
        for address in asked:
            status = browser.post(address.url(world), {}).status_code
            expected = 405 if reads_only(address) else refused[visitor, address]
            if status != expected:
                wrong.append(f"{visitor}, {address.name}: {status}, not {expected}")
    assert wrong == []
    assert len(refused) > 250
    assert rows.changed(before, rows.everything()) == []


def asked_of(kind: str) -> list[Address]:
    """The pages of the records of a kind."""
    return [address for address in addresses() if address.name.startswith(kind)]


@pytest.fixture
def lead(here: list[Visitor]) -> Visitor:
    return next(visitor for visitor in here if visitor.role == Role.PROJECT_LEAD)


@pytest.fixture
def member(here: list[Visitor]) -> Visitor:
    return next(visitor for visitor in here if visitor.role == Role.MEMBER)


def test_a_row_less_in_the_list_is_noticed(
    world: World, lead: Visitor, walked: Walked, july_2012: object
) -> None:
    """The list that the tests hold the pages against is not the pages' own answer."""
    for act in (Act.EDIT_PROJECT, Act.EDIT_BENEFITS, Act.REPORT_STATUS, Act.EXPORT, Act.SEE):
        less = MATRIX.without(Role.PROJECT_LEAD, act)
        assert differences(less, lead, walked.met[lead], world) != [], act


@pytest.fixture
def without_a_permission_line(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if somebody had taken the line that permits out of the view."""
    monkeypatch.setattr(RecordPages, "permit", lambda *_: None)
    yield


@pytest.mark.usefixtures("without_a_permission_line")
def test_a_permission_line_less_in_a_view_is_noticed(
    world: World, member: Visitor, july_2012: object
) -> None:
    met = statuses(member.account, world, asked_of(MILESTONE))
    found = differences(MATRIX, member, met, world)
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
    met = statuses(stranger.account, world, asked_of(MILESTONE))
    found = differences(MATRIX, stranger, met, world)
    assert any("milestone_history: 200, not 404" in difference for difference in found)
