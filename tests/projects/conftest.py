"""A project in the middle of its reporting, and who works on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from people.choices import Role
from people.models import Account
from people.queries import office
from projects.actions import open_report
from projects.choices import ReportState
from projects.models import Project, StatusReport
from tests import factories
from tests.sweeps.forms import Typist

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


@pytest.fixture
def team(client: Client) -> Team:
    project = factories.project()
    factories.report(project=project, period_end=date(2012, 6, 20), **LAST)
    lead = Role.PROJECT_LEAD
    board = factories.board(programme=project.programme)
    return Team(
        client,
        project,
        ada=factories.account(factories.holder(lead, project.scope, "Ada Fenwick")),
        ben=factories.account(factories.holder(lead, project.scope, "Ben Hale")),
        member=factories.account(factories.holder(Role.MEMBER, board.scope, "Mona Pryce")),
        reader=factories.account(factories.holder(Role.READER, office())),
    )
