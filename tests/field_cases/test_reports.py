"""Cases from the field: status reports, which one is the latest, and what changed since it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from audit.actions import edit_record
from audit.errors import Refused
from dashboards.queries.programme import dashboard
from dashboards.queries.programme_list import programme_lines
from people.choices import Role
from people.models import Account
from people.queries import office
from programmes.queries import programme_at
from projects.actions import open_report, save_report, submit_report
from projects.lifecycle import is_better_than_its_parts, next_period_end, refused_period
from projects.models import Project, StatusReport
from projects.queries import project_rows, standings, waiting_for_answer
from reports.queries.papers import Reading
from reports.queries.tasks import papers_to_write
from tests import factories
from tests.reports.publishing import fit_to_publish
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 29)
RED = {"overall_rag": "red", "overall_reason": "The roof leaks."}


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)):
        yield


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with on(TODAY):
        yield


@dataclass
class World:
    client: Client
    project: Project
    lead: Account
    manager: Account

    def report(self, end: date, day: date | None = None, **said: str) -> StatusReport:
        """A report to a day, submitted on it or on another day."""
        with on(day or end):
            return factories.report(
                project=self.project, by=self.lead.person, period_end=end, **said
            )

    def page(self, url: str, account: Account | None = None) -> str:
        self.client.force_login(account or self.manager)
        response = self.client.get(url)
        assert response.status_code == 200, url
        return read(response.content.decode()).text

    @property
    def url(self) -> str:
        return f"/projects/{self.project.reference}/"

    @property
    def programme_url(self) -> str:
        return f"/programmes/{self.project.programme.reference}/"

    def typist(self) -> Typist:
        open_report(project=self.project, by=self.lead.person)
        return Typist(self.client, f"{self.url}status/", self.lead)

    def paper_block(self) -> str:
        """What a paper for the next day says of the project."""
        programme = self.project.programme
        paper = factories.paper(programme=programme, meeting_on=TODAY + timedelta(days=1))
        (item,) = Reading(paper).content.live["projects"].items  # type: ignore[union-attr]
        return str(item.body)

    def stands_everywhere(self) -> dict[str, object]:
        """What each place takes for the latest report."""
        programme = self.project.programme
        (standing,) = dashboard(programme_at(programme, None), None).standings
        (line,) = programme_lines([programme], None)
        waiting = list(waiting_for_answer(self.manager.person))
        return {
            "dashboard": standing.rag,
            "strip": standing.strip[-1].rag,
            "portfolio": line.counts,
            "queue": [report.overall_rag for report in waiting],
            "page": self.page(self.url).partition("Latest report")[2][:60],
            "list": "Red" in self.page(f"{self.programme_url}projects/"),
            "paper": self.paper_block(),
        }


@pytest.fixture
def world(client: Client) -> World:
    with on(date(2025, 1, 6)):
        project = factories.project()
        scope, above = project.scope, project.programme.scope
        lead = factories.account(factories.holder(Role.PROJECT_LEAD, scope, "Ada Fenwick"))
        manager = factories.holder(Role.PROGRAMME_MANAGER, above, "Mary Quill")
        return World(client, project, lead, factories.account(manager))


def to(day: date) -> dict[str, str]:
    return {"period_end": day.isoformat()}


def errors(html: str) -> list[str]:
    """The sentences of the error summary."""
    return [
        link.text
        for e in read(html).all("div") if e.attributes.get("class") == "govuk-error-summary"
        for link in e.all("a", "li") if link.tag == "a"
    ]  # fmt: skip


SAID = {"overall_rag": "green", "achieved": "Doors are open."}


# --- A1: a typed date can never make an old report stand for ever --------------------------------
@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (date(2026, 12, 30), ""),
        (
            date(2026, 12, 31),
            "The period ends on 31 December 2026, which is more than 31 days ahead."
            " Check the date.",
        ),
        (
            date.max,
            "The period ends on 31 December 9999, which is more than 31 days ahead."
            " Check the date.",
        ),
        (date(1996, 1, 1), ""),
        (
            date(1995, 12, 31),
            "The period ended on 31 December 1995, which is more than 30 years ago."
            " Check the date.",
        ),
        (
            date.min,
            "The period ended on 1 January 0001, which is more than 30 years ago. Check the date.",
        ),
    ],
)
def test_field_case_A01_a_period_far_away_is_refused_in_a_sentence(
    end: date, sentence: str
) -> None:
    assert refused_period(end, TODAY) == sentence


def test_field_case_A01_by_every_way_to_write_a_report(world: World) -> None:
    far = date(2062, 11, 29)
    by = world.lead.person
    draft = open_report(project=world.project, by=by)
    said = "The period ends on 29 November 2062, which is more than 31 days ahead. Check the date."
    for act in (save_report, submit_report):
        with pytest.raises(Refused) as refusal:
            act(draft, by=by, period_end=far, **SAID)
        assert (str(refusal.value), refusal.value.fields) == (said, {"period_end": [said]})
    for press in ("save", "submit"):
        response = world.typist().send(press, **SAID, **to(far))
        assert errors(response.content.decode()) == [said]
    draft.refresh_from_db()
    assert (draft.state, draft.version) == ("draft", 1)


def test_field_case_A01_a_period_that_ends_soon_is_asked_about_and_taken(world: World) -> None:
    typist = world.typist()
    response = typist.send("submit", **SAID, **to(date(2026, 12, 20)))
    assert errors(response.content.decode()) == [
        "The period ends on 20 December 2026, 21 days from now."
        " Correct it, or confirm that you report before it ends."
    ]
    assert "Doors are open." in response.content.decode()
    assert typist.send("submit", period_is_meant="on").status_code == 302
    report = StatusReport.objects.get()
    assert (report.state, report.period_end, report.counts_on) == (
        "submitted",
        date(2026, 12, 20),
        TODAY,
    )


@pytest.mark.parametrize("is_far", [False, True])
def test_field_case_A01_a_slip_of_the_pen_never_outlasts_the_next_report(
    world: World, is_far: bool
) -> None:
    """A slip within the month is taken; a far one may have been entered before it was refused."""
    slip = world.report(date(2026, 12, 15), day=date(2026, 11, 15))
    if is_far:
        edit_record(slip, by=factories.officer(), period_end=date(2062, 11, 15))
    world.report(TODAY, **RED)
    assert world.stands_everywhere() == {
        "dashboard": "red",
        "strip": "red",
        "portfolio": (("red", 1),),
        "queue": ["red"],
        "page": " Period to 29 November 2026, submitted by Ada Fenwick, 29 No",
        "list": True,
        "paper": "Progress to 29 November 2026: Shelves are up.",
    }


# --- A2: an earlier period is shown where it belongs ---------------------------------------------
def test_field_case_A02_an_earlier_period_is_shown_in_its_place_and_said_so(world: World) -> None:
    world.report(date(2026, 11, 1))
    world.report(date(2026, 11, 15))
    typed = RED | {"achieved": "Little."} | to(date(2026, 11, 8))
    response = world.typist().send("submit", **typed)
    assert response.status_code == 302
    said = (
        "Status report to 8 November 2026 submitted. The report to 15 November 2026 is still the"
        " latest; this one is listed among the earlier reports."
    )
    assert said in world.page(world.url, world.lead)
    (standing,) = standings(project_rows([world.project.programme_id], None), None)
    assert [cell.rag for cell in standing.strip] == ["green", "red", "green"]
    assert standing.rag == "green"
    old = StatusReport.objects.get(overall_rag="red")
    page = world.page(f"{world.url}reports/{old.pk}/")
    assert "There is a later report, to 15 November 2026." in page


# --- A3: arithmetic at the edge of dates ---------------------------------------------------------
def test_field_case_A03_the_next_report_can_be_started_after_any_day(world: World) -> None:
    report = world.report(TODAY)
    edit_record(report, by=factories.officer(), period_end=date(2100, 12, 31))
    assert "Report due" in world.page("/", world.lead)
    typist = Typist(world.client, f"{world.url}status/", world.lead)
    assert typist.send("save", achieved="Doors.").status_code == 302
    assert StatusReport.objects.drafts().get().period_end == date(2026, 12, 30)
    assert world.client.get(f"{world.url}status/").status_code == 200


def test_field_case_A03_a_next_period_is_never_taken_or_too_far_ahead() -> None:
    for due in (None, date.min + timedelta(days=14), TODAY, TODAY + timedelta(days=40), date.max):
        for taken in (set(), {TODAY}, {TODAY + timedelta(days=n) for n in range(-3, 32)}):
            end = next_period_end(due, TODAY, taken)
            assert end not in taken
            assert end <= TODAY + timedelta(days=31)


# --- A8: old is shown as old ---------------------------------------------------------------------
def test_field_case_A08_an_old_report_is_shown_as_old_and_never_as_absent(world: World) -> None:
    last = TODAY - timedelta(weeks=27)
    world.report(last, **RED)
    age = "last reported 27 weeks ago"
    seen = dashboard(programme_at(world.project.programme, None), None)
    assert seen.counts == [("red", 1), ("amber", 0), ("green", 0), ("", 0)]
    (worry,) = seen.worrying
    assert (worry.rag, worry.age_words) == ("red", age)
    assert [cell.words for cell in worry.strip] == ["24 May 2026: Red"]
    page = world.page(world.programme_url)
    assert f"Report to 24 May 2026, {age}" in page.replace(" ,", ",")
    for url in (world.url, world.programme_url, f"{world.programme_url}projects/"):
        page = world.page(url)
        assert "Last reported 27 weeks ago" in page, url
        assert "No reports yet" not in page
        assert "No report has been submitted" not in page
    assert "24 May 2026" in world.page(world.url).partition("Reports")[2]
    (line,) = programme_lines([world.project.programme], None)
    assert (line.counts, line.newest, line.old) == ((("red", 1),), last, 1)
    assert "one project last reported more than 8 weeks ago" in world.page("/programmes/")
    assert world.paper_block() == (
        "Progress to 24 May 2026 (last reported 27 weeks before the meeting): Shelves are up."
    )


# --- A9: each project from its own last report ---------------------------------------------------
def test_field_case_A09_each_project_is_compared_with_its_own_last_report(world: World) -> None:
    programme = world.project.programme
    with on(date(2026, 11, 2)):
        other = factories.project("Other", programme=programme)
        reached = factories.milestone("Signed", project=world.project)
        factories.milestone("Later", project=other)
    for end in (date(2026, 11, 13), date(2026, 11, 27)):
        world.report(end)
    with on(date(2026, 11, 20), 12):
        edit_record(reached, by=factories.officer(), actual_on=date(2026, 11, 20))
    for end, rag in ((date(2026, 11, 27), {}), (date(2026, 11, 28), RED)):
        with on(end, 12):
            factories.report(project=other, period_end=end, **rag)
    with on(date(2026, 11, 28), 14):
        factories.milestone("New", project=other)
    told = dashboard(programme_at(programme, None), None).news
    said = [(line.place and line.place.title, line.subject, line.words) for line in told.lines]
    assert said == [
        ("Other", "Overall", "Green to Red"),
        (world.project.title, "Signed", "reached on 20 November 2026"),
        ("Other", "New", "added"),
    ]
    page = world.page(f"{world.programme_url}compare/?from=last-report")
    for _place, subject, words in said:
        assert subject in page
        assert words in page or words == "Green to Red"
    assert "Later" not in page
    assert "the earliest 13 November 2026, the latest 27 November 2026" in page
    assert "reached on 20 November 2026" in world.page(world.programme_url)
    one = world.page(f"{world.url}compare/?from=last-report")
    assert "reached on 20 November 2026" in one
    assert "Since the last report, 13 November 2026" in one


# --- A10: the whole against its parts ------------------------------------------------------------
ALL_RED = dict.fromkeys(
    ("schedule_rag", "cost_rag", "scope_rag", "benefits_rag", "resources_rag"), "red"
)


@pytest.mark.parametrize(
    ("overall", "parts", "is_asked"),
    [
        ("green", "rrrrr", True),
        ("green", "r    ", True),
        ("green", "aaa  ", True),
        ("green", "a ggg", False),
        ("amber", "rrrgg", True),
        ("amber", "r ggg", False),
        ("red", "rrrrr", False),
        ("", "rrrrr", False),
        ("green", "     ", False),
    ],
)
def test_field_case_A10_a_whole_that_is_better_than_its_parts_is_asked_about(
    overall: str, parts: str, is_asked: bool
) -> None:
    words = {"r": "red", "a": "amber", "g": "green", " ": ""}
    rated = dict(zip(ALL_RED, (words[letter] for letter in parts), strict=True))
    assert is_better_than_its_parts(overall, rated) is is_asked


def test_field_case_A10_it_says_why_and_its_red_parts_stay_visible(world: World) -> None:
    typist = world.typist()
    response = typist.send("submit", **SAID, **ALL_RED)
    sentence = "Say why the overall rating is better than the ratings of its parts."
    parts = ("Schedule", "Cost", "Scope", "Benefits", "Resources")
    whys = [f"Say why “{part}” is rated Red." for part in parts]
    assert errors(response.content.decode()) == [*whys, sentence]
    reasons = {name.replace("_rag", "_reason"): "The roof." for name in ALL_RED}
    why = "All five turn green with the new roof."
    assert typist.send("submit", parts_reason=why, **reasons).status_code == 302
    parts = "Schedule, Cost, Scope, Benefits, Resources"
    for url in (world.programme_url, f"{world.programme_url}projects/"):
        assert f"Red: {parts}" in world.page(url), url
    assert why in world.page(world.programme_url)
    said = f"Rated Green overall, with these parts Red: {parts}. {why}"
    assert said in world.page(world.url)
    assert said in world.paper_block()


# --- A20: all that is wrong at once --------------------------------------------------------------
def test_field_case_A20_a_form_says_all_that_is_wrong_at_once(world: World) -> None:
    typed = {"achieved": "", "period_end": "29/13/2026"}
    response = world.typist().send("submit", **typed)
    assert errors(response.content.decode()) == [
        "Period to must have a month from 1 to 12",
        "Choose an overall rating.",
        "Say what was achieved in this period.",
    ]


# --- A23: work that is done leaves the list ------------------------------------------------------
def test_field_case_A23_a_published_paper_is_no_longer_to_be_written(uploads: object) -> None:
    with clock.stopped_at(datetime(2012, 7, 4, 10, tzinfo=LONDON)):
        ready = fit_to_publish()
    writer = factories.account(factories.holder(Role.COMMITTEE_OFFICER, office(), "Cora Bell"))
    assert papers_to_write(writer.person) == [ready.paper]
    ready.act()
    assert papers_to_write(writer.person) == []
