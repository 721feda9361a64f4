"""What was changed lately, and who reads what of it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from audit.actions import edit_record
from audit.models import RecordedChange
from audit.queries.activity import ActivityPage, page_of_activity
from governance.actions.agreed import correct_removal
from people.choices import Role
from people.models import Account
from people.queries import office
from projects.actions import open_report, save_report, submit_report
from projects.models import Project
from records.views.activity import seen_by
from tests import factories
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

SECRET = "Between us: the contractor has walked out."
MINUTE = timedelta(minutes=1)


def told(page: ActivityPage) -> list[list[tuple[str, str, str]]]:
    """Each entry's records: what became of it, its name, and what it belongs to."""
    return [
        [(line.change.title, line.change.name, line.whole) for line in entry.lines]
        for entry in page.entries
    ]


def page_seen(account: Account, **keys: str) -> ActivityPage:
    person = account.person
    return page_of_activity(seen_by(person, RecordedChange.objects.all()), person, **keys)


@pytest.fixture
def project() -> Project:
    return factories.project("Lending", programme=factories.programme("Open Doors"))


@pytest.fixture
def reader(project: Project) -> Account:
    return factories.account(factories.holder(Role.READER, office(), "Rita Vale"))


def test_an_entry_is_one_change_set_with_all_its_records(
    project: Project, july_2012: datetime
) -> None:
    keeper = factories.account()
    with clock.stopped_at(july_2012 + MINUTE):
        milestone = factories.milestone("First library", project=project)
    with clock.stopped_at(july_2012 + 2 * MINUTE):
        edit_record(
            milestone, by=keeper.person, reason="The van is late", forecast_on=date(2012, 8, 1)
        )
    entries = page_seen(keeper).entries
    assert [(e.actor_id, e.reason, e.when) for e in entries[:2]] == [
        (keeper.person.pk, "The van is late", july_2012 + 2 * MINUTE),
        (factories.officer().pk, "Milestone created", july_2012 + MINUTE),
    ]
    (line,) = entries[0].lines
    assert (line.change.title, line.change.name, line.whole) == (
        "Milestone changed",
        "First library",
        "Lending",
    )
    assert [(c.field, c.before, c.after) for c in line.change.changes] == [
        ("Forecast", "empty", "1 August 2012")
    ]
    created = [e for e in entries if e.reason == "Project created"]
    assert [[line.kind for line in e.lines] for e in created] == [
        ["projects.project", "people.scope"]
    ]


def test_what_belongs_to_nothing_stands_alone() -> None:
    board = factories.board("Cabinet", programme=None)
    keeper = factories.account()
    assert (board.programme, told(page_seen(keeper))[0][0]) == (
        None,
        ("Board created", "Cabinet", ""),
    )


def test_a_draft_is_no_activity_for_those_who_may_not_read_it(
    project: Project, reader: Account
) -> None:
    lead = factories.account(factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh"))
    draft = open_report(project=project, by=lead.person)
    save_report(draft, by=lead.person, achieved=SECRET)
    assert SECRET in str(page_seen(lead))
    before = told(page_seen(reader))
    assert SECRET not in str(page_seen(reader))
    submit_report(draft, by=lead.person, achieved="Doors are open.", overall_rag="green")
    after = page_seen(reader)
    assert told(after) == [[("Status report created", "4 July 2012", "Lending")], *before]
    assert "Doors are open." in str(after)
    assert SECRET not in str(after)


def test_nobody_reads_of_what_they_may_not_see(project: Project) -> None:
    theirs = factories.project("Warm rooms", programme=factories.programme("Warm Homes"))
    factories.milestone("Boilers out", project=theirs)
    mine = factories.milestone("Shelves up", project=project)
    member = factories.account(factories.holder(Role.TEAM_MEMBER, project.scope, "Tom Ash"))
    outsider = factories.account(factories.person("Olive Stone"))
    seen = str(page_seen(member))
    assert mine.title in seen
    assert [w for w in ("Warm", "Boilers", "Olive Stone") if w in seen] == []
    assert page_seen(outsider) == ActivityPage([], "", "")


def test_people_are_for_those_who_keep_the_office(project: Project, reader: Account) -> None:
    person = factories.person("Ada Fenwick", telephone="0115 000 0000")
    edit_record(person, by=factories.officer(), telephone="0115 111 1111")
    assert "0115 111 1111" in str(page_seen(factories.account()))
    assert "0115" not in str(page_seen(reader))


class TestThePages:
    """Fifty records a page, by their key."""

    @pytest.fixture
    def many(self, project: Project, july_2012: datetime) -> list[str]:
        """120 milestones, the newest first; the last forty of one moment."""
        titles = [f"Milestone {number}" for number in range(120)]
        for number, title in enumerate(titles):
            with clock.stopped_at(july_2012 + min(number, 80) * MINUTE):
                factories.milestone(title, project=project)
        return titles[::-1]

    def test_follow_each_other_without_gap_or_repetition(
        self, many: list[str], project: Project
    ) -> None:
        keeper = factories.account()
        forwards, key = [], ""
        while not forwards or key:
            forwards.append(page_seen(keeper, before=key))
            key = forwards[-1].older
        names = [line.change.name for p in forwards for e in p.entries for line in e.lines]
        assert [len(p.entries) for p in forwards[:2]] == [50, 50]
        assert [name for name in names if name in many] == many
        assert len(names) == RecordedChange.objects.count()
        back = page_seen(keeper, after=forwards[1].newer)
        assert told(back) == told(forwards[0])
        assert (forwards[0].newer, back.older) == ("", forwards[0].older)

    def test_stay_where_they_are_when_something_new_is_written(
        self, many: list[str], project: Project, july_2012: datetime
    ) -> None:
        keeper = factories.account()
        first = page_seen(keeper)
        second = page_seen(keeper, before=first.older)
        with clock.stopped_at(july_2012 + timedelta(days=1)):
            correct_removal(project, by=keeper.person, why="Done")
        assert page_seen(keeper, before=first.older) == second
        assert told(page_seen(keeper, after=first_key(first)))

    def test_need_three_queries_however_much_there_is(
        self, many: list[str], django_assert_num_queries: pytest.FixtureRequest
    ) -> None:
        keeper = factories.account()
        changes = seen_by(keeper.person, RecordedChange.objects.all())
        for _ in range(2):
            with django_assert_num_queries(3):
                page = page_of_activity(changes, keeper.person)
            changes = changes.filter(kind="projects.milestone")
        assert len(page.entries) == 50


def first_key(page: ActivityPage) -> str:
    """The key of the newest record of a page."""
    entry = page.entries[0]
    row = RecordedChange.objects.filter(change_set=entry.change_set).latest("id")
    return f"{row.moment.isoformat()}_{row.pk}"


class TestInTheBrowser:
    @pytest.fixture
    def keeper(self, client: Client) -> Account:
        account = factories.account()
        client.force_login(account)
        return account

    def test_a_programme_tells_of_its_projects_and_a_project_of_itself(
        self, client: Client, keeper: Account, project: Project
    ) -> None:
        other = factories.project("Reading", programme=project.programme)
        factories.milestone("Shelves up", project=project)
        factories.milestone("Books in", project=other)
        factories.milestone("Boilers out")
        pages = {
            reference: client.get(f"/scopes/{reference}/activity/").content.decode()
            for reference in (project.reference, project.programme.reference)
        }
        found = {
            reference: [w for w in ("Shelves up", "Books in", "Boilers out") if w in html]
            for reference, html in pages.items()
        }
        assert found == {
            project.reference: ["Shelves up"],
            project.programme.reference: ["Shelves up", "Books in"],
        }

    def test_a_person_tells_of_what_they_did(
        self, client: Client, keeper: Account, project: Project
    ) -> None:
        manager = factories.holder(Role.PROGRAMME_MANAGER, project.programme.scope, "Mia Holt")
        factories.milestone("Hers", project=project, by=manager)
        factories.milestone("Another's", project=project)
        html = client.get(f"/people/{manager.reference}/activity/").content.decode()
        assert [w for w in ("Hers", "Another's") if w in html] == ["Hers"]

    def test_the_office_is_the_whole_of_it(self, client: Client, keeper: Account) -> None:
        response = client.get(f"/scopes/{office().reference}/activity/")
        assert (response.status_code, response["Location"]) == (302, "/activity/")

    @pytest.mark.parametrize(
        ("narrowed", "expected"),
        [
            ("by=mia", ["Hers"]),
            ("by=nobody", []),
            ("kind=projects.milestone&since=2012-07-05", ["Another"]),
            ("until=2012-07-04", ["Hers"]),
            ("kind=projects.project", []),
            ("", ["Hers", "Another"]),
        ],
    )
    def test_is_narrowed(
        self,
        client: Client,
        keeper: Account,
        project: Project,
        july_2012: datetime,
        narrowed: str,
        expected: list[str],
    ) -> None:
        manager = factories.holder(Role.PROGRAMME_MANAGER, project.programme.scope, "Mia Holt")
        factories.milestone("Hers", project=project, by=manager)
        with clock.stopped_at(july_2012 + timedelta(days=1)):
            factories.milestone("Another", project=project)
            html = client.get(f"/activity/?{narrowed}").content.decode()
        assert [w for w in ("Hers", "Another") if f": {w}, Lending" in html] == expected

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ("since=soon", "“soon” is not a date."),
            ("until=2012-07-05", "5 July 2012 is in the future."),
            ("before=yesterday", "There is no such page of the activity."),
            ("after=2012-07-04T09:00:00_1", "There is no such page of the activity."),
            (f"before={datetime(2012, 7, 4, tzinfo=UTC).isoformat()}_{10**30}",
             "There is no such page of the activity."),
            ("kind=auth.user", "There is no such kind of record."),
        ],
    )  # fmt: skip
    def test_says_what_it_does_not_understand(
        self, client: Client, keeper: Account, asked: str, sentence: str
    ) -> None:
        response = client.get(f"/activity/?{asked.replace('+', '%2B')}")
        assert response.status_code == 400
        assert sentence in response.content.decode()

    def test_a_hostile_name_and_reason_are_text(
        self, client: Client, keeper: Account, project: Project
    ) -> None:
        hostile = "<script>alert(1)</script>"
        milestone = factories.milestone(hostile, project=project)
        edit_record(milestone, by=keeper.person, reason=hostile, title=f"{hostile}!")
        html = client.get("/activity/").content.decode()
        assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3
        assert hostile not in html

    def test_its_lines_and_its_pages_lead_on(
        self, client: Client, keeper: Account, project: Project
    ) -> None:
        milestones = [factories.milestone(f"No. {n}", project=project) for n in range(60)]
        html = client.get("/activity/").content.decode()
        url = f"/changes/projects.milestone/{milestones[-1].pk}/"
        assert url in html
        response = client.get(url)
        history = f"/scopes/{project.reference}/milestones/{milestones[-1].pk}/history/"
        assert (response.status_code, response["Location"]) == (302, history)
        (older,) = re.findall(r'href="(\?before=[^"]*)"', html)
        (key,) = parse_qs(urlsplit(older).query)["before"]
        second = client.get("/activity/", {"before": key}).content.decode()
        assert ("No. 1," in html, "No. 1," in second) == (False, True)
        assert "Newer changes" in second

    def test_a_line_leads_nobody_where_they_may_not_go(
        self, client: Client, project: Project
    ) -> None:
        milestone = factories.milestone(project=project)
        client.force_login(factories.account(factories.person("Olive Stone")))
        for url in (
            f"/changes/projects.milestone/{milestone.pk}/",
            f"/changes/people.scope/{project.scope_id}/",
            "/changes/people.account/1/",
            "/changes/projects.milestone/999999/",
        ):
            assert client.get(url).status_code == 404, url
