"""What is typed is kept for who typed it, for nobody else, and until it is saved."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from people.choices import Role
from people.models import Account, WorkingCopy
from projects.models import StatusReport
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

TYPED = "Half a sentence that nobody has saved"


@pytest.fixture
def report() -> StatusReport:
    return factories.draft_report(period_end=date(2012, 7, 4))


@pytest.fixture
def ada(client: Client, report: StatusReport) -> Account:
    """The project's lead, signed in."""
    lead = factories.holder(Role.PROJECT_LEAD, report.project.scope)
    account = factories.account(lead)
    client.force_login(account)
    return account


@pytest.fixture
def ben(report: StatusReport) -> Account:
    """Another lead of the same project."""
    return factories.account(factories.holder(Role.PROJECT_LEAD, report.project.scope, "Ben Hale"))


def address(report: StatusReport, page: str = "working_copy") -> str:
    return reverse(f"records:{page}", args=[f"status-report/{report.pk}"])


def form_of(report: StatusReport) -> str:
    return reverse("projects:report_edit", args=[report.project.reference])


def keep(client: Client, report: StatusReport, body: Any = None, **fields: str) -> HttpResponse:
    body = {"fields": {"achieved": TYPED} | fields, "base_version": 1} if body is None else body
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post(address(report), text, content_type="application/json")


def copies() -> list[tuple[Any, ...]]:
    kept = WorkingCopy.objects.order_by("id")
    return list(kept.values_list("account", "form", "fields", "base_version"))


@pytest.mark.one_engine
def test_typing_is_kept_and_the_answer_says_when(
    client: Client, ada: Account, report: StatusReport
) -> None:
    response = keep(client, report)
    assert (response.status_code, response.json()) == (200, {"kept_at": "10:00"})
    assert copies() == [(ada.pk, f"status-report/{report.pk}", {"achieved": TYPED}, 1)]


def test_later_typing_replaces_earlier(client: Client, ada: Account, report: StatusReport) -> None:
    keep(client, report)
    keep(client, report, achieved="A whole sentence.")
    assert [fields for _, _, fields, _ in copies()] == [{"achieved": "A whole sentence."}]


def test_typing_writes_no_history(client: Client, ada: Account, report: StatusReport) -> None:
    before = StatusReport.history.count()
    keep(client, report)
    assert StatusReport.history.count() == before
    assert StatusReport.objects.get().achieved == ""


@pytest.mark.one_engine
def test_the_form_shows_what_was_typed_and_that_it_is_not_saved(
    client: Client, ada: Account, report: StatusReport
) -> None:
    day = {"period_end": "3/7/2012"}
    keep(client, report, overall_rag="amber", overall_reason="A late van", **day)
    html = client.get(form_of(report)).content.decode()
    assert "This is what you typed at 10:00. It is not saved yet." in html
    assert f"{TYPED}</textarea>" in html
    assert "A late van</textarea>" in html
    form = client.get(form_of(report)).context["form"]
    assert {n: form[n].value() for n in ("overall_rag", "period_end", "version")} == {
        "overall_rag": "amber",
        "period_end": "3/7/2012",
        "version": 1,
    }
    assert StatusReport.objects.get().overall_rag == ""


def test_nobody_else_sees_it(
    client: Client, ada: Account, ben: Account, report: StatusReport
) -> None:
    keep(client, report)
    client.force_login(ben)
    html = client.get(form_of(report)).content.decode()
    assert TYPED not in html
    assert "This is what you typed" not in html
    assert TYPED not in client.get(f"/projects/{report.project.reference}/").content.decode()


def test_another_who_drops_theirs_leaves_it_alone(
    client: Client, ada: Account, ben: Account, report: StatusReport
) -> None:
    keep(client, report)
    client.force_login(ben)
    keep(client, report, achieved="Ben's")
    client.post(address(report, "working_copy_drop"))
    assert [account for account, *_ in copies()] == [ada.pk]


@pytest.mark.parametrize("button", ["save", "submit"])
def test_it_is_forgotten_once_it_is_saved(
    client: Client, ada: Account, ben: Account, report: StatusReport, button: str
) -> None:
    keep(client, report)
    day = {"period_end": "4/7/2012"}
    sent = {"report": report.pk, "version": report.version, button: "1"}
    data = {"overall_rag": "green", "achieved": TYPED} | sent | day
    assert client.post(form_of(report), data).status_code == 302
    assert copies() == []
    assert StatusReport.objects.get().achieved == TYPED


@pytest.mark.one_engine
def test_it_stays_when_the_form_is_refused(
    client: Client, ada: Account, report: StatusReport
) -> None:
    keep(client, report)
    data = {"period_end": "31/2/2012", "save": "1"}
    assert client.post(form_of(report), data | {"report": report.pk}).status_code == 200
    assert len(copies()) == 1


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        ("/projects/", "/projects/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
@pytest.mark.one_engine
def test_throwing_it_away_leads_back_to_a_page_of_ours(
    client: Client, ada: Account, report: StatusReport, back: str, expected: str
) -> None:
    keep(client, report)
    response = client.post(address(report, "working_copy_drop"), {"next": back})
    assert (response.status_code, response["Location"]) == (302, expected)
    assert copies() == []


@pytest.mark.parametrize(
    "body",
    ["", "x", "[]", "1", "null", "{}", '{"fields": []}', '{"fields": {}, "base_version": "x"}',
     '{"fields": {}, "base_version": Infinity}', '{"fields": {}, "base_version": NaN}', "\xff",
     '{"fields": {}, "base_version": [1]}'],
)  # fmt: skip
@pytest.mark.one_engine
def test_what_is_no_working_copy_is_refused(
    client: Client, ada: Account, report: StatusReport, body: str
) -> None:
    response = keep(client, report, body)
    assert (response.status_code, response.json()) == (400, {"error": "not a working copy"})
    assert copies() == []


@pytest.mark.one_engine
def test_what_is_too_large_is_refused(client: Client, ada: Account, report: StatusReport) -> None:
    response = keep(client, report, achieved="x" * 200_000)
    assert (response.status_code, response.json()) == (413, {"error": "too large"})
    assert copies() == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\0b", "ab"),
        ("\ud800", "?"),
        ("\N{CLASSICAL BUILDING}", "\N{CLASSICAL BUILDING}"),
        ("<script>'\"", "<script>'\""),
    ],
)
def test_every_character_is_kept_that_the_database_can_keep(
    client: Client, ada: Account, report: StatusReport, typed: str, kept: str
) -> None:
    assert keep(client, report, achieved=typed).status_code == 200
    assert [fields for _, _, fields, _ in copies()] == [{"achieved": kept}]
    assert client.get(form_of(report)).status_code == 200


@pytest.mark.parametrize(("version", "kept"), [(-5, 0), (10**30, 2**31 - 1), (None, 0), ("7", 7)])
def test_a_version_that_cannot_be_is_brought_into_reach(
    client: Client, ada: Account, report: StatusReport, version: Any, kept: int
) -> None:
    assert keep(client, report, {"fields": {}, "base_version": version}).status_code == 200
    assert [base for *_, base in copies()] == [kept]


def test_the_name_of_a_form_may_be_long(client: Client, ada: Account, report: StatusReport) -> None:
    url = reverse("records:working_copy", args=["x" * 300])
    body = json.dumps({"fields": {"a": "b"}})
    assert client.post(url, body, content_type="application/json").status_code == 200
    assert client.post(reverse("records:working_copy_drop", args=["x" * 300])).status_code == 302
    assert copies() == []


@pytest.mark.one_engine
def test_who_is_not_signed_in_keeps_nothing(client: Client, report: StatusReport) -> None:
    response = keep(client, report)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert copies() == []
