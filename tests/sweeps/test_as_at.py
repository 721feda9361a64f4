"""Every page that shows records shows them as at a past moment, and then offers nothing to change.

Three people follow the links from page to page: the moment stays, all the way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from tests.faults.lengths import IS_LONG
from tests.sweeps.addresses import addresses, details, lists
from tests.sweeps.pages import Element, faults, read
from tests.sweeps.walking import answer, browser_of, links
from tests.sweeps.world import DRAFT_SECRET, World
from values import clock

pytestmark = pytest.mark.django_db

LINKS_OF_A_KIND = 2
ASKED = datetime(2012, 7, 6, 9, 0, tzinfo=UTC)  # the world is of 4 July
THEN = "2012-07-05"
MINUTE = "2012-07-04T11:30&tz=Europe/Paris"

AS_AT = {
    "dashboards:overview", "dashboards:programme_list", "dashboards:programme_dashboard",
    "dashboards:programme_roadmap", "dashboards:project_roadmap",
    "reports:paper_detail", "reports:paper_preview", "reports:format_detail",
    "reports:format_version_detail",
    "reports:paper_figure",
    "programmes:portfolio_detail",
    "programmes:programme_brief", "programmes:programme_detail", "projects:project_detail",
    "projects:project_case", "projects:project_people", "projects:project_plan",
    "projects:report_detail", "benefits:programme_benefits", "benefits:programme_savings",
    "registers:registers", "registers:scope_registers", "registers:heat_map",
    "registers:scope_heat_map",
    "governance:board_detail", "governance:programme_boards",
    "governance:office_governance", "governance:programme_governance",
    "governance:terms_detail", "governance:terms_compare",
    "directory:person_detail", "directory:scope_detail",
    "directory:unit_detail",
    "governance:gate_detail", "governance:project_gates", "governance:scope_tolerances",
    "projects:lifecycle_detail", "meetings:meeting_detail", "money:scope_money",
    "projects:moved_milestones",
}  # fmt: skip
AS_AT |= lists().keys() | details()
# Pages that show no records, or that say themselves what time they show.
NOT_AS_AT = {
    "home": "what waits for one today",
    "gallery": "the product's own parts; no record",
    "council_css": "a stylesheet",
    "benefits:archived_benefits": "what can be brought back today",
    "benefits:archived_savings": "what can be brought back today",
    "benefits:measurement_grid": "what is entered today",
    "benefits:savings_grid": "what is entered today",
    "money:month_grid": "what is entered today",
    "money:year_grid": "what is entered today",
    "benefits:benefit_hand_over": "hands over the benefit of today",
    "benefits:benefit_validate": "validates what it claims today",
    "benefits:savings_validate": "validates the figures of today",
    "reports:paper_pdf": "a draft is exported as it is now",
    "reports:paper_html": "a draft is exported as it is now",
    "reports:paper_word": "a draft is exported as it is now",
    "directory:logo_file": "a file never changes",
    "programmes:chart_file": "a file of what its page shows, at the moment of the page",
    "reports:appendix_file": "a file never changes",
    "reports:picture_file": "a file never changes",
    "directory:security_events": "every event says its own time",
    "directory:restriction_list": "what is to be looked at again",
    "directory:restriction_detail": "who may read it today",
    "directory:restriction_release": "opens what is restricted today",
    "registers:change_request_done": "moves the request as it is now",
    "registers:change_request_raised": "moves the request as it is now",
    "registers:change_request_reviewed": "moves the request as it is now",
    "registers:change_request_withdrawn": "moves the request as it is now",
    "registers:issue_escalate": "escalates the issue as it is now",
    "registers:issue_escalation_answer": "answers what waits today",
    "registers:risk_escalation_answer": "answers what waits today",
    "registers:risk_accept": "accepts the risk as it is now",
    "registers:risk_close": "closes the risk as it is now",
    "registers:risk_escalate": "escalates the risk as it is now",
    "registers:risk_happened": "makes an issue of the risk as it is now",
    "registers:risk_reopen": "reopens the risk as it is now",
    "records:history_of_record": "every entry says its own time",
    "accounts:rights": "the rules that are in force",
    "projects:project_move": "moves the project as it is now",
    "projects:report_accept": "accepts what waits today",
    "projects:report_correct": "corrects the report as it is now",
    "projects:report_recall": "takes back what waits today",
    "reporting:check": "what to check today",
    "reporting:programme_check": "what to check today",
    "reporting:programme_report_correct": "corrects the report as it is now",
    "reporting:programme_report_detail": "says itself what a correction changed",
    "reporting:programme_report_move": "moves the report as it is now",
    "reporting:programme_reporting": "who owes a report today",
    "reporting:rating_override": "overrides the rating of today",
    "reporting:ratings": "the ratings of today",
    "reporting:remind": "reminds those who are late today",
    "reporting:remind_all": "reminds those who are late today",
    "reporting:reports_owed": "who owes a report today",
    "projects:report_return": "returns what waits today",
    "directory:appointment_confirm": "confirms what waits today",
    "directory:sign_in_change_detail": "says what may be done with it today",
    "directory:sign_in_change_confirm": "confirms what waits today",
    "directory:sign_in_change_stop": "stops what waits today",
    "accounts:own_change_stop": "stops what waits today",
    "accounts:stop_a_change": "stops what waits today",
    "reports:clearance_give": "clears the paper as it is now",
    "reports:clearance_ask_again": "asks for what is void today",
    "reports:format_entry_leave_out": "changes a version as it is now",
    "reports:format_entry_move": "changes a version as it is now",
    "reports:format_import": "takes a file today",
    "reports:format_values": "changes a version as it is now",
    "reports:format_version_file": "a version is exported as it is now",
    "reports:paper_header": "fills in the header of the paper as it is now",
    "records:read_pasted": "reads what is pasted now",
    "reports:paper_freeze": "changes the paper as it is now",
    "reports:section_move": "changes the paper as it is now",
    "reports:paper_insert": "says what can be put into the paper as it is now",
    "reports:paper_write": "writes the paper as it is now",
    "reports:paper_publish": "publishes the paper as it is now",
    "reports:publication_detail": "a publication never changes",
    "reports:publication_pdf": "a publication never changes",
    "reports:publication_word": "a publication never changes",
    "meetings:calendar_feeds": "one's own calendars",
    "meetings:coming": "begins with this week",
    "meetings:feed": "what lies ahead, read by calendar programs",
    "meetings:feed_renew": "changes an address today",
    "meetings:feed_withdraw": "changes an address today",
    "meetings:forward_plan_item_put": "changes an agenda as it is now",
    "meetings:item_consent": "agrees to what waits today",
    "meetings:meeting_cancel": "cancels the meeting as it is now",
    "meetings:meeting_file": "made from the meeting as it is now",
    "meetings:meeting_hold": "holds the meeting as it is now",
    "meetings:meeting_minutes": "says itself when they were confirmed",
    "meetings:meeting_move": "moves the meeting as it is now",
    "meetings:meeting_run": "runs the meeting as it is now",
    "meetings:minutes_confirm": "confirms what waits today",
    "meetings:vote_cast": "votes on what is moved now",
    "packs:meeting_pack": "whether a pack can be made now",
    "packs:pack_build": "makes a pack now",
    "packs:pack_publish": "publishes a version now",
    "packs:public_decision": "a decision as its meeting took it",
    "packs:public_minutes": "minutes that were confirmed never change",
    "packs:public_switch": "opens a board to the public today",
    "registers:action_add_many": "adds actions today",
    "registers:action_close": "closes the action as it is now",
    "registers:action_close_many": "closes actions as they are now",
    "registers:action_file_file": "a file never changes",
    "registers:action_reopen": "opens the action as it is now",
    "registers:action_verify": "verifies the action as it is now",
    "registers:comment_answer": "answers what is said now",
    "registers:comment_reopen": "opens a comment as it is now",
    "registers:comment_resolve": "resolves a comment as it is now",
    "registers:record": "finds the page of a record that a link names",
    "registers:review_act": "makes an action today",
    "registers:review_file_file": "a file never changes",
    "programmes:document_version_file": "a file never changes",
    "reports:paper_changes": "compares with a day of its own",
    "reports:paper_decide": "records what is decided now",
    "reports:paper_table": "changes an agenda as it is now",
    "jobs:health": "whether the installation works now",
    "jobs:file_detail": "how far a file is now",
    "jobs:file_cancel": "gives up a file that is being made now",
    "jobs:file_fetch": "a file never changes",
    "directory:person_merge": "merges what names somebody today",
    "directory:person_hand_over": "hands over what is held today or later",
    "governance:agreed_change": "changes what is agreed today",
    "governance:agreed_correct": "corrects what is agreed today",
    "governance:agreed_correct_removal": "corrects what is agreed today",
    "governance:agreed_remove": "changes what is agreed today",
    "governance:exception_decide": "records what was decided now",
    "governance:gate_carry_out": "moves the project on now",
    "governance:change_settle": "records what was decided now",
    "governance:closing_decide": "records what was decided now",
    "governance:phase_decide": "records what was decided now",
    "governance:gate_decide": "records what was decided now",
    "governance:gate_return": "returns what waits today",
    "meetings:gate_table": "puts on the agenda what waits today",
    "governance:gate_submit": "submits the project as it is now",
    "governance:gate_vet": "passes on what waits today",
    "reports:programme_compare": "compares two days of its own",
    "reports:project_compare": "compares two days of its own",
}
NOT_AS_AT |= {
    f"packs:{name}": "a version of a pack never changes"
    for name in (
        "pack_detail", "pack_full_pdf", "pack_item", "pack_pdf", "pack_version", "public_board",
        "public_item", "public_pack", "public_pdf",
    )
}  # fmt: skip
# The ends of names of pages that change something or show history.
ENDS = (
    "_add", "_edit", "_restrict", "_archive", "_history", "_restore", "_drop",
    "activity", "working_copy", "signed_out",
)  # fmt: skip
SIGNING_IN = (
    "account_",
    "mfa_",
    "directory:account_",
    "accounts:own_account",
    "accounts:device_end",
    "accounts:own_change_stop",
    "accounts:stop_a_change",
    "directory:sign_in_change_",
)
READING = (
    "_history", "activity", "_compare", "_file", "publication_detail", "meetings:meeting_detail",
    "meetings:coming", "registers:record", "reporting:check", "reporting:ratings",
    "reporting:programme_reporting", "reporting:reports_owed",
)  # fmt: skip
NOW = ("Now", "Back to now")
OF_ITS_PAGE = {"programmes:chart_file"}
"""Files to which a link takes the moment of its page."""


@dataclass
class Walk:
    """The past pages that a person came across, following links from the first ones, a few of each
    kind."""

    pages: dict[str, Element] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    of_a_kind: int = LINKS_OF_A_KIND

    def go(self, browser: Client, at: str, starts: list[str]) -> None:
        waiting = [f"{start}?at={at}" for start in starts]
        while waiting:
            url = waiting.pop()
            if url in self.statuses:
                continue
            response = browser.get(url)
            self.statuses[url] = response.status_code
            if response.status_code == 200:
                self.pages[url] = page = read(response.content.decode())
                dated = [link for link in links(page, url) if "?at=" in link]
                waiting += [link for link in dated if self.follows(link)]

    def follows(self, link: str) -> bool:
        """Whether a link is followed: the first few of each kind of page."""
        name = name_of(link)
        if name not in AS_AT or link in self.seen:
            return False
        self.seen.add(link)
        self.kinds[name] += 1
        return IS_LONG or self.kinds[name] <= self.of_a_kind

    def names(self) -> set[str]:
        return {name_of(url) for url in self.pages}


def name_of(link: str) -> str:
    return resolve(urlsplit(link).path).view_name


ONCE = pytest.mark.one_engine
"""For what is read on the pages once they are there: the keeper asks for them on both engines."""
WHO = ["keeper", pytest.param("lead", marks=ONCE), pytest.param("member", marks=ONCE)]


@pytest.fixture(scope="module", params=WHO)
def walk(request: pytest.FixtureRequest, world: World) -> Iterator[tuple[str, Walk]]:
    found = Walk()
    with clock.stopped_at(ASKED):
        browser = browser_of(getattr(world, request.param))
        found.go(browser, THEN, [a.url(world) for a in addresses() if a.name in AS_AT])
        yield request.param, found


def test_every_page_is_as_at_or_has_its_reason() -> None:
    others = {a.name for a in addresses()} - AS_AT - NOT_AS_AT.keys()
    assert {
        name for name in others if not name.endswith(ENDS) and not name.startswith(SIGNING_IN)
    } == set()


def test_every_page_is_reached(walk: tuple[str, Walk]) -> None:
    who, found = walk
    hidden = {f"directory:{page}" for page in ("person_list", "person_detail", "unit_list",
                                            "unit_detail", "ward_list", "ward_detail")}  # fmt: skip
    if who != "member":  # whose board directs one
        hidden.add("programmes:portfolio_detail")
    assert found.names() == (AS_AT if who == "keeper" else AS_AT - hidden)
    # The pages that the walk began at, and those only that are not for this person.
    refused = {name_of(url) for url, status in found.statuses.items() if status != 200}
    assert refused <= (set() if who == "keeper" else hidden | {"programmes:portfolio_detail"})


def test_every_page_says_its_moment_and_how_to_leave_it(walk: tuple[str, Walk]) -> None:
    for url, page in walk[1].pages.items():
        assert "As at 5 July 2012, 23:59" in page.text, url
        ways = ways_to_now(page)
        assert len(ways) == 2, url
        assert {urlsplit(way).path for way in ways} == {urlsplit(url).path}
        assert not any("at=" in way for way in ways), url
        (control,) = [
            f for f in page.all("form") if "date-control" in f.attributes.get("class", "")
        ]
        values = {i.attributes["name"]: i.attributes["value"] for i in control.all("input")}
        assert values.pop("at") == "5 July 2012", url
        assert values.items() <= dict(parse_qsl(urlsplit(url).query)).items(), url


@ONCE
def test_every_page_is_sound(walk: tuple[str, Walk], settings: object) -> None:
    council = settings.COUNCIL_NAME  # type: ignore[attr-defined]
    found = {url: faults(page, council) for url, page in walk[1].pages.items()}
    assert {url: said for url, said in found.items() if said} == {}


@ONCE
def test_no_page_offers_a_change(walk: tuple[str, Walk]) -> None:
    offered = {}
    for url, page in walk[1].pages.items():
        (main,) = page.all("main")
        names = {name_of(link) for link in links(main, url)}
        ways = {n for n in names - AS_AT if not n.endswith(READING)}
        posts = [f for f in main.all("form") if f.attributes.get("method") != "get"]
        if ways or posts:
            offered[url] = (ways, posts)
    assert offered == {}


@ONCE
def test_every_link_keeps_the_moment(walk: tuple[str, Walk]) -> None:
    """Also those of the navigation and the way back."""
    lost = {
        (url, link)
        for url, page in walk[1].pages.items()
        for link in links_of_the_past(page, url)
        if parse_qs(urlsplit(link).query).get("at") != [THEN]
    }
    assert lost == set()


def ways_to_now(page: Element) -> list[str]:
    """Not the head of a column of ratings, by which one sorts."""
    found = [a.attributes["href"] for a in page.all("a") if a.text in NOW]
    return [link for link in found if "sort=" not in link]


def links_of_the_past(page: Element, url: str) -> Iterator[str]:
    (now,) = set(ways_to_now(page))
    past = AS_AT | OF_ITS_PAGE
    yield from (link for link in links(page, url) if name_of(link) in past and link != now)


def test_no_page_shows_a_draft_to_those_who_do_not_report(walk: tuple[str, Walk]) -> None:
    who, found = walk
    shown = [url for url, page in found.pages.items() if DRAFT_SECRET in page.text]
    assert shown == [], who


@ONCE
def test_the_other_links_lead_somewhere(walk: tuple[str, Walk], world: World) -> None:
    """To history, activity and comparison, which say their own time."""
    who, found = walk
    browser = browser_of(getattr(world, who))
    others = {
        name_of(link): link
        for url, page in found.pages.items()
        for link in links(page, url)
        if name_of(link) not in AS_AT
    }
    met = {link: answer(browser, link).status for link in others.values()}
    assert {link for link, status in met.items() if status not in (200, 302)} == set()


@ONCE
def test_a_minute_in_another_zone_stays_too(world: World) -> None:
    found = Walk(of_a_kind=1)
    with clock.stopped_at(ASKED):
        found.go(browser_of(world.member), MINUTE, ["/programmes/"])
    assert len(found.names()) > 8
    for url, page in found.pages.items():
        assert "As at 4 July 2012, 10:30" in page.text, url
        asked = [parse_qs(urlsplit(link).query) for link in links_of_the_past(page, url)]
        kept = {(*said["at"], *said.get("tz", ())) for said in asked}
        assert kept == {("2012-07-04T11:30", "Europe/Paris")}, url
