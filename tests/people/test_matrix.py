"""The list of who may do what: its file, and what `can` and `visible_to` make of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import Client
from pytest_django import DjangoDbBlocker

from audit.errors import Refused
from governance.models import Board
from people import matrix, policy
from people.actions import appoint
from people.choices import ROLES_OF_SCOPE, Act, Role, ScopeKind
from people.matrix import Matrix
from people.models import Appointment, Person, Scope
from people.queries import office
from programmes.models import Programme
from projects.models import Milestone, Project, StatusReport
from reports.models import Paper
from tests import factories
from tests.showing import Show

pytestmark = pytest.mark.django_db

MATRIX = policy.MATRIX


# The file


def changed(tmp_path: Path, old: str, new: str) -> Matrix:
    """The list with one change in one of its files."""
    files = [matrix.FILE, *(file for file in matrix.PAGES if file.exists())]
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    where = next(file for file, text in texts.items() if old in text)
    texts[where] = texts[where].replace(old, new, 1)
    copies = []
    for file, text in texts.items():
        copies.append(tmp_path / f"{file.parent.name}.toml")
        copies[-1].write_text(text, encoding="utf-8")
    return matrix.read(copies[0], copies[1:])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name = "export"', 'name = "fly"', "the acts that do not wait must be"),
        ('name = "export"', 'name = "see"', "the acts that do not wait must be"),
        ('"auditor", "reader",', '"auditor", "emperor",', "there is no role emperor"),
        ('roles = ["team_member"]', "roles = []", "each role must be given by some role"),
        ('roles = ["team_member"]', 'roles = ["chair"]', "each role must be given by some role"),
        ('["council_css"]', '["council_css", "home"]', "home stands here twice"),
        ('"directory:account_invite"', '"home"', "home stands here twice"),
        ("[acts.create_project]", "[acts.fly]", "there is no act fly"),
        (
            'and_the_programme = ["project_lead"',
            'and_the_programme = ["system_administrator"',
            "see: who may in the programme must be among those who may",
        ),
    ],
)
def test_a_list_that_cannot_be_meant_is_not_read(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        changed(tmp_path, old, new)


def test_a_page_that_is_not_listed_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    assert [check for check in run_checks() if check.id.startswith("records.")] == []
    other = changed(tmp_path, '"programmes:programme_add"', '"programmes:programme_gone"')
    monkeypatch.setattr(policy, "MATRIX", other)
    found = [(check.id, check.msg) for check in run_checks() if check.id.startswith("records.")]
    assert found == [
        ("records.E001", "No app’s policy.toml says who may open programmes:programme_add."),
        (
            "records.E002",
            "A policy.toml names programmes:programme_gone, but there is no such page.",
        ),
    ]
    client.force_login(factories.account())
    assert client.get("/programmes/add/").status_code == 404
    monkeypatch.setattr(policy, "MATRIX", MATRIX)
    assert client.get("/programmes/add/").status_code == 200


# What is made of it


@dataclass(frozen=True)
class Council:
    """Two programmes that are alike."""

    ours: Programme
    theirs: Programme

    def places(self) -> dict[str, Scope | None]:
        """Every kind of place, by name; None is the office itself."""
        found: dict[str, Scope | None] = {"office": None}
        for name, programme in (("ours", self.ours), ("theirs", self.theirs)):
            found |= {
                f"{name}: portfolio": programme.portfolio and programme.portfolio.scope,
                f"{name}: programme": programme.scope,
                f"{name}: project": Project.objects.get(programme=programme).scope,
                f"{name}: board": Board.objects.get(programme=programme).scope,
            }
        return found

    @cached_property
    def scopes(self) -> dict[str, Scope | None]:
        """The same, looked for once: who holds what there does not change them."""
        return self.places()

    def place_of(self, role: str) -> str:
        """Where a role is held that is held in ours."""
        kind = next(kind for kind, roles in ROLES_OF_SCOPE.items() if role in roles)
        return "office" if kind == ScopeKind.OFFICE else f"ours: {kind}"


@pytest.fixture(scope="module")
def council(committed: DjangoDbBlocker) -> Council:
    with committed.unblock():
        return Council(a_programme("Ours"), a_programme("Theirs"))


@pytest.fixture(scope="module")
def holders(council: Council, committed: DjangoDbBlocker) -> dict[str, Person]:
    """One person for every role, in ours."""
    with committed.unblock():
        places = council.places()
        scopes = {role: places[council.place_of(role)] or office() for role in Role}
        return {role: factories.holder(role, scope, role) for role, scope in scopes.items()}


def a_programme(name: str) -> Programme:
    portfolio = factories.portfolio(f"{name}: portfolio")
    programme = factories.programme(f"{name}: programme", portfolio=portfolio)
    project = factories.project(f"{name}: project", programme=programme)
    factories.milestone(f"{name}: milestone", project=project)
    factories.report(project=project)
    factories.draft_report(project=project)
    board = factories.board(f"{name}: board", programme=programme)
    factories.paper(f"{name}: paper", programme=programme, board=board)
    return programme


REACHES = {
    "office": {"office", "ours: portfolio", "ours: programme", "ours: project", "ours: board"}
    | {"theirs: portfolio", "theirs: programme", "theirs: project", "theirs: board"},
    "ours: portfolio": {"ours: portfolio", "ours: programme", "ours: project", "ours: board"},
    "ours: programme": {"ours: programme", "ours: project", "ours: board"},
    "ours: project": {"ours: project"},
    "ours: board": {"ours: board"},
}
"""From where a role is held to where it holds."""


def expected_places(council: Council, role: str, act: str) -> set[str]:
    row = MATRIX.row(act)
    if role not in row.who:
        return set()
    held = council.place_of(role)
    return REACHES[held if role not in row.and_the_programme else "ours: programme"]


def test_every_act_of_every_role_in_every_place(
    council: Council,
    holders: dict[str, Person],
    show: Show,
) -> None:
    wrong, count = [], 0
    for role, person in holders.items():
        person = Person.objects.get(pk=person.pk)
        for act in Act:
            met = {n for n, scope in council.scopes.items() if policy.can(person, act, scope)}
            count += len(council.scopes)
            if met != expected_places(council, role, act):
                wrong.append((role, act, met))
    assert wrong == []
    assert count == len(Role) * len(Act) * 9
    show(f"Matrix on can: {count}")


SEEN = {
    "programme": {Programme: 1, Project: 1, Milestone: 1, Board: 1, Paper: 1, StatusReport: 1},
    "project": {Programme: 0, Project: 1, Milestone: 1, Board: 0, Paper: 0, StatusReport: 1},
    "board": {Programme: 0, Project: 0, Milestone: 0, Board: 1, Paper: 0, StatusReport: 0},
}
"""How many records of one programme are seen from where; a report counts when it is submitted."""


def expected_count(council: Council, role: str, model: type) -> int:
    seen = expected_places(council, role, Act.SEE)
    if not seen:
        return 0
    whole = "ours: programme" in seen
    of_one = SEEN["programme" if whole else council.place_of(role).split(": ")[-1]][model]
    if model is StatusReport and expected_places(council, role, Act.SEE_DRAFTS):
        of_one += 1  # the draft
    return of_one * (2 if "theirs: programme" in seen else 1)


def test_every_role_sees_what_it_may_of_every_kind(
    council: Council,
    holders: dict[str, Person],
    show: Show,
) -> None:
    wrong, count = [], 0
    for role, person in holders.items():
        for model in SEEN["programme"]:
            person = Person.objects.get(pk=person.pk)
            met = model.objects.visible_to(person).count()  # type: ignore[attr-defined]
            count += 1
            if met != expected_count(council, role, model):
                wrong.append((role, model.__name__, met))
    assert wrong == []
    assert count == len(Role) * 6
    show(f"Matrix on visible_to: {count}")


def test_a_row_less_is_seen_at_once(
    council: Council, holders: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = Person.objects.get(pk=holders[Role.PROJECT_LEAD].pk)
    project = council.places()["ours: project"]
    assert policy.can(lead, Act.EDIT_PROJECT, project)
    monkeypatch.setattr(policy, "MATRIX", MATRIX.without(Role.PROJECT_LEAD, Act.EDIT_PROJECT))
    assert not policy.can(lead, Act.EDIT_PROJECT, project)
    assert policy.can(lead, Act.REPORT_STATUS, project)


# Who gives which role


def test_nobody_gains_or_gives_more_than_the_list_says(
    council: Council,
    holders: dict[str, Person],
    show: Show,
) -> None:
    """Every role tries to give every role, everywhere."""
    wrong, count, given = [], 0, 0
    places = {name: scope or office() for name, scope in council.scopes.items()}
    friend = factories.person("Freda Noakes")
    for role, person in holders.items():
        giver = Person.objects.get(pk=person.pk)
        reached = REACHES[council.place_of(role)]
        for name, scope in places.items():
            for other in ROLES_OF_SCOPE[ScopeKind(scope.kind)]:
                may = name in reached and role in MATRIX.givers_of(other)
                count += 1
                given += may
                if tried(scope, other, giver, friend) != may:
                    wrong.append((role, name, other))
    assert wrong == []
    # The office gives all 45, administrators 2, committee officers 16, an owner 17, a portfolio's
    # director, a programme's director and a manager 15 each, a lead 1, a secretary 5.
    assert given == 131
    assert count == len(Role) * sum(len(ROLES_OF_SCOPE[ScopeKind(s.kind)]) for s in places.values())
    show(f"Roles given and refused: {count}, of which given {given}")


def tried(scope: Scope, role: str, giver: Person, to: Person) -> bool:
    try:
        made = appoint(scope=scope, role=role, person=to, by=giver, **factories.needed(role, scope))
    except Refused as refusal:
        assert str(refusal) == "You may not give this role."
        return False
    assert made.is_suggested == MATRIX.needs_two(role)
    return True


def test_nobody_gives_themselves_anything(council: Council, holders: dict[str, Person]) -> None:
    before = Appointment.objects.count()
    for person in holders.values():
        for scope in council.scopes.values():
            for role in ROLES_OF_SCOPE[ScopeKind((scope or office()).kind)]:
                with pytest.raises(Refused, match=r"^Nobody gives themselves a role\.$"):
                    appoint(scope=scope or office(), role=role, person=person, by=person)
    assert Appointment.objects.count() == before


# The page


def test_the_page_says_what_the_list_says(client: Client) -> None:
    lead = factories.holder(Role.PROJECT_LEAD, factories.project().scope)
    client.force_login(factories.account(lead))
    context = client.get("/rights/").context
    acts = [act for _, acts in context["groups"] for act in acts]
    built = [row for row in MATRIX.rows if not row.waits]
    assert [says for says, _, _ in acts] == [row.says for row in built]
    assert [set(roles) for _, roles, _ in acts] == [
        {Role(role).label for role in row.who} for row in built
    ]
    asked = {says: notes for says, _, notes in acts if len(notes) > 1}
    notes = ["Signs in with a second factor", "Confirms with the password or a code"]
    assert asked == {MATRIX.row(act).says: notes for act in (Act.CLEAR, Act.PUBLISH)}
    roles = [role for _, roles in context["kinds"] for role in roles]
    assert {role["name"] for role in roles} == {role.label for role in Role}
    assert [role["name"] for role in roles if role["is_mine"]] == ["Project lead"]
    assert context["rules"] == [rule.says for rule in MATRIX.rules if not rule.waits]
