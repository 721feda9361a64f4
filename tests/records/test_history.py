"""The page of a record's history: what it shows to whom, narrowed, and as a table."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from audit import writing
from audit.actions import archive_record, edit_record
from audit.bulk import change_many, create_many
from audit.writing import audited
from people.choices import Role
from people.models import Account, OrganisationUnit
from projects.actions import edit_project
from projects.models import Milestone, Project
from records.pages.spreadsheets import unguarded
from tests import factories
from tests.sweeps.pages import Element, read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

SCRIPT = "<script>alert(1)</script>"
NEXT_DAY = datetime(2012, 7, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def keeper(client: Client) -> Account:
    account = factories.account()
    client.force_login(account)
    return account


@pytest.fixture
def project(keeper: Account) -> Project:
    return factories.project("Tools", summary="The library lends tools to everybody.")


def address(project: Project, query: str = "") -> str:
    return f"/projects/{project.reference}/history/{query}"


def page(client: Client, url: str) -> Element:
    response = client.get(url)
    assert response.status_code == 200
    return read(response.content.decode())


def entries(client: Client, project: Project, query: str = "") -> list[str]:
    """The headings, newest first."""
    headings = page(client, address(project, query)).all("h2")
    return [h.text for h in headings if h.attributes.get("class") == "moj-timeline__title"]


def table(client: Client, project: Project, query: str = "") -> list[list[str]]:
    response = client.get(address(project, f"?format=csv{query}"))
    text = response.content.decode("utf-8-sig")
    return [[unguarded(c) for c in row] for row in csv.reader(io.StringIO(text, newline=""))][1:]


class TestThePage:
    def test_says_who_when_why_and_from_what_to_what(
        self, client: Client, project: Project, keeper: Account
    ) -> None:
        edit_project(project, by=keeper.person, reason="Plainer", title="Toys")
        (item, *_) = [
            d for d in page(client, address(project)).all("div")
            if d.attributes.get("class") == "moj-timeline__item"
        ]  # fmt: skip
        assert item.text == (
            "Changed by Olive Tarrant 4 July 2012, 10:00 Plainer Title was Tools → became Toys"
        )

    def test_says_in_words_what_went_and_what_came_in_a_text(
        self, client: Client, project: Project, keeper: Account
    ) -> None:
        edit_project(project, by=keeper.person, summary="The library lends toys to everybody.")
        html = page(client, address(project))
        (removed,) = html.all("del")
        (added,) = html.all("ins")
        assert (removed.text, added.text) == ("removed: tools", "added: toys")

    def test_shows_a_script_that_was_stored_as_text(
        self, client: Client, project: Project, keeper: Account
    ) -> None:
        for text in (SCRIPT, f"The library lends {SCRIPT} to everybody who comes."):
            edit_project(project, by=keeper.person, reason=SCRIPT, title=SCRIPT, summary=text)
            project.refresh_from_db()
        milestone = factories.milestone(SCRIPT, project=project)
        edit_record(milestone, by=keeper.person, reason=SCRIPT, title=f"{SCRIPT} again")
        for query in ("", "?field=project.title"):
            html = client.get(address(project, query)).content.decode()
            assert SCRIPT not in html
            assert "&lt;script&gt;" in html

    def test_says_plainly_that_a_record_was_loaded(self, client: Client, keeper: Account) -> None:
        with audited(by=keeper.person, reason="Register", dated=datetime(2010, 4, 30, tzinfo=UTC)):
            unit = writing.create(OrganisationUnit, name="Parks", kind="team")
        text = page(client, f"/units/{unit.pk}/history/").text
        assert "Loaded; dated 30 April 2010, 01:00 recorded on " in text

    def test_has_ten_entries_and_keeps_the_filter_from_page_to_page(
        self, client: Client, project: Project, keeper: Account
    ) -> None:
        for number in range(15):
            edit_project(project, by=keeper.person, title=f"Tools {number}")
        html = page(client, address(project, f"?person={keeper.person.pk}"))
        links = [a.attributes["href"] for a in html.all("a") if a.attributes.get("rel") == "next"]
        assert len(entries(client, project)) == 10
        assert links == [f"?person={keeper.person.pk}&page=2"]
        assert len(entries(client, project, links[0])) == 6

    def test_asks_as_often_for_many_entries_as_for_one(
        self, client: Client, project: Project, django_assert_num_queries: Any
    ) -> None:
        signed_in, record, index, actors, rows, stages, frame = 2, 1, 1, 1, 1, 1, 1
        expected = signed_in + record + index + actors + rows + stages + frame
        for number in range(3):
            with django_assert_num_queries(expected):
                client.get(address(project))
            edit_project(project, by=factories.officer(), title=f"Tools {number}")

    def test_offers_an_earlier_version_to_those_who_may_edit(
        self, client: Client, project: Project, keeper: Account
    ) -> None:
        edit_project(project, by=keeper.person, title="Toys")
        restore = f"/projects/{project.reference}/history/1/restore/"
        assert restore in client.get(address(project)).content.decode()
        member = factories.holder(Role.TEAM_MEMBER, project.scope, "Mona Pryce")
        client.force_login(factories.account(member))
        assert "restore" not in client.get(address(project)).content.decode()

    def test_offers_nothing_of_an_archived_record(
        self, client: Client, project: Project, keeper: Account
    ) -> None:
        edit_project(project, by=keeper.person, title="Toys")
        archive_record(project, by=keeper.person)
        assert "restore" not in client.get(address(project)).content.decode()


@pytest.fixture
def story(project: Project, keeper: Account) -> Project:
    """Two people on two days."""
    milestone = factories.milestone("Shelf", project=project)
    with clock.stopped_at(NEXT_DAY):
        lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh")
        edit_record(milestone, by=lead, reason="Late", forecast_on=date(2012, 8, 1))
        edit_project(project, by=lead, reason="Toys too", title="Toys")
    return project


class TestNarrowing:
    def test_by_who_changed_it(self, client: Client, story: Project) -> None:
        html = page(client, address(story))
        (people, fields) = html.all("select")
        people_offered = {o.text: o.attributes["value"] for o in people.all("option")}
        assert list(people_offered) == ["Everybody", "Lena Marsh", "Olive Tarrant"]
        lena = people_offered["Lena Marsh"]
        assert entries(client, story, f"?person={lena}") == ["Changed", "Milestone changed"]
        assert "Forecast" in [o.text for o in fields.all("option")]

    def test_by_field(self, client: Client, story: Project) -> None:
        assert entries(client, story, "?field=milestone.forecast_on") == ["Milestone changed"]
        assert entries(client, story, "?field=project.title") == ["Changed", "Created"]
        shown = page(client, address(story, "?field=project.title")).text
        assert "Summary" not in shown.split("newest first")[1]

    def test_by_archiving(self, client: Client, story: Project, keeper: Account) -> None:
        assert entries(client, story, "?field=milestone.is_archived") == []
        archive_record(Milestone.objects.get(title="Shelf"), by=keeper.person)
        assert entries(client, story, "?field=milestone.is_archived") == ["Milestone archived"]

    def test_by_period_both_days_counted(self, client: Client, story: Project) -> None:
        with clock.stopped_at(NEXT_DAY + timedelta(days=1)):
            assert len(entries(client, story)) == 5
            assert len(entries(client, story, "?since=2012-07-05")) == 3
            assert len(entries(client, story, "?until=2012-07-04")) == 2
            assert len(entries(client, story, "?since=2012-07-04&until=2012-07-05")) == 5

    def test_keeps_what_is_chosen_in_the_downloads(self, client: Client, story: Project) -> None:
        html = client.get(address(story, "?field=project.title&until=2012-07-04")).content.decode()
        assert 'href="?field=project.title&amp;until=2012-07-04&amp;format=csv"' in html
        assert 'href="?field=project.title&amp;until=2012-07-04&amp;format=xlsx"' in html
        assert "Remove What changed: Project, title" in read(html).text

    def test_that_finds_nothing_says_so(self, client: Client, story: Project) -> None:
        text = page(client, address(story, "?until=1999-12-31")).text
        assert "Nothing in this history matches these filters." in text

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("since=2012-07-31", "31 July 2012 is in the future."),
            ("until=yesterday", "“yesterday” is not a date."),
            ("since=2012-02-30", "“2012-02-30” is not a date."),
            ("since=2012-07-04T10:00Mars", "“2012-07-04T10:00Mars” is not a date."),
            ("since=1066-10-14", "Nothing was recorded before 1990."),
            ("since=2012-07-03&until=2012-07-01", "3 July 2012 is after 1 July 2012."),
            ("person=999999", "Choose a person who changed something here."),
            ("field=project.scope", "Choose a field that this history covers."),
            ("field=account.password", "Choose a field that this history covers."),
            ("format=pdf", "A history can be downloaded as CSV or XLSX."),
        ],
    )
    def test_by_what_cannot_be_understood_is_refused_in_a_sentence(
        self, client: Client, project: Project, query: str, sentence: str
    ) -> None:
        response = client.get(address(project, f"?{query}"))
        assert response.status_code == 400
        assert sentence in response.content.decode()


class TestTheTable:
    def test_has_a_row_for_each_field_that_changed(
        self, client: Client, project: Project, keeper: Account
    ) -> None:
        other = factories.person("Edwin Ashdown")
        with audited(by=keeper.person, reason="=Why", on_behalf_of=other):
            writing.change(project, title="=Toys", second_title="High")
        row = project.history.latest("history_id")
        recorded = clock_of(row.recorded_at)
        shared = ["2012-07-04T10:00:00+01:00", "Olive Tarrant", "Edwin Ashdown", "=Why", "Project"]
        after = ["no", recorded, str(row.change_set), ""]
        assert table(client, project)[:2] == [
            [*shared, "=Toys", "changed", "Title", "Tools", "=Toys", *after],
            [*shared, "=Toys", "changed", "Also called", "empty", "High", *after],
        ]

    def test_tells_of_archiving_too(
        self, client: Client, project: Project, keeper: Account
    ) -> None:
        archive_record(project, by=keeper.person, reason="Done")
        told = ["Done", "Project", "Tools", "archived", "", "", ""]
        assert table(client, project)[0][3:10] == told

    def test_is_narrowed_as_the_page_is(self, client: Client, story: Project) -> None:
        assert [row[7:10] for row in table(client, story, "&field=milestone.forecast_on")] == [
            ["Forecast", "empty", "1 August 2012"]
        ]

    def test_is_a_workbook_too(self, client: Client, story: Project) -> None:
        response = client.get(address(story, "?format=xlsx"))
        sheet = load_workbook(io.BytesIO(response.content)).active
        rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert rows[1:] == table(client, story)

    def test_does_not_show_an_outsider_that_there_is_one(
        self, client: Client, project: Project
    ) -> None:
        client.force_login(factories.account(factories.person("Otto Vane")))
        assert client.get(address(project, "?format=csv")).status_code == 404

    def test_of_a_thousand_versions_is_whole(
        self, client: Client, project: Project, keeper: Account
    ) -> None:
        with audited(by=keeper.person, reason="Register"):
            rows = [{"project": project, "title": f"Milestone {n}"} for n in range(100)]
            milestones = create_many(Milestone, rows)
        for day in range(1, 10):
            with audited(by=keeper.person, reason="Later"):
                milestones = change_many(milestones, forecast_on=date(2012, 8, day))
        assert Milestone.history.count() == 1_000
        for query in ("", "?field=milestone.forecast_on", "?format=xlsx"):
            assert client.get(address(project, query)).status_code == 200
        moved = [row for row in table(client, project) if "Forecast" in row]
        assert len(moved) == 900

    def test_shows_the_first_records_of_a_large_change_and_counts_the_others(
        self, client: Client, project: Project, keeper: Account
    ) -> None:
        with audited(by=keeper.person, reason="Register"):
            rows = [{"project": project, "title": f"Milestone {n}"} for n in range(30)]
            create_many(Milestone, rows)
        text = page(client, address(project)).text
        assert "30 records changed by Olive Tarrant" in text
        assert "Milestone created: Milestone 19" in text
        assert "Milestone 20" not in text
        assert "and 10 more records" in text


def clock_of(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
