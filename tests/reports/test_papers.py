"""The committee paper of 2012: its shape, and that nothing in it is a fixed template."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from audit.actions import archive_record, create_record, edit_record
from benefits.models import SavingsAmount, SavingsLine
from config.demo.loader import LoadedDemo
from documents.plain import plain_text
from documents.tree import Document, LetteredList, Paragraph
from people.actions import appoint
from people.choices import Role
from people.models import Account, Appointment, Person
from programmes.actions import edit_programme
from programmes.models import Principle, Programme
from projects.actions import create_project, edit_project, open_report, save_report, submit_report
from projects.models import Milestone, Project
from reports.actions import add_section, create_paper
from reports.models import Paper, PaperSection
from reports.queries.papers import document_of
from tests.factories.gates import put_right
from tests.sending import press
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read
from values import clock, words
from values.partial_dates import PartialDate

pytestmark = pytest.mark.one_engine  # what a paper draws on is asked of both by its own tests

PROJECTS = [
    "Multi-Agency Safeguarding Hub (MASH)",
    "Organisational Structure",
    "Looked After Children Project",
    "Transitions Project",
    "Legal Project",
    "Performance Project",
    "Independent Chairing Service Project",
    "Budget and Cost Driver Model",
    "Provider Services Review",
]
HEADINGS = [
    "Purpose of the Report",
    "Information and Advice",
    "Projects within the Programme",
    "Next Steps",
    "Other Options Considered",
    "Reason/s for Recommendation/s",
    "Statutory and Policy Implications",
    "Implications for Service Users",
    "Equalities Implications",
    "Safeguarding of Children Implications",
    "RECOMMENDATION",
    "For any enquiries about this report please contact:",
    "Constitutional Comments (LM 25/06/12)",
    "Financial Comments (NDR 25/06/12)",
    "Background Papers",
    "Electoral Division(s) and Member(s) Affected",
]


@pytest.fixture
def paper(demo: LoadedDemo) -> Paper:
    return Paper.objects.select_related("board", "programme").get(
        reference=demo.papers["introduction"]
    )


@pytest.fixture
def officer(demo: LoadedDemo) -> Person:
    return Person.objects.get(reference=demo.people["mistry"])


def lines(paper: Paper) -> list[str]:
    return plain_text(document_of(paper)).splitlines()


def numbers(document: Document) -> list[int]:
    """The numbers of the paragraphs as they are printed, in reading order."""
    found = (re.match(r"(\d+)\. ", line) for line in plain_text(document).splitlines())
    return [int(match[1]) for match in found if match]


def lettered(document: Document) -> list[tuple[str, str]]:
    return [
        (item.mark, item.title)
        for block in document.blocks
        if isinstance(block, Paragraph)
        for child in block.children
        if isinstance(child, LetteredList)
        for item in child.items
    ]


def hot_desks(programme: Programme) -> Milestone:
    """An open milestone that is known to the day."""
    return Milestone.objects.get(project__programme=programme, title="Hot desks in the Wenmoor hub")


def test_it_has_paragraphs_1_to_18_once_each_and_in_order(paper: Paper) -> None:
    document = document_of(paper)
    assert numbers(document) == list(range(1, 19))
    assert document.problems == ()


def test_it_has_the_nine_projects_lettered_a_to_i(paper: Paper) -> None:
    assert lettered(document_of(paper)) == [
        (f"{mark}.", title) for mark, title in zip("abcdefghi", PROJECTS, strict=True)
    ]


def test_its_headings_stand_in_order(paper: Paper) -> None:
    said = lines(paper)
    assert [line for line in said if line in HEADINGS] == HEADINGS


def test_its_front_and_its_end_are_those_of_the_committee(paper: Paper) -> None:
    said = lines(paper)
    title = "Children's Social Care Transformation Programme - Introduction"
    assert said[: said.index(title) + 1] == [
        "Draft",
        "Wolderby County Council",
        "16 July 2012",
        "Agenda Item: 6",
        "REPORT OF THE SERVICE DIRECTOR, CHILDREN'S SOCIAL CARE",
        title,
    ]
    (recommendation,) = [line for line in said if re.match(r"\d+\) ", line)]
    ends = [
        "RECOMMENDATION",
        recommendation,
        "Martin Hale",
        "For any enquiries about this report please contact:",
        "Constitutional Comments (LM 25/06/12)",
        "Financial Comments (NDR 25/06/12)",
        "Background Papers",
    ]
    assert recommendation.startswith("1) ")
    assert [said.index(line) for line in ends] == sorted(said.index(line) for line in ends)
    assert "section 100D of the Local Government Act 1972" in " ".join(said)
    assert said[-3:] == ["Electoral Division(s) and Member(s) Affected", "All.", "C0025"]


def test_numbers_letters_and_references_follow_the_records(paper: Paper, officer: Person) -> None:
    create_project(programme=paper.programme, by=officer, title="Foster Carer Recruitment")
    gone = PaperSection.objects.get(paper=paper, key="next-steps")
    archive_record(gone, by=officer)
    renamed = PaperSection.objects.get(paper=paper, key="projects")
    edit_record(renamed, by=officer, heading="What the programme is doing")
    add_section(paper=paper, by=officer, heading="Early notice", body="First.\n\nThen.", position=1)

    document = document_of(paper)
    assert numbers(document) == list(range(1, 18))  # two less: what was cleared is void
    assert lettered(document)[-1] == ("j.", "Foster Carer Recruitment")
    said = plain_text(document)
    assert "The programme consists of 10 projects." in said
    assert "listed in paragraph 9" in said
    assert "Next Steps" not in said.splitlines()
    assert "What the programme is doing" in said.splitlines()
    assert [problem.key for problem in document.problems] == [
        "next-steps", "clearances", "clearances",
    ]  # fmt: skip


def test_a_reference_to_a_section_that_is_gone_is_a_problem(paper: Paper, officer: Person) -> None:
    archive_record(PaperSection.objects.get(paper=paper, key="projects"), by=officer)
    found = [problem.key for problem in document_of(paper).problems]
    assert found == ["information", "projects", "clearances", "clearances"]


def test_project_texts_come_from_the_records(paper: Paper, officer: Person) -> None:
    project = Project.objects.get(programme=paper.programme, title="Legal Project")
    edit_project(project, by=officer, summary="A summary that was written a minute ago.")
    report = open_report(project=project, by=officer, period_end=date(2012, 7, 4))
    report = save_report(report, by=officer, achieved="A draft that nobody may read yet.")
    assert "nobody may read yet" not in plain_text(document_of(paper))
    submit_report(
        report,
        by=officer,
        overall_rag="green",
        overall_reason="The plan is agreed by telephone.",
        achieved="The new agreement is signed.",
    )
    said = lines(paper)
    assert "A summary that was written a minute ago." in said
    assert "Progress to 4 July 2012: The new agreement is signed." in said


def test_vision_principles_and_board_come_from_the_records(paper: Paper, officer: Person) -> None:
    programme = Programme.objects.get(pk=paper.programme_id)
    edit_programme(programme, by=officer, vision="Every child is heard.")
    create_record(Principle, by=officer, programme=programme, text="Listen first", position=99)
    board = programme.boards.get(kind__key="programme_board")
    chair = Appointment.objects.get(scope=board.scope, role="chair")
    edit_record(chair, by=officer, post="Leader of the Council")
    said = plain_text(document_of(paper))
    assert "Every child is heard." in said
    assert "Listen first" in said
    assert "chaired by the Leader of the Council" in said


def test_tables_come_from_the_records(demo: LoadedDemo, officer: Person) -> None:
    programme = Programme.objects.get(reference=demo.programmes["savings"])
    board = Paper.objects.get(reference=demo.papers["introduction"]).board
    paper = create_paper(
        programmes=[programme], by=officer, sections=(), title="Savings", board=board
    )
    add_section(
        paper=paper,
        by=officer,
        heading="Figures",
        body="The savings are these:\n[savings]\n\nThe milestones are these:\n[milestones]",
    )
    line = SavingsLine.objects.get(programme=programme, required_pence=111_000_000)
    edit_record(line, by=officer, title="Both parts of project two")
    milestone = hot_desks(programme)
    edit_record(milestone, by=officer, title="A review that was renamed")
    said = plain_text(document_of(paper))
    assert "£525k achieved" in said
    assert "£185k to be planned" in said
    assert "Both parts of project two" in said
    assert "A review that was renamed" in said


def test_figures_and_seats_come_from_the_records(demo: LoadedDemo, officer: Person) -> None:
    programme = Programme.objects.get(reference=demo.programmes["savings"])
    board = Paper.objects.get(reference=demo.papers["introduction"]).board
    paper = create_paper(
        programmes=[programme], by=officer, sections=(), title="Savings", board=board
    )
    body = "Savings:\n[savings]\n\nMilestones:\n[milestones]\n\n[board]"
    add_section(paper=paper, by=officer, heading="Figures", body=body)
    before = plain_text(document_of(paper))
    amount = SavingsAmount.objects.get(line__programme=programme, amount_pence=52_500_000)
    milestone = hot_desks(programme)
    own = programme.boards.earliest("id")
    edit_record(amount, by=officer, amount_pence=54_300_000)
    put_right(milestone, baseline_on=PartialDate.day(date(2012, 9, 3)))
    milestone.refresh_from_db()
    edit_record(milestone, by=officer, forecast_on=date(2013, 2, 14))
    appoint(scope=own.scope, role=Role.MEMBER, post="Head of Lanterns", by=officer, position=99)
    after = plain_text(document_of(paper))
    for told in ("£543k achieved", "14 Feb 2013", "164 days late", "the Head of Lanterns"):
        assert (told in before, told in after) == (False, True), told
    assert ("£525k achieved" in before, "£525k achieved" in after) == (True, False)


class TestThroughThePages:
    """The programme office changes the paper and its records in the browser."""

    @pytest.fixture
    def keeper(self, demo: LoadedDemo) -> Account:
        return Account.objects.get(sign_in_name="louise.farrow")

    def test_numbers_letters_and_references_follow(
        self, client: Client, paper: Paper, keeper: Account
    ) -> None:
        programme, base = paper.programme, f"/papers/{paper.reference}/"
        sections = {s.key: f"{base}sections/{s.pk}/" for s in paper.sections.all()}
        add = Typist(client, f"/programmes/{programme.reference}/projects/add/", keeper)
        assert add.send(title="Foster Carer Recruitment").status_code == 302
        rename = Typist(client, f"{sections['projects']}edit/", keeper)
        assert rename.send(heading="What is under way").status_code == 302
        early = Typist(client, f"{base}sections/add/", keeper)
        typed = {"heading": "Early notice", "body": "First.\r\n\r\nThen.", "position": "1"}
        assert early.send(**typed).status_code == 302
        gone = press(client, f"{sections['next-steps']}archive/", {"reason": "Not this time"})
        assert gone.status_code == 302

        for page in ("preview/", "html/"):
            html = read(client.get(f"{base}{page}").content.decode())
            (article,) = html.all("article")
            headings = [h.text for h in article.all("h2", "h3")]
            assert headings[0] == "Early notice"
            assert "What is under way" in headings
            assert {"Next Steps", "Projects within the Programme"} & set(headings) == set()
            said = article.text
            assert "The programme consists of 10 projects." in said
            assert "listed in paragraph 9" in said
            titles = [*PROJECTS, "Foster Carer Recruitment"]
            found = [said.index(f"{ab}. {t}") for ab, t in zip("abcdefghij", titles, strict=True)]
            assert found == sorted(found)
            assert [int(n) for n in re.findall(r"(?:^| )(\d{1,2})\. (?=[A-Z])", said)] == list(
                range(1, 18)
            )

    def test_what_is_missing_is_listed_where_the_paper_is_written(
        self, client: Client, paper: Paper, keeper: Account
    ) -> None:
        client.force_login(keeper)
        section = paper.sections.get(key="projects")
        url = f"/papers/{paper.reference}/"
        assert client.get(url).context["problems"] == []
        press(client, f"{url}sections/{section.pk}/archive/", {"reason": "By mistake"})
        problem, left_out, *void = client.get(url).context["problems"]
        assert left_out.sentence == (
            "“Projects within the Programme” is left out, and the format asks for it."
        )
        assert [other.sentence for other in void] == [
            f"{kind} Comments: void since the edit of {words.day(clock.today())}."
            for kind in ("Constitutional", "Financial")
        ]
        sentence = "[para: projects] points to a section that is not in this paper."
        assert problem.sentence == sentence
        assert sentence in read(client.get(f"{url}preview/").content.decode()).text

    def test_the_files_have_their_names_and_kinds(
        self, client: Client, paper: Paper, keeper: Account
    ) -> None:
        client.force_login(keeper)
        for kind, content_type, start in (
            ("pdf", "application/pdf", b"%PDF-1."),
            ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        ):
            response = client.get(f"/papers/{paper.reference}/{kind}/")
            assert response.status_code == 200
            assert response["Content-Type"] == content_type
            name = f'attachment; filename="{paper.reference}.{kind}"'
            assert response["Content-Disposition"] == name
            assert response["Cache-Control"] == "private, no-store"
            assert response.content.startswith(start)
