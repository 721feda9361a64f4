"""A paper that waits for its legal and its financial clearance, and who gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client

from audit.actions import edit_record
from people.choices import Role
from people.models import Account
from people.queries import office
from reports.models import Clearance, Paper, PaperSection
from reports.queries.papers import Reading
from tests import factories
from tests.sweeps.pages import read

SAID = {"text": "The committee may decide this.", "initials": "LF"}


@dataclass
class Waiting:
    """The paper, its author, the two officers, and what they were asked for."""

    paper: Paper
    author: Account
    lawyer: Account
    treasurer: Account
    legal: Clearance
    financial: Clearance

    @property
    def url(self) -> str:
        return f"/papers/{self.paper.reference}/"

    @property
    def give(self) -> str:
        return f"{self.url}clearances/{self.legal.pk}/give/"

    def edit(self, body: str = "The terms have changed.") -> None:
        """The author changes a section."""
        section = PaperSection.objects.get(paper=self.paper, key="information")
        edit_record(section, by=self.author.person, body=body)

    def typed(self, **fields: Any) -> dict[str, Any]:
        """What the officer's form sends now."""
        version = Clearance.objects.get(pk=self.legal.pk).version
        said = {**SAID, "decision": "cleared", "version": version}
        return {**said, **self.as_read(), **fields}

    def as_read(self) -> dict[str, Any]:
        """The version that a reader of the paper now has read."""
        reading = Reading(Paper.objects.get(pk=self.paper.pk))
        return {"expected": reading.written, "printed": reading.printed}


def waiting(**fields: Any) -> Waiting:
    """A paper by a programme manager, who has asked both officers."""
    programme = factories.programme()
    manager = factories.holder(
        Role.PROGRAMME_MANAGER,
        programme.scope,
        "Mona Pryce",
        email="mona@example.org",
        starts_on=None,
    )
    author = factories.account(manager, "mona")
    paper = factories.paper("Lease of the mill", programme=programme, by=manager, **fields)
    officers = [
        factories.account(factories.holder(role, office(), name, email=email), login)
        for role, name, email, login in (
            (Role.LEGAL_OFFICER, "Lily Ford", "lily@example.org", "lily"),
            (Role.FINANCE_OFFICER, "Nora Finch", "nora@example.org", "nora"),
        )
    ]
    lawyer, treasurer = officers
    legal, financial = (
        factories.clearance(paper=paper, kind=kind, officer=officer.person, by=manager)
        for kind, officer in (("constitutional", lawyer), ("financial", treasurer))
    )
    return Waiting(paper, author, lawyer, treasurer, legal, financial)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def text_of(client: Client, url: str, **asked: str) -> str:
    answer = client.get(url, asked)
    assert answer.status_code == 200, url
    return read(answer.content.decode()).text
