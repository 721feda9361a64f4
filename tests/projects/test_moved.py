"""Milestones that moved over a chosen time: by how much, how often and why."""

from __future__ import annotations

import html
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from documents.bars import Bar, Bars
from people.models import Person
from programmes.models import Programme
from programmes.queries import programme_row
from projects.milestone_actions import edit_milestone
from projects.models import Milestone
from projects.trends.moved import first_day, moved_of_scope
from records.blocks import About, Blocks
from tests import factories
from tests.sweeps.story import on
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def day(month: int, number: int) -> PartialDate:
    return PartialDate.day(date(2012, month, number))


@pytest.fixture
def by() -> Person:
    return factories.officer()


@pytest.fixture
def programme(by: Person) -> Programme:
    """One milestone moved three times, twice within three months; one was reached late; one came
    forward; one moved there and back; one never moved."""
    with on(1, 9):
        programme = factories.programme()
        hub = factories.project("Hub", programme=programme)

        def milestone(title: str, month: int) -> Milestone:
            return factories.milestone(title, project=hub, baseline_on=date(2012, month, 1))

        opens, hired, let, back = (
            milestone(*each) for each in (("Opens", 10), ("Hired", 5), ("Let", 11), ("Back", 12))
        )
        milestone("Still", 9)

    def move(milestone: Milestone, to: PartialDate, reason: str) -> None:
        milestone.refresh_from_db()
        edit_milestone(milestone, by=by, forecast_on=to, reason=reason)

    with on(2, 20):
        move(opens, day(10, 8), "No supplier")
    with on(5, 20):
        move(opens, day(10, 15), "No van")
        move(let, day(10, 22), "A tenant came early")
        move(back, day(12, 24), "Snow")
        hired.refresh_from_db()
        edit_milestone(hired, by=by, actual_on=day(5, 18))
    with on(6, 20):
        move(opens, day(10, 29), "No van")
        move(back, day(12, 1), "No snow")
    return programme


def test_each_that_moved_says_by_how_much_how_often_and_why(programme: Programme) -> None:
    with on(7, 4):
        chart = moved_of_scope("quarter", programme.scope, None, None)
    assert chart is not None
    assert (chart.headline, chart.sentence) == (
        "4 of 5 milestones have moved since 4 April 2012, 2 to a later day.",
        "Furthest: Opens (Hub), 21 days later; it moved 2 times.",
    )
    assert chart.table.rows == (
        ("Opens (Hub)", "8 Oct 2012", "29 Oct 2012", "21 days later", "2", "20 May 2012: No van"),
        ("Hired (Hub)", "1 May 2012", "18 May 2012", "17 days later", "1", "–"),
        (
            "Back (Hub)", "1 Dec 2012", "1 Dec 2012", "back where it was", "2",
            "20 May 2012: Snow; 20 Jun 2012: No snow",
        ),
        (
            "Let (Hub)", "1 Nov 2012", "22 Oct 2012", "10 days earlier", "1",
            "20 May 2012: A tenant came early",
        ),
    )  # fmt: skip
    assert chart.drawn == Bars(
        (
            Bar("Opens (Hub)", (21.0,), "21 days later"),
            Bar("Hired (Hub)", (17.0,), "17 days later"),
            Bar("Back (Hub)", (0.0,), "back where it was"),
            Bar("Let (Hub)", (0.0,), "10 days earlier"),
        )
    )


@pytest.mark.one_engine
def test_a_longer_time_begins_earlier_and_a_past_day_sees_no_later_move(
    programme: Programme,
) -> None:
    assert [str(first_day(span, date(2012, 5, 31))) for span in ("quarter", "half", "year")] == [
        "2012-02-29", "2011-11-30", "2011-05-31",
    ]  # fmt: skip
    with on(7, 4):
        then = datetime(2012, 5, 1, 9, 0, tzinfo=UTC)
        chart = moved_of_scope("year", programme.scope, None, then)
    assert chart is not None
    (opens,) = chart.table.rows
    assert opens[1:5] == ("1 Oct 2012", "8 Oct 2012", "7 days later", "1")


@pytest.mark.one_engine
def test_a_paper_prints_them_as_a_chart_or_a_table(programme: Programme) -> None:
    def read(typed: str) -> Any:
        return Blocks(About((programme_row(programme),)))[typed]

    with on(7, 4):
        drawn, told = read("moved"), read("moved: over=quarter, show=table")
        assert drawn.figure.caption == (
            "4 of 5 milestones have moved since 4 July 2011, 2 to a later day."
        )
        assert [row[0] for row in told.table.rows] == [
            "Opens (Hub)", "Hired (Hub)", "Back (Hub)", "Let (Hub)",
        ]  # fmt: skip
        assert [row[4] for row in read("moved: since=1 June 2012, show=table").table.rows] == [
            "1", "1",
        ]  # fmt: skip
        nothing = read("moved: since=2012-07-01, show=table")
        assert (nothing.table.rows, nothing.nil) == (
            (), "No milestone has moved since 1 July 2012.",
        )  # fmt: skip
        assert read("moved: since=soon").sentence == "[moved: since=soon]: since cannot be “soon”."


@pytest.mark.one_engine
def test_the_page_is_of_a_time_or_from_a_day(
    programme: Programme, client: Client, by: Person
) -> None:
    client.force_login(factories.account(by))
    url = f"/scopes/{programme.reference}/moved/"
    with on(7, 4):
        pages = {
            query: client.get(url + query)
            for query in ("", "?over=quarter", "?since=1+June+2012", "?since=9+July+2012",
                          "?over=ever", "?since=soon", "?since=1+July+2012")
        }  # fmt: skip
        text = {query: html.unescape(page.content.decode()) for query, page in pages.items()}
    assert [page.status_code for page in pages.values()] == [200, 200, 200, 400, 400, 400, 200]
    assert "4 of 5 milestones have moved since 4 July 2011, 2 to a later day." in text[""]
    assert "/charts/moved-quarter.csv" in text["?over=quarter"]
    assert (
        "2 of 5 milestones have moved since 1 June 2012, 1 to a later day."
        in (text["?since=1+June+2012"])
    )
    assert "9 July 2012 is in the future." in text["?since=9+July+2012"]
    assert "“soon” is not a date." in text["?since=soon"]
    assert "No milestone has moved since 1 July 2012." in text["?since=1+July+2012"]
