"""The initiation document of the improvement programme, whole, as PDF and as a Word file. Its
shape, its two ways of numbering and its oddities are those of a real one; the words are ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from audit.actions import edit_record
from documents.pdf import render_pdf
from documents.tree import Document, Table
from documents.word import render_word
from people.models import Account, Person
from programmes.models import DocumentVersion, FundingSource, Programme
from reports.models import Paper
from reports.queries.papers import Reading, document_of
from reports.queries.text_changes import text_changes
from tests.databases import leading_to
from tests.demo_fixture import MOMENT
from tests.documents.word_reader import lines
from tests.reports.in_print import headings, squashed
from tests.sweeps.walking import browser_of
from values import clock

pytestmark = pytest.mark.one_engine

SECTIONS = {
    "Introduction and purpose": range(1, 6),
    "Approach and scope": range(6, 11),
    "Structure and governance": range(11, 14),
    "Measurement of benefits": range(14, 18),
    "Programme plan": range(18, 21),
    "Related documents": range(21, 25),
}
"""Each Section with its clauses, which run through all of them."""
APPENDICES = ["High level plan", "Terms of reference", "Governance structure"]


@dataclass(frozen=True)
class Initiation:
    document: Document
    says: dict[str, str]

    def table(self, caption: str) -> Table:
        return next(t for t in tables(self.document) if t.caption == caption)


def tables(document: Document) -> Iterator[Table]:
    for block in document.blocks:
        for each in (block, *getattr(block, "children", ())):
            if isinstance(each, Table):
                yield each


@pytest.fixture(scope="module")
def initiation(
    demo_database: tuple[str, dict[str, Any]], django_db_blocker: DjangoDbBlocker
) -> Initiation:
    name, loaded = demo_database
    with django_db_blocker.unblock(), leading_to(connection, name), clock.stopped_at(MOMENT):
        document = document_of(Paper.objects.get(reference=loaded["papers"]["initiation"]))
    pdf = pypdf.PdfReader(BytesIO(render_pdf(document, moment=MOMENT)))
    word = lines(render_word(document, moment=MOMENT))
    says = {
        "pdf": squashed("".join(page.extract_text() for page in pdf.pages)),
        "word": squashed("".join(f"{line.mark} {line.text}" for line in word)),
    }
    return Initiation(document, says)


def test_clauses_run_from_1_to_24_through_seven_numbered_sections(initiation: Initiation) -> None:
    expected = []
    for place, (title, clauses) in enumerate(SECTIONS.items(), start=1):
        expected += [f"Section {place}", *map(str, clauses)]
        assert any(h.text == title for h in headings(initiation.document.blocks))
    found = [h.number for h in headings(initiation.document.blocks) if h.number]
    assert found == [*expected, "Section 7"]


def test_its_appendices_stand_inside_it_and_its_contents_follow_its_text(
    initiation: Initiation,
) -> None:
    """The contents of the real one listed approach before scope."""
    inside = [h.text for h in headings(initiation.document.blocks) if h.text.startswith("Appendix")]
    assert inside == [f"Appendix {n}: {title}" for n, title in enumerate(APPENDICES, start=1)]
    for name, said in initiation.says.items():
        scope, approach = (said.find(squashed(clause)) for clause in ("6 Scope", "7 Approach"))
        assert 0 <= scope < approach, name


def test_nothing_is_missing_but_a_logo(initiation: Initiation) -> None:
    assert [p.sentence for p in initiation.document.problems if not p.is_advice] == []


def test_trap_the_14th_number_is_printed_twice_and_none_is_15(initiation: Initiation) -> None:
    by_category, plan = (
        t for t in tables(initiation.document) if t.caption == "Workstreams by category"
    )
    assert [row[1] for row in by_category.rows] == ["3", "5", "9"]
    assert [row[1] for row in plan.rows] == [*map(str, range(1, 15)), "14", "16", "17"]


def test_trap_three_spellings_of_one_person_and_one_person_under_two_posts(
    initiation: Initiation,
) -> None:
    teams = initiation.table("Leads and teams")
    said = " ".join(str(cell) for row in teams.rows for cell in row)
    for name in ("Dorothea Walden", "Dorothy Walden", "Dorothea Waldon"):
        assert f"{name} (External consultant)" in said
    second = str(teams.rows[1][2])
    assert re.findall(r"Imran Sadiq \(([^)]*)\)", second) == [
        "Service Manager - Social Care",
        "Service Manager - Service Improvement",
    ]
    assert str(teams.rows[15][1]).endswith("Diane Mercer (Schools)")
    assert "Learning and Development representative" in str(teams.rows[14][2])
    assert "suggested" in str(teams.rows[6][2])


def test_the_table_of_roles_names_who_holds_each_and_the_money_adds_up(
    initiation: Initiation,
) -> None:
    roles = [str(row[0]) for row in initiation.table("Roles and responsibilities").rows]
    assert roles == [
        "Programme Board",
        "Executive Group",
        "Senior Responsible Owner (Graham Attwell)",
        "Programme Director (Moira Kessell)",
        "Programme Manager (Roland Fisk)",
        "Project Leads",
        "Programme Team",
    ]
    assert initiation.table("Funding").totals == (
        ("Total, one-off", "", "£1,250,000"),
        ("Total, every year", "", "£4,800,000 a year"),
    )


def test_both_files_say_the_terms_of_both_bodies_and_a_picture_in_words(
    initiation: Initiation,
) -> None:
    texts = [
        "Version 2, updated 3 March 2010",
        "Keeps the programme within its budget",
        "Watches the key risks, strategic and minor",
        "Improvement Programme Board directs",
    ]
    for name, said in initiation.says.items():
        missing = [text for text in texts if squashed(text) not in said]
        assert missing == [], name


def test_the_next_version_is_compared_with_the_one_before(demo: Any) -> None:
    """Printed from the records at two moments: only what the records changed differs."""
    paper = Paper.objects.get(reference=demo.papers["initiation"])
    before = Reading(paper).document
    by = Person.objects.get(name="Roland Fisk")
    with clock.stopped_at(MOMENT.replace(day=5)):
        programme = Programme.objects.get(reference=demo.programmes["improvement"])
        edit_record(programme, by=by, out_of_scope="- Schools, unless a workstream names them")
        source = FundingSource.objects.filter(programme=programme).order_by("id")[0]
        edit_record(source, by=by, title="More money agreed by Cabinet")
        version = DocumentVersion.objects.get(title="2")
        edit_record(version, by=by, reflects="New money and the chosen projects.")
        changed = text_changes(before, Reading(paper).document)
    assert [heading for heading, *_rest in changed] == [
        "Document control", "9 Out of scope", "19 Approval and funding",
    ]  # fmt: skip
    assert changed[1][1:3] == (
        "- Schools' own safeguarding arrangements, unless a workstream names them",
        "- Schools, unless a workstream names them",
    )


def test_the_page_of_the_document_leads_to_its_next_version_and_what_has_changed(
    demo: Any,
) -> None:
    paper = demo.papers["initiation"]
    kept = DocumentVersion.objects.get(title="2").document
    client = browser_of(Account.objects.get(person__reference=demo.people["farrow"]))
    page = client.get(f"/documents/{kept.reference}/").content.decode()
    changes = f"/papers/{paper}/changes/?since=2010-03-03"
    assert [
        url for url in (f'href="/papers/{paper}/"', f'href="{changes}"') if url not in page
    ] == []
    assert client.get(changes).status_code == 200
