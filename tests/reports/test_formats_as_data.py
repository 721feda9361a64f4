"""Two formats that no council of the demonstration has: they are data alone, and every output of a
paper in them says the same."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from documents.compose import compose
from documents.content import (
    AppendixContent,
    PaperContent,
    RecommendationContent,
    SectionContent,
)
from documents.format_files import as_text, read_file
from documents.html import body_html
from documents.pdf import render_pdf
from documents.plain import plain_text
from documents.tree import Document
from documents.word import render_word
from people.choices import Role
from tests.documents.document_sample import MOMENT
from tests.documents.word_reader import lines
from tests.sweeps.pages import read

FOLDER = Path(__file__).parent / "formats"


def in_format(name: str, sections: dict[str, str], *asked: str, **more: Any) -> Document:
    file = read_file((FOLDER / f"{name}.json").read_bytes(), roles=Role.values)
    assert read_file(as_text(file), roles=Role.values) == file
    return compose(
        PaperContent(
            format=file.definition,
            title="Lease of the depot",
            reference="PAP-0001",
            values={"council": "Wolderby County Council", "portfolio": "Highways"},
            sections=tuple(SectionContent(key, body=body) for key, body in sections.items()),
            recommendations=tuple(RecommendationContent(text) for text in asked),
            **more,
        )
    )


@pytest.fixture(scope="module")
def lettered() -> Document:
    return in_format(
        "lettered-sections",
        {
            "purpose": "The lease ends in March.\n\nA new one is offered.",
            "reasons": "The depot is full.\n\nSee [para: purpose].",
            "implications.money": "It costs £1.11m.",
            "implications.people": "Nobody moves.",
            "implications.climate": "None.",
            "implications.risk": "The roof leaks.",
            "timetable": "Work begins in May.",
        },
        "Agree the lease.",
        "Note the roof.",
    )


@pytest.fixture(scope="module")
def unnumbered() -> Document:
    return in_format(
        "attachments-by-letter",
        {
            "summary": "Two bids came in: see Attachments A and B.",
            "discussion": "We prefer the first:\n\n1. it is cheap\n2. it is near\n\nIt is safe.",
        },
        "Accept the first bid.",
        appendices=(
            AppendixContent("north", "The North Road bid", "north.txt"),
            AppendixContent("mill", "The Mill Lane bid", "mill.txt"),
        ),
    )


def test_sections_have_letters_and_implications_roman_numbers(lettered: Document) -> None:
    assert lettered.problems == ()
    assert plain_text(lettered).splitlines() == [
        "WOLDERBY COUNTY COUNCIL",
        "Lease of the depot",
        "Portfolio: Highways",
        "A. Purpose of the report",
        "A.1 The lease ends in March.",
        "A.2 A new one is offered.",
        "B. Recommendations",
        "Members are asked to:",
        "(a) Agree the lease.",
        "(b) Note the roof.",
        "C. Reasons",
        "C.1 The depot is full.",
        "C.2 See paragraph A.1.",
        "D. Implications",
        "No.\tImplication\tComment",
        "i.\tMoney\tIt costs £1.11m.",
        "ii.\tPeople\tNobody moves.",
        "iii.\tClimate\tNone.",
        "iv.\tRisk\tThe roof leaks.",
        "E. Timetable",
        "E.1 Work begins in May.",
    ]


def test_no_paragraph_has_a_number_and_attachments_have_letters(unnumbered: Document) -> None:
    assert unnumbered.problems == ()
    assert plain_text(unnumbered).splitlines() == [
        "Lease of the depot",
        "Two bids came in: see Attachments A and B.",
        "Action requested",
        "Accept the first bid.",
        "Discussion",
        "We prefer the first:",
        "1. it is cheap",
        "2. it is near",
        "It is safe.",
        "Attachments",
        "Attachment A The North Road bid",
        "Attachment B The Mill Lane bid",
    ]


@pytest.mark.parametrize(("name", "size"), [("lettered", (595, 842)), ("unnumbered", (612, 792))])
def test_page_pdf_and_word_file_say_the_same(
    request: pytest.FixtureRequest, name: str, size: tuple[int, int]
) -> None:
    document = request.getfixturevalue(name)
    pdf = PdfReader(BytesIO(render_pdf(document, moment=MOMENT)))
    assert [tuple(round(float(n)) for n in p.mediabox[2:]) for p in pdf.pages] == [size]
    page = read(body_html(document)).raw
    word = "\n".join(f"{x.mark} {x.text}" for x in lines(render_word(document, moment=MOMENT)))
    printed = pdf.pages[0].extract_text()
    said = [re.sub(r"\W", "", text) for text in (plain_text(document), page, word)]
    assert said[0] == said[1]
    assert said[0] == said[2]
    assert said[0] in re.sub(r"\W", "", printed)
