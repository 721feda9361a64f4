"""The register of documents, and the page of a document with its versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.queries.moments import value_at
from people import policy
from people.choices import Act
from people.models import Person, Scope
from programmes.columns import DOCUMENTS, version_columns
from programmes.models import Document, DocumentVersion
from programmes.pages import DocumentPages, DocumentVersionPages
from programmes.queries.documents import newest_versions
from programmes.views.registers import RegisterList
from records.pages.lists import table
from records.pages.moments import AskedMoment
from records.pages.record_pages import archived_parts
from records.views.detail import RecordDetail


class DocumentDetail(RecordDetail):
    """A document, its versions, and what it superseded."""

    template = "programmes/document_detail.html"

    def more(self, row: Document, person: Person, asked: AskedMoment) -> dict[str, Any]:
        may_edit = not asked.value and policy.can(person, Act.KEEP_REGISTERS, self.record)
        rows = DocumentVersion.objects.at(asked.value, document_id=row.id).live()
        rows = rows.annotate(
            approved_by_title=value_at(asked.value, Scope, "approved_by_id", "title")
        )
        columns = version_columns(row.reference, may_edit=may_edit, sees_now=not asked.value)
        before = Document.objects.at(asked.value, superseded_by_id=row.id).live()
        return {
            "versions": table(columns, rows.newest_first()),
            "supersedes": [
                (each.title, reverse("programmes:document_detail", args=[each.reference]))
                for each in before.visible_to(person).order_by("id")
            ],
            "may_edit": may_edit,
            "archived_parts": archived_parts(self.record, person, DocumentVersionPages())
            if may_edit
            else [],
        }


class DocumentList(RegisterList):
    """The documents of everything that the person may see, each with its newest version."""

    pages = DocumentPages()
    detail = DocumentDetail
    item = name = tab = "documents"
    columns = DOCUMENTS
    none_yet = _("No documents yet. Add one on the page of a programme, project or board.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        newest = newest_versions(moment)
        return (
            super()
            .rows(person, moment)
            .annotate(
                newest_version=Subquery(newest.values("title")[:1]),
                newest_on=Subquery(newest.values("dated_on")[:1]),
                newest_id=Subquery(newest.values("id")[:1]),
                newest_file=Subquery(newest.values("file_name")[:1]),
                newest_link=Subquery(newest.values("link")[:1]),
            )
        )

    def told(self, rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
        """Each with the address of its newest version; of what is read as it was, the file is
        fetched from the page of the document."""
        for row in rows:
            row["newest_url"] = row["newest_link"] or ""
            if row["newest_file"] and not moment:
                args = [row["reference"], row["newest_id"]]
                row["newest_url"] = reverse("programmes:document_version_file", args=args)
        return rows
