"""`?at=` asks for the end of a past day or for a minute, in London or in the zone of `&tz=`."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import BadRequest
from django.test import Client, RequestFactory

from audit.actions import edit_record
from audit.errors import NotRecordedThen
from audit.queries.moments import as_recorded
from people.models import Person
from records.pages.moments import AskedMoment, moment_asked
from tests import factories
from values import clock
from values.clock import end_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founded", "july_2012")]


def past_query(moment: datetime) -> str:
    """What an address carries to show its page at exactly this moment."""
    exact = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    return f"?at={exact}&tz=UTC"


FOUNDED = datetime(2011, 1, 9, 9, 30, tzinfo=UTC)


@pytest.fixture
def founded() -> None:
    """The first record is of 9 January 2011, 09:30."""
    with clock.stopped_at(FOUNDED):
        factories.officer()


def asked(text: str, zone: str = "", **more: str) -> AskedMoment:
    question = {"at": text, **({"tz": zone} if zone else {}), **more}
    return moment_asked(RequestFactory().get("/programmes/", question))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2012, 6, 30), utc(2012, 6, 30, 22, 59, 59, 999999)),  # summer time
        (date(2012, 1, 31), utc(2012, 1, 31, 23, 59, 59, 999999)),
        (date(2012, 3, 25), utc(2012, 3, 25, 22, 59, 59, 999999)),  # clocks go on
        (date(2011, 10, 30), utc(2011, 10, 30, 23, 59, 59, 999999)),  # and back
    ],
)
def test_a_day_ends_at_midnight_in_london(day: date, moment: datetime) -> None:
    assert end_of(day) == moment
    text = day.isoformat()
    assert asked(text) == AskedMoment(moment, (("at", text),), "/programmes/")


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("2012-06-30T14:05", "", utc(2012, 6, 30, 13, 5)),
        ("2012-01-31T14:05:30.000001", "", utc(2012, 1, 31, 14, 5, 30, 1)),
        ("2012-03-25T01:30", "", utc(2012, 3, 25, 1, 30)),  # an hour that there was not
        ("2011-10-30T01:30", "", utc(2011, 10, 30, 0, 30)),  # the first of two
        ("2011-10-30T02:30", "", utc(2011, 10, 30, 2, 30)),
        ("2012-07-04T08:59", "UTC", utc(2012, 7, 4, 8, 59)),
        ("2012-07-04T04:59", "America/New_York", utc(2012, 7, 4, 8, 59)),
        ("2012-07-03", "America/New_York", utc(2012, 7, 4, 3, 59, 59, 999999)),
        ("2012-07-03", "Pacific/Auckland", utc(2012, 7, 3, 11, 59, 59, 999999)),
    ],
)
def test_a_minute_and_a_zone_may_be_asked_for(text: str, zone: str, moment: datetime) -> None:
    found = asked(text, zone)
    assert found.value == moment
    assert found.query == f"?at={text}" + (f"&tz={zone}" if zone else "")


@pytest.mark.parametrize(
    ("text", "zone"),
    [("", ""), ("  ", ""), ("", "UTC"), ("2012-07-04", ""), (" 2012-07-04 ", "Asia/Tokyo")],
)
def test_no_day_and_today_are_now(text: str, zone: str) -> None:
    found = asked(text, zone)
    assert (found.value, found.query) == (None, "")


def test_a_link_stays_at_the_moment_and_the_way_to_now_keeps_the_rest() -> None:
    found = asked("2012-03-31", page="3", title="doors & locks", state="")
    assert found.query == "?at=2012-03-31"
    assert found.now_url == "/programmes/?title=doors+%26+locks"
    assert asked("2012-03-31", "UTC").now_url == "/programmes/"


def test_what_a_page_needs_to_say() -> None:
    assert asked("2012-03-31T14:05", "UTC", title="doors").context() == {
        "as_at_only": False,
        "as_at": utc(2012, 3, 31, 14, 5),
        "as_at_words": "31 March 2012, 15:05",  # London is an hour ahead by then
        "as_at_query": "?at=2012-03-31T14:05&tz=UTC",
        "as_at_asked": (("at", "2012-03-31T14:05"), ("tz", "UTC")),
        "as_at_kept": (("title", "doors"),),
        "as_at_now_url": "/programmes/?title=doors",
        "as_at_day": "31 March 2012",
        "as_at_today": "",
    }
    with clock.stopped_at(utc(2012, 7, 4, 9, 0)):
        now = asked("").context(now_url="/elsewhere/")
    assert now == {
        "as_at_only": True,
        "as_at": None,
        "as_at_words": "",
        "as_at_query": "",
        "as_at_asked": (),
        "as_at_kept": (),
        "as_at_now_url": "/elsewhere/",
        "as_at_day": "",
        "as_at_today": "4 July 2012",
    }


def test_today_is_londons_day_when_london_is_ahead() -> None:
    with clock.stopped_at(utc(2012, 7, 3, 23, 30)):
        assert asked("2012-07-04").value is None
        assert asked("2012-07-03").value == end_of(date(2012, 7, 3))


def test_an_address_says_an_exact_moment() -> None:
    for moment in (utc(2012, 7, 4, 8, 59, 0, 1), utc(2011, 10, 30, 1, 30), FOUNDED):
        found = moment_asked(RequestFactory().get(f"/{past_query(moment)}"))
        assert found.value == moment


WRONG = [
    ("31/02/2012", "", "“31/02/2012” is not a date."),
    ("2012-02-31", "", "“2012-02-31” is not a date."),
    ("2012-02-28T25:00", "", "“2012-02-28T25:00” is not a date."),
    ("2012-02-28T12:00Z", "", "“2012-02-28T12:00Z” is not a date."),
    ("x" * 60, "", f"“{'x' * 40}” is not a date."),
    ("2012-07-05", "", "5 July 2012 is in the future."),
    ("2012-07-04T10:01", "", "4 July 2012, 10:01 is in the future."),
    ("2012-07-04T05:01", "America/New_York", "4 July 2012, 10:01 is in the future."),
    ("2012-07-05T00:00", "", "5 July 2012 is in the future."),
    ("9999-12-31", "", "31 December 9999 is in the future."),
    ("9999-12-31T23:59", "America/New_York", "31 December 9999 is in the future."),
    ("2011-01-08", "", "The first record here dates from 9 January 2011."),
    ("2011-01-09T09:29", "", "The first record here dates from 9 January 2011, 09:30."),
    ("0001-01-01", "", "The first record here dates from 9 January 2011."),
    ("0001-01-01T00:00", "Asia/Tokyo", "The first record here dates from 9 January 2011."),
    ("2012-03-31", "Mars/Olympus", "“Mars/Olympus” is not a time zone."),
    ("2012-03-31", "America", "“America” is not a time zone."),
    ("2012-03-31", "../etc/passwd", "“../etc/passwd” is not a time zone."),
    ("2012-03-31", "x" * 5000, f"“{'x' * 40}” is not a time zone."),
    ("", "Mars/Olympus", "“Mars/Olympus” is not a time zone."),
]


@pytest.mark.parametrize(("text", "zone", "sentence"), WRONG)
def test_what_is_no_past_moment_is_refused(text: str, zone: str, sentence: str) -> None:
    with pytest.raises(BadRequest) as refused:
        asked(text, zone)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("text", ["2011-01-09", "2011-01-09T09:30"])
def test_the_first_records_own_moment_can_be_asked_for(text: str) -> None:
    assert asked(text).value is not None


@pytest.mark.parametrize(("text", "zone", "sentence"), WRONG)
def test_the_page_of_refusal_says_the_sentence(
    client: Client, text: str, zone: str, sentence: str
) -> None:
    client.force_login(factories.account())
    response = client.get("/programmes/", {"at": text, "tz": zone})
    assert response.status_code == 400
    assert sentence in response.content.decode()


@pytest.mark.parametrize("text", ["\0", "<script>alert(1)</script>"])
@pytest.mark.parametrize("name", ["at", "tz"])
def test_the_page_of_refusal_is_safe(client: Client, name: str, text: str) -> None:
    client.force_login(factories.account())
    response = client.get("/programmes/", {"at": "2012-03-31", name: text})
    assert response.status_code == 400
    assert "<script>alert" not in response.content.decode()


def test_a_past_moment_costs_one_query_and_now_none(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        asked("2012-07-04")
    with django_assert_num_queries(1):
        asked("2012-07-03")


def test_a_record_is_shown_as_it_was_or_reported_as_not_yet_recorded() -> None:
    person = factories.person("Ada Fenwick")
    with clock.stopped_at(utc(2012, 7, 10, 9, 0)):
        married = edit_record(person, by=factories.officer(), name="Ada Hale")
    assert as_recorded(married, None) is married
    assert as_recorded(married, utc(2012, 7, 4, 9, 0)).name == "Ada Fenwick"
    assert as_recorded(married, utc(2012, 7, 10, 9, 0)).name == "Ada Hale"
    with pytest.raises(NotRecordedThen) as refused:
        as_recorded(married, utc(2012, 7, 4, 8, 59))
    assert str(refused.value) == "“Ada Hale” had not yet been recorded on 4 July 2012, 09:59."


def test_the_page_of_what_was_not_recorded_yet_leads_to_now_and_back(client: Client) -> None:
    person: Person = factories.person("Ada Fenwick")
    client.force_login(factories.account())
    url = f"/people/{person.reference}/"
    response = client.get(url, {"at": "2012-07-03"})
    assert response.status_code == 404
    page = response.content.decode()
    assert "“Ada Fenwick” had not yet been recorded on 3 July 2012, 23:59." in page
    assert f'href="{url}">See the page as it is now' in page
    assert 'href="/programmes/?at=2012-07-03">Back to the programmes of that day' in page
    missing = client.get("/people/PER-9999/", {"at": "2012-07-03"}).content.decode()
    assert "Page not found" in missing
    assert "recorded" not in missing
