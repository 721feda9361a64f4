"""A lesson from beginning to end: it is the whole of what a kind of register gives."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoDbBlocker

from audit.actions import archive_record, create_record, edit_record
from people.choices import Role
from people.models import Account, Person
from programmes.models import Lesson, Phase
from projects.models import Project
from records.comparison import Place, Tone, lines_of
from reports.queries.comparison import span_of_programme
from tests import factories
from tests.sweeps.forms import Typist
from tests.sweeps.pages import Element, read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, kept
from values import clock
from values.clock import end_of
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db

LEARNT = "Ask the fire brigade before the plans are drawn."


@dataclass(frozen=True)
class Learnt:
    """A lesson of a project, one of the programme above it, and one of another programme."""

    officer: Person
    keeper: Account
    member: Account
    project: Project
    of_project: Lesson
    of_programme: Lesson
    elsewhere: Lesson


@pytest.fixture(scope="module")
def learnt(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Learnt]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        by = factories.officer()
        project = factories.project()
        owner = factories.person("Lena Marsh")
        of_project = factories.entry(
            Lesson, "=Fire first", scope=project.scope, owner=owner, learnt=LEARNT,
            due_on=PartialDate.day(date(2012, 9, 1)),
        )  # fmt: skip
        of_programme = factories.entry(Lesson, "Vans", scope=project.programme.scope)
        elsewhere = factories.entry(Lesson, "Boilers", scope=factories.programme("Warm").scope)
        member = factories.holder(Role.TEAM_MEMBER, project.scope, "Tom Brand")
        with clock.stopped_at(MOMENT + timedelta(days=2)):
            edit_record(
                of_project, by=by, title="Fire first", state="closed",
                due_on=PartialDate.day(date(2012, 9, 11)), learnt="Ask early.",
            )  # fmt: skip
            archive_record(of_programme, by=by)
            yield Learnt(
                officer=by, keeper=factories.account(), member=factories.account(member),
                project=project, of_project=of_project, of_programme=of_programme,
                elsewhere=elsewhere,
            )  # fmt: skip


def page(browser: Client, url: str) -> Element:
    answer = browser.get(url)
    assert answer.status_code == 200
    return read(answer.content.decode())


def names(browser: Client, url: str) -> list[str]:
    rows = [row for body in page(browser, url).all("tbody") for row in body.all("tr")]
    return [next(row.all("th")).text for row in rows]


def test_one_list_holds_the_lessons_of_all_programmes_as_at_any_day(learnt: Learnt) -> None:
    keeper = browser_of(learnt.keeper)
    assert names(keeper, "/lessons/") == ["Boilers", "Fire first"]
    assert names(keeper, "/lessons/?at=2012-07-04") == ["=Fire first", "Vans", "Boilers"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("owner_name=marsh", ["=Fire first"]),
        ("learnt=fire+brigade", ["=Fire first"]),
        ("state=closed", []),
        ("sort=-title", ["Vans", "Boilers", "=Fire first"]),
        ("sort=scope_title", ["=Fire first", "Vans", "Boilers"]),
    ],
)
def test_it_is_narrowed_and_sorted(learnt: Learnt, asked: str, found: list[str]) -> None:
    assert names(browser_of(learnt.keeper), f"/lessons/?at=2012-07-04&{asked}") == found


def test_a_scope_has_a_list_of_its_own_with_what_lies_below(learnt: Learnt) -> None:
    keeper = browser_of(learnt.keeper)
    programme = learnt.project.programme
    then = f"/scopes/{programme.reference}/lessons/?at=2012-07-04"
    assert names(keeper, then) == ["=Fire first", "Vans"]
    assert names(keeper, f"/lessons/?programme={programme.pk}") == ["Fire first"]
    assert names(keeper, f"/scopes/{learnt.project.reference}/lessons/") == ["Fire first"]


def test_its_workbook_holds_text_and_real_dates(learnt: Learnt) -> None:
    answer = browser_of(learnt.keeper).get("/lessons/?at=2012-07-04&owner_name=marsh&format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    heading, row = sheet.iter_rows(values_only=True)
    said = dict(zip(heading, row, strict=True))
    assert said == {
        "Title": "=Fire first", "Reference": learnt.of_project.reference,
        "Of": "Libraries that lend tools", "What was learnt": LEARNT,
        "What to do differently": None, "What happened": "Nobody had asked.", "Phase": None,
        "Owner": "Lena Marsh", "Due": datetime(2012, 9, 1), "State": "Open",
    }  # fmt: skip
    assert sheet["A2"].data_type == "s"


def test_it_is_added_edited_archived_and_restored_on_its_pages(learnt: Learnt) -> None:
    keeper = browser_of(learnt.keeper)
    typist = Typist(keeper, f"/scopes/{learnt.project.reference}/lessons/add/", learnt.keeper)
    typist.send(title="Locks", happened="It was shut.", learnt="Keys help.")
    made = Lesson.objects.get(title="Locks")
    assert (made.scope, made.reference) == (learnt.project.scope, "LES-0004")
    url = f"/lessons/{made.reference}"
    assert "Keys help." in page(keeper, f"{url}/").text
    Typist(keeper, f"{url}/edit/", learnt.keeper).send(learnt="Keys help much.")
    Typist(keeper, f"{url}/history/1/restore/", learnt.keeper).send(reason="It was right.")
    made.refresh_from_db()
    assert (made.learnt, made.version) == ("Keys help.", 3)
    Typist(keeper, f"{url}/archive/", learnt.keeper).send(reason="Said elsewhere.")
    assert "Said elsewhere." in page(keeper, f"{url}/history/").text


def test_a_phase_is_one_of_the_programme_around(learnt: Learnt) -> None:
    for programme in (learnt.project.programme, factories.programme("Far away")):
        create_record(Phase, by=learnt.officer, programme=programme, title=f"In {programme}")
    found = page(browser_of(learnt.keeper), f"/scopes/{learnt.project.reference}/lessons/add/")
    (phase,) = (s for s in found.all("select") if s.attributes["name"] == "phase")
    assert [option.text for option in phase.all("option")] == ["No phase", "In Open Doors"]


def test_people_on_a_project_keep_its_lessons_and_see_no_others(learnt: Learnt) -> None:
    member = browser_of(learnt.member)
    assert names(member, "/lessons/") == ["Fire first"]
    assert member.get(f"/lessons/{learnt.of_project.reference}/edit/").status_code == 200
    assert member.get(f"/lessons/{learnt.elsewhere.reference}/").status_code == 404
    programme = learnt.project.programme.reference
    assert member.get(f"/scopes/{programme}/lessons/add/").status_code == 404


def test_a_comparison_says_what_became_of_lessons(learnt: Learnt) -> None:
    programme = learnt.project.programme
    span = span_of_programme(programme, end_of(date(2012, 7, 4)), None, learnt.officer)
    said = {line.subject: line for line in lines_of(span) if line.group.key == "lesson"}
    fire, vans = said["Fire first"], said["Vans"]
    assert fire.words == (
        "renamed from “=Fire first”; Due: moved from 1 September 2012 to 11 September 2012, "
        "10 days later; Open to Closed; What was learnt reworded"
    )
    assert (fire.tone, fire.place) == (Tone.NEUTRAL, Place("Libraries that lend tools"))
    assert fire.url == f"/changes/programmes.lesson/{learnt.of_project.pk}/"
    assert (vans.words, vans.place, str(vans.group.title)) == ("archived", None, "Lessons")
