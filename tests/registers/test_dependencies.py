"""Dependencies: no loops, and a late giver warns those who wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from audit.actions import archive_record, edit_record, unarchive_record
from audit.errors import Refused
from people.choices import Role
from people.models import Account
from projects.models import Milestone
from registers.models import Dependency
from registers.queries.milestones import words_of
from tests import factories
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, kept
from values import clock

pytestmark = pytest.mark.django_db
LOOP = "These would wait for each other in a loop: “Vans” → “Shelves” → “Doors” → “Vans”."


@dataclass(frozen=True)
class Waiting:
    """Shelves of one programme wait for the vans of another, and the doors for the shelves."""

    keeper: Account
    lead_of_vans: Account
    vans: Milestone
    shelves: Milestone
    doors: Milestone
    first: Dependency
    second: Dependency


@pytest.fixture(scope="module")
def waiting(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Waiting]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        project = factories.project()
        other = factories.project("Vans for all", programme=factories.programme("Wheels"))
        vans = factories.milestone("Vans", project=other, forecast_on=date(2012, 9, 20))
        shelves = factories.milestone("Shelves", project=project, forecast_on=date(2012, 9, 6))
        doors = factories.milestone("Doors", project=project, forecast_on=date(2012, 11, 1))
        said = {"scope": project.scope}
        yield Waiting(
            keeper=factories.account(),
            lead_of_vans=factories.account(
                factories.holder(Role.PROJECT_LEAD, other.scope, "Lena Marsh")
            ),
            vans=vans, shelves=shelves, doors=doors,
            first=factories.entry(Dependency, "Vans first", giver=vans, taker=shelves, **said),
            second=factories.entry(Dependency, "Shelves next", giver=shelves, taker=doors, **said),
        )  # fmt: skip


def test_a_loop_is_refused_in_one_sentence(waiting: Waiting) -> None:
    url = f"/scopes/{waiting.doors.project.reference}/dependencies/add/"
    typist = Typist(browser_of(waiting.keeper), url, waiting.keeper)
    answer = typist.send(title="Round", giver=words_of(waiting.doors), taker=words_of(waiting.vans))
    said = "“Doors” → “Vans” → “Shelves” → “Doors”"
    assert f"These would wait for each other in a loop: {said}." in answer.content.decode()
    assert Dependency.objects.count() == 2


def test_a_box_suggests_the_milestones_of_the_programme_and_takes_any_other(
    waiting: Waiting,
) -> None:
    project = waiting.doors.project
    url = f"/scopes/{project.reference}/dependencies/add/"
    typist = Typist(browser_of(waiting.keeper), url, waiting.keeper)
    opened = read(typist.open().content.decode())
    suggested = {option.attributes["value"] for option in opened.all("option")}
    ours = {f"{project.reference}: {title}" for title in ("Shelves", "Doors")}
    assert {text for text in suggested if text.startswith("PRJ-")} == ours
    unknown = typist.send(title="New", giver="PRJ-9999: Vans").content.decode()
    assert "No milestone that you may see is called “PRJ-9999: Vans”" in unknown
    factories.milestone("Doors", project=waiting.vans.project)
    twice = typist.send(title="New", giver="doors").content.decode()
    assert "More than one milestone is called “doors”: choose one from the list." in twice
    assert typist.send(title="New", giver="vans", taker=words_of(waiting.doors)).status_code == 302
    made = Dependency.objects.get(title="New")
    assert (made.giver, made.taker) == (waiting.vans, waiting.doors)
    cafe = factories.milestone("Élan’s café", project=waiting.vans.project)
    for n, either in enumerate(("ÉLAN’S CAFÉ", f"{cafe.project.reference}: elan's  cafe")):
        sent = {"title": f"Spelt {n}", "giver": either, "taker": words_of(waiting.doors)}
        assert typist.send(**sent).status_code == 302
        assert Dependency.objects.get(title=f"Spelt {n}").giver == cafe


def test_an_edit_keeps_a_milestone_that_has_been_archived_since(waiting: Waiting) -> None:
    archive_record(waiting.vans, by=waiting.keeper.person)
    url = f"/dependencies/{waiting.first.reference}/edit/"
    typist = Typist(browser_of(waiting.keeper), url, waiting.keeper)
    assert typist.send(title="Vans before all").status_code == 302
    waiting.first.refresh_from_db()
    assert (waiting.first.title, waiting.first.giver) == ("Vans before all", waiting.vans)


def test_neither_an_edit_nor_bringing_one_back_closes_a_loop(waiting: Waiting) -> None:
    by = waiting.keeper.person
    archive_record(waiting.first, by=by)
    said = {"giver": waiting.doors, "taker": waiting.vans, "scope": waiting.doors.project.scope}
    round_ = factories.entry(Dependency, "Round", **said)
    with pytest.raises(Refused) as refused:
        unarchive_record(waiting.first, by=by)
    assert str(refused.value) == LOOP
    archive_record(round_, by=by)
    unarchive_record(waiting.first, by=by)
    with pytest.raises(Refused, match="in a loop"):
        edit_record(waiting.first, by=by, giver=waiting.doors)
    with pytest.raises(Refused, match="A milestone cannot wait for itself"):
        edit_record(waiting.first, by=by, giver=waiting.shelves)
    with pytest.raises(Refused, match="not both"):
        edit_record(waiting.first, by=by, outside_giver="The landlord")


def test_a_late_giver_warns_on_both_projects_and_is_counted(waiting: Waiting) -> None:
    keeper = browser_of(waiting.keeper)
    for milestone in (waiting.shelves, waiting.vans):
        page = read(keeper.get(f"/projects/{milestone.project.reference}/").content.decode())
        assert "What one milestone waits for is late." in page.text
        assert "14 days late" in page.text
    found = read(keeper.get("/dependencies/?standing=check").content.decode()).text
    assert ("Vans first" in found, "Shelves next" in found) == (True, False)
    (row,) = (
        row
        for row in read(keeper.get("/registers/").content.decode()).all("tr")
        if row.text.startswith("Dependencies")
    )
    assert [cell.text for cell in row.all("td")] == ["2", "0", "1", "2"]


def test_a_giver_that_is_overdue_is_late_by_today(waiting: Waiting) -> None:
    by, keeper = waiting.keeper.person, browser_of(waiting.keeper)
    edit_record(waiting.vans, by=by, forecast_on=date(2012, 7, 1))
    edit_record(waiting.first, by=by, due_on=date(2012, 7, 2))
    assert "2 days late" in keeper.get("/dependencies/").content.decode()
    edit_record(waiting.vans, by=by, actual_on=date(2012, 7, 3))
    assert "days late" not in keeper.get("/dependencies/").content.decode()


def test_the_givers_people_see_who_waits_and_cannot_change_it(waiting: Waiting) -> None:
    lead = browser_of(waiting.lead_of_vans)
    assert "Vans first" in lead.get("/dependencies/").content.decode()
    assert lead.get(f"/dependencies/{waiting.first.reference}/").status_code == 200
    assert lead.get(f"/dependencies/{waiting.first.reference}/edit/").status_code == 403
    assert lead.get(f"/dependencies/{waiting.second.reference}/").status_code == 404
