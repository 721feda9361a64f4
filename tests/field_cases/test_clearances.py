"""Field cases: what a clearance covers, and whom a paper names for enquiries."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from audit.actions import edit_record
from documents.tree import Contact
from reports.clearing import ask_again
from reports.models import Paper, PaperSection
from reports.queries.papers import Reading
from tests import factories
from tests.committed import committed
from tests.demo_fixture import MOMENT
from tests.reports.clearing import Waiting, signed_in, text_of, waiting
from values import clock

__all__ = ["committed"]

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def built(committed: DjangoDbBlocker) -> Waiting:
    with committed.unblock(), clock.stopped_at(MOMENT - 5 * DAY):
        world = waiting()
        project = factories.project("Mill roof", programme=world.paper.programme)
        factories.report(
            project=project, period_end=date(2012, 6, 28), achieved="The scaffold stands."
        )
        factories.milestone(
            "Roof done", project=project, baseline_on=date(2012, 7, 5), forecast_on=date(2012, 7, 5)
        )
        return world


@pytest.fixture
def world(built: Waiting) -> Iterator[Waiting]:
    """A paper that prints its projects, cleared two days before."""
    found = deepcopy(built)
    section = PaperSection.objects.get(paper=found.paper, key="projects")
    with clock.stopped_at(MOMENT - 3 * DAY):
        edit_record(section, by=found.author.person, body="Each project.\n[projects]")
    with clock.stopped_at(MOMENT - 2 * DAY):
        for clearance in (found.legal, found.financial):
            factories.cleared(clearance)
    with clock.stopped_at(MOMENT):
        yield found


def reported(world: Waiting, said: str) -> None:
    project = world.paper.programme.projects.get()
    factories.report(project=project, period_end=date(2012, 7, 2), achieved=said)


def test_field_case_A22_a_moved_fact_makes_a_clearance_void_and_says_what_moved(
    world: Waiting,
) -> None:
    client = signed_in(world.author)
    assert [row.standing for row in standing(world)][:2] == ["cleared", "cleared"]
    assert "records have changed since" not in text_of(client, "/")
    with clock.stopped_at(MOMENT - DAY):
        reported(world, "The roof is off.")
    rows = standing(world)[:2]
    assert [(row.standing, row.void_since, row.sentence) for row in rows] == [
        (
            "void",
            date(2012, 7, 3),
            "Void since 3 July 2012: the paper no longer prints what Lily Ford cleared on "
            "2 July 2012.",
        ),
        (
            "void",
            date(2012, 7, 3),
            "Void since 3 July 2012: the paper no longer prints what Nora Finch cleared on "
            "2 July 2012.",
        ),
    ]
    assert [(m.place, m.before, m.after) for m in rows[0].moved] == [
        (
            "Projects within the Programme, Mill roof",
            "Progress to 28 June 2012: The scaffold stands.",
            "Progress to 2 July 2012: The roof is off.",
        )
    ]
    page = text_of(client, world.url)
    for said in ("Void since 3 July 2012", "Projects within the Programme, Mill roof",
                 "scaffold", "roof"):  # fmt: skip
        assert said in page
    assert "Cleared by" not in page
    home = text_of(client, "/")
    assert "Cleared, but records have changed since" in home
    assert "Constitutional Comments: Lily Ford, 2 July 2012" in home


def test_what_moved_back_is_cleared_and_time_alone_undoes_nothing(world: Waiting) -> None:
    project = world.paper.programme.projects.get()
    summary = project.summary
    project = edit_record(project, by=world.author.person, summary="Another.")
    assert standing(world)[0].standing == "void"
    edit_record(project, by=world.author.person, summary=summary)
    for days in (0, 1, 90):
        with clock.stopped_at(MOMENT + days * DAY):
            row = standing(world)[0]
            assert (row.standing, row.moved) == ("cleared", ()), days


def test_what_is_printed_as_overdue_counts(world: Waiting) -> None:
    section = PaperSection.objects.get(paper=world.paper, key="projects")
    edit_record(section, by=world.author.person, body="All dates.\n[milestones]")
    clear_again(world, world.legal)
    with clock.stopped_at(MOMENT + 1 * DAY):
        assert standing(world)[0].standing == "cleared"
    with clock.stopped_at(MOMENT + 5 * DAY):
        row = standing(world)[0]
        assert (row.standing, row.void_since) == ("void", date(2012, 7, 6))
        assert [(m.place, m.before, m.after) for m in row.moved] == [
            (
                "Projects within the Programme, Milestones",
                "Roof done | Mill roof | 5 Jul 2012 | 5 Jul 2012 | On track",
                "Roof done | Mill roof | 5 Jul 2012 | 5 Jul 2012 | Overdue",
            )
        ]
        clear_again(world, world.legal)
    with clock.stopped_at(MOMENT + 9 * DAY):  # by how many days it is overdue, does not count
        assert standing(world)[0].standing == "cleared"


def test_what_was_read_is_what_is_cleared(world: Waiting) -> None:
    """The figures moved while the officer's page was open."""
    edit_record(
        PaperSection.objects.get(paper=world.paper, key="projects"),
        by=world.author.person,
        body="Again.\n[projects]",
    )
    ask_again(world.legal, by=world.author.person)
    sent = world.typed()
    reported(world, "The roof is off.")
    answer = signed_in(world.lawyer).post(world.give, sent)
    assert answer.status_code == 200
    assert "What the paper prints has changed since you opened this page." in (
        answer.content.decode()
    )
    assert signed_in(world.lawyer).post(world.give, world.typed()).status_code == 302
    assert standing(world)[0].standing == "cleared"


def standing(world: Waiting) -> list[Any]:
    return Reading(Paper.objects.get(pk=world.paper.pk)).clearances


def clear_again(world: Waiting, clearance: Any) -> None:
    factories.cleared(ask_again(clearance, by=world.author.person))


# --- Whom a paper names for enquiries ----------------------------------------------------------
@pytest.mark.parametrize(
    "typed",
    [
        "landlord@example.org",
        "Head of Legal Services",
        "Legal Services\nThe Mill\nMill Lane\nWolderby WB1 2AB",
        "Ext 2049",
    ],
)
def test_field_case_A35_a_contact_is_kept_and_printed_as_it_is_given(
    world: Waiting, typed: str
) -> None:
    paper = edit_record(
        Paper.objects.get(pk=world.paper.pk), by=world.author.person, contact_lines=typed
    )
    document = Reading(paper).document
    (contact,) = [block for block in document.blocks if isinstance(block, Contact)]
    assert contact.people == (tuple(typed.split("\n")),)
    assert "contact" not in {problem.key for problem in document.problems}


@pytest.mark.parametrize(
    ("telephone", "printed"), [("Ext 2049", "Ext 2049"), ("01632 960 002", "T: 01632 960 002")]
)
def test_field_case_A35_an_extension_is_printed_as_given(
    world: Waiting, telephone: str, printed: str
) -> None:
    person = factories.person("Tess Blum", job_title="Officer", telephone=telephone)
    paper = edit_record(
        Paper.objects.get(pk=world.paper.pk),
        by=world.author.person,
        contact=person,
        contact_lines="Democratic Services",
    )
    (contact,) = [b for b in Reading(paper).document.blocks if isinstance(b, Contact)]
    assert contact.people == (("Tess Blum", "Officer", printed, "Democratic Services"),)
