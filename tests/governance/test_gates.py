"""A project at its gates: submitted, vetted, decided, in rounds; and what happens twice or late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoDbBlocker

from audit.errors import Refused
from audit.history import history_model
from governance.actions.agreed import correct_agreed
from governance.actions.gates import (
    Said,
    carry_out_gate,
    decide_gate,
    return_gate,
    submit_gate,
    vet_gate,
)
from governance.models import Board, Decision, GateReview
from governance.queries.gates import gates_ahead
from governance.work import gates as gates_of
from people import policy
from people.choices import Role
from people.models import Account, Person
from projects.models import Project
from tests import factories
from tests.sweeps.world import kept
from values import clock

pytestmark = pytest.mark.django_db
NOW = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
ANSWERS = [Said("fits", is_met=True, evidence="Aim 2 of the programme.")]


@dataclass(frozen=True)
class AtGate:
    lead: Person
    manager: Person
    secretary: Account
    project: Project
    board: Board


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[AtGate]:
    with kept(django_db_blocker):
        with clock.stopped_at(NOW - timedelta(days=30)):
            project = factories.project(summary="Tools that everybody can borrow.")
            programme = project.programme
            board = factories.board(programme=programme)
            secretary = factories.holder(Role.SECRETARY, board.scope, "Sue Penn")
            built = AtGate(
                lead=factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh"),
                manager=factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Max Orr"),
                secretary=factories.account(secretary),
                project=project,
                board=board,
            )
        yield built


@pytest.fixture
def at_gate(built: AtGate) -> Iterator[AtGate]:
    with clock.stopped_at(NOW):
        yield built


def submitted(at: AtGate, **fields: object) -> GateReview:
    given = {"gate": "start", "board": at.board, "asked": "May we start?", "said": ANSWERS}
    return submit_gate(at.project, by=at.lead, **given | fields)  # type: ignore[arg-type]


def vetted(at: AtGate) -> GateReview:
    return vet_gate(submitted(at), by=at.manager)


def stage(at: AtGate) -> str:
    return Project.objects.get(pk=at.project.pk).stage


def test_a_board_that_says_implement_moves_the_project_because_of_its_decision(
    at_gate: AtGate,
) -> None:
    by = at_gate.secretary.person
    done = decide_gate(vetted(at_gate), outcome="implement", by=by, text="Go on.", reasons="Ready.")
    decision = Decision.objects.get()
    assert (done.state, done.outcome, done.decision, stage(at_gate)) == (
        "decided", "implement", decision, "developing",
    )  # fmt: skip
    assert decision.title == "Start of development, Libraries that lend tools: Implement"
    newest = history_model(Project).objects.filter(id=at_gate.project.pk).first()
    assert (newest.stage, newest.because) == ("developing", f"governance.decision:{decision.pk}")


def test_amended_it_comes_back_in_a_new_round_and_deferred_it_waits_again(at_gate: AtGate) -> None:
    by = at_gate.secretary.person
    decide_gate(vetted(at_gate), outcome="amend", by=by, text="Show the costs.")
    again = submitted(at_gate, asked="With costs.")
    assert (again.round, stage(at_gate)) == (2, "scoping")
    decide_gate(vet_gate(again, by=at_gate.manager), outcome="defer", by=by, text="Next month.")
    third = GateReview.objects.get(round=3)
    assert (third.state, third.asked, third.answers.count()) == ("vetted", "With costs.", 3)
    decide_gate(third, outcome="close", by=by, text="Too dear.")
    assert (stage(at_gate), Decision.objects.count()) == ("closed", 3)


def test_a_mandatory_criterion_that_is_not_met_needs_a_reason(at_gate: AtGate) -> None:
    with pytest.raises(Refused) as refused:
        submitted(at_gate, said=[Said("fits")])
    assert refused.value.fields == {
        "why_not-fits": [
            "“It serves an aim of the programme.” is mandatory and not met: say why the project "
            "may pass."
        ]
    }
    assert GateReview.objects.count() == 0
    review = submitted(at_gate, said=[Said("fits", why_not="The law asks for it.")])
    assert [(a.key, a.is_met, a.evidence) for a in review.answers.in_order()] == [
        ("summary", True, "Its summary is written."),
        ("lead", True, "Lena Marsh"),
        ("fits", False, ""),
    ]


def test_what_is_returned_is_submitted_again_in_the_same_round(at_gate: AtGate) -> None:
    review = return_gate(submitted(at_gate), by=at_gate.manager, why="Say who pays.")
    assert (review.state, review.return_reason, review.submitted_by) == (
        "draft", "Say who pays.", None,
    )  # fmt: skip
    again = submitted(at_gate, asked="The council pays.")
    assert (again.pk, again.round, again.return_reason) == (review.pk, 1, "")


def refusals(at: AtGate) -> Iterator[tuple[object, str]]:
    by = at.secretary.person
    review = submitted(at)
    yield (lambda: submitted(at)), "The project is at a gate already: Start of development"
    yield (lambda: vet_gate(review, by=at.lead)), "You submitted this: somebody else must vet it."
    not_yet = "This review is elsewhere now: Waits for the programme’s team."
    yield (lambda: decide_gate(review, outcome="close", by=by, text="No.")), not_yet
    yield (lambda: return_gate(review, by=at.manager, why=" ")), "Say what is missing."
    vet_gate(review, by=at.manager)
    late = "This review is elsewhere now: Waits for the board."
    yield (lambda: return_gate(review, by=at.manager, why="More.")), late
    decide_gate(review, outcome="implement", by=by, text="Go on.")
    done = f"The board has decided already: Implement ({Decision.objects.get().reference})."
    yield (lambda: decide_gate(review, outcome="close", by=by, text="Stop.")), done
    wrong = "“Start of development” leads on from “Scoping”, and the project is at “Developing”."
    yield (lambda: submitted(at)), wrong


def test_what_comes_twice_or_late_is_refused_in_one_sentence(at_gate: AtGate) -> None:
    for attempt, sentence in refusals(at_gate):
        before = GateReview.history.count() + Decision.history.count()
        with pytest.raises(Refused) as refused:
            attempt()  # type: ignore[operator]
        assert str(refused.value).startswith(sentence)
        assert GateReview.history.count() + Decision.history.count() == before


def test_a_decision_that_takes_effect_later_moves_the_project_on_its_day(at_gate: AtGate) -> None:
    by, soon = at_gate.secretary.person, NOW.date() + timedelta(days=7)
    done = decide_gate(
        vetted(at_gate), outcome="implement", by=by, text="Go on.", effective_on=soon
    )
    assert stage(at_gate) == "scoping"
    with pytest.raises(Refused, match="takes effect on 11 July 2012, and changes nothing before"):
        carry_out_gate(done, by=by)
    with clock.stopped_at(NOW + timedelta(days=7)):
        carry_out_gate(done, by=by)
        assert stage(at_gate) == "developing"
        with pytest.raises(Refused, match="There is nothing to carry out"):
            carry_out_gate(done, by=by)


def test_a_project_that_was_moved_back_does_not_go_on_again_because_of_the_same_decision(
    at_gate: AtGate,
) -> None:
    by = at_gate.secretary.person
    done = decide_gate(vetted(at_gate), outcome="implement", by=by, text="Go on.")
    correct_agreed(Project.objects.get(), by=by, why="Not yet.", stage="scoping")
    done = GateReview.objects.get(pk=done.pk)
    with pytest.raises(Refused, match="There is nothing to carry out"):
        carry_out_gate(done, by=by)
    assert stage(at_gate) == "scoping"


def test_a_vetted_review_that_the_project_has_overtaken_is_returned_and_gives_way(
    at_gate: AtGate,
) -> None:
    review, by = vetted(at_gate), at_gate.manager
    correct_agreed(Project.objects.get(), by=by, why="It has begun.", stage="developing")
    review = GateReview.objects.get(pk=review.pk)
    with pytest.raises(Refused, match="return the review"):
        decide_gate(review, outcome="implement", by=by, text="Go on.")
    return_gate(review, by=by, why="Overtaken.")
    project = Project.objects.get()
    (ahead,) = gates_ahead(project)
    said = [Said(c.key, why_not="The law asks for it.") for c, _words, _found in ahead.criteria]
    next_one = submit_gate(
        project, gate=ahead.gate.key, board=at_gate.board, asked="On?", said=said, by=by
    )
    assert list(GateReview.objects.order_by("id").values_list("pk", "state", "is_archived")) == [
        (review.pk, "draft", True), (next_one.pk, "submitted", False),
    ]  # fmt: skip


def waiting(person: Person) -> list[str]:
    part = gates_of(Person.objects.get(pk=person.pk)) or {"rows": []}
    return [row["asked"] for row in part["rows"]]


def test_gates_wait_on_the_page_of_whoever_must_do_something(at_gate: AtGate) -> None:
    lead, manager, secretary = at_gate.lead, at_gate.manager, at_gate.secretary.person
    everybody = (lead, manager, secretary)

    def asked() -> list[list[str]]:
        return [waiting(person) for person in everybody]

    review = submitted(at_gate)
    assert asked() == [[], ["To vet"], []]
    return_gate(review, by=manager, why="Say who pays.")
    assert asked() == [["Returned to you: Say who pays."], [], []]
    review = vet_gate(submitted(at_gate), by=manager)
    assert asked() == [[], [], [f"Waits for the decision of {at_gate.board}"]]
    decide_gate(review, outcome="amend", by=secretary, text="Show the costs.")
    assert asked() == [[f"{at_gate.board} asks you to amend it"], [], []]
    submitted(at_gate)
    assert asked() == [[], ["To vet"], []]


def test_gates_that_wait_take_one_query_however_many_they_are(
    at_gate: AtGate, django_assert_num_queries: Any
) -> None:
    manager = at_gate.manager
    submitted(at_gate)
    for _number in range(2):
        other = factories.project(programme=at_gate.project.programme)
        factories.gate_review(project=other, board=at_gate.board, by=at_gate.lead)
    policy.holdings(manager)
    with django_assert_num_queries(1):
        part = gates_of(manager)
        page = render_to_string("governance/my_gates.html", {"part": part})
    assert page.count("To vet") == 3


def test_a_secretary_records_what_the_board_decided_on_the_page_of_the_review(
    at_gate: AtGate,
) -> None:
    review = vetted(at_gate)
    client = Client()
    client.force_login(at_gate.secretary)
    page = client.get(f"/gates/{review.reference}/").content.decode()
    assert "Record what the board decided" in page
    typed = {
        "outcome": "implement", "text": "Go on.", "made_by_way": "meeting",
        "made_on": "4 July 2012", "version": review.version,
    }  # fmt: skip
    url = f"/gates/{review.reference}/decide/"
    assert client.post(url, typed).status_code == 302
    assert stage(at_gate) == "developing"
    assert client.post(url, typed).status_code == 302  # sent twice, decided once
    assert Decision.objects.count() == 1
    gates = client.get(f"/projects/{at_gate.project.reference}/gates/").content.decode()
    assert f"Decision {Decision.objects.get().reference}" in " ".join(gates.split())
