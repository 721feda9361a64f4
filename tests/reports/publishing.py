"""A paper that nothing keeps from being published, and who publishes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from audit.actions import create_record
from documents.format import TextPart
from people.choices import Role
from people.models import Account, Person
from people.queries import office
from programmes.models import Programme
from reports.formats import import_format, shipped_file
from reports.models import Clearance, Paper, Publication, Recommendation, ReportFormat
from reports.publishing import publish_paper
from reports.queries.digests import digest_of
from tests import factories

BODY = TextPart("information", "Information", body="The lease is agreed.")
MEETING = date(2012, 7, 16)


@dataclass
class Ready:
    """The paper, its two clearances, and the committee officer."""

    paper: Paper
    publisher: Account
    legal: Clearance
    financial: Clearance

    @property
    def url(self) -> str:
        return f"/papers/{self.paper.reference}/"

    @property
    def publish(self) -> str:
        return f"{self.url}publish/"

    def publication(self, number: int = 1) -> str:
        return f"{self.url}publications/{number}/"

    def as_read(self) -> dict[str, Any]:
        """What a reader of the page has now read."""
        last = Publication.objects.filter(paper=self.paper).count()
        return {"expected": digest_of(self.paper.pk), "last": last}

    def sent(self, **fields: str) -> dict[str, Any]:
        """What the page's form sends now."""
        return {**self.as_read(), **fields}

    def act(self, **fields: Any) -> Publication:
        """Publish the version that there is now."""
        return publish_paper(
            self.paper, **{"by": self.publisher.person, **self.as_read(), **fields}
        )


def short_format(by: Person) -> ReportFormat:
    """The standard format with one section."""
    file = shipped_file("committee-report-1")
    parts = tuple(
        part
        for part in file.definition.parts
        if not isinstance(part, TextPart) or part.key == BODY.key
    )
    short = replace(file, key="short-report", definition=replace(file.definition, parts=parts))
    return import_format(short, by=by).format


def fit_to_publish(programme: Programme | None = None) -> Ready:
    """Cleared by both officers, and complete."""
    programme = programme or factories.programme()
    officer = factories.holder(Role.COMMITTEE_OFFICER, office(), "Coral Munro")
    paper = factories.paper(
        "Lease of the mill",
        programme=programme,
        by=officer,
        format=short_format(officer),
        sections=(BODY,),
        meeting_on=MEETING,
        signatory=factories.person("Sten Okoro", job_title="Director"),
        contact=factories.person("Tess Blum", job_title="Officer", telephone="01632 960 002"),
    )
    create_record(Recommendation, by=officer, paper=paper, text="Agree the lease.", position=10)
    legal, financial = (
        factories.cleared(
            factories.clearance(
                paper=paper,
                kind=kind,
                officer=factories.holder(role, office(), name),
                by=officer,
            )
        )
        for kind, role, name in (
            ("constitutional", Role.LEGAL_OFFICER, "Lily Ford"),
            ("financial", Role.FINANCE_OFFICER, "Nora Finch"),
        )
    )
    return Ready(paper, factories.account(officer, "coral"), legal, financial)
