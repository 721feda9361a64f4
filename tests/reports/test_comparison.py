"""The pages that compare two days, and what a paper says of the time since the last one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from audit.actions import edit_record
from directory.comparison import PEOPLE
from people.choices import Role
from people.models import Account
from programmes.actions import edit_programme
from programmes.models import Programme
from projects.models import Project
from records.blocks import About
from records.comparison import Tone
from reports.models import Paper
from reports.queries.comparison import (
    changes_since_last_paper,
    compared,
    first_recorded_on,
    span_of_programme,
)
from tests import factories
from tests.sweeps.pages import Element, read
from tests.sweeps.story import Story, on, story
from tests.sweeps.world import kept
from values import clock
from values.clock import end_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def as_told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """Told once for all tests."""
    with kept(django_db_blocker):
        yield story()


@pytest.fixture
def told(as_told: Story) -> Story:
    return deepcopy(as_told)


def asked(client: Client, account: Account, record: Programme | Project, query: str = "") -> Any:
    client.force_login(account)
    kind = "programmes" if isinstance(record, Programme) else "projects"
    return client.get(f"/{kind}/{record.reference}/compare/{query}")


def page(response: HttpResponse) -> Element:
    assert response.status_code == 200
    return read(response.content.decode())


def typed(tree: Element) -> dict[str, str]:
    """What stands in the boxes for the two dates."""
    boxes = [box.attributes for box in tree.all("input") if box.attributes.get("name")]
    return {box["name"]: box["value"] for box in boxes if box["name"] in ("from", "to")}


def sections(tree: Element) -> dict[str, list[str]]:
    """What each group of the page says, a text for each line."""
    found = {}
    for section in tree.all("section"):
        (heading,) = section.all("h2")
        found[heading.text] = [
            item.text for item in section.all("li") if "compare__line" in item.attributes["class"]
        ]
    return found


def refusal(response: HttpResponse) -> str:
    """The sentence of a page that says what is wrong with an address."""
    assert response.status_code == 400
    tree = read(response.content.decode())
    return next(p.text for p in tree.all("p") if "govuk-body" in p.attributes.get("class", ""))


@contextmanager
def later(year: int, month: int, day: int) -> Iterator[None]:
    with clock.stopped_at(datetime(year, month, day, 9, 0, tzinfo=UTC)):
        yield


WHOLE = {
    "The programme 2 changed": ["Title renamed from “Open Doors”", "State Proposed to Running"],
    "Projects 2 changed": [
        "Renting tools renamed from “Lending tools”",
        "Closing early archived",
    ],
    "Ratings 1 changed": ["Overall Red to Amber Better"],
    "Milestones 1 changed": [
        "First library open moved from 1 July 2012 to 15 July 2012, 14 days later Worse"
    ],
    "Money 1 changed": [
        "Savings line renamed from “Fewer leased shops”; "
        "required £1,200,000 to £1,100,000, £100,000 less"
    ],
    "Benefits and measures 1 changed": [
        "Tools lent each month 50 to 55, measured on 20 June 2012 Better"
    ],
    "People 1 changed": ["Project lead Ada Fenwick left"],
}


class TestOfAProgramme:
    def test_every_change_is_listed_in_groups(self, client: Client, told: Story) -> None:
        tree = page(asked(client, told.member, told.programme, "?from=2012-06-10"))
        assert sections(tree) == WHOLE
        (sum_of_it,) = (p.text for p in tree.all("p") if "sum" in p.attributes.get("class", ""))
        assert sum_of_it == (
            "9 changes between the end of 10 June 2012 and now. 1 for the worse. 2 for the better."
        )

    @pytest.mark.one_engine
    def test_each_line_leads_to_the_history_that_tells_more(
        self, client: Client, told: Story
    ) -> None:
        tree = page(asked(client, told.member, told.programme, "?from=2012-06-10"))
        links = [
            a.attributes["href"] for li in tree.all("li") for a in li.all("a")
            if "compare__line" in li.attributes.get("class", "")
        ]  # fmt: skip
        assert len(links) == 9
        led = {url: client.get(url, follow=True) for url in links}
        assert {answer.status_code for answer in led.values()} == {200}
        assert {answer.request["PATH_INFO"].endswith("/history/") for answer in led.values()} == {
            True
        }

    def test_the_same_two_moments_are_compared_without_a_page(self, told: Story) -> None:
        span = span_of_programme(told.programme, end_of(date(2012, 6, 10)), None)
        found = compared(span)
        assert (found.count, found.worse, found.better) == (9, 1, 2)
        assert [(s.group.key, len(s.lines)) for s in found.sections] == [
            ("programme", 2), ("projects", 2), ("ratings", 1), ("milestones", 1), ("money", 1),
            ("benefits", 1), ("people", 1),
        ]  # fmt: skip
        assert {line.tone for s in found.sections for line in s.lines} == set(Tone)

    def test_two_past_days_are_compared_as_they_were(self, client: Client, told: Story) -> None:
        edit_programme(told.programme, by=factories.officer(), title="Widest Doors")
        response = asked(client, told.member, told.programme, "?from=2012-06-10&to=2012-06-20")
        assert sections(page(response)) == WHOLE
        response = asked(client, told.member, told.programme, "?from=2012-06-20&to=2012-07-03")
        assert sections(page(response)) == {}
        title = "Nothing changed between 20 June 2012 and 3 July 2012"
        assert title in [h.text for h in page(response).all("h2")]

    def test_without_days_it_is_since_four_weeks_ago_or_the_first_record(
        self, client: Client, told: Story
    ) -> None:
        tree = page(asked(client, told.member, told.programme))
        assert sections(tree) == WHOLE
        assert typed(tree) == {"from": "6 June 2012", "to": ""}
        tree = page(asked(client, told.member, told.programme, "?to=2012-06-21"))
        assert typed(tree) == {"from": "1 June 2012", "to": "21 June 2012"}

    @pytest.mark.one_engine
    def test_shortcuts_lead_to_days_on_which_something_was_recorded(
        self, client: Client, told: Story
    ) -> None:
        def offered() -> list[tuple[str, str, bool]]:
            tree = page(asked(client, told.member, told.programme, "?from=2012-06-06"))
            return [
                (a.text, a.attributes["href"].rpartition("/")[2], "aria-current" in a.attributes)
                for ul in tree.all("ul") if "shortcuts" in ul.attributes.get("class", "")
                for a in ul.all("a")
            ]  # fmt: skip

        assert offered() == [
            ("Since the last report", "?from=last-report", False),
            ("4 weeks", "?from=2012-06-06", True),
        ]
        with later(2013, 5, 31):
            assert offered() == [
                ("Since the last report", "?from=last-report", False),
                ("4 weeks", "?from=2013-05-03", False),
                ("3 months", "?from=2013-02-28", False),
                ("Financial year to date", "?from=2013-03-31", False),
            ]

    def test_a_programme_of_today_has_nothing_to_compare_with_and_says_so(
        self, client: Client, told: Story
    ) -> None:
        young = factories.programme("Young Doors")
        tree = page(asked(client, told.keeper, young))
        assert "“Young Doors” was first recorded on 4 July 2012." in tree.text
        assert "Nothing earlier to compare with" in [h.text for h in tree.all("h2")]
        assert "Nothing changed" not in tree.text

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("?from=yesterday", "“yesterday” is not a date."),
            ("?to=31/03/2012", "This programme was first recorded on 1 June 2012."),
            ("?to=0001-01-01", "This programme was first recorded on 1 June 2012."),
            ("?from=2012-06-31", "“2012-06-31” is not a date."),
            ("?from=2012-06-10%00", "“2012-06-10\0” is not a date."),
            ("?to=2012-07-05", "5 July 2012 is in the future."),
            ("?from=2012-07-05", "5 July 2012 is in the future."),
            ("?from=2012-06-20&to=2012-06-10", "The first day must come before the second."),
            ("?from=2012-06-10&to=2012-06-10", "The first day must come before the second."),
            ("?from=2012-07-04", "The first day must come before the second."),
            ("?from=2012-05-31", "This programme was first recorded on 1 June 2012."),
            ("?to=2012-05-31", "This programme was first recorded on 1 June 2012."),
            ("?from=1989-12-31", "This programme was first recorded on 1 June 2012."),
            ("?from=0001-01-01&to=0001-01-02", "This programme was first recorded on 1 June 2012."),
        ],
    )
    @pytest.mark.one_engine
    def test_days_that_make_no_sense_are_refused_with_the_rule(
        self, client: Client, told: Story, query: str, sentence: str
    ) -> None:
        response = asked(client, told.member, told.programme, query)
        assert refusal(response).replace("\ufffd", "\0") == sentence

    @pytest.mark.one_engine
    def test_a_title_that_is_a_script_is_only_ever_shown(self, client: Client, told: Story) -> None:
        by = factories.officer()
        edit_record(told.milestone, by=by, title=SCRIPT)
        edit_record(told.lending, by=by, title=SCRIPT)
        edit_record(told.line, by=by, title=SCRIPT)
        edit_record(told.ada, by=by, name=SCRIPT)
        html = asked(client, told.member, told.programme).content.decode()
        assert (html.count(SCRIPT), html.count("&lt;script&gt;alert(1)") > 3) == (0, True)

    def test_another_programme_is_not_told_of_and_who_may_not_see_it_learns_nothing(
        self, client: Client, told: Story
    ) -> None:
        with on(6, 1):
            other = factories.programme("Warm Homes")
        factories.milestone("A secret", project=factories.project(programme=other))
        assert "A secret" not in asked(client, told.member, told.programme).content.decode()
        assert asked(client, told.member, other).status_code == 404
        assert asked(client, told.member, other, "?from=nonsense").status_code == 404


class TestOfAProject:
    @pytest.mark.one_engine
    def test_changes_are_listed_without_repeating_the_name_on_every_line(
        self, client: Client, told: Story
    ) -> None:
        tree = page(asked(client, told.lead, told.lending, "?from=2012-06-10"))
        kept = ("Ratings", "Milestones", "People")
        expected = {k: v for k, v in WHOLE.items() if k.startswith(kept)}
        renamed = {"Projects 1 changed": ["Renting tools renamed from “Lending tools”"]}
        assert sections(tree) == renamed | expected
        assert list(tree.all("h3")) == []

    def test_a_member_of_the_team_sees_the_project_and_not_what_the_programme_keeps(
        self, client: Client, told: Story
    ) -> None:
        factories.benefit("A secret", programme=told.programme, project=told.lending)
        team = factories.account(factories.holder(Role.TEAM_MEMBER, told.lending.scope, "Tom Ward"))
        seen = asked(client, team, told.lending).content.decode()
        assert ("A secret" in seen, "Red to Amber" in read(seen).text) == (False, True)
        assert "A secret" in asked(client, told.lead, told.lending).content.decode()
        assert asked(client, team, told.programme).status_code == 404

    def test_a_draft_is_never_told_not_even_to_its_lead(self, client: Client, told: Story) -> None:
        draft = factories.draft_report(project=told.lending)
        secret = {"overall_rag": "red", "overall_reason": "A secret.", "cost_rag": "red"}
        edit_record(draft, by=factories.officer(), **secret)
        tree = page(asked(client, told.lead, told.lending, "?from=2012-06-20"))
        assert sections(tree) == {}

    def test_a_day_before_the_project_is_refused_with_its_first_day(
        self, client: Client, told: Story
    ) -> None:
        with on(6, 15):
            young = factories.project("Young", programme=told.programme)
        assert first_recorded_on(young) == date(2012, 6, 15)
        response = asked(client, told.member, young, "?from=2012-06-14")
        assert refusal(response) == "This project was first recorded on 15 June 2012."


def about(paper: Paper) -> About:
    """What a paper draws from now."""
    return About(paper.serves, None, paper.meeting_on, paper)


class TestInAPaper:
    def paper(self, told: Story, meeting_on: date | None) -> Any:
        return factories.paper(programme=told.programme, meeting_on=meeting_on)

    def test_it_tells_what_changed_since_the_last_papers_meeting(self, told: Story) -> None:
        self.paper(told, date(2012, 6, 2))
        self.paper(told, date(2012, 6, 15))
        self.paper(told, date(2012, 7, 20))
        factories.paper(meeting_on=date(2012, 7, 1))
        found = changes_since_last_paper(about(self.paper(told, date(2012, 7, 16))))
        assert found.table.caption == "What changed since 15 June 2012"
        assert found.table.rows[:4] == (
            ("Title", "The programme", "renamed from “Open Doors”"),
            ("State", "The programme", "Proposed to Running"),
            ("Renting tools", "Projects", "renamed from “Lending tools”"),
            ("Closing early", "Projects", "archived"),
        )
        assert found.table.rows[4] == ("Overall", "Renting tools", "Red to Amber")
        span = span_of_programme(told.programme, end_of(date(2012, 6, 15)), None)
        lines = [line for section in compared(span).sections for line in section.lines]
        people = [line for line in lines if line.group == PEOPLE]
        assert "Ada Fenwick" in str(people)
        assert "Ada Fenwick" not in str(found.table.rows)
        assert len(found.table.rows) == len(lines) - len(people) > 4

    @pytest.mark.parametrize("before", [[], [date(2012, 5, 20)], [date(2012, 7, 16)]])
    def test_without_an_earlier_paper_since_the_first_record_it_says_so(
        self, told: Story, before: list[date]
    ) -> None:
        for day in before:
            self.paper(told, day)
        found = changes_since_last_paper(about(self.paper(told, date(2012, 7, 16))))
        assert (found.table.rows, found.nil) == ((), "There is no earlier paper to compare with.")

    def test_when_nothing_changed_it_says_so(self, told: Story) -> None:
        self.paper(told, date(2012, 6, 25))
        found = changes_since_last_paper(about(self.paper(told, None)))
        assert (found.table.rows, found.nil) == ((), "Nothing has changed since 25 June 2012.")
