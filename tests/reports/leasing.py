"""A paper that everybody saw on the first day and that is restricted on the second."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from audit.actions import edit_record
from people.choices import Role
from people.models import Account, Restriction
from people.queries import office
from reports.models import Paper, PaperSection
from tests import factories
from values import clock

DAY = timedelta(days=1)
FIRST = datetime(2012, 7, 2, 9, 0, tzinfo=UTC)


@dataclass
class Lease:
    """The paper, who may read it and who may not."""

    paper: Paper
    keeper: Account
    reader: Account
    lawyer: Account
    restriction: Restriction

    @property
    def url(self) -> str:
        return f"/papers/{self.paper.reference}/"

    def get(self, account: Account, url: str = "") -> Any:
        client = Client()
        client.force_login(account)
        return client.get(url if url.startswith("/") else f"{self.url}{url}")

    def said(self, account: Account, url: str) -> str:
        return self.get(account, url).content.decode()


def leased() -> Lease:
    """What there is after the second day."""
    with clock.stopped_at(FIRST):
        paper = factories.paper("Lease of the mill")
        section = PaperSection.objects.get(paper=paper, key="information")
        edit_record(section, by=factories.officer(), body="Overture.")
        keeper = factories.account()
        reader = factories.account(factories.holder(Role.READER, office(), "Rhoda Steele"))
        lawyer = factories.account(factories.holder(Role.LEGAL_OFFICER, office(), "Lily Ford"))
    with clock.stopped_at(FIRST + DAY):
        made = factories.restriction(record=paper, proper_officer=lawyer.person)
        section.refresh_from_db()
        edit_record(section, by=factories.officer(), body="Secretive.")
        factories.appendix("Secret map", paper=Paper.objects.get(pk=paper.pk))
    return Lease(Paper.objects.get(pk=paper.pk), keeper, reader, lawyer, made)
