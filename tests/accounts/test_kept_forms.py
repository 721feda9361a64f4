"""A form sent after the sign-in has ended comes back to the person who opened it, and to nobody
else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from people.choices import Role
from people.models import Account, KeptForm, OrganisationUnit, Person, WorkingCopy
from projects.models import StatusReport
from tests import factories
from tests.accounts.signing_in import sign_in
from tests.sweeps.forms import SentForm, post_forms
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

TYPED = "Typed for an hour, and sent too late"
BACK = "You were signed out before this could be saved. Here is what you typed."
WAITS = "What you typed is kept for an hour: sign in to get it back."


@pytest.fixture(autouse=True)
def as_delivered(settings: Any) -> None:
    """A sign-in lasts an hour without use, as at a council."""
    settings.SIGN_IN_IDLE_MINUTES, settings.SIGN_IN_HOURS = 60, 12


@pytest.fixture
def keeper() -> Account:
    return factories.account(sign_in_name="olive")


@pytest.fixture
def other(keeper: Account) -> Account:
    scope = keeper.person.appointments.get().scope
    return factories.account(factories.holder(Role.PROGRAMME_OFFICE, scope), "ada")


@pytest.fixture
def began() -> datetime:
    return clock.now()


@pytest.fixture
def client(keeper: Account, began: datetime) -> Client:
    with clock.stopped_at(began):
        client = Client()
        sign_in(client, "olive")
    return client


@pytest.fixture
def two_hours_later(began: datetime, client: Client) -> Iterator[datetime]:
    with clock.stopped_at(began + timedelta(hours=2)) as _:
        yield began + timedelta(hours=2)


def said(response: HttpResponse) -> str:
    return read(response.content.decode()).text


def form_on(response: HttpResponse, url: str) -> SentForm:
    return next(f for f in post_forms(read(response.content.decode()), url) if len(f.sent) > 2)


def opened(client: Client, began: datetime, url: str) -> SentForm:
    with clock.stopped_at(began):
        return form_on(client.get(url), url)


def sent_too_late(client: Client, began: datetime, url: str, **typed: str) -> HttpResponse:
    form = opened(client, began, url)
    with clock.stopped_at(began + timedelta(hours=2)):
        return client.post(url, form.sent | typed)


def test_a_new_record_comes_back_into_its_form(
    client: Client, began: datetime, two_hours_later: datetime
) -> None:
    answer = sent_too_late(client, began, "/people/add/", name=TYPED, telephone="01632 960001")
    assert answer["Location"] == "/sign-in/?next=/people/add/"
    assert not Person.objects.filter(name=TYPED).exists()
    assert WAITS in said(client.get(answer["Location"]))

    data = {"login": "olive", "password": factories.PASSWORD, "next": "/people/add/"}
    assert client.post("/sign-in/", data)["Location"] == "/people/add/"
    page = client.get("/people/add/")
    assert BACK in said(page)
    form = form_on(page, "/people/add/")
    assert (form.sent["name"], form.sent["telephone"]) == (TYPED, "01632 960001")

    assert client.post("/people/add/", form.sent).status_code == 302
    assert Person.objects.get(name=TYPED).telephone == "01632 960001"
    assert BACK not in said(client.get("/people/add/"))
    assert (KeptForm.objects.count(), WorkingCopy.objects.count()) == (0, 0)


def test_an_edited_record_comes_back_with_the_version_it_was_opened_at(
    client: Client, keeper: Account, began: datetime, two_hours_later: datetime
) -> None:
    unit = OrganisationUnit.objects.get()
    url = f"/units/{unit.pk}/edit/"
    sent_too_late(client, began, url, name=TYPED)
    from audit.actions import edit_record  # noqa: PLC0415  beside its only use

    edit_record(unit, by=keeper.person, name="Changed by somebody else")
    sign_in(client, "olive")
    form = form_on(client.get(url), url)
    assert (form.sent["name"], form.sent["version"]) == (TYPED, "1")
    assert client.post(url, form.sent).status_code == 409


def test_a_status_report_comes_back_as_a_working_copy(
    client: Client, keeper: Account, began: datetime, two_hours_later: datetime
) -> None:
    with clock.stopped_at(began):
        report = factories.draft_report()
    url = f"/projects/{report.project.reference}/status/"
    sent_too_late(client, began, url, achieved=TYPED)
    sign_in(client, "olive")
    page = client.get(url)
    assert "This is what you typed at" in said(page)
    assert f"{TYPED}</textarea>" in page.content.decode()
    assert StatusReport.objects.get().achieved == ""
    assert [copy.form for copy in WorkingCopy.objects.all()] == [f"status-report/{report.pk}"]


def test_another_person_gets_nothing_of_it(
    client: Client, other: Account, began: datetime, two_hours_later: datetime
) -> None:
    sent_too_late(client, began, "/people/add/", name=TYPED)
    sign_in(client, "ada")
    page = client.get("/people/add/")
    assert (TYPED in page.content.decode(), BACK in said(page)) == (False, False)
    client.post("/sign-out/")
    sign_in(client, "olive")
    assert TYPED in client.get("/people/add/").content.decode()


def test_another_browser_gets_nothing_of_it(
    client: Client, began: datetime, two_hours_later: datetime
) -> None:
    sent_too_late(client, began, "/people/add/", name=TYPED)
    elsewhere = Client()
    elsewhere.cookies["mandate_kept"] = "a number that was made up"
    sign_in(elsewhere, "olive")
    assert TYPED not in elsewhere.get("/people/add/").content.decode()


def test_it_is_kept_for_an_hour(client: Client, began: datetime, two_hours_later: datetime) -> None:
    sent_too_late(client, began, "/people/add/", name=TYPED)
    with clock.stopped_at(two_hours_later + timedelta(minutes=61)):
        sign_in(client, "olive")
        assert TYPED not in client.get("/people/add/").content.decode()


def test_it_lies_sealed(client: Client, began: datetime, two_hours_later: datetime) -> None:
    sent_too_late(client, began, "/people/add/", name=TYPED)
    kept = KeptForm.objects.get()
    number = client.cookies["mandate_kept"]
    assert TYPED not in kept.sealed
    assert number.value not in (kept.browser, kept.sealed)
    assert (number["httponly"], number["max-age"], number["samesite"]) == (True, 3600, "Lax")


@pytest.mark.parametrize("forged", ["", "1", "1:signature", "\ud83c"])
def test_a_stranger_cannot_leave_anything(keeper: Account, forged: str) -> None:
    nobody = Client()
    typed = {"name": TYPED, "opened_by": forged.encode("utf-8", "replace").decode()}
    answer = nobody.post("/people/add/", typed)
    assert answer["Location"] == "/sign-in/?next=/people/add/"
    assert not KeptForm.objects.exists()
    assert "mandate_kept" not in answer.cookies


def test_what_is_too_large_or_too_much_is_not_kept(
    client: Client, began: datetime, two_hours_later: datetime
) -> None:
    form = opened(client, began, "/people/add/")
    client.post("/sign-out/")
    client.post("/people/add/", form.sent | {"name": "x" * 200_000})
    assert not KeptForm.objects.exists()
    for _time in range(22):
        Client().post("/people/add/", form.sent)
    assert KeptForm.objects.count() == 20


def test_passwords_are_not_kept(client: Client, began: datetime, two_hours_later: datetime) -> None:
    form = opened(client, began, "/people/add/")
    client.post("/people/add/", form.sent | {"name": TYPED, "password": "secret words here"})
    sign_in(client, "olive")
    copy = WorkingCopy.objects.get()
    assert copy.fields["name"] == [TYPED]
    assert "password" not in copy.fields


def test_it_is_thrown_away(client: Client, began: datetime, two_hours_later: datetime) -> None:
    sent_too_late(client, began, "/people/add/", name=TYPED)
    sign_in(client, "olive")
    page = read(client.get("/people/add/").content.decode())
    drop = next(
        f.attributes["action"] for f in page.all("form") if "drop" in f.attributes.get("action", "")
    )
    assert client.post(drop, {"next": "/people/add/"})["Location"] == "/people/add/"
    assert TYPED not in client.get("/people/add/").content.decode()


def test_the_reason_for_a_restoration_comes_back(
    client: Client, keeper: Account, began: datetime, two_hours_later: datetime
) -> None:
    from audit.actions import edit_record  # noqa: PLC0415  beside its only use

    unit = OrganisationUnit.objects.get()
    with clock.stopped_at(began):
        edit_record(unit, by=keeper.person, name="Changed by mistake")
    url = f"/units/{unit.pk}/history/1/restore/"
    sent_too_late(client, began, url, reason=TYPED)
    sign_in(client, "olive")
    page = client.get(url)
    assert BACK in said(page)
    form = form_on(page, url)
    assert form.sent["reason"] == TYPED
    assert client.post(url, form.sent).status_code == 302
    unit.refresh_from_db()
    assert unit.name == "Wolderby County Council"
    assert BACK not in said(client.get(url))


class TestAButtonThatIsPressedTooLate:
    """A verb is not a page: after signing in again one is back where its button is."""

    UNDONE = "You were signed out before this could be done. Press the button again."

    @pytest.fixture
    def page(self, other: Account) -> str:
        return f"/people/{other.person.reference}/"

    def pressed(self, client: Client, url: str, **headers: str) -> str:
        answer = client.post(url, headers=headers)
        assert answer.status_code == 302
        return answer["Location"]

    def test_leads_back_to_its_page_and_says_so_once(
        self, client: Client, other: Account, page: str, two_hours_later: datetime
    ) -> None:
        assert self.pressed(client, f"{page}stop/") == f"/sign-in/?next={page}"
        data = {"login": "olive", "password": factories.PASSWORD, "next": page}
        assert client.post("/sign-in/", data)["Location"] == page
        assert self.UNDONE in said(client.get(page))
        assert self.UNDONE not in said(client.get(page))
        other.refresh_from_db()
        assert other.is_active
        assert not KeptForm.objects.exists()
        client.post("/sign-out/")
        sign_in(client, "olive")
        assert self.UNDONE not in said(client.get(page))

    def test_leads_to_the_page_that_the_browser_came_from(
        self, client: Client, page: str, two_hours_later: datetime
    ) -> None:
        came_from = {"referer": "http://testserver/activity/?page=2"}
        assert self.pressed(client, f"{page}stop/", **came_from) == "/sign-in/?next=/activity/"
        for elsewhere in ("http://elsewhere.example/activity/", "http://testserver/nowhere/", "//"):
            assert self.pressed(client, f"{page}stop/", referer=elsewhere) == (
                f"/sign-in/?next={page}"
            )

    @pytest.mark.parametrize(
        ("verb", "page"),
        [
            ("/account/devices/1/end/", "/account/"),
            ("/working-copies/status-report/1/drop/", "/"),
        ],
    )
    def test_finds_the_page_above_it(
        self, client: Client, verb: str, page: str, two_hours_later: datetime
    ) -> None:
        assert self.pressed(client, verb) == f"/sign-in/?next={page}"

    def test_is_not_said_of_what_a_page_sends_by_itself(
        self, client: Client, page: str, two_hours_later: datetime
    ) -> None:
        client.post("/working-copies/a-form/", "{}", content_type="application/json")
        sign_in(client, "olive")
        assert self.UNDONE not in said(client.get(page))
