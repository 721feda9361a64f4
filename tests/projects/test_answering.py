"""A submitted report is accepted, or returned with a reason: what is written, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from audit import writing
from audit.actions import archive_record, edit_record
from audit.errors import Conflict, Refused
from audit.writing import audited
from people import policy
from people.choices import Act, Role
from people.models import Person
from people.succession.merging import merge_people
from projects import queries
from projects.actions import (
    accept_report,
    open_report,
    return_report,
    save_report,
    submit_report,
)
from projects.choices import ReportState
from projects.forms import StatusReportForm
from projects.models import Project, StatusReport
from projects.queries import Answer
from tests import factories
from tests.audit.rows import closing
from values import clock

pytestmark = pytest.mark.django_db

NOON = datetime(2012, 7, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WHY = "Say when the van comes."
SAID = {"overall_rag": "amber", "overall_reason": "No van.", "achieved": "Shelves are up."}
OWN = "You wrote this report: somebody else must accept or return it."


@dataclass
class Case:
    """A project with a report before, and one of today that its lead has submitted at noon."""

    project: Project
    lead: Person
    manager: Person
    other: Person
    report: StatusReport

    def fresh(self) -> StatusReport:
        return StatusReport.objects.get(pk=self.report.pk)

    def at(self, hours: float, act: Callable[..., StatusReport], **said: Any) -> StatusReport:
        """Do something some hours after noon, to the report as it is then."""
        with clock.stopped_at(NOON + hours * HOUR):
            self.report = act(self.fresh(), **said)
            return self.report

    def newest(self, moment: datetime | None = None) -> tuple[date, str]:
        """The newest report and its rating, for a reader of the project."""
        with clock.stopped_at(NOON + 5 * HOUR):
            found = queries.latest_in_brief([self.project.pk], moment)[self.project.pk]
        return found.period_end, found.rag


@pytest.fixture
def case() -> Case:
    with clock.stopped_at(NOON - 24 * HOUR):
        project = factories.project()
        lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh")
        role, scope = Role.PROGRAMME_MANAGER, project.programme.scope
        manager = factories.holder(role, scope, "Mary Quill")
        other = factories.holder(role, scope, "Tom Sefton")
        factories.report(project=project, period_end=date(2012, 6, 20), by=lead)
    with clock.stopped_at(NOON):
        report = factories.report(project=project, by=lead, **SAID)
    return Case(project, lead, manager, other, report)


def test_an_accepted_report_stays_as_it_is_and_says_by_whom(case: Case) -> None:
    accepted = case.at(1, accept_report, by=case.manager)
    assert (accepted.state, accepted.accepted_at, accepted.accepted_by) == (
        ReportState.SUBMITTED,
        NOON + HOUR,
        case.manager,
    )
    assert (accepted.submitted_at, accepted.submitted_by) == (NOON, case.lead)
    assert case.newest() == (date(2012, 7, 4), "amber")


def test_a_returned_report_is_a_draft_that_says_by_whom_to_whom_and_why(case: Case) -> None:
    returned = case.at(1, return_report, by=case.manager, why=f"  {WHY}\n")
    assert (returned.state, returned.submitted_at, returned.submitted_by) == (
        ReportState.DRAFT,
        None,
        None,
    )
    assert (
        returned.returned_at,
        returned.returned_by,
        returned.returned_to,
        returned.return_reason,
    ) == (NOON + HOUR, case.manager, case.lead, WHY)
    assert open_report(project=case.project, by=case.lead).pk == returned.pk


def test_submitting_again_removes_the_reason(case: Case) -> None:
    case.at(1, return_report, by=case.manager, why=WHY)
    again = case.at(2, submit_report, by=case.lead, achieved="The van comes on Friday.")
    assert (again.returned_at, again.returned_by, again.returned_to, again.return_reason) == (
        None,
        None,
        None,
        "",
    )
    assert (again.submitted_at, again.submitted_by) == (NOON + 2 * HOUR, case.lead)
    accepted = case.at(3, accept_report, by=case.manager)  # to return is not to write
    assert accepted.accepted_by == case.manager
    said = accepted.history.order_by("history_id").values_list("history_change_reason", flat=True)
    assert list(said) == [
        "Status report opened",
        "Status report submitted",
        "Status report returned",
        "Status report submitted",
        "Status report accepted",
    ]


def test_while_it_is_returned_the_one_before_is_the_newest_and_then_stays_then(case: Case) -> None:
    before, now = (date(2012, 6, 20), "green"), (date(2012, 7, 4), "amber")
    case.at(1, return_report, by=case.manager, why=WHY)
    assert case.newest() == before
    case.at(2, submit_report, by=case.lead, overall_rag="green", overall_reason="")
    assert [case.newest(NOON + hours * HOUR) for hours in (-1, 0.5, 1.5, 2.5)] == [
        before,
        now,
        before,
        (date(2012, 7, 4), "green"),
    ]
    then = queries.submitted_report(case.project, case.report.pk, NOON + 0.5 * HOUR)
    assert (then.reason, then.achieved) == ("No van.", "Shelves are up.")


@pytest.mark.parametrize(
    ("act", "said"), [(accept_report, {}), (return_report, {"why": WHY})], ids=["accept", "return"]
)
def test_sent_twice_it_is_done_once(
    case: Case, act: Callable[..., StatusReport], said: dict[str, str]
) -> None:
    seen = case.report.version
    first = case.at(1, act, by=case.manager, expected_version=seen, **said)
    second = case.at(2, act, by=case.manager, expected_version=seen, **said)
    assert first.version == second.version == seen + 1
    assert (second.accepted_at or second.returned_at) == NOON + HOUR


def test_what_one_has_done_another_does_not_undo(case: Case) -> None:
    def refused(act: Callable[..., StatusReport], **said: str) -> str:
        with pytest.raises(Refused) as refusal:
            act(case.fresh(), by=case.other, **said)
        return str(refusal.value)

    returned = "Mary Quill has returned this report."
    case.at(1, return_report, by=case.manager, why=WHY)
    assert (refused(accept_report), refused(return_report, why="Me too.")) == (returned, returned)
    case.at(2, submit_report, by=case.lead)
    accepted = "Mary Quill has accepted this report."
    case.at(3, accept_report, by=case.manager)
    assert (refused(accept_report), refused(return_report, why="Me too.")) == (accepted, accepted)
    with pytest.raises(Refused, match=r"^Mary Quill has accepted this report\.$"):
        return_report(case.fresh(), by=case.manager, why="Too late.")


@pytest.mark.parametrize("why", ["", " \n "])
def test_it_is_not_returned_without_a_reason(case: Case, why: str) -> None:
    with pytest.raises(Refused, match=r"^Say what is missing\.$"):
        return_report(case.report, by=case.manager, why=why)
    assert case.fresh().state == ReportState.SUBMITTED


class TestNobodyAnswers:
    """Refused for both, with one sentence."""

    def refused(self, case: Case, by: Person, report: StatusReport | None = None) -> str:
        report = report or case.fresh()
        sentences = set()
        for act, said in ((accept_report, {}), (return_report, {"why": WHY})):
            with pytest.raises(Refused) as refusal:
                act(report, by=by, **said)  # type: ignore[operator]
            sentences.add(str(refusal.value))
        (sentence,) = sentences
        return sentence

    def test_what_they_submitted(self, case: Case) -> None:
        assert self.refused(case, case.lead) == OWN

    def test_what_they_wrote_and_another_submitted(self, case: Case) -> None:
        case.at(1, return_report, by=case.manager, why=WHY)
        case.at(2, save_report, by=case.manager, achieved="The van comes on Friday.")
        case.at(3, submit_report, by=case.lead)
        assert self.refused(case, case.manager) == OWN
        assert case.at(4, accept_report, by=case.other).accepted_by == case.other

    def test_what_they_submitted_before_it_was_returned_and_another_submitted(
        self, case: Case
    ) -> None:
        case.at(1, return_report, by=case.manager, why=WHY)
        case.at(2, submit_report, by=case.other, achieved="The van comes on Friday.")
        assert (self.refused(case, case.lead), self.refused(case, case.other)) == (OWN, OWN)

    def test_what_they_wrote_under_a_record_that_was_merged_into_theirs(self, case: Case) -> None:
        merge_people(
            duplicate=case.lead, kept=case.manager, by=factories.officer(), reason="One person"
        )
        kept = Person.objects.get(pk=case.manager.pk)
        assert self.refused(case, kept) == OWN

    def test_a_draft(self, case: Case) -> None:
        draft = open_report(project=case.project, by=case.lead, period_end=date(2012, 7, 18))
        assert self.refused(case, case.manager, draft) == "This report has not been submitted."

    def test_a_report_after_which_another_was_submitted(self, case: Case) -> None:
        with clock.stopped_at(NOON + 5 * HOUR):
            factories.report(project=case.project, by=case.lead, period_end=date(2012, 7, 18))
        assert self.refused(case, case.manager) == (
            "There is a later report: only the latest can be accepted or returned."
        )

    def test_a_report_of_an_archived_project(self, case: Case) -> None:
        factories.removed(case.project)
        assert self.refused(case, case.manager) == "Libraries that lend tools is archived."

    def test_an_archived_report(self, case: Case) -> None:
        archive_record(case.report, by=factories.officer())
        assert self.refused(case, case.manager) == "status report 4 July 2012 is archived."


def test_who_only_began_a_report_has_not_written_it(case: Case) -> None:
    with clock.stopped_at(NOON + HOUR):
        begun = open_report(project=case.project, by=case.manager, period_end=date(2012, 7, 18))
        submitted = submit_report(begun, by=case.lead, **SAID)
        assert accept_report(submitted, by=case.manager).accepted_by == case.manager


def test_a_report_of_a_closed_project_is_returned_and_finished(case: Case) -> None:
    factories.at_stage(case.project, "closed")
    case.at(1, return_report, by=case.manager, why=WHY)
    assert open_report(project=case.project, by=case.lead).pk == case.report.pk
    assert case.at(2, submit_report, by=case.lead).state == ReportState.SUBMITTED


def test_nobody_answers_what_they_did_not_see(case: Case) -> None:
    """It was returned and submitted again since its page was opened."""
    seen = case.report.version
    case.at(1, return_report, by=case.other, why=WHY)
    case.at(2, submit_report, by=case.lead, achieved="Nothing.")
    for act, said in ((accept_report, {}), (return_report, {"why": WHY})):
        with pytest.raises(Conflict, match=r"^Somebody else has changed this since you opened it"):
            act(case.fresh(), by=case.manager, expected_version=seen, **said)  # type: ignore[operator]
    assert case.fresh().accepted_at is None


def test_a_returned_report_comes_before_the_draft_after_it(case: Case) -> None:
    with clock.stopped_at(NOON):
        after = open_report(project=case.project, by=case.lead)
    case.at(1, return_report, by=case.manager, why=WHY)
    found = [open_report(project=case.project, by=case.lead), queries.draft_of(case.project)]
    assert found == [case.report, case.report]
    case.at(2, submit_report, by=case.lead)
    assert open_report(project=case.project, by=case.lead) == after


@pytest.mark.parametrize(
    "fields", [{"accepted_at": NOON}, {"returned_at": NOON}, {"return_reason": WHY}]
)
def test_what_belongs_together_is_written_together(case: Case, fields: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="Constraint"), audited(by=case.manager, reason="Half of it"):
        writing.change(case.report, **fields)


def test_a_submitted_report_is_not_returned_nor_a_draft_accepted(case: Case) -> None:
    said = {"returned_at": NOON, "returned_by": case.manager, "returned_to": case.lead}
    with pytest.raises(Refused, match="Constraint"), audited(by=case.manager, reason="Both"):
        writing.change(case.report, return_reason=WHY, **said)
    draft = open_report(project=case.project, by=case.lead, period_end=date(2012, 7, 18))
    with pytest.raises(Refused, match="Constraint"), audited(by=case.manager, reason="Both"):
        writing.change(draft, accepted_at=NOON, accepted_by=case.manager)


def test_who_reports_or_accepts_sees_drafts_and_so_the_reason() -> None:
    sees = policy.MATRIX.row(Act.SEE_DRAFTS).who
    for act in (Act.REPORT_STATUS, Act.ACCEPT_REPORT):
        assert policy.MATRIX.row(act).who - sees == set()


def test_no_form_sets_what_an_answer_writes() -> None:
    answered = {"state", "submitted_at", "submitted_by", "accepted_at", "accepted_by",
                "returned_at", "returned_by", "returned_to", "return_reason"}  # fmt: skip
    assert answered & set(StatusReportForm.Meta.fields) == set()
    assert [n for n in answered if StatusReport._meta.get_field(n).editable] == []


class TestTheAnswerOfAReport:
    """As its page and My work say it."""

    def test_is_for_the_newest_that_others_wrote(self, case: Case) -> None:
        older = StatusReport.objects.earliest("period_end")
        assert [
            queries.answer_to(case.project, report.pk, person)
            for report, person in (
                (case.report, case.manager),
                (case.report, case.lead),
                (older, case.manager),
            )
        ] == [Answer.POSSIBLE, Answer.NOT_ONES_OWN, Answer.NONE]
        case.at(1, accept_report, by=case.manager)
        assert queries.answer_to(case.project, case.report.pk, case.other) == Answer.NONE

    def test_waits_for_those_who_may_and_did_not_write(self, case: Case) -> None:
        def waiting(person: Person) -> list[StatusReport]:
            return list(queries.waiting_for_answer(Person.objects.get(pk=person.pk)))

        elsewhere = factories.report(by=case.other)
        everybody = (case.manager, case.other, case.lead, factories.officer())
        assert [waiting(person) for person in everybody] == [
            [case.report],
            [case.report],
            [],
            [case.report, elsewhere],
        ]
        assert queries.waiting_for_answer(factories.officer()).first() == case.report
        case.at(1, return_report, by=case.manager, why=WHY)
        older = StatusReport.objects.get(project=case.project, period_end=date(2012, 6, 20))
        assert waiting(case.manager) == [older]
        case.at(2, submit_report, by=case.lead)
        case.at(3, accept_report, by=case.manager)
        assert [waiting(person) for person in everybody] == [[], [], [], [elsewhere]]
        archive_record(elsewhere.project, by=factories.officer())
        assert waiting(factories.officer()) == []

    def test_comes_back_to_who_submitted_and_to_those_who_lead(self, case: Case) -> None:
        second = factories.holder(Role.PROJECT_LEAD, case.project.scope, "Ben Hale")
        case.at(1, return_report, by=case.manager, why=WHY)
        people = (case.lead, second, case.manager, factories.officer())
        assert [queries.returned_to(person, 20) for person in people] == [
            [case.report],
            [case.report],
            [],
            [],
        ]
        case.at(2, submit_report, by=case.other, achieved="The van comes on Friday.")
        case.at(3, return_report, by=case.manager, why="Say it in full.")
        assert queries.returned_to(case.other, 20) == [case.report]
        edit_record(case.project.scope.appointments.get(person=case.lead),
                    by=factories.officer(), ends_on=date(2012, 7, 3))  # fmt: skip
        with clock.stopped_at(NOON + 4 * HOUR):
            assert queries.returned_to(Person.objects.get(pk=case.lead.pk), 20) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_the_second_gets_a_message(case: Case) -> None:
    start = Barrier(2)

    def at_once(act: Callable[..., StatusReport], **said: Any) -> Callable[[], str]:
        def done() -> str:
            start.wait(30)
            try:
                act(case.report, expected_version=case.report.version, **said)
            except Refused as refusal:
                return str(refusal)
            return ""

        return done

    acts = [
        at_once(accept_report, by=case.manager),
        at_once(return_report, by=case.other, why=WHY),
    ]
    with ThreadPoolExecutor(max_workers=2) as pool:
        said = [found.result(30) for found in [pool.submit(closing(act)) for act in acts]]
    report = case.fresh()
    if report.accepted_by:
        assert said == ["", "Mary Quill has accepted this report."]
    else:
        assert said == ["Tom Sefton has returned this report.", ""]
    assert report.history.count() == case.report.version + 1
    assert (report.accepted_at is None) != (report.returned_at is None)
