"""Pages as at a past day show that day, and nothing can be changed on them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from people.models import Account
from projects.views.reports import EditReport
from records.views.records import AddRecord, ArchiveRecord, EditRecord
from tests import factories
from tests.sweeps.pages import read
from tests.sweeps.story import BEFORE, THEN, Story, story
from tests.sweeps.walking import links
from tests.sweeps.world import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]

CHANGING = (AddRecord, EditRecord, ArchiveRecord, EditReport)
# Pages that can be asked for a past day: a link from the past to one of them stays in the past.
DATED = {
    "benefits:programme_benefits",
    "governance:board_detail",
    "governance:programme_boards",
    "directory:scope_detail",
    "programmes:programme_detail",
    "projects:project_detail",
    "projects:project_list",
    "dashboards:programme_list",
    "dashboards:programme_dashboard",
}
NEW = (
    "Wider Doors", "Renting tools", "15 July 2012", "The van came late", "20 June 2012",
    "20 Jun 2012", "Fewer shops", "£1,100k",
)  # fmt: skip


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """Told once; the tests only look at it."""
    with kept(django_db_blocker):
        yield story()


def html(client: Client, account: Account, url: str, day: str = "") -> str:
    client.force_login(account)
    response = client.get(url, {"at": day} if day else {})
    assert response.status_code == 200, url
    return response.content.decode()


def text(page: str) -> str:
    """The words of a page, without the banner and the controls round its content."""
    (main,) = read(page).all("main")
    (title,) = (t for t in read(page).all("title") if t.parent and t.parent.tag == "head")
    crumbs = " ".join(nav.text for nav in read(page).all("nav"))
    return f"{title.text} {crumbs} {main.text}"


def pages(told: Story) -> dict[str, str]:
    programme = f"/programmes/{told.programme.reference}/"
    return {
        "portfolio": "/programmes/",
        "dashboard": programme,
        "list": f"{programme}projects/",
        "project": f"/projects/{told.lending.reference}/",
        "about": f"{programme}about/",
        "benefits": f"{programme}benefits/",
        "boards": f"{programme}boards/",
        "seats": f"/scopes/{told.lending.reference}/",
    }


THEN_AND_NOW = {
    "portfolio": (["Open Doors", "Proposed", "1 Red 1 Green"], ["Wider Doors", "1 Amber"]),
    "dashboard": (
        [
            "Open Doors Proposed",
            "Red 1 project Amber 0 projects Green 1 project Milestones slipped 0",
            "1 of 2 projects is red.",
            "£675k of savings is still to be found.",
            "Reports to 1 June 2012, none of them old.",
            "Lending tools Red No van. Report to 1 June 2012",
            "the earliest 18 May 2012, the latest 1 June 2012 Lending tools : Green to Red",
            "2 Closing early Green Closing early : one report",
            "50 Up 13 (better)",
            "Fewer leased shops £525k achieved of £1,200k required £675k still to find",
        ],
        [
            "Wider Doors Running",
            "Red 0 projects Amber 1 project Green 0 projects Milestones slipped 1",
            "No project is red; 1 of 1 is amber. Slips most: “First library open” of Renting "
            "tools, to 15 July 2012 (14 days late). £575k of savings is still to be found.",
            "Reports to 20 June 2012, none of them old.",
            "Renting tools Amber The van came late. Report to 20 June 2012",
            "Since the last report, 1 June 2012 Renting tools : Red to Amber",
            "milestone “ First library open ” moved from 1 July 2012",
            "to 15 July 2012, 14 days later",
            "First library open Renting tools 15 July 2012 14 days late",
            "55 Up 18 (better)",
            "Fewer shops £525k achieved of £1,100k required £575k still to find",
        ],
    ),
    "list": (
        ["Open Doors", "Lending tools", "Closing early", "Red", "Ada Fenwick, Ben Hale"],
        ["Wider Doors", "Renting tools", "Amber", "Ben Hale"],
    ),
    "project": (
        ["Programmes Open Doors", "Lending tools", "Red", "No van.", "on time", "Ada Fenwick"],
        ["Programmes Wider Doors", "Renting tools", "The van came late.", "14 days late"],
    ),
    "about": (["Open Doors", "Proposed"], ["Wider Doors", "Running"]),
    "benefits": (["Open Doors", "£1,200,000"], ["Wider Doors", "£1,100,000"]),
    "boards": (["Open Doors", "Open Doors Board"], ["Wider Doors"]),
    "seats": (["Lending tools", "Ada Fenwick", "Ben Hale"], ["Renting tools", "Ben Hale"]),
}


@pytest.mark.parametrize("page", THEN_AND_NOW)
def test_a_page_shows_its_day(client: Client, told: Story, page: str) -> None:
    then, now = THEN_AND_NOW[page]
    url = pages(told)[page]
    past = text(html(client, told.keeper, url, THEN))
    present = text(html(client, told.keeper, url))
    assert [words for words in then if words not in past] == []
    assert [words for words in now if words not in present] == []
    assert [words for words in NEW if words in past] == []


def test_who_has_gone_and_what_is_archived_is_not_on_the_page_of_today(
    client: Client, told: Story
) -> None:
    for page in ("dashboard", "list", "project", "seats"):
        present = text(html(client, told.keeper, pages(told)[page]))
        present, _, gone = present.partition("Earlier holders")
        assert ("Ada Fenwick" in gone) == (page == "seats")
        assert [n for n in ("Ada Fenwick", "Closing early") if n in present] == [], page


def test_a_page_of_the_past_says_so_and_leads_back(client: Client, told: Story) -> None:
    for url in pages(told).values():
        page = html(client, told.keeper, url, THEN)
        assert "As at 10 June 2012, 23:59" in page
        assert f'href="{url}">Back to now' in page
        assert "Back to now" not in html(client, told.keeper, url)


def test_nothing_can_be_changed_in_the_past(client: Client, told: Story) -> None:
    """Not even by those who may change everything today."""
    everywhere = set(pages(told)) - {"dashboard"}  # which only shows
    for account, changed in (
        (told.keeper, everywhere),
        (told.lead, {"project", "benefits", "seats"}),
    ):
        ways = {}
        for name, url in pages(told).items():
            past = html(client, account, url, THEN)
            assert (ways_to_change(past, url), forms(past)) == ([], []), name
            ways[name] = ways_to_change(html(client, account, url), url)
        assert {name for name, found in ways.items() if found} == changed


def ways_to_change(page: str, url: str) -> list[str]:
    views = ((link, resolve(urlsplit(link).path).func) for link in links(read(page), url))
    return [link for link, view in views if getattr(view, "view_class", None) in CHANGING]


def forms(page: str) -> list[str]:
    """Where the page sends something, but for signing out."""
    posts = (f for f in read(page).all("form") if f.attributes.get("method") == "post")
    return [action for f in posts if (action := f.attributes.get("action", "")) != "/sign-out/"]


def test_links_stay_in_the_past(client: Client, told: Story) -> None:
    for name, url in pages(told).items():
        page = html(client, told.keeper, url, THEN)
        (content,) = [d for d in read(page).all("div") if "main" in {c.tag for c in d.children}]
        found = [a.attributes["href"] for a in content.all("a") if a.text != "Now"]
        dated = {
            link: parse_qs(urlsplit(link).query).get("at")
            for link in found
            if link.startswith("/") and resolve(urlsplit(link).path).view_name in DATED
        }
        assert {link for link, at in dated.items() if at != [THEN]} == set(), name
        assert dated or name == "portfolio"


def test_the_filter_of_a_list_stays_in_the_past(client: Client, told: Story) -> None:
    for name in ("portfolio", "list"):
        page = read(html(client, told.keeper, pages(told)[name], THEN))
        (form,) = [f for f in page.all("form") if "filter__form" in f.attributes.get("class", "")]
        kept = [
            i.attributes.get("value") for i in form.all("input") if i.attributes["name"] == "at"
        ]
        assert kept == [THEN], name


def test_filters_narrow_the_list_as_it_was(client: Client, told: Story) -> None:
    client.force_login(told.keeper)
    url = pages(told)["list"]
    for query, expected in (
        ({"title": "lending"}, ["Lending tools"]),
        ({"title": "renting"}, []),
        ({"is_archived": "True"}, []),
        ({"stage": "scoping"}, ["Lending tools", "Closing early"]),
    ):
        response = client.get(url, query | {"at": THEN})
        assert [row["cells"][0].text for row in response.context["rows"]] == expected, query
    response = client.get(url, {"is_archived": "True"})
    assert [row["cells"][0].text for row in response.context["rows"]] == ["Closing early"]


def test_before_it_was_recorded_there_is_nothing(client: Client, told: Story) -> None:
    client.force_login(told.keeper)
    for name, url in pages(told).items():
        response = client.get(url, {"at": BEFORE})
        if name == "portfolio":
            assert response.status_code == 200
            assert "Doors" not in text(response.content.decode())
        else:
            assert response.status_code == 404, name


def test_todays_rights_decide_who_sees_the_past(client: Client, told: Story) -> None:
    gone = factories.account(told.ada)
    stranger = factories.account(factories.person("Otto Vane"))
    for account in (gone, stranger):
        client.force_login(account)
        for name, url in pages(told).items():
            expected = 200 if name == "portfolio" else 404
            assert client.get(url, {"at": THEN}).status_code == expected, name
        assert "Open Doors" not in html(client, account, "/programmes/", THEN)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2012-07-05", "5 July 2012 is in the future."),
        ("2012-02-31", "“2012-02-31” is not a date."),
        ("yesterday", "“yesterday” is not a date."),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused_with_its_sentence(
    client: Client, told: Story, day: str, sentence: str
) -> None:
    client.force_login(told.keeper)
    for name, url in pages(told).items():
        response = client.get(url, {"at": day})
        assert response.status_code == 400, name
        assert sentence in response.content.decode(), name


def test_a_board_member_reads_the_dashboard_of_a_past_day(client: Client, told: Story) -> None:
    past = text(html(client, told.member, pages(told)["dashboard"], THEN))
    assert "No van." in past
    assert [words for words in NEW if words in past] == []
