"""The publications of papers, now or at a past moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.template.defaultfilters import filesizeformat

from people.models import Person
from reports.models import Publication


@dataclass(frozen=True)
class PublicationRow:
    """A publication in one line; `digest` is that of the version of the paper."""

    number: int
    published_at: datetime
    published_by: str
    correction: str
    pdf_size: str
    digest: str


def last_publication(paper_id: int) -> Publication | None:
    """The publication of a paper that no other has taken the place of."""
    found: Publication | None = Publication.objects.filter(paper=paper_id).newest_first().first()
    return found


def publication_rows(paper_id: int, moment: datetime | None = None) -> list[PublicationRow]:
    """What had been published of a paper at a moment, the newest first. Two queries."""
    found = list(Publication.objects.at(moment, paper_id=paper_id).newest_first())
    people = Person.objects.at(moment).filter(id__in={row.published_by_id for row in found})
    names = dict(people.values_list("id", "name"))
    return [
        PublicationRow(
            number=row.number,
            published_at=row.moment,
            published_by=names[row.published_by_id],
            correction=row.correction,
            pdf_size=str(filesizeformat(row.pdf_size)),
            digest=row.digest,
        )
        for row in found
    ]
