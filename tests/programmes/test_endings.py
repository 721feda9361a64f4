"""How phases, programmes and projects end."""

from __future__ import annotations

import uuid

import pytest

from audit.actions import create_record, edit_record
from audit.errors import Refused
from people.choices import Role
from programmes.models import ClosingReport, Phase
from programmes.queries import phases
from tests import factories
from tests.sweeps.pages import read
from tests.sweeps.walking import browser_of
from values import clock

pytestmark = pytest.mark.django_db

DAY = "2012-07-03"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"outcome": "go_on"}, "Say who decided the outcome, and when."),
        ({"decided_on": DAY}, "Say who decided and when: both or neither."),
        ({"recommended_on": DAY}, "Say who recommended it and when: both or neither."),
    ],
)
def test_what_was_decided_at_the_end_of_a_phase_says_by_whom_and_when(
    july_2012: object, fields: dict[str, str], sentence: str
) -> None:
    by, programme = factories.officer(), factories.programme()
    with pytest.raises(Refused, match=sentence):
        create_record(Phase, by=by, programme=programme, title="First", **fields)


@pytest.mark.one_engine
def test_a_manager_records_that_the_board_recommended_and_the_sponsors_decided(
    july_2012: object,
) -> None:
    programme = factories.programme("Open Doors")
    board = factories.board("Doors Board", programme=programme)
    sponsors = factories.board("Sponsors", programme=programme)
    manager = factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Mona Pryce")
    client = browser_of(factories.account(manager))
    typed = {
        "title": "First tranche", "kind": "tranche", "state": "complete", "position": "1",
        "review_on": "June 2012", "review_found": "It holds.", "outcome": "go_on",
        "recommended_by": board.scope.pk, "recommended_on": "2/7/2012",
        "decided_by": sponsors.scope.pk, "decided_on": "3/7/2012", "form_key": uuid.uuid4(),
    }  # fmt: skip
    url = f"/programmes/{programme.reference}/phases/add/"
    assert client.post(url, typed).status_code == 302
    (row,) = phases(programme.pk, None)
    assert (row.kind_words, row.outcome_words, row.recommended_by, row.decided_by) == (
        "Tranche", "Continue", "Doors Board", "Sponsors",
    )  # fmt: skip
    about = read(client.get(f"/programmes/{programme.reference}/about/").content.decode()).text
    assert "Decided by Sponsors on 3 July 2012: Continue." in about


def test_a_closing_report_is_agreed_by_somebody_on_a_day(july_2012: object) -> None:
    board, by = factories.board("Sponsors"), factories.officer()
    project = factories.project("Lending")
    report = factories.entry(
        ClosingReport, "Lending is done", scope=project.scope, delivered="Ten libraries lend tools."
    )
    with pytest.raises(Refused, match="Say who agreed that it ends, and when"):
        edit_record(report, by=by, state="agreed")
    ended = {"state": "agreed", "decided_by": board.scope, "decided_on": clock.today()}
    done = factories.entry(
        ClosingReport, "Reading is done", scope=project.scope, delivered="Books.", **ended
    )
    assert list(ClosingReport.objects.closed()) == [done]
    with pytest.raises(Refused, match="It was agreed that this ends"):
        edit_record(done, by=by, state="draft")


@pytest.mark.one_engine
def test_only_a_programme_or_a_project_has_a_closing_report(july_2012: object) -> None:
    board = factories.board("Doors Board")
    client = browser_of(factories.account())
    assert client.get(f"/scopes/{board.reference}/closing-reports/add/").status_code == 404
