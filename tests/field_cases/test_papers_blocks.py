"""Cases from the field: what papers draw from the records, in blocks and in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from audit.actions import edit_record
from documents.html import body_html
from documents.plain import plain_text
from documents.tree import Document, LetteredList, Table, Words
from people.actions import appoint
from people.choices import Role
from people.models import Account, Person
from programmes.models import Programme
from reports.models import Paper, PaperSection
from reports.queries.papers import Reading
from tests import factories
from tests.sweeps.pages import read
from tests.sweeps.world import kept
from values import clock

MOMENT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
NUMBERED = (
    ("1", "Hub"), ("14", "Courts"), ("14", "Placements"), ("16", "Staffing"), ("17", "Records"),
    ("", "Fostering"), ("2b", "Short breaks"),
)  # fmt: skip

pytestmark = pytest.mark.one_engine


@dataclass(frozen=True)
class World:
    officer: Person
    keeper: Account
    programme: Programme
    paper: Paper

    def printed(self, body: str) -> Document:
        """The paper with one text in its section on projects."""
        section = PaperSection.objects.get(paper=self.paper, key="projects")
        edit_record(section, by=self.officer, body=body)
        return Reading(Paper.objects.get(pk=self.paper.pk)).document

    def problems(self, document: Document) -> list[str]:
        return [p.sentence for p in document.problems if p.key == "projects"]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        keeper = factories.account()
        by = factories.officer()
        programme = factories.programme("Open Doors", vision="Doors stay open.")
        board = factories.board("Open Doors Board", programme=programme)
        appoint(scope=board.scope, role=Role.CHAIR, post="Chief Executive", by=by)
        for post in (
            "Corporate Director, Children and Families", "Corporate Director, Adult Social Care",
            "Group Manager, Finance", "Executive Member for Schools",
        ):  # fmt: skip
            appoint(scope=board.scope, role=Role.MEMBER, post=post, by=by)
        projects = [
            factories.project(title, programme=programme, printed_number=number, position=position)
            for position, (number, title) in enumerate(NUMBERED)
        ]
        factories.report(
            project=projects[0], by=by, period_end=date(2026, 11, 20), overall_rag="red",
            overall_reason="The lease fell through.", achieved="Two sites viewed.",
            help_needed="A decision on the depot.",
        )  # fmt: skip
        factories.report(
            project=projects[1], by=by, period_end=date(2026, 11, 20), overall_rag="green",
            achieved="Opened.",
        )  # fmt: skip
        factories.milestone(
            "Lease signed", project=projects[0], baseline_on=date(2026, 12, 1),
            forecast_on=date(2026, 12, 15),
        )  # fmt: skip
        factories.milestone(
            "Doors open", project=projects[0], baseline_on=date(2027, 3, 1),
            forecast_on=date(2027, 3, 1),
        )  # fmt: skip
        yield World(by, keeper, programme, factories.paper(programme=programme))


@pytest.fixture
def world(built: World, db: None) -> Iterator[World]:
    with clock.stopped_at(MOMENT):
        yield built


def children(document: Document, kind: type) -> list[object]:
    blocks = [child for block in document.blocks for child in getattr(block, "children", ())]
    return [block for block in (*document.blocks, *blocks) if isinstance(block, kind)]


def test_field_case_B07_projects_keep_their_printed_numbers(world: World) -> None:
    document = world.printed("Each of them:\n[projects: progress=no]")
    (listed,) = children(document, LetteredList)
    assert isinstance(listed, LetteredList)
    assert [(item.mark.rstrip("."), item.title) for item in listed.items] == list(NUMBERED)
    lines = plain_text(document).splitlines()
    assert [line for line in lines if line.endswith(("Courts", "Fostering", "breaks"))] == [
        "14. Courts", "Fostering", "2b. Short breaks",
    ]  # fmt: skip
    page = read(str(body_html(document)))
    (entries,) = [e for e in page.all("ol") if "document-lettered" in e.attributes["class"]]
    assert [entry.text.split(" No summary")[0] for entry in entries.all("li")] == [
        f"{number}. {title}" if number else title for number, title in NUMBERED
    ]


def test_letters_or_no_numbers_may_be_chosen_and_some_of_the_projects(world: World) -> None:
    chosen = "[projects: projects=PRJ-0002 PRJ-0003, progress=no, numbers=letters]"
    (listed,) = children(world.printed(chosen), LetteredList)
    assert isinstance(listed, LetteredList)
    assert [(item.mark, item.title) for item in listed.items] == [
        ("a.", "Courts"), ("b.", "Placements"),
    ]  # fmt: skip


def test_field_case_B08_a_board_in_a_sentence_is_a_name_and_its_paragraph_is_a_block(
    world: World,
) -> None:
    document = world.printed("Governed by {board}, chaired by {board chair}.\n[board]")
    said = plain_text(document)
    assert "Governed by the Open Doors Board, chaired by the Chief Executive." in said
    assert (
        "The programme is governed by the Open Doors Board, chaired by the Chief Executive. Its "
        "members are: the Corporate Directors (Children and Families; Adult Social Care); the "
        "Group Manager, Finance; and the Executive Member for Schools."
    ) in said.splitlines()
    assert world.problems(document) == []


def test_members_of_one_kind_are_several(world: World) -> None:
    board = factories.board("Second Board", programme=world.programme)
    for name in ("Schools", "Adults"):
        post = f"Executive Member for {name}"
        appoint(scope=board.scope, role=Role.MEMBER, post=post, by=world.officer)
    said = plain_text(world.printed(f"So:\n[board: board={board.reference}]"))
    assert "Its members are: the Executive Members (Schools; Adults)." in said


def test_a_block_in_the_middle_of_a_sentence_is_refused(world: World) -> None:
    document = world.printed("It says {vision} there.")
    assert world.problems(document) == [
        "{vision} is a block: write it as [vision] on a line of its own."
    ]
    assert "It says [missing: vision] there." in plain_text(document)


def test_field_case_B15_ratings_print_with_their_reason_and_the_help_needed(world: World) -> None:
    (table,) = children(world.printed("As rated:\n[ratings]"), Table)
    assert isinstance(table, Table)
    assert table.note == "1 Red, 1 Green, 5 Not rated"
    assert [column.label for column in table.columns] == [
        "Project", "Rating", "Why", "Help needed",
    ]  # fmt: skip
    assert table.rows[:2] == (
        ("Hub", "Red", "The lease fell through.", "A decision on the depot."),
        ("Courts", "Green", "–", "–"),
    )
    (red,) = children(world.printed("[ratings: which=red, columns=project period]"), Table)
    assert isinstance(red, Table)
    assert red.rows == (("Hub", "20 Nov 2026"),)


def test_field_case_B16_milestones_read_well_in_six_columns(world: World) -> None:
    document = world.printed("All of them:\n[milestones]")
    (table,) = children(document, Table)
    assert isinstance(table, Table)
    assert table.rows == (
        ("Lease signed", "Hub", "1 Dec 2026", "15 Dec 2026", "14 days late", "Slipped"),
        ("Doors open", "Hub", "1 Mar 2027", "1 Mar 2027", "on time", "On track"),
    )
    assert [column.is_short for column in table.columns] == [False, False, *[True] * 4]
    cells = read(str(body_html(document))).all("td")
    assert [c.text for c in cells if "document-cell-short" in c.attributes["class"]][:4] == [
        "1 Dec 2026", "15 Dec 2026", "14 days late", "Slipped",
    ]  # fmt: skip


def test_a_figure_names_its_record_by_number_or_title(world: World) -> None:
    document = world.printed("Signed by {forecast: milestone=lease signed}, {slip: milestone=x}.")
    assert "Signed by 15 December 2026, [missing: slip: milestone=x]." in plain_text(document)
    assert world.problems(document) == [
        "{slip: milestone=x}: milestone cannot be “x”. It can be: Lease signed (Hub), Doors open "
        "(Hub)."
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("[projects: only=PRJ-0001]",
         "[projects: only=PRJ-0001]: there is no choice “only”. "
         "There is: projects, progress, numbers."),
        ("[projects: progress=maybe]",
         "[projects: progress=maybe]: progress cannot be “maybe”. It can be: yes, no."),
        ("[vision: as=table]",
         "[vision: as=table]: it takes no choices, so “as” means nothing."),
        ("[projects: no]", "[projects: no]: “no” is not a choice: write it as key=value."),
        ("[prospects]", "[prospects] is not a block that this paper knows."),
        ("Now {forecast}.", "{forecast}: say which: milestone=…"),
    ],
)  # fmt: skip
def test_what_is_asked_for_wrongly_is_said_in_a_sentence(
    world: World, typed: str, sentence: str
) -> None:
    assert world.problems(world.printed(typed)) == [sentence]


def test_figures_in_sentences_are_what_the_records_say(world: World) -> None:
    said = plain_text(
        world.printed(
            "{programme}: {projects count} projects, {projects rated: rating=red} rated Red; "
            "{milestones count: state=slipped} slipped."
        )
    )
    assert "Open Doors: seven projects, one rated Red; one slipped." in said


def test_a_figure_leads_to_its_source_in_the_page_and_not_in_the_file(world: World) -> None:
    world.printed("About {programme}.")
    led = Reading(world.paper, sources_at="/figures/").document
    runs = [run for block in led.blocks for run in getattr(block, "text", ())]
    assert Words("Open Doors", source="/figures/?of=programme") in runs
    assert "/figures/" not in str(body_html(Reading(world.paper).document))
