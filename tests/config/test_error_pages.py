"""Pages that say no: each by a real fault, in the house's style, with the request's reference."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import override_settings
from django.urls import include, path

from accounts.requests.parameters import takes
from audit.actions import archive_record, edit_record
from audit.change_sets import request_id, short
from audit.errors import Conflict, Refused
from config import urls, views
from people.actions import deactivate_person
from people.models import Account
from tests import factories
from tests.databases import Databases, leading_to
from tests.sending import press

handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


# Three pages of our own that leave to the product what they do not catch.
def stale(request: HttpRequest) -> HttpResponse:
    """Edits a version that is no longer the newest."""
    milestone = factories.milestone()
    edit_record(milestone, by=factories.officer(), title="Second library open")
    edit_record(milestone, by=factories.officer(), expected_version=1, title="Third")
    return HttpResponse()


def refused(request: HttpRequest) -> HttpResponse:
    """Deactivates oneself."""
    by = factories.officer()
    deactivate_person(person=by, by=by)
    return HttpResponse()


@takes("q")
def broken(request: HttpRequest) -> HttpResponse:
    """Asks for a table that is not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret_words FROM no_such_table")
    return HttpResponse()


# Under a name that the list of who may do what knows: another would be no page.
urlpatterns = [
    path("stale/", stale, name="gallery"),
    path("refused/", refused, name="gallery"),
    path("broken/", broken, name="gallery"),
    path("", include(urls.urlpatterns)),
]


@pytest.fixture
def keeper() -> Account:
    return factories.account()


@pytest.fixture
def browser(keeper: Account) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(keeper)
    return client


def heading(answer: HttpResponse) -> str:
    (found,) = re.findall(r"<h1[^>]*>([^<]*)</h1>", answer.content.decode())
    return found.strip()


def without_reference(answer: HttpResponse) -> bytes:
    reference = short(answer["X-Request-ID"]).encode()
    assert answer.content.count(reference) == 1
    return answer.content.replace(reference, b"")


@pytest.mark.django_db
class TestEachFault:
    """What it answers, and under which heading."""

    def says(self, answer: HttpResponse, status: int, title: str) -> None:
        assert (answer.status_code, heading(answer)) == (status, title)
        reference = short(answer["X-Request-ID"])
        assert re.fullmatch(r"[0-9a-f]{4}-[0-9a-f]{4}", reference)
        assert f'<span class="mandate-reference">{reference}</span>' in answer.content.decode()

    @pytest.mark.one_engine
    def test_a_question_that_cannot_be_understood(self, browser: Client) -> None:
        answer = browser.get("/programmes/?at=nonsense")
        self.says(answer, 400, "This request could not be understood")
        assert "“nonsense” is not a date." in answer.content.decode()

    @pytest.mark.one_engine
    def test_another_host_learns_nothing_about_the_settings(self, browser: Client) -> None:
        answer = browser.get("/people/", headers={"host": "evil.example"})
        self.says(answer, 400, "This request could not be understood")
        assert b"evil.example" not in answer.content
        assert b"ALLOWED_HOSTS" not in answer.content

    @pytest.mark.one_engine
    def test_a_body_that_is_no_form(self, browser: Client) -> None:
        answer = browser.post("/people/add/", b"x", content_type="multipart/form-data; boundary=")
        self.says(answer, 400, "This request could not be understood")

    @pytest.mark.one_engine
    def test_a_page_without_the_right(self) -> None:
        outsider = Client()
        outsider.force_login(factories.account(factories.person("Otto Vane")))
        self.says(outsider.get("/people/"), 403, "You may not do this")

    @pytest.mark.one_engine
    def test_a_form_of_another_sign_in(self, keeper: Account) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(keeper)
        self.says(strict.post("/people/add/", {}), 403, "This page was open too long")

    @pytest.mark.one_engine
    def test_a_page_that_is_not_there(self, browser: Client) -> None:
        self.says(browser.get("/nowhere/"), 404, "Page not found")
        self.says(browser.get("/pro%00jects/"), 404, "Page not found")

    @override_settings(ROOT_URLCONF=__name__)
    @pytest.mark.one_engine
    def test_a_change_that_comes_second(self, browser: Client) -> None:
        self.says(browser.get("/stale/"), 409, "Somebody else changed this first")

    @override_settings(ROOT_URLCONF=__name__)
    @pytest.mark.one_engine
    def test_a_refusal_that_no_page_catches(self, browser: Client) -> None:
        answer = browser.get("/refused/")
        self.says(answer, 409, "This cannot be done now")
        assert "You cannot deactivate yourself." in answer.content.decode()

    @pytest.mark.parametrize("strict", [True, False])
    @override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
    @pytest.mark.one_engine
    def test_a_body_that_is_too_large(self, keeper: Account, strict: bool) -> None:
        """Also where the first to read it is the check of the form's token."""
        client = Client(enforce_csrf_checks=strict)
        client.force_login(keeper)
        client.get("/people/add/")
        self.says(client.post("/people/add/", {"name": "x" * 2000}), 413, "This is too large")

    @override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=3)
    @pytest.mark.one_engine
    def test_a_form_with_too_many_fields(self, browser: Client) -> None:
        sent = {f"f{number}": "" for number in range(9)}
        self.says(browser.post("/people/add/", sent), 413, "This is too large")

    @override_settings(ROOT_URLCONF=__name__)
    @pytest.mark.one_engine
    def test_a_mistake_of_ours(self, browser: Client) -> None:
        with transaction.atomic():  # PostgreSQL answers nothing more in a transaction that failed
            answer = browser.get("/broken/")
            transaction.set_rollback(True)
        self.says(answer, 500, "Something went wrong")
        assert b"no_such_table" not in answer.content


@pytest.mark.django_db(transaction=True)
def test_a_database_that_cannot_be_reached(
    keeper: Account, databases: Databases, engine: str
) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(keeper)
    nowhere = "/nowhere/at/all.sqlite3" if engine == "sqlite" else databases.own("nowhere")
    with leading_to(connection, nowhere):
        answer = browser.get("/people/")
    assert (answer.status_code, heading(answer)) == (503, "Mandate is not available just now")
    assert answer["Retry-After"] == "30"
    assert short(answer["X-Request-ID"]) in answer.content.decode()
    assert browser.get("/people/").status_code == 200


@contextmanager
def answering() -> Iterator[None]:
    token = request_id.set("0123456789abcdef" * 2)
    try:
        yield
    finally:
        request_id.reset(token)


ASKED = RequestFactory().get("/somewhere/")
PAGES: dict[str, Callable[[], HttpResponse]] = {
    "400": lambda: views.bad_request(ASKED, BadRequest("This is no day.")),
    "403": lambda: views.forbidden(ASKED, PermissionDenied()),
    "403 csrf": lambda: views.csrf_failure(ASKED),
    "404": lambda: views.not_found(ASKED, Http404()),
    "409": lambda: views.conflict(ASKED, Conflict("Changed.", None)),
    "409 refused": lambda: views.conflict(ASKED, Refused("The rule says no.")),
    "413": lambda: views.error_page(413),
    "429": lambda: views.too_many_requests(ASKED),
    "500": lambda: views.server_error(ASKED),
    "503": lambda: views.error_page(503),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.one_engine
def test_each_page_is_made_without_a_database(page: str) -> None:
    """This test may not use one: any use raises an exception."""
    with answering():
        answer = PAGES[page]()
    text = answer.content.decode()
    assert answer.status_code == int(page[:3])
    assert "0123-4567" in text
    assert text.count("<h1") == 1
    (main,) = re.findall(r"<main.*</main>", text, flags=re.S)
    said = re.findall(r'<p class="govuk-body">(?!<a)(.*?)</p>', main, flags=re.S)
    assert len(said) == 2  # what happened, and what to do
    assert answer.get("Retry-After") == {"429": "300", "503": "30"}.get(page)


@pytest.mark.one_engine
def test_outside_a_request_a_page_says_no_reference() -> None:
    assert "Reference" not in views.error_page(404).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["001", "050"])
def test_catalogue_001_050_a_hidden_record_answers_as_a_missing_one(number: str) -> None:
    """The same words, length and headers, but for the request's own id."""
    project = factories.project()
    report, milestone = factories.report(project=project), factories.milestone(project=project)
    browser = Client()
    browser.force_login(factories.account(factories.person("Otto Vane")))
    pairs = {
        "001": [
            (f"/projects/{project.reference}/reports/{report.pk}/", "/projects/PRJ-9999/reports/1/")
        ],
        "050": [
            (f"/projects/{project.reference}/", "/projects/PRJ-9999/"),
            (
                f"/scopes/{project.reference}/milestones/{milestone.pk}/edit/",
                f"/scopes/{project.reference}/milestones/{milestone.pk + 999}/edit/",
            ),
            (f"/programmes/{project.programme.reference}/", "/programmes/PRG-9999/"),
        ],
    }
    for hidden, missing in pairs[number]:
        met: list[Any] = []
        for url in (hidden, missing):
            answer = browser.get(url)
            headers = {k: v for k, v in answer.headers.items() if k != "X-Request-ID"}
            met.append((answer.status_code, headers, without_reference(answer)))
        assert met[0][0] == 404
        assert met[0] == met[1]


@pytest.mark.django_db
def test_an_archived_milestone_and_a_stopped_account_are_still_found(browser: Client) -> None:
    """What is out of use is no 404 for those who may see it."""
    milestone = factories.milestone()
    archive_record(milestone, by=factories.officer())
    url = f"/scopes/{milestone.project.reference}/milestones/{milestone.pk}/history/"
    assert browser.get(url).status_code == 200
    ada = factories.person()
    factories.account(ada)
    page = f"/people/{ada.reference}/"
    assert press(browser, f"{page}stop/", on=page).status_code == 302
    assert browser.get(page).status_code == 200
