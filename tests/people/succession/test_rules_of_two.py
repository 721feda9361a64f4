"""Two records turn out to be one person: what needed two people is void, and says so."""

from __future__ import annotations

from datetime import date

import pytest

from audit import writing
from audit.actions import edit_record
from audit.models import tracked_models
from audit.writing import audited
from benefits.models import Benefit
from governance.actions.gates import vet_gate
from governance.models import GateReview
from packs.models import PackPublication
from people.actions import appoint, confirm_appointment
from people.choices import Role
from people.models import Appointment, Person, SignInChange
from people.queries import office
from people.succession import rules_of_two
from people.succession.merging import merge_people
from projects.actions import accept_report
from projects.models import StatusReport
from registers.actions.actions import close_action, verify_action
from registers.models import Action, Comment, IssueEscalation, RiskEscalation
from reporting.actions.programmes import (
    accept_programme_report,
    open_programme_report,
    submit_programme_report,
)
from reporting.models import ProgrammeReport
from reports.clearing import ask_for_clearance, clear_paper
from reports.models import Clearance, Paper
from reports.queries.papers import Reading
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

PAIR = "A. Fenwick ({}) and Ada Fenwick ({}) are one person"


@pytest.fixture
def ada() -> Person:
    return factories.person("Ada Fenwick")


@pytest.fixture
def twice(ada: Person) -> Person:
    return factories.person("A. Fenwick")


def merged(duplicate: Person, kept: Person) -> tuple[str, ...]:
    by = factories.officer()
    return merge_people(duplicate=duplicate, kept=kept, by=by, reason="Entered twice").void


def they(duplicate: Person, kept: Person) -> str:
    return PAIR.format(duplicate.reference, kept.reference)


@pytest.mark.one_engine
def test_every_kind_that_two_people_act_on_has_its_rule() -> None:
    """A record that says by itself what two people did: no form sets either of them."""
    found = set()
    for model in tracked_models():
        fields = [f for f in model._meta.concrete_fields if f.related_model is Person]
        if sum(not field.editable for field in fields) > 1:
            found.add(model)
    one_may_do_both = {
        Benefit,  # whom finance agrees with, and who hands it over, do not judge each other
        Comment, IssueEscalation, PackPublication, RiskEscalation,
    }  # fmt: skip
    assert found - one_may_do_both == {
        Action, Appointment, Clearance, GateReview, ProgrammeReport, SignInChange, StatusReport,
    }  # fmt: skip
    assert len(rules_of_two.RULES) == len(found - one_may_do_both)


def clear(paper: Paper, kind: str, officer: Person) -> Clearance:
    asked = ask_for_clearance(paper=paper, kind=kind, officer=officer, by=factories.officer())
    read = Reading(Paper.objects.get(pk=paper.pk))
    said = {"expected": read.written, "printed": read.printed, "text": "Fine.", "initials": "AF"}
    return clear_paper(asked, by=officer, **said)


def standing(paper: Paper) -> dict[str, tuple[str, str]]:
    rows = Reading(Paper.objects.get(pk=paper.pk)).clearances
    return {row.kind.key: (row.standing, row.void_because) for row in rows if row.id}


class TestClearances:
    @pytest.fixture
    def paper(self) -> Paper:
        return factories.paper()

    def test_two_of_two_people_by_one_are_both_void(
        self, paper: Paper, ada: Person, twice: Person
    ) -> None:
        roles = {
            Role.LEGAL_OFFICER: (ada, "constitutional"),
            Role.FINANCE_OFFICER: (twice, "financial"),
        }
        for role, (officer, kind) in roles.items():
            appoint(scope=office(), role=role, person=officer, by=factories.officer())
            clear(paper, kind, officer)
        assert standing(paper) == {"constitutional": ("cleared", ""), "financial": ("cleared", "")}
        void = merged(twice, ada)
        why = f"{they(twice, ada)}, and two people must give it."
        assert standing(paper) == {"constitutional": ("void", why), "financial": ("void", why)}
        assert [sentence.split(" is void: ")[1] for sentence in void] == [why, why]

    def test_of_an_author_is_void(self, paper: Paper, ada: Person, twice: Person) -> None:
        appoint(scope=office(), role=Role.LEGAL_OFFICER, person=ada, by=factories.officer())
        edit_record(paper, by=twice, agenda_item="9")
        clear(paper, "constitutional", ada)
        merged(twice, ada)
        why = f"{they(twice, ada)}, who wrote in this paper."
        assert standing(paper) == {"constitutional": ("void", why)}

    def test_of_somebody_else_stands(self, paper: Paper, ada: Person, twice: Person) -> None:
        lily = factories.holder(Role.LEGAL_OFFICER, office(), "Lily Ford")
        edit_record(paper, by=twice, agenda_item="9")
        clear(paper, "constitutional", lily)
        assert merged(twice, ada) == ()
        assert standing(paper) == {"constitutional": ("cleared", "")}


class TestAcceptances:
    @pytest.mark.parametrize("keeps_author", [True, False])
    def test_by_an_author_is_void(self, ada: Person, twice: Person, keeps_author: bool) -> None:
        report = factories.report(by=ada)
        accepted = accept_report(report, by=twice)
        pair = (twice, ada) if keeps_author else (ada, twice)
        merged(*pair)
        found = StatusReport.objects.get(pk=report.pk)
        duplicate, kept = pair
        who = f"{duplicate} ({duplicate.reference}) and {kept} ({kept.reference}) are one person"
        assert accepted.accepted_by == twice
        assert (found.accepted_by, found.accepted_at, found.acceptance_void_because) == (
            None,
            None,
            f"{who}, who wrote this report.",
        )
        assert found.submitted_by == kept

    def test_by_another_stands(self, ada: Person, twice: Person) -> None:
        report = factories.report(by=ada)
        other = factories.person("Mary Quill")
        accept_report(report, by=other)
        assert merged(twice, ada) == ()
        assert StatusReport.objects.get(pk=report.pk).accepted_by == other


@pytest.mark.one_engine
def test_the_acceptance_of_a_programme_report_by_its_author_is_void(
    ada: Person, twice: Person
) -> None:
    other, programme = factories.person("Mary Quill"), factories.programme()
    factories.report(project=factories.project(programme=programme), overall_rag="green")
    accepted = []
    for day, accepting in ((date(2012, 6, 22), other), (date(2012, 6, 29), twice)):
        draft = open_programme_report(
            programme, by=ada, period_end=day, overall_rag="green", narrative="Doors opened."
        )
        accepted.append(
            accept_programme_report(submit_programme_report(draft, by=ada), by=accepting)
        )
    why = f"{they(twice, ada)}, who wrote this report."
    assert merged(twice, ada) == (f"Programme report ({accepted[1]}, {programme}) is void: {why}",)
    found = [ProgrammeReport.objects.get(pk=report.pk) for report in accepted]
    assert [(one.accepted_by, one.accepted_at is None) for one in found] == [
        (other, False),
        (None, True),
    ]


def test_a_gate_review_vetted_by_its_submitter_goes_back_to_the_team(
    ada: Person, twice: Person
) -> None:
    review = vet_gate(factories.gate_review(by=ada), by=twice)
    (said,) = merged(twice, ada)
    review.refresh_from_db()
    assert (review.state, review.submitted_by, review.vetted_by) == ("submitted", ada, None)
    assert said.endswith(f"is void: {they(twice, ada)}, who submitted it.")


def test_an_action_verified_by_its_closer_waits_to_be_verified_again(
    ada: Person, twice: Person
) -> None:
    scope = factories.project().scope
    action = factories.entry(Action, "Count the vans", scope=scope, verify_by=twice)
    close_action(action, by=ada, evidence="There are six.")
    verify_action(action, by=twice)
    (said,) = merged(twice, ada)
    action.refresh_from_db()
    assert (action.state, action.closed_by, action.verified_by) == ("done", ada, None)
    assert said.endswith(f"is void: {they(twice, ada)}, who closed it.")


class TestAppointments:
    def test_given_by_one_waits_for_a_second_again(self, ada: Person, twice: Person) -> None:
        bertha = factories.person("Bertha Crowe")
        with audited(by=factories.officer(), reason="As once recorded"):
            seat = writing.create(
                Appointment, scope=office(), role=Role.PROGRAMME_OFFICE, person=bertha,
                proposed_by=ada, confirmed_by=twice, starts_on=date(2012, 1, 2),
            )  # fmt: skip
        (said,) = merged(twice, ada)
        found = Appointment.objects.get(pk=seat.pk)
        assert (found.is_suggested, found.proposed_by, found.confirmed_by) == (True, ada, None)
        assert said == (
            "Appointment (Programme office, Programme office) is void: "
            f"{they(twice, ada)}: somebody else must confirm it."
        )
        assert not confirm_appointment(found, by=factories.officer()).is_suggested

    def test_given_by_its_own_holder_is_archived(self, ada: Person, twice: Person) -> None:
        with audited(by=factories.officer(), reason="As once recorded"):
            seat = writing.create(
                Appointment, scope=office(), role=Role.AUDITOR, person=ada,
                proposed_by=factories.officer(), confirmed_by=twice,
            )  # fmt: skip
        merged(twice, ada)
        found = Appointment.objects.get(pk=seat.pk)
        assert (found.is_archived, found.person, found.confirmed_by) == (True, ada, None)


def test_without_the_rules_nothing_is_void(
    ada: Person, twice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the tests above would show."""
    monkeypatch.setattr(rules_of_two, "RULES", [])
    report = factories.report(by=ada)
    accept_report(report, by=twice)
    assert merged(twice, ada) == ()
    assert StatusReport.objects.get(pk=report.pk).accepted_by == ada
