"""A PDF comes at once; a long one comes from the queue, to whoever may still have it."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.test import Client

from audit.actions import edit_record
from documents.size import estimated_pages
from jobs import actions
from jobs.actions import cancel_file
from jobs.makers import MAKERS, Watch
from jobs.models import FileJob
from jobs.tasks import make_file
from people.actions import end_appointment
from people.choices import SecurityEventKind
from people.models import Appointment, Person, SecurityEvent
from reports.making import PaperPublication
from reports.models import Paper, PaperSection, Publication
from reports.queries.papers import document_of
from tests import factories
from tests.reports.publishing import Ready, fit_to_publish
from tests.reports.test_publishing import clear_again
from tests.sweeps.pages import read as read_page
from values import clock

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


# --- publishing --------------------------------------------------------------------------------
@pytest.fixture
def cleared(long_paper: Ready) -> Ready:
    clear_again(long_paper)
    return long_paper


def asked(ready: Ready, client: Client) -> FileJob:
    """Press the button."""
    client.force_login(ready.publisher)
    answer = client.post(ready.publish, ready.sent())
    job = FileJob.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/files/{job.pk}/")
    return job


def test_a_long_paper_is_published_by_the_worker_once(cleared: Ready, client: Client) -> None:
    job = asked(cleared, client)
    assert (job.kind, job.file_name) == ("publication", f"{cleared.paper.reference}-1.pdf")
    assert not Publication.objects.exists()
    assert asked(cleared, client) == job, "sent twice, it waits once"
    make_file.call(str(job.pk))
    made = Publication.objects.get()
    assert (made.number, made.published_by) == (1, cleared.publisher.person)
    event = SecurityEvent.objects.get(kind=SecurityEventKind.PUBLISHED)
    assert event.person_id == cleared.publisher.person.pk
    page = read_page(client.get(f"/files/{job.pk}/").content.decode()).text
    assert "The paper has been published." in page
    content = client.get(f"/files/{job.pk}/file/").content
    assert content == client.get(f"{cleared.publication()}pdf/").content
    FileJob.objects.filter(pk=job.pk).update(  # its worker died before it could say so
        state="running", tries=1, stored_as="", ended_at=None, kept_until=None,
        beat_at=job.asked_at - timedelta(hours=1),
    )  # fmt: skip
    make_file.call(str(job.pk))
    assert FileJob.objects.get().state == "done"
    assert Publication.objects.get() == made
    answer = client.post(cleared.publish, {**cleared.sent(), "last": 0})
    assert answer.headers["Location"] == cleared.publication()


def test_a_long_paper_that_changed_meanwhile_is_not_published(
    cleared: Ready, client: Client
) -> None:
    job = asked(cleared, client)
    edit_record(cleared.paper, by=cleared.publisher.person, title="Sale of the mill")
    make_file.call(str(job.pk))
    job.refresh_from_db()
    assert (job.state, Publication.objects.count()) == ("failed", 0)
    assert "has been edited since" in job.sentence


def test_who_may_no_longer_publish_when_it_is_done_publishes_nothing(
    cleared: Ready, client: Client
) -> None:
    job = asked(cleared, client)
    (seat,) = Appointment.objects.filter(person=cleared.publisher.person)
    end_appointment(seat, by=factories.officer())
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        make_file.call(str(job.pk))
    job.refresh_from_db()
    said = (job.state, job.sentence, Publication.objects.count())
    assert said == ("failed", "You may no longer have this file.", 0)


def test_it_is_not_published_once_it_is_cancelled(
    cleared: Ready, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when nobody asks whether it is wanted before all of it has been laid out."""
    job = asked(cleared, client)

    class GivenUp(PaperPublication):
        def make(self, record: Any, person: Person, watch: Watch) -> bytes:
            assert cancel_file(job)
            return super().make(record, person, watch)

    monkeypatch.setattr(actions, "SAID_EVERY", 10_000)
    monkeypatch.setitem(MAKERS, PaperPublication.key, GivenUp())
    make_file.call(str(job.pk))
    job.refresh_from_db()
    assert (job.state, Publication.objects.count()) == ("cancelled", 0)


def test_an_unfit_long_paper_is_refused_at_once(long_paper: Ready, client: Client) -> None:
    client.force_login(long_paper.publisher)
    answer = client.post(long_paper.publish, long_paper.sent())
    assert (answer.status_code, FileJob.objects.count()) == (200, 0)
