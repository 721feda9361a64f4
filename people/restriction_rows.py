"""What a person sees of restrictions: the list to review, the readers, the banner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from people.models import Person, RestrictedReader, Restriction
from values import clock, words
from values.spelling import alphabetical


@dataclass(frozen=True)
class RestrictionRow:
    """A restriction in the list of those to be reviewed."""

    id: int
    public_title: str
    paragraph_words: str
    proper_officer: str
    review_on: date
    is_overdue: bool
    released_on: date | None


def restriction_rows(reader: Person, on: date) -> list[RestrictionRow]:
    """The restrictions that a person may read, the next review first, then those released. One
    query."""
    rows = Restriction.objects.visible_to(reader).select_related("proper_officer").review_first()
    return [
        RestrictionRow(
            id=row.pk,
            public_title=row.public_title,
            paragraph_words=str(row.get_paragraph_display()),
            proper_officer=row.proper_officer.name,
            review_on=row.review_on,
            is_overdue=row.released_on is None and row.review_on < on,
            released_on=row.released_on,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class ReaderRow:
    """Somebody who may read what is restricted; `is_current` says whether today."""

    id: int
    name: str
    why: str
    starts_on: date | None
    ends_on: date | None
    is_archived: bool
    is_current: bool


def reader_rows(restriction_id: int, on: date) -> list[ReaderRow]:
    """The readers of a restriction, those who may read on a day first. One query."""
    rows = RestrictedReader.objects.filter(restriction=restriction_id).select_related("person")
    readers = [
        ReaderRow(
            id=row.pk,
            name=row.person.name,
            why=row.why,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            is_archived=row.is_archived,
            is_current=not row.is_archived
            and (row.starts_on is None or row.starts_on <= on)
            and (row.ends_on is None or on <= row.ends_on),
        )
        for row in rows.order_by(alphabetical("person__name"), "id")
    ]
    return sorted(readers, key=lambda row: not row.is_current)


def download_stamp(reader: Person, restriction_id: int | None) -> str:
    """What a file of a restricted record prints on each page; empty for an open record."""
    return "" if restriction_id is None else reader_stamp(reader)


def reader_stamp(reader: Person) -> str:
    """Who downloaded a restricted file, and when. It is meant to be seen: anyone who passes the
    file on passes their name on."""
    facts = {"who": f"{reader.name} ({reader.reference})", "when": words.moment(clock.now())}
    return _("Restricted. Downloaded by %(who)s, %(when)s.") % facts


@dataclass(frozen=True)
class RestrictedBanner:
    """What the pages of a restricted record say at the top."""

    id: int
    paragraph_words: str
    readers: str


def restricted_banner(restriction_id: int) -> RestrictedBanner:
    """Two queries."""
    restriction = Restriction.objects.get(pk=restriction_id)
    readers = [row.name for row in reader_rows(restriction_id, clock.today()) if row.is_current]
    return RestrictedBanner(
        restriction_id, str(restriction.get_paragraph_display()), ", ".join(readers)
    )
