"""The page of security events: who reads it, how it is narrowed and paged."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from people import events
from people.choices import Role, SecurityEventKind
from people.models import Account, SecurityEvent
from people.queries import office
from tests import factories
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]

URL = "/security-events/"


@pytest.fixture
def keeper() -> Account:
    return factories.account()


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def last() -> int:
    return SecurityEvent.objects.latest("id").pk


def told(*, after: int) -> list[tuple[str, str, str]]:
    """The events since, in order: kind, address, facts."""
    rows = SecurityEvent.objects.filter(pk__gt=after).order_by("id")
    return list(rows.values_list("kind", "path", "facts"))


@pytest.fixture
def auditor() -> Client:
    factories.officer()
    holder = factories.holder(Role.AUDITOR, office(), "Grace Hollis")
    return signed_in(factories.account(holder))


@pytest.fixture
def many(keeper: Account, july_2012: datetime) -> list[int]:
    """120 exports, the newest first; the last forty of one moment."""
    before = last()
    for number in range(120):
        with clock.stopped_at(july_2012 + timedelta(minutes=min(number, 80))):
            events.record(SecurityEventKind.EXPORTED, account=keeper, number=number)
    rows = SecurityEvent.objects.filter(pk__gt=before)
    return list(rows.newest_first().values_list("pk", flat=True))


def test_it_is_for_auditors_and_those_who_keep_the_office(auditor: Client, keeper: Account) -> None:
    reader = factories.account(factories.holder(Role.READER, office(), "Rhoda Steele"))
    met = [b.get(URL).status_code for b in (auditor, signed_in(keeper), signed_in(reader))]
    assert met == [200, 200, 403]
    assert URL in auditor.get("/").content.decode()
    assert URL not in signed_in(reader).get("/").content.decode()


def test_a_read_of_it_is_no_event_and_an_export_is(auditor: Client) -> None:
    before = last()
    auditor.get(URL)
    auditor.get(f"{URL}?kind=exported")
    assert told(after=before) == []
    answer = auditor.get(f"{URL}?format=csv")
    assert answer["Content-Disposition"] == 'attachment; filename="security-events.csv"'
    assert told(after=before) == [
        ("exported", URL, "list security events, format csv"),
    ]


def test_it_is_read_page_by_page(auditor: Client, many: list[int]) -> None:
    seen: list[int] = []
    query = "?kind=exported"
    while query:
        page = auditor.get(URL + query).context["page"]
        seen += [event.pk for event in page.events]
        query = f"?kind=exported&before={page.older}".replace("+", "%2B") if page.older else ""
    assert seen == many
    second = auditor.get(URL, {"kind": "exported", "before": str(page.newer)})
    assert second.status_code == 200


def test_it_goes_back_to_the_page_before(auditor: Client, many: list[int]) -> None:
    first = auditor.get(URL, {"kind": "exported"}).context["page"]
    second = auditor.get(URL, {"kind": "exported", "before": first.older}).context["page"]
    back = auditor.get(URL, {"kind": "exported", "after": second.newer}).context["page"]
    assert back.events == first.events
    assert (first.newer, back.older) == ("", first.older)


def test_it_is_narrowed_by_what_who_and_when(
    auditor: Client, many: list[int], keeper: Account
) -> None:
    def count(**asked: str) -> int:
        return len(auditor.get(URL, asked).context["page"].events)

    assert count(kind="exported", by="TARRANT", since="2012-07-04", until="2012-07-04") == 50
    assert count(by="nobody at all") == count(until="2012-07-03") == 0
    assert count(kind="signed_out") == 0


@pytest.mark.parametrize(
    "query",
    ["kind=none", "since=x", "before=x", "after=2012-07-04T09:00_1", "format=pdf"],
)
def test_what_cannot_be_understood_is_refused(auditor: Client, query: str) -> None:
    assert auditor.get(f"{URL}?{query}").status_code == 400


def test_it_shows_what_happened_in_words(
    auditor: Client, keeper: Account, july_2012: datetime
) -> None:
    project = factories.project()
    answer = signed_in(keeper).get(f"/projects/{project.reference}/history/?format=csv")
    number = answer["X-Request-ID"]
    page = " ".join(auditor.get(URL).content.decode().split())
    for said in (
        "Exported <span",
        "format csv",
        keeper.person.name,
        "4 July 2012",
        f"/projects/{project.reference}/history/",
        f"Reference {number[:4]}-{number[4:8]}",
    ):
        assert said in page
