"""What the queue makes of papers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from audit.errors import Refused
from documents.limits import LONG
from documents.pdf import RenderFailed, render_pdf
from jobs.makers import Maker, Watch
from people import events, policy
from people.choices import Act, SecurityEventKind
from people.models import Person
from people.restriction_rows import download_stamp
from reports.models import Paper
from reports.queries.joined_files import joined_files
from reports.queries.papers import document_of, written_at


class PaperPdf(Maker):
    """A paper as it is when it is made, as PDF."""

    key = "paper_pdf"
    content_type = "application/pdf"

    def find(self, person: Person, arguments: dict[str, Any]) -> Paper:
        visible = Paper.objects.drafts_for(person).select_related(
            "board__scope", "programme__scope"
        )
        paper = get_object_or_404(visible, reference=arguments["reference"])
        if not policy.can(person, Act.EXPORT, paper):
            raise PermissionDenied
        return paper

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
