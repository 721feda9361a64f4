"""A project in the middle of its reporting, and who works on it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from audit.actions import edit_record
from people.choices import Role
from people.models import Account
from people.queries import office
from projects.actions import open_report
from projects.choices import ReportState
from projects.models import Project, StatusReport
from tests import factories
from tests.committed import committed
from tests.demo_fixture import MOMENT
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read
from values import clock

__all__ = ["committed"]

Commit = Callable[..., Any]
WHY = "Say when the van comes, walrus."
LAST = {
    "overall_rag": "amber",
    "overall_reason": "The van was late.",
    "schedule_rag": "red",
    "cost_rag": "green",
    "scope_rag": "amber",
    "benefits_rag": "",
    "resources_rag": "green",
    "achieved": "Shelves are up.",
    "next_steps": "Buy tools.",
    "help_needed": "",
}


@dataclass
class Team:
    """A project whose last report is a fortnight old, and who works on it."""

    client: Client
    project: Project
    ada: Account
    ben: Account
    member: Account
    reader: Account

    @property
    def url(self) -> str:
        return f"/projects/{self.project.reference}/"

    def typist(self, account: Account | None = None) -> Typist:
        """Somebody with the form of the open draft before them."""
        account = account or self.ada
        open_report(project=self.project, by=account.person)
        return Typist(self.client, f"{self.url}status/", account)

    def get(self, account: Account, url: str) -> HttpResponse:
        self.client.force_login(account)
        return self.client.get(url)

    def draft(self) -> StatusReport:
        return StatusReport.objects.get(state=ReportState.DRAFT)

    def newest(self) -> StatusReport:
        return StatusReport.objects.latest("period_end")


@pytest.fixture(scope="module")
def built_team(committed: DjangoDbBlocker) -> Team:
    with committed.unblock(), clock.stopped_at(MOMENT):
        return a_team()


@pytest.fixture
def team(client: Client, built_team: Team) -> Team:
    return replace(deepcopy(built_team), client=client)


def a_team() -> Team:
    project = factories.project()
    factories.report(project=project, period_end=date(2012, 6, 20), **LAST)
    lead = Role.PROJECT_LEAD
    board = factories.board(programme=project.programme)
    return Team(
        Client(),
        project,
        ada=factories.account(factories.holder(lead, project.scope, "Ada Fenwick")),
        ben=factories.account(factories.holder(lead, project.scope, "Ben Hale")),
        member=factories.account(factories.holder(Role.MEMBER, board.scope, "Mona Pryce")),
        reader=factories.account(factories.holder(Role.READER, office())),
    )


@dataclass
class Answering:
    """A team whose lead Ada has submitted a report, and the manager who answers it."""

    team: Team
    manager: Account
    report: StatusReport
    commit: Commit
    is_committed: bool = True  # else what is done after a commit waits, in `waits`
    waits: list[Callable[[], None]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{self.team.url}reports/{self.report.pk}/"

    def page(self, account: Account, url: str = "") -> str:
        response = self.team.get(account, url or self.url)
        assert response.status_code == 200, url
        return response.content.decode()

    def send(self, account: Account, verb: str, **typed: str) -> HttpResponse:
        self.team.client.force_login(account)
        sent = {"version": str(self.fresh().version)} | typed
        with self.commit(execute=self.is_committed) as self.waits:
            return self.team.client.post(f"{self.url}{verb}/", sent, follow=True)

    def returned(self, **typed: str) -> str:
        """The message to the manager who returns the report."""
        answer = self.send(self.manager, "return", why=WHY, **typed)
        assert self.fresh().state == ReportState.DRAFT
        return read(answer.content.decode()).text

    def fresh(self) -> StatusReport:
        return StatusReport.objects.get(pk=self.report.pk)


@pytest.fixture
def answering(team: Team, django_capture_on_commit_callbacks: Commit) -> Answering:
    scope = team.project.programme.scope
    manager = factories.account(factories.holder(Role.PROGRAMME_MANAGER, scope, "Mary Quill"))
    edit_record(team.ada.person, by=factories.officer(), email="ada@example.org")
    report = factories.report(
        project=team.project, by=team.ada.person, period_end=date(2012, 7, 4), achieved="Open."
    )
    return Answering(team, manager, report, django_capture_on_commit_callbacks)
