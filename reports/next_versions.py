"""On the page of an initiation document: the paper that prints its next version from the records,
and what that paper says now and the newest version did not say."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from people.models import Person
from programmes.choices import DocumentKind
from programmes.models import Document, DocumentVersion
from records.pages.moments import AskedMoment
from reports.models import Paper
from values import clock
from values.clock import end_of

TEMPLATE = "reports/next_version_panel.html"
FORMAT = "initiation-document"


def next_version_panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """None for any other record, in the past, and where nobody has begun such a paper. At most
    three queries."""
    if not isinstance(record, Document) or record.kind != DocumentKind.INITIATION or asked.value:
        return None
    papers = Paper.objects.visible_to(person).live().filter(programme__scope=record.scope_id)
    paper = papers.filter(format__key=FORMAT).order_by("-id").first()
    if paper is None:
        return None
    newest = record.versions.live().newest_first().first()
    return {
        "title": paper.title,
        "url": reverse("reports:paper_detail", args=[paper.reference]),
        "changes_url": _changes(paper, newest),
        "version": newest.title if newest else "",
    }


def _changes(paper: Paper, newest: DocumentVersion | None) -> str:
    """The address of what the paper says now and did not say on the day of a version; empty if it
    had not been begun then."""
    if newest is None or newest.dated_on is None:
        return ""
    day = newest.dated_on.last
    if day >= clock.today() or not Paper.objects.at(end_of(day), id=paper.pk).exists():
        return ""
    return f"{reverse('reports:paper_changes', args=[paper.reference])}?since={day.isoformat()}"
