"""A phase, a programme and a project end because somebody decided it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from audit.actions import create_record, edit_record
from audit.deciding import NotDecided
from audit.errors import Refused
from governance.actions.boards import sponsor
from governance.actions.endings import decide_ending
from governance.models import Board, Decision
from people.choices import Role
from people.models import Person, Scope
from people.queries import office
from programmes.models import ClosingReport, Phase, Programme
from tests import factories
from tests.sweeps.pages import read
from tests.sweeps.walking import browser_of
from values import clock

pytestmark = pytest.mark.django_db

RESOLVED = "Resolved: the first tranche is over."


@pytest.fixture
def sponsored(july_2012: object) -> tuple[Programme, Board, Board]:
    programme = factories.programme("Open Doors")
    board = factories.board("Doors Board", programme=programme)
    sponsors = factories.board("Sponsors of Doors")
    sponsor(board, sponsor=sponsors, by=factories.officer())
    return programme, board, sponsors


def a_phase(programme: Programme, title: str = "First tranche", **fields: Any) -> Phase:
    return create_record(Phase, by=factories.officer(), programme=programme, title=title, **fields)


def decided(ending: Any, board: Board, **fields: Any) -> Decision:
    said = {"outcome": "go_on", "text": RESOLVED} | fields
    return decide_ending(ending, board=board, by=factories.officer(), **said)


def test_a_phase_changes_its_state_and_its_criterion_only_by_decision(sponsored: Any) -> None:
    phase = a_phase(sponsored[0])
    for fields in (
        {"state": "complete"},
        {"decided_on": clock.today(), "decided_by": sponsored[2].scope},
    ):
        with pytest.raises(NotDecided, match="only a decision changes it"):
            edit_record(phase, by=factories.officer(), **fields)


def test_the_sponsors_end_a_phase_that_the_board_recommended_and_the_next_begins(
    sponsored: Any,
) -> None:
    programme, board, sponsors = sponsored
    first, second = a_phase(programme, position=1), a_phase(programme, "Second", position=2)
    today = clock.today()
    decision = decided(
        first, sponsors, recommended_by=board.scope, recommended_on=today, goes_on=True
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (decision.title, decision.board, decision.scope) == (
        "First tranche: Continue", sponsors, programme.scope,
    )  # fmt: skip
    assert (first.state, first.outcome, first.recommended_by, first.decided_by) == (
        "complete", "go_on", board.scope, sponsors.scope,
    )  # fmt: skip
    assert (first.decided_on, second.state) == (today, "under_way")
    because = f"governance.decision:{decision.pk}"
    assert {Phase.history.filter(id=p.pk).latest().because for p in (first, second)} == {because}
    with pytest.raises(Refused, match="This has been decided already, by Sponsors of Doors"):
        decided(first, sponsors)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("who", "recommended", "sentence"),
    [
        ("board", True, "The group that sponsors the programme decides this: Sponsors of Doors."),
        ("sponsors", False, "Say which board recommended it, and when"),
    ],
)
def test_neither_the_sponsors_nor_the_board_are_passed_over(
    sponsored: Any, who: str, recommended: bool, sentence: str
) -> None:
    programme, board, sponsors = sponsored
    said = {"recommended_by": board.scope, "recommended_on": clock.today()} if recommended else {}
    with pytest.raises(Refused, match=sentence):
        decided(a_phase(programme), {"board": board, "sponsors": sponsors}[who], **said)
    assert not Decision.objects.exists()


@pytest.mark.one_engine
def test_a_phase_that_stops_begins_no_other(sponsored: Any) -> None:
    programme, board, sponsors = sponsored
    first, second = a_phase(programme, position=1), a_phase(programme, "Second", position=2)
    said = {"recommended_by": board.scope, "recommended_on": clock.today()}
    decided(first, sponsors, outcome="stop", goes_on=True, **said)
    second.refresh_from_db()
    assert second.state == "not_started"


def closing(scope: Scope) -> ClosingReport:
    return factories.entry(ClosingReport, "It is done", scope=scope, delivered="Tools are lent.")


def ends_project(board: Board, by: Person) -> tuple[str, str]:
    project = factories.project("Lending", stage="realising")
    report = closing(project.scope)
    decided(report, board, outcome="agreed", goes_on=True)
    report.refresh_from_db()
    project.refresh_from_db()
    return report.state, project.stage


def ends_programme(board: Board, by: Person) -> tuple[str, str]:
    programme = factories.programme("Quiet Streets")
    report = closing(programme.scope)
    decided(report, board, outcome="agreed", goes_on=True)
    report.refresh_from_db()
    programme.refresh_from_db()
    return report.state, programme.state


@pytest.mark.parametrize("ends", [ends_project, ends_programme])
def test_what_a_closing_report_closes_is_closed_because_it_was_agreed(
    july_2012: object, ends: Callable[[Board, Person], tuple[str, str]]
) -> None:
    assert ends(factories.board("Doors Board"), factories.officer()) == ("agreed", "closed")


@pytest.mark.one_engine
def test_a_closing_report_that_was_returned_is_decided_on_again(july_2012: object) -> None:
    board = factories.board("Doors Board")
    report = closing(factories.project().scope)
    decided(report, board, outcome="returned")
    report.refresh_from_db()
    assert (report.state, report.decided_by, report.decided_on) == ("returned", None, None)
    decided(report, board, outcome="agreed")
    report.refresh_from_db()
    assert (report.state, report.decided_by) == ("agreed", board.scope)


@pytest.mark.one_engine
def test_a_secretary_records_the_end_of_a_phase_on_its_own_page(sponsored: Any) -> None:
    programme, board, sponsors = sponsored
    phase = a_phase(programme, completion_criterion="Three branches lend tools.")
    client = browser_of(
        factories.account(factories.holder(Role.PROGRAMME_OFFICE, office(), "Rosa Quill"))
    )
    edit = f"/programmes/{programme.reference}/phases/{phase.pk}/edit/"
    url = f"/programmes/{programme.reference}/phases/{phase.pk}/decide/"
    assert url in client.get(edit).content.decode()
    shown = client.get(url)
    assert "Complete when: Three branches lend tools." in read(shown.content.decode()).text
    assert shown.context["form"].initial["board"] == sponsors.pk
    typed = {
        "recommended_by": board.scope.pk, "recommended_on": "2/7/2012", "board": sponsors.pk,
        "outcome": "go_on_changed", "text": RESOLVED, "made_by_way": "meeting",
        "made_on": "3/7/2012", "version": phase.version,
    }  # fmt: skip
    answer = client.post(url, typed)
    assert answer.status_code == 302
    about = read(client.get(f"/programmes/{programme.reference}/about/").content.decode()).text
    assert "Decided by Sponsors of Doors on 3 July 2012: Continue, with changes." in about
