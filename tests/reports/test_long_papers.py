"""A PDF comes at once; a long one comes from the queue, to whoever may still have it."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from django.test import Client

from audit.actions import edit_record
from documents.size import estimated_pages
from jobs.models import FileJob
from jobs.tasks import make_file
from people.choices import SecurityEventKind
from people.models import SecurityEvent
from reports.models import Paper, PaperSection
from reports.queries.papers import document_of
from tests.reports.publishing import Ready, fit_to_publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]
PARAGRAPH = "The council has looked at what each of the teams has done. " * 8


@pytest.fixture
def long_paper() -> Ready:
    ready = fit_to_publish()
    section = PaperSection.objects.get(paper=ready.paper)
    by = ready.publisher.person
    edit_record(section, by=by, reason="Longer", body="\n\n".join([PARAGRAPH] * 90))
    return ready


def pages_of(content: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(content)).pages)


def exports() -> list[Any]:
    events = SecurityEvent.objects.filter(kind=SecurityEventKind.EXPORTED)
    return list(events.values_list("facts", flat=True))


def test_a_long_paper_is_made_by_the_worker(long_paper: Ready, client: Client) -> None:
    client.force_login(long_paper.publisher)
    expected = estimated_pages(document_of(Paper.objects.get()))
    answer = client.get(f"{long_paper.url}pdf/")
    job = FileJob.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/files/{job.pk}/")
    assert (job.kind, job.file_name, job.pages_expected) == (
        "paper_pdf",
        f"{long_paper.paper.reference}.pdf",
        expected,
    )
    assert exports() == [], "nobody has it yet"
    make_file.call(str(job.pk))
    answer = client.get(f"/files/{job.pk}/file/")
    assert abs(pages_of(answer.content) - expected) <= expected / 3, "the guess is near"
    assert exports() == ["format pdf"]
