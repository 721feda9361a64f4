"""The documents that something keeps, each with its newest version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from people.models import Person
from programmes.choices import DocumentKind, DocumentState
from programmes.models import Document, DocumentVersion
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class KeptDocument:
    """A document as pages list it; `version_id` and `file_name` are empty for one without."""

    reference: str
    title: str
    kind_words: str
    state: str
    state_words: str
    version_id: int | None
    version: str
    dated_on: PartialDate | None
    file_name: str
    link: str


def newest_versions(moment: datetime | None) -> Any:
    """The versions of the document of an outer query, the newest first."""
    versions = DocumentVersion.objects.of_each(moment, document_id=OuterRef("id"))
    return versions.live().newest_first()


def kept_documents(scope_id: int, person: Person, moment: datetime | None) -> list[KeptDocument]:
    """Those of one scope, in the order of their kinds. One query."""
    newest = newest_versions(moment)
    parts = {
        f"newest_{name}": Subquery(newest.values(name)[:1])
        for name in ("id", "title", "dated_on", "file_name", "link")
    }
    rows: Any = Document.objects.at(moment, scope_id=scope_id).visible_to(person).live()
    kinds = [kind.value for kind in DocumentKind]
    found = [
        KeptDocument(
            reference=row.reference,
            title=row.title,
            kind_words=str(DocumentKind(row.kind).label),
            state=row.state,
            state_words=str(DocumentState(row.state).label),
            version_id=row.newest_id,
            version=row.newest_title or "",
            dated_on=row.newest_dated_on,
            file_name=row.newest_file_name or "",
            link=row.newest_link or "",
        )
        for row in sorted(rows.annotate(**parts), key=lambda row: (kinds.index(row.kind), row.id))
    ]
    return found
