"""Files of a document's versions, from the form to the disk and back."""

from __future__ import annotations

from dataclasses import asdict
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
from programmes.models import Document, DocumentVersion
from projects.models import Project
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


@pytest.fixture
def kept(project: Project) -> Document:
    return factories.entry(Document, "Letters", scope=project.scope)


def base(kept: Document) -> str:
    return f"/documents/{kept.reference}/versions/"


def send(browser: Client, kept: Document, name: str, data: bytes, **more: str) -> HttpResponse:
    file = SimpleUploadedFile(name, data, "text/html")
    sent = {"title": "Letter", "file": file, **more}
    return browser.post(f"{base(kept)}add/", sent)


def version_of(kept: Document) -> DocumentVersion:
    file = asdict(factories.a_file())
    return factories.create_record(
        DocumentVersion, by=factories.officer(), document=kept, title="Letter", **file
    )


def fetched(browser: Client, version: DocumentVersion) -> HttpResponse:
    return browser.get(f"{base(version.document)}{version.pk}/file/")


def body(answer: HttpResponse) -> bytes:
    return b"".join(answer)  # which closes it too


def test_a_document_is_added_shown_and_given_back(browser: Client, kept: Document) -> None:
    answer = send(browser, kept, "Fire letter.pdf", pdf())
    assert (answer.status_code, answer["Location"]) == (302, f"/documents/{kept.reference}/")
    document = DocumentVersion.objects.get()
    page = " ".join(browser.get(answer["Location"]).content.decode().split())
    assert f'href="{base(kept)}{document.pk}/file/">Letter</a>' in page
    assert "Fire letter.pdf" in page
    answer = fetched(browser, document)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Fire letter.pdf"'
    assert answer["Content-Length"] == str(document.size)
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert len(body(answer)) == document.size


def test_each_time_it_is_given_back_is_an_event(
    browser: Client, kept: Document, lead: Account
) -> None:
    document = version_of(kept)
    before = SecurityEvent.objects.latest("id").pk
    body(fetched(browser, document))
    event = SecurityEvent.objects.get(pk__gt=before)
    assert (event.kind, event.account_id, event.record_kind, event.record_id) == (
        "exported",
        lead.pk,
        "programmes.documentversion",
        document.pk,
    )


def test_its_words_change_and_its_file_does_not(browser: Client, kept: Document) -> None:
    document = version_of(kept)
    url = f"{base(kept)}{document.pk}/edit/"
    assert 'type="file"' not in browser.get(url).content.decode()
    other = SimpleUploadedFile("other.txt", b"Something else.")
    sent = {"title": "Letter of July", "reflects": "The roof", "file": other, "version": "1"}
    assert browser.post(url, sent | {"stored_as": "x", "size": "1"}).status_code == 302
    changed = DocumentVersion.objects.get()
    assert (changed.title, changed.reflects, changed.version) == (
        "Letter of July",
        "The roof",
        2,
    )
    assert (changed.stored_as, changed.size) == (document.stored_as, document.size)


@override_settings(UPLOAD_MOST_BYTES=7_000_000)
def test_the_form_says_how_large_a_file_may_be(browser: Client, kept: Document) -> None:
    page = browser.get(f"{base(kept)}add/").content.decode()
    assert "OpenDocument, picture, CSV or text. At most 7 MB." in page


def test_an_archived_one_leaves_the_list_and_can_be_brought_back(
    browser: Client, kept: Document
) -> None:
    document = version_of(kept)
    archive_record(document, by=factories.officer())
    page = browser.get(f"/documents/{kept.reference}/").content.decode()
    assert f"{base(kept)}{document.pk}/file/" not in page
    assert f"{base(kept)}{document.pk}/archive/" in page


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("page.pdf", b"<html><script>", "This kind of file is not accepted"),
        ("letter.pdf", TEXT, "must have the ending of its kind, such as .pdf"),
        ("letter.txt", b"", "empty"),
    ],
)
def test_a_refused_file_gets_its_reason_beside_the_field(
    browser: Client, kept: Document, name: str, data: bytes, sentence: str
) -> None:
    answer = send(browser, kept, name, data)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert 'value="Letter"' in answer.content.decode()
    assert not DocumentVersion.objects.exists()


def test_a_version_without_a_file_says_where_it_stands(browser: Client, kept: Document) -> None:
    typed = {"title": "Letter", "link": "https://papers.example/1"}
    assert browser.post(f"{base(kept)}add/", typed).status_code == 302
    assert (
        "https://papers.example/1" in browser.get(f"/documents/{kept.reference}/").content.decode()
    )


@override_settings(UPLOAD_MOST_BYTES=1_000)
def test_a_request_far_too_large_is_not_even_read(browser: Client, kept: Document) -> None:
    answer = send(browser, kept, "data.txt", b"x" * 11_000_000)
    assert answer.status_code == 413


def test_the_same_form_sent_twice_adds_one_and_another_file_another(
    browser: Client, lead: Account, kept: Document
) -> None:
    form = Typist(browser, f"{base(kept)}add/", lead).form.sent
    met = []
    for data, title in ((TEXT, "1"), (TEXT, "1"), (b"Another letter.\n", "2")):
        send(browser, kept, "letter.txt", data, form_key=form["form_key"], title=title)
        met.append(DocumentVersion.objects.count())
    assert met == [1, 1, 2]


def test_a_missing_file_is_reported_as_missing(
    browser: Client, kept: Document, uploads: Path
) -> None:
    document = version_of(kept)
    (uploads / document.stored_as).unlink()
    answer = fetched(browser, document)
    assert answer.status_code == 404
    assert "This file is missing" in answer.content.decode()
    assert browser.get(f"/documents/{kept.reference}/").status_code == 200


def test_catalogue_013_a_file_is_for_those_who_may_see_its_record(
    browser: Client, kept: Document, lead: Account
) -> None:
    document = version_of(kept)
    url = f"{base(kept)}{document.pk}/file/"
    answer = browser.get(url)
    assert (answer.status_code, body(answer)) == (200, TEXT)

    outsider = Client()
    outsider.force_login(factories.account(factories.person("Otto Vane")))
    assert outsider.get(url).status_code == 404
    assert Client().get(url)["Location"] == f"/sign-in/?next={url}"
    other = factories.entry(Document, "Other", scope=factories.project("Reading").scope)
    assert browser.get(f"{base(other)}{document.pk}/file/").status_code == 404

    seat = Appointment.objects.get(scope=kept.scope)
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
    browser: Client, kept: Document, name: str, disposition: str
) -> None:
    assert send(browser, kept, name, TEXT).status_code == 302
    answer = fetched(browser, DocumentVersion.objects.get())
    assert answer["Content-Disposition"] == disposition
    assert body(answer) == TEXT


def test_catalogue_082_the_type_that_is_claimed_is_not_believed(
    browser: Client, kept: Document
) -> None:
    assert send(browser, kept, "map.png", picture()).status_code == 302
    answer = fetched(browser, DocumentVersion.objects.get())
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("attachment")
    assert body(answer).startswith(b"\x89PNG")


def test_a_new_document_is_sent_with_its_first_version(
    browser: Client, lead: Account, project: Project
) -> None:
    url = f"/scopes/{project.reference}/documents/add/"
    sent = {"title": "Business case", "kind": "business_case", "state": "in_force"}
    form = Typist(browser, url, lead).form.sent
    for _twice in "12":
        file = SimpleUploadedFile("case.txt", TEXT)
        typed = {"dated_on": "June 2012", "form_key": form["form_key"], "file": file}
        assert browser.post(url, sent | typed).status_code == 302
    version = DocumentVersion.objects.get()
    assert (version.title, str(version.dated_on), version.file_name, version.document.title) == (
        "1", "2012-06-01/2012-06-30", "case.txt", "Business case",
    )  # fmt: skip
    tab = browser.get(f"/projects/{project.reference}/case/").content.decode()
    assert "case.txt" not in tab  # documents stand in one place, to which it leads
    assert f'href="/scopes/{project.reference}/documents/"' in tab
    page = browser.get(f"/scopes/{project.reference}/documents/").content.decode()
    assert f'href="{base(version.document)}{version.pk}/file/"' in page and "case.txt" in page
    both = {"link": "https://papers.example/1", "file": SimpleUploadedFile("case.txt", TEXT)}
    answer = browser.post(url, sent | both)
    assert dict(answer.context["form"].errors) == {
        "link": ["Choose a file or give a link, not both."]
    }


def test_a_document_may_be_named_before_anybody_has_written_it(
    browser: Client, project: Project
) -> None:
    url = f"/scopes/{project.reference}/documents/add/"
    sent = {"title": "Business case", "kind": "business_case", "state": "draft"}
    assert browser.post(url, sent).status_code == 302
    assert (Document.objects.get().title, DocumentVersion.objects.count()) == ("Business case", 0)
