"""`?at=` asks for the end of a past day, as London counts days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import BadRequest
from django.test import Client, RequestFactory

from audit import clock
from people.moments import AskedMoment, end_of, moment_asked
from tests import factories

pytestmark = pytest.mark.usefixtures("july_2012")


def asked(text: str) -> AskedMoment:
    return moment_asked(RequestFactory().get("/", {"at": text}))


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2012, 6, 30), datetime(2012, 6, 30, 22, 59, 59, 999999, tzinfo=UTC)),  # summer time
        (date(2012, 1, 31), datetime(2012, 1, 31, 23, 59, 59, 999999, tzinfo=UTC)),
        (date(2012, 3, 25), datetime(2012, 3, 25, 22, 59, 59, 999999, tzinfo=UTC)),  # clocks go on
        (date(2011, 10, 30), datetime(2011, 10, 30, 23, 59, 59, 999999, tzinfo=UTC)),  # and back
    ],
)
def test_a_day_ends_at_midnight_in_london(day: date, moment: datetime) -> None:
    assert end_of(day) == moment
    assert asked(day.isoformat()) == AskedMoment(moment, day)


@pytest.mark.parametrize("text", ["", "  ", "2012-07-04", " 2012-07-04 "])
def test_no_day_and_today_are_now(text: str) -> None:
    found = asked(text)
    assert (found.value, found.query) == (None, "")


def test_a_link_stays_at_the_moment() -> None:
    assert asked("2012-03-31").query == "?at=2012-03-31"


def test_what_a_page_needs_to_say() -> None:
    found = asked("2012-03-31")
    assert found.context() == {
        "as_at": end_of(date(2012, 3, 31)),
        "as_at_words": "31 March 2012, 23:59",
        "as_at_query": "?at=2012-03-31",
        "as_at_day": "2012-03-31",
        "latest_day": "2012-07-04",
    }
    assert asked("").context() == {
        "as_at": None,
        "as_at_words": "",
        "as_at_query": "",
        "as_at_day": "",
        "latest_day": "2012-07-04",
    }


def test_today_is_londons_day_when_london_is_ahead() -> None:
    with clock.stopped_at(datetime(2012, 7, 3, 23, 30, tzinfo=UTC)):
        assert asked("2012-07-04").value is None
        assert asked("2012-07-03").value == end_of(date(2012, 7, 3))


WRONG = [
    ("31/02/2012", "“31/02/2012” is not a date."),
    ("2012-02-31", "“2012-02-31” is not a date."),
    ("x" * 60, f"“{'x' * 40}” is not a date."),
    ("2012-07-05", "5 July 2012 is in the future."),
    ("9999-12-31", "31 December 9999 is in the future."),
    ("1989-12-31", "Nothing was recorded before 1990."),
    ("0001-01-01", "Nothing was recorded before 1990."),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG)
def test_what_is_no_past_day_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(BadRequest) as refused:
        asked(text)
    assert str(refused.value) == sentence


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "sentence"), WRONG)
def test_the_page_of_refusal_says_the_sentence(client: Client, text: str, sentence: str) -> None:
    client.force_login(factories.account())
    response = client.get("/programmes/", {"at": text})
    assert response.status_code == 400
    assert sentence in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["\0", "<script>alert(1)</script>"])
def test_the_page_of_refusal_is_safe(client: Client, text: str) -> None:
    client.force_login(factories.account())
    response = client.get("/programmes/", {"at": text})
    assert response.status_code == 400
    assert "<script>alert" not in response.content.decode()
