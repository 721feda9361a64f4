"""Files that belong to a project, from the form to the disk and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_settings

from audit.actions import archive_record
from people.actions import edit_appointment
from people.choices import Role
from people.models import Account, Appointment, SecurityEvent
from projects.models import Project, ProjectDocument
from tests import factories
from tests.sweeps.forms import Typist
from tests.uploads.made_files import pdf, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]

TEXT = b"The doors are open.\n"


@pytest.fixture
def project() -> Project:
    return factories.project("Lending")


@pytest.fixture
def lead(project: Project) -> Account:
    return factories.account(factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh"))


@pytest.fixture
def browser(lead: Account) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(lead)
    return client


def base(project: Project) -> str:
    return f"/projects/{project.reference}/documents/"


def send(browser: Client, project: Project, name: str, data: bytes, **more: str) -> HttpResponse:
    file = SimpleUploadedFile(name, data, "text/html")
    sent = {"title": "Letter", "kind": "evidence", "file": file, **more}
    return browser.post(f"{base(project)}add/", sent)


def fetched(browser: Client, document: ProjectDocument) -> HttpResponse:
    return browser.get(f"{base(document.project)}{document.pk}/file/")


def body(answer: HttpResponse) -> bytes:
    return b"".join(answer)  # which closes it too


def test_a_document_is_added_shown_and_given_back(browser: Client, project: Project) -> None:
    answer = send(browser, project, "Fire letter.pdf", pdf())
    assert (answer.status_code, answer["Location"]) == (302, f"/projects/{project.reference}/case/")
    document = ProjectDocument.objects.get()
    page = " ".join(browser.get(answer["Location"]).content.decode().split())
    assert f'href="{base(project)}{document.pk}/file/">Letter</a>' in page
    assert "Evidence, Fire letter.pdf, " in page
    answer = fetched(browser, document)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Fire letter.pdf"'
    assert answer["Content-Length"] == str(document.size)
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert len(body(answer)) == document.size


def test_each_time_it_is_given_back_is_an_event(
    browser: Client, project: Project, lead: Account
) -> None:
    document = factories.document(project=project)
    before = SecurityEvent.objects.latest("id").pk
    body(fetched(browser, document))
    event = SecurityEvent.objects.get(pk__gt=before)
    assert (event.kind, event.account_id, event.record_kind, event.record_id) == (
        "exported",
        lead.pk,
        "projects.projectdocument",
        document.pk,
    )


def test_its_words_change_and_its_file_does_not(browser: Client, project: Project) -> None:
    document = factories.document(project=project)
    url = f"{base(project)}{document.pk}/edit/"
    assert 'type="file"' not in browser.get(url).content.decode()
    other = SimpleUploadedFile("other.txt", b"Something else.")
    sent = {"title": "Letter of July", "kind": "plan", "file": other, "version": "1"}
    assert browser.post(url, sent | {"stored_as": "x", "size": "1"}).status_code == 302
    changed = ProjectDocument.objects.get()
    assert (changed.title, changed.kind, changed.version) == ("Letter of July", "plan", 2)
    assert (changed.stored_as, changed.size) == (document.stored_as, document.size)


@override_settings(UPLOAD_MOST_BYTES=7_000_000)
def test_the_form_says_how_large_a_file_may_be(browser: Client, project: Project) -> None:
    page = browser.get(f"{base(project)}add/").content.decode()
    assert "OpenDocument, picture, CSV or text. At most 7 MB." in page


def test_an_archived_one_leaves_the_list_and_can_be_brought_back(
    browser: Client, project: Project
) -> None:
    document = factories.document(project=project)
    archive_record(document, by=factories.officer())
    page = browser.get(f"/projects/{project.reference}/case/").content.decode()
    assert f"{base(project)}{document.pk}/file/" not in page
    assert f"{base(project)}{document.pk}/archive/" in page


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("page.pdf", b"<html><script>", "This kind of file is not accepted"),
        ("letter.pdf", TEXT, "must have the ending of its kind, such as .pdf"),
        ("letter.txt", b"", "empty"),
    ],
)
def test_a_refused_file_gets_its_reason_beside_the_field(
    browser: Client, project: Project, name: str, data: bytes, sentence: str
) -> None:
    answer = send(browser, project, name, data)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert 'value="Letter"' in answer.content.decode()
    assert not ProjectDocument.objects.exists()


def test_a_form_without_a_file_asks_for_one(browser: Client, project: Project) -> None:
    answer = browser.post(f"{base(project)}add/", {"title": "Letter", "kind": "evidence"})
    assert "Choose a file." in answer.content.decode()


@override_settings(UPLOAD_MOST_BYTES=1_000)
def test_a_request_far_too_large_is_not_even_read(browser: Client, project: Project) -> None:
    answer = send(browser, project, "data.txt", b"x" * 11_000_000)
    assert answer.status_code == 413


def test_the_same_form_sent_twice_adds_one_and_another_file_another(
    browser: Client, lead: Account, project: Project
) -> None:
    form = Typist(browser, f"{base(project)}add/", lead).form.sent
    met = []
    for data in (TEXT, TEXT, b"Another letter.\n"):
        send(browser, project, "letter.txt", data, form_key=form["form_key"])
        met.append(ProjectDocument.objects.count())
    assert met == [1, 1, 2]


def test_a_missing_file_is_reported_as_missing(
    browser: Client, project: Project, uploads: Path
) -> None:
    document = factories.document(project=project)
    (uploads / document.stored_as).unlink()
    answer = fetched(browser, document)
    assert answer.status_code == 404
    assert "This file is missing" in answer.content.decode()
    assert browser.get(f"/projects/{project.reference}/").status_code == 200


def test_catalogue_013_a_file_is_for_those_who_may_see_its_record(
    browser: Client, project: Project, lead: Account
) -> None:
    document = factories.document(project=project)
    url = f"{base(project)}{document.pk}/file/"
    answer = browser.get(url)
    assert (answer.status_code, body(answer)) == (200, TEXT)

    outsider = Client()
    outsider.force_login(factories.account(factories.person("Otto Vane")))
    assert outsider.get(url).status_code == 404
    assert Client().get(url)["Location"] == f"/sign-in/?next={url}"
    other = factories.project("Reading")
    assert browser.get(f"{base(other)}{document.pk}/file/").status_code == 404

    seat = Appointment.objects.get(scope=project.scope)
    edit_appointment(seat, by=factories.officer(), ends_on=date(2012, 7, 3))
    assert browser.get(url).status_code == 404


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ('a"b.txt', 'attachment; filename="a b.txt"'),
        ("../../a.txt", 'attachment; filename="a.txt"'),
        ("a\u202etxt.exe.txt", 'attachment; filename="atxt.exe.txt"'),
        ("x" * 240 + ".txt", f'attachment; filename="{"x" * 100}.txt"'),
        ("Tŷ.txt", "attachment; filename*=utf-8''T%C5%B7.txt"),
    ],
)
def test_catalogue_081_a_name_reaches_the_header_safely(
    browser: Client, project: Project, name: str, disposition: str
) -> None:
    assert send(browser, project, name, TEXT).status_code == 302
    answer = fetched(browser, ProjectDocument.objects.get())
    assert answer["Content-Disposition"] == disposition
    assert body(answer) == TEXT


def test_catalogue_082_the_type_that_is_claimed_is_not_believed(
    browser: Client, project: Project
) -> None:
    assert send(browser, project, "map.png", picture()).status_code == 302
    answer = fetched(browser, ProjectDocument.objects.get())
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("attachment")
    assert body(answer).startswith(b"\x89PNG")
