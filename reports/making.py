"""What the queue makes of papers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.errors import Refused
from documents.limits import LONG
from documents.pdf import RenderFailed, render_pdf
from jobs.makers import Maker, Watch
from people import events, policy
from people.choices import Act, SecurityEventKind
from people.models import Person
from people.restriction_rows import download_stamp
from reports.models import Paper
from reports.publishing import publish_paper
from reports.queries.joined_files import joined_files
from reports.queries.papers import document_of, written_at
from uploads.store import read

AT_ONCE = 10
"""A paper of more pages comes from the queue, and is published there."""


class PaperPdf(Maker):
    """A paper as it is when it is made, as PDF."""

    key = "paper_pdf"
    content_type = "application/pdf"

    def find(self, person: Person, arguments: dict[str, Any]) -> Paper:
        return draft_of(person, arguments["reference"], Act.EXPORT)

    def make(self, record: Paper, person: Person, watch: Watch) -> bytes:
        stamp = download_stamp(person, record.restriction_id)
        try:
            return render_pdf(
                document_of(record),
                moment=written_at(record),
                stamp=stamp,
                files=joined_files(record),
                limits=LONG,
                watch=watch,
            )
        except RenderFailed as failure:
            raise Refused(str(failure)) from failure

    def fetched(self, record: Paper) -> None:
        events.note_reading(record)
        events.record(SecurityEventKind.EXPORTED, record=record, format="pdf")

    def page(self, arguments: dict[str, Any]) -> str:
        return reverse("reports:paper_detail", args=[arguments["reference"]])


class PaperPublication(Maker):
    """The next publication of a paper. Made twice, it is one; cancelled in time, there is none."""

    key = "publication"
    content_type = "application/pdf"

    def find(self, person: Person, arguments: dict[str, Any]) -> tuple[Paper, dict[str, Any]]:
        read_then = {name: arguments[name] for name in ("expected", "last", "correction")}
        return draft_of(person, arguments["reference"], Act.PUBLISH), read_then

    def make(self, record: tuple[Paper, dict[str, Any]], person: Person, watch: Watch) -> bytes:
        paper, read_then = record
        try:
            made = publish_paper(paper, by=person, watch=watch, **read_then)
        except RenderFailed as failure:
            raise Refused(str(failure)) from failure
        return read(made.pdf_stored_as, made.pdf_sha256)

    def fetched(self, record: tuple[Paper, dict[str, Any]]) -> None:
        events.note_reading(record[0])
        events.record(SecurityEventKind.EXPORTED, record=record[0], format="pdf")

    def done(self, arguments: dict[str, Any]) -> str:
        return _("The paper has been published.")

    def page(self, arguments: dict[str, Any]) -> str:
        return reverse("reports:paper_detail", args=[arguments["reference"]])


def draft_of(person: Person, reference: str, act: Act) -> Paper:
    """The paper of a reference, for somebody who may see its draft and do `act` to it. Raises
    NotFound or PermissionDenied."""
    visible = Paper.objects.drafts_for(person).select_related("board__scope", "programme__scope")
    paper: Paper = visible.found(reference=reference)
    if not policy.can(person, act, paper):
        raise PermissionDenied
    return paper
