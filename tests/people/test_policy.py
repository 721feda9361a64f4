"""Who may do and see what. Every world here holds records that could leak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from audit.actions import archive_record
from benefits.models import Benefit, Indicator, Measurement, SavingsAmount, SavingsLine
from governance.choices import BoardKind
from governance.models import Board
from people import policy
from people.actions import appoint, deactivate_person, edit_appointment, end_appointment
from people.choices import ROLES_OF_SCOPE, Act, Role, ScopeKind
from people.models import Appointment, Person, Scope
from people.queries import office
from programmes.models import Principle, Programme
from projects.models import Milestone, Project, StatusReport
from reports.models import Paper, PaperSection
from tests import factories
from values import clock

pytestmark = pytest.mark.django_db

ALL_ACTS = set(Act)
OF_THE_OFFICE = {
    Act.CREATE_PROGRAMME, Act.KEEP_ACCOUNTS, Act.KEEP_OFFICE, Act.SEE_PEOPLE,
    Act.SEE_SECURITY_EVENTS, Act.CORRECT_AGREED, Act.EDIT_RULES,
}  # fmt: skip
OF_ITS_OFFICERS = {Act.RELEASE, Act.CLEAR, Act.PUBLISH, Act.VALIDATE_SAVINGS}
OF_A_SEAT = {Act.DECLARE_INTEREST, Act.DECIDE}
OF_WHO_DECIDES = {Act.CHANGE_BASELINE, Act.ACCEPT_RISK}
OF_BOARDS = OF_A_SEAT | OF_WHO_DECIDES | {Act.CONFIRM_MINUTES}
OF_THE_WHOLE_OFFICE = ALL_ACTS - OF_ITS_OFFICERS - OF_BOARDS - {Act.OVERRIDE_RATING} | {
    Act.DECLARE_INTEREST
}
LEADS = (
    ALL_ACTS - OF_THE_OFFICE - OF_ITS_OFFICERS - OF_BOARDS
    - {Act.EDIT_FORMATS, Act.PLAN_MEETINGS, Act.OVERRIDE_RATING}
)  # fmt: skip
READS = {Act.SEE, Act.EXPORT}
TALKS = READS | {Act.COMMENT}
OF_THE_TEAM = {Act.SEE, Act.SEE_DRAFTS, Act.COMMENT, Act.KEEP_REGISTERS}
PROGRAMME_PARTS = (Principle, Benefit, Indicator, Measurement, SavingsLine, SavingsAmount, Paper)
PROJECT_PARTS = (Milestone, StatusReport)


@dataclass(frozen=True)
class Half:
    """One of two programmes that are alike; nobody of the one may see the other."""

    programme: Programme
    project: Project
    sister: Project
    board: Board


@pytest.fixture(scope="module")
def world(committed: DjangoDbBlocker) -> tuple[Half, Half]:
    with committed.unblock():
        return half("Ours"), half("Theirs")


@pytest.fixture
def ours(world: tuple[Half, Half]) -> Half:
    return world[0]


@pytest.fixture
def theirs(world: tuple[Half, Half]) -> Half:
    return world[1]


def half(name: str) -> Half:
    """A programme with a board, two projects, and every kind of record below them."""
    programme = factories.programme(f"{name}: programme")
    projects = [
        factories.project(f"{name}: {title}", programme=programme) for title in ("one", "two")
    ]
    for project in projects:
        factories.milestone(f"{name}: milestone", project=project)
        factories.report(project=project)
    factories.create_record(
        Principle, by=factories.officer(), programme=programme, text=f"{name}: principle"
    )
    benefit = factories.benefit(f"{name}: benefit", programme=programme)
    indicator = factories.indicator(f"{name}: indicator", benefit=benefit)
    factories.measurement(1, date(2012, 6, 30), indicator=indicator)
    line = factories.savings_line(f"{name}: line", programme=programme)
    factories.savings_amount(100, line=line)
    board = factories.board(f"{name}: board", programme=programme)
    factories.paper(f"{name}: paper", programme=programme, board=board)
    return Half(programme, *projects, board)


def fresh(person: Person) -> Person:
    """As the next request loads them: rights are kept for one request."""
    return Person.objects.get(pk=person.pk)


def acts_of(person: Person, record: Any = None) -> set[Act]:
    person = fresh(person)
    return {act for act in Act if policy.can(person, act, record)}


def seen_by(person: Person, model: type) -> set[str]:
    return {str(record) for record in model.objects.visible_to(fresh(person))}


def count_seen(person: Person) -> dict[str, int]:
    models = (Programme, Project, Board, *PROGRAMME_PARTS, *PROJECT_PARTS, PaperSection)
    return {
        model.__name__: model.objects.visible_to(fresh(person)).count()
        for model in models
        if model.objects.visible_to(fresh(person)).exists()
    }


OF_ONE_PROGRAMME = {
    "Programme": 1,
    "Project": 2,
    "Board": 1,
    "Principle": 1,
    "Benefit": 1,
    "Indicator": 1,
    "Measurement": 1,
    "SavingsLine": 1,
    "SavingsAmount": 1,
    "Paper": 1,
    "Milestone": 2,
    "StatusReport": 2,
    "PaperSection": 7,
}
OF_BOTH = {name: 2 * count for name, count in OF_ONE_PROGRAMME.items()}
OF_ONE_PROJECT = {"Project": 1, "Milestone": 1, "StatusReport": 1}


def test_every_role_is_held_in_one_kind_of_scope() -> None:
    held = [role for roles in ROLES_OF_SCOPE.values() for role in roles]
    assert sorted(held) == sorted(Role)


def test_only_the_programme_office_keeps_the_office() -> None:
    assert policy.MATRIX.row(Act.KEEP_OFFICE).who == {Role.PROGRAMME_OFFICE}


def test_who_administers_the_system_sees_people_and_no_programme(ours: Half, theirs: Half) -> None:
    person = factories.holder(Role.SYSTEM_ADMINISTRATOR, office())
    acts = {Act.SEE_PEOPLE, Act.SEE_SECURITY_EVENTS, Act.KEEP_ACCOUNTS}
    for record in (None, ours.programme, theirs.sister, ours.board, office()):
        assert acts_of(person, record) == acts
    assert count_seen(person) == {}
    assert seen_by(person, Scope) == {"Programme office"}
    assert len(seen_by(person, Person)) == Person.objects.count()


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.PROGRAMME_OFFICE, OF_THE_WHOLE_OFFICE),
        (
            Role.COMMITTEE_OFFICER,
            TALKS
            | {Act.EDIT_BOARDS, Act.EDIT_FORMATS, Act.EDIT_PAPERS, Act.RESTRICT, Act.PUBLISH}
            | {Act.PLAN_MEETINGS, Act.DECLARE_INTEREST},
        ),
        (Role.LEGAL_OFFICER, TALKS | {Act.RESTRICT, Act.RELEASE, Act.CLEAR}),
        (Role.FINANCE_OFFICER, TALKS | {Act.CLEAR, Act.KEEP_MONEY, Act.VALIDATE_SAVINGS}),
        (Role.AUDITOR, READS | {Act.SEE_DRAFTS, Act.SEE_PEOPLE, Act.SEE_SECURITY_EVENTS}),
        (Role.READER, {Act.SEE}),
    ],
)
def test_a_role_in_the_office_reaches_everything(
    ours: Half, theirs: Half, role: Role, expected: set[Act]
) -> None:
    person = factories.holder(role, office())
    for record in (None, ours.programme, theirs.sister, ours.board, theirs.board, office()):
        assert acts_of(person, record) == expected
    assert count_seen(person) == OF_BOTH


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.SENIOR_RESPONSIBLE_OWNER, LEADS | {Act.CLEAR, Act.OVERRIDE_RATING} | OF_WHO_DECIDES),
        (Role.PROGRAMME_DIRECTOR, LEADS),
        (Role.PROGRAMME_MANAGER, LEADS),
        (Role.INTERNAL_PARTNER, {Act.SEE}),
        (Role.EXTERNAL_SUPPORT, {Act.SEE}),
        (Role.CRITICAL_FRIEND, {Act.SEE}),
    ],
)
def test_a_role_in_a_programme_reaches_all_of_it_and_nothing_else(
    ours: Half, theirs: Half, role: Role, expected: set[Act]
) -> None:
    person = factories.holder(role, ours.programme.scope)
    for record in (ours.programme, ours.project, ours.sister, ours.board):
        assert acts_of(person, record) == expected
    for record in (None, office(), theirs.programme, theirs.project, theirs.board):
        assert acts_of(person, record) == set()
    assert count_seen(person) == OF_ONE_PROGRAMME
    assert seen_by(person, Programme) == {"Ours: programme"}


def test_a_lead_edits_one_project_and_sees_its_programme(ours: Half, theirs: Half) -> None:
    person = factories.holder(Role.PROJECT_LEAD, ours.project.scope)
    assert acts_of(person, ours.project) == TALKS | {
        Act.SEE_DRAFTS,
        Act.EDIT_PROJECT,
        Act.REPORT_STATUS,
        Act.EDIT_BENEFITS,
        Act.KEEP_MONEY,
        Act.KEEP_REGISTERS,
    }
    for record in (ours.programme, ours.sister, ours.board):
        assert acts_of(person, record) == TALKS
    for record in (None, theirs.programme, theirs.project, theirs.board):
        assert acts_of(person, record) == set()
    assert count_seen(person) == OF_ONE_PROGRAMME
    assert seen_by(person, Project) == {"Ours: one", "Ours: two"}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.TEAM_MEMBER, OF_THE_TEAM),
        (Role.STEERING_GROUP, {Act.SEE}),
        (Role.SPONSOR, {Act.SEE, Act.EDIT_PROJECT, Act.COMMENT}),
    ],
)
def test_others_in_a_project_reach_that_project_only(
    ours: Half, theirs: Half, role: Role, expected: set[Act]
) -> None:
    person = factories.holder(role, ours.project.scope)
    assert acts_of(person, ours.project) == expected
    for record in (None, ours.programme, ours.sister, ours.board, theirs.project):
        assert acts_of(person, record) == set()
    assert count_seen(person) == OF_ONE_PROJECT
    assert seen_by(person, Project) == {"Ours: one"}
    assert seen_by(person, Programme) == seen_by(person, Paper) == set()


@pytest.mark.parametrize(
    ("role", "on_the_board", "in_the_programme"),
    [
        (Role.CHAIR, TALKS | OF_BOARDS, TALKS | {Act.ACCEPT_RISK}),
        (Role.MEMBER, TALKS | OF_A_SEAT | {Act.ACCEPT_RISK}, TALKS | {Act.ACCEPT_RISK}),
        (Role.CO_OPTED_MEMBER, TALKS | OF_A_SEAT, TALKS),
        (Role.ATTENDING, {Act.SEE}, {Act.SEE}),
        (
            Role.SECRETARY,
            TALKS | {Act.EDIT_BOARDS, Act.KEEP_REGISTERS, Act.PLAN_MEETINGS, Act.DECLARE_INTEREST},
            TALKS,
        ),
    ],
)
def test_a_seat_on_a_board_sees_the_programme_that_it_directs(
    ours: Half, theirs: Half, role: Role, on_the_board: set[Act], in_the_programme: set[Act]
) -> None:
    person = factories.holder(role, ours.board.scope)
    assert acts_of(person, ours.board) == on_the_board
    for record in (ours.programme, ours.project):
        assert acts_of(person, record) == in_the_programme
    for record in (None, office(), theirs.board, theirs.programme, theirs.project):
        assert acts_of(person, record) == set()
    assert count_seen(person) == OF_ONE_PROGRAMME


def test_a_seat_on_a_committee_of_the_council_sees_the_committee_only(
    ours: Half, theirs: Half
) -> None:
    committee = factories.board("Policy Committee", kind=BoardKind.COMMITTEE)
    person = factories.holder(Role.CHAIR, committee.scope)
    assert acts_of(person, committee) == TALKS | OF_BOARDS
    for record in (None, office(), ours.programme, ours.project, ours.board):
        assert acts_of(person, record) == set()
    assert count_seen(person) == {"Board": 1}
    assert seen_by(person, Board) == {"Policy Committee"}


def test_an_outsider_sees_nothing_and_does_nothing(ours: Half, theirs: Half) -> None:
    person = factories.person()
    for record in (None, office(), ours.programme, ours.project, ours.board):
        assert acts_of(person, record) == set()
    assert count_seen(person) == {}


def test_roles_in_two_places_add_up(ours: Half, theirs: Half) -> None:
    person = factories.holder(Role.PROGRAMME_MANAGER, ours.programme.scope)
    appoint(
        scope=theirs.project.scope, role=Role.TEAM_MEMBER, person=person, by=factories.officer()
    )
    assert seen_by(person, Project) == {"Ours: one", "Ours: two", "Theirs: one"}
    assert acts_of(person, theirs.project) == OF_THE_TEAM
    assert acts_of(person, ours.project) == LEADS


@pytest.mark.parametrize(
    ("fields", "is_in_force"),
    [
        ({}, True),
        ({"starts_on": date(2012, 7, 4)}, True),
        ({"starts_on": date(2012, 7, 5)}, False),
        ({"ends_on": date(2012, 7, 4)}, True),
        ({"ends_on": date(2012, 7, 3)}, False),
        ({"starts_on": date(2012, 7, 4), "ends_on": date(2012, 7, 4)}, True),
        ({"is_suggested": True}, False),
        ({"is_suggested": True, "starts_on": date(2012, 7, 4)}, False),
        ({"limited_to": "Schools"}, True),
    ],
)
def test_an_appointment_gives_rights_from_its_first_day_to_its_last(
    ours: Half, july_2012: Any, fields: dict[str, Any], is_in_force: bool
) -> None:
    person = factories.holder(Role.PROGRAMME_MANAGER, ours.programme.scope, **fields)
    assert acts_of(person, ours.project) == (LEADS if is_in_force else set())
    assert count_seen(person) == (OF_ONE_PROGRAMME if is_in_force else {})


def ended(appointment: Appointment, officer: Person) -> None:
    edit_appointment(appointment, by=officer, ends_on=clock.today() - timedelta(days=1))


def archived(appointment: Appointment, officer: Person) -> None:
    end_appointment(appointment, by=officer)


def suggested_only(appointment: Appointment, officer: Person) -> None:
    edit_appointment(appointment, by=officer, is_suggested=True)


def handed_on(appointment: Appointment, officer: Person) -> None:
    edit_appointment(appointment, by=officer, person=factories.person("Ben Oakes"))


def left(appointment: Appointment, officer: Person) -> None:
    assert appointment.person is not None
    deactivate_person(person=appointment.person, by=officer)


@pytest.mark.parametrize("end", [ended, archived, suggested_only, handed_on, left])
def test_rights_end_with_the_next_request(
    ours: Half, end: Callable[[Appointment, Person], None]
) -> None:
    person = factories.holder(Role.PROGRAMME_MANAGER, ours.programme.scope)
    assert count_seen(person) == OF_ONE_PROGRAMME
    end(Appointment.objects.get(person=person), factories.officer())
    assert acts_of(person, ours.programme) == set()
    assert count_seen(person) == {}


def test_a_seat_held_by_a_post_or_a_group_gives_nobody_rights(ours: Half) -> None:
    officer, scope = factories.officer(), ours.programme.scope
    member = factories.holder(Role.MEMBER, factories.board("Sponsors").scope)
    appoint(scope=scope, role=Role.PROGRAMME_DIRECTOR, post="Director of Places", by=officer)
    appoint(
        scope=scope,
        role=Role.CRITICAL_FRIEND,
        group=Scope.objects.get(title="Sponsors"),
        by=officer,
    )
    assert acts_of(member, ours.programme) == set()
    assert seen_by(member, Programme) == set()
    director = factories.person(job_title="Director of Places")
    assert acts_of(director, ours.programme) == set()


def test_archiving_a_record_does_not_open_it_to_others(ours: Half, theirs: Half) -> None:
    person = factories.holder(Role.TEAM_MEMBER, ours.project.scope)
    archive_record(theirs.project, by=factories.officer())
    assert seen_by(person, Project) == {"Ours: one"}


def test_rights_are_read_once_for_a_request(
    ours: Half, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    person = fresh(factories.holder(Role.PROJECT_LEAD, ours.project.scope))
    project = Project.objects.select_related("scope").get(pk=ours.project.pk)
    with django_assert_num_queries(1):
        answers = {act for act in Act for _ in range(3) if policy.can(person, act, project)}
        assert policy.reach_of(person, Act.SEE) == (
            False,
            frozenset({ours.project.scope_id, ours.programme.scope_id}),
        )
    assert Act.REPORT_STATUS in answers


def test_a_scope_is_asked_for_itself(ours: Half) -> None:
    person = factories.holder(Role.PROGRAMME_MANAGER, ours.programme.scope)
    assert acts_of(person, ours.project.scope) == LEADS
    assert ours.project.scope.kind == ScopeKind.PROJECT
    assert acts_of(person, ours.programme.scope) == LEADS
    assert acts_of(person, office()) == set()
