"""Cases from the field: what a paper prints, in every output."""

from __future__ import annotations

import io
import re
from typing import Any

import pymupdf
import pytest

from documents.compose import compose
from documents.content import AppendixContent, PaperContent, SectionContent, TableContent
from documents.format import Format, TextPart
from documents.glyphs import ASSETS
from documents.html import body_html
from documents.pdf import press_job
from documents.plain import plain_text
from documents.press import lay_out
from documents.tree import Column, Document, Paragraph, Table
from documents.word import render_word
from tests.documents.document_sample import MOMENT, paper
from tests.documents.word_reader import lines
from tests.sweeps.pages import read

SIGNED = "Signed: MASH_InformationSharingAgreement_v3_FINAL_signed_2026-11-20.docx"
YEARS = [f"{year}/{year - 1999}" for year in range(2012, 2025)]


def written(body: str, **changes: Any) -> Document:
    sections = (SectionContent("one", "One", body),)
    return compose(paper(sections=sections, clearances=(), **changes))


def pdf_of(document: Document, files: dict[str, bytes] | None = None) -> pymupdf.Document:
    made = lay_out(press_job(document, MOMENT, ASSETS, "", files))
    return pymupdf.open(stream=made, filetype="pdf")


def everywhere(document: Document) -> list[str]:
    """The text of the four outputs, without spaces."""
    pdf = "".join(page.get_text() for page in pdf_of(document))
    word = "".join(
        f"{line.mark}{line.text}" for line in lines(render_word(document, moment=MOMENT))
    )
    found = (plain_text(document), read(body_html(document)).raw, word, pdf)
    return [re.sub(r"[\s•\u200b-]", "", text) for text in found]


def on_the_sheet(pdf: pymupdf.Document) -> bool:
    """Whether every word lies within the margins of its sheet."""
    return all(
        word[0] >= 0 and word[2] <= page.rect.width - 60
        for page in pdf
        for word in page.get_text("words")
    )


def test_field_case_B01_a_long_word_breaks_in_its_cell_and_all_columns_are_on_the_sheet() -> None:
    columns = (
        *(Column("Milestone"), Column("Project"), Column("Baseline", is_short=True)),
        *(Column("Forecast", is_short=True), Column("Slip", "number"), Column("State")),
    )
    row = (SIGNED, "Multi-Agency Safeguarding Hub", "1 May 2012", "9 May 2012", "8", "On track")
    live = {"milestones": TableContent(Table("Milestones", columns, (row,) * 3))}
    pdf = pdf_of(written("As follows.\n[milestones]", live=live))
    assert on_the_sheet(pdf)
    text = " ".join(" ".join(page.get_text() for page in pdf).split())
    assert text.count("9 May 2012 8 On track") == 3
    assert text.replace(" ", "").count(SIGNED.replace(" ", "")) == 3


def test_field_case_B02_thirteen_years_and_their_total_are_on_the_sheet_in_every_output() -> None:
    columns = (
        Column("Strand"),
        *(Column(year, "number") for year in YEARS),
        Column("Total", "number"),
    )
    row = ("Residual savings", *["£1,234,500"] * 13, "£16,048,500")
    live = {"savings": TableContent(Table("Savings", columns, (row,), note="pounds"))}
    document = written("As follows.\n[savings]", live=live)
    assert isinstance(document.blocks[1], Paragraph)
    parts = [child for child in document.blocks[1].children if isinstance(child, Table)]
    assert [table.caption for table in parts] == [
        f"Savings ({part} of 3)" for part in (1, 2, 3)
    ]  # fmt: skip
    assert [column.label for table in parts for column in table.columns[1:]] == [*YEARS, "Total"]
    assert {table.rows[0][0] for table in parts} == {"Residual savings"}
    assert on_the_sheet(pdf_of(document))
    for text in everywhere(document):
        assert text.count("£1,234,500") == 13
        assert text.count("£16,048,500") == 1


def test_a_table_that_fits_a_turned_sheet_is_turned_and_the_text_after_it_is_upright() -> None:
    columns = (Column("Strand"), *(Column(year, "number") for year in YEARS[:7]))
    rows = (("Residual savings", *["£1,234,500"] * 7),) * 6
    live = {"savings": TableContent(Table("Savings", columns, rows))}
    pdf = pdf_of(written("As follows.\n[savings]\n\nThen.", live=live))
    wide = [page.rect.width > page.rect.height for page in pdf]
    assert wide[:3] == [False, True, False]
    assert on_the_sheet(pdf)


def test_field_case_B03_lines_typed_on_their_own_stay_so_in_every_output() -> None:
    document = written("Depots visited:\n1. North Road\n2. Mill Lane")
    assert "1. Depots visited:\n1. North Road\n2. Mill Lane\n" in plain_text(document)
    for text in everywhere(document):
        assert "1.Depotsvisited:1.NorthRoad2.MillLane" in text


@pytest.mark.parametrize("bullet", ["·\t", "o\t", "§\t", "\uf0b7\t", "•\t"])
def test_field_case_B04_bullets_and_letters_that_word_leaves_are_lists(bullet: str) -> None:
    typed = f"Depots:\n{bullet}North Road\n\ta) sub thing\n\tb) another\n{bullet}Mill Lane"
    document = written(typed)
    assert "1. Depots:\n- North Road\na) sub thing\nb) another\n- Mill Lane\n" in plain_text(
        document
    )
    for text in everywhere(document):
        assert "1.Depots:NorthRoada)subthingb)anotherMillLane" in text


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("1. To introduce the programme.", "1) That the report be noted."),
        ("To introduce the programme.", "a) That the report be noted."),
        ("1.1 To introduce the programme.", "(i) That the report be noted."),
    ],
)
def test_field_case_B05_a_typed_number_is_not_printed_beside_the_paper_s_own(
    typed: str, asked: str
) -> None:
    is_n1 = typed.startswith("1.1")
    document = written(typed, recommendations=(asked,))
    said = plain_text(document).splitlines()
    if is_n1:
        assert [p.sentence for p in document.problems] == [
            "“1.1” is typed before the paragraph that has the number 1."
        ]
    else:
        assert "1. To introduce the programme." in said
        assert document.problems == ()
    assert "1) That the report be noted." in said


def test_field_case_B06_appendices_are_listed_everywhere_and_joined_to_the_pdf() -> None:
    appended = pymupdf.open()
    for words in ("First page of the plan", "Second page of the plan"):
        appended.new_page().insert_text((72, 72), words)
    document = written(
        "See Appendix 1 and [appendix: b].",
        appendices=(
            AppendixContent("a", "The plan", "plan.pdf"),
            AppendixContent("b", "The figures", "figures.xlsx"),
        ),
    )
    assert document.problems == ()
    for text in everywhere(document):
        assert "AppendicesAppendix1TheplanAppendix2Thefigures" in text
        assert "1.SeeAppendix1andAppendix2." in text
    pdf = pdf_of(document, {"a": appended.tobytes()})
    *paper_pages, first, second = (page.get_text() for page in pdf)
    assert ("First page of the plan" in first, "Second page of the plan" in second) == (True, True)
    assert f"Page {len(pdf)} of {len(pdf)}" in second
    assert [2, "Appendix 1 The plan", len(pdf) - 1] in pdf.get_toc()
    assert not any("of the plan" in text for text in paper_pages)


def test_field_case_B09_background_papers_may_be_links() -> None:
    document = written("Text.", background_papers=("[The plan](https://plan.example/x) of 2012",))
    assert '<a href="https://plan.example/x">The plan</a> of 2012' in body_html(document)
    pdf = pdf_of(document)
    assert "https://plan.example/x" in [
        link.get("uri") for page in pdf for link in page.get_links()
    ]
    for text in everywhere(document):
        assert "Theplanof2012" in text


def test_field_case_B10_a_sentence_after_bullets_belongs_to_the_paragraph_above() -> None:
    document = written("They are:\n- safe\n- well\nBoth count.\n\nNext.")
    assert plain_text(document).split("One\n")[1].splitlines()[:5] == [
        "1. They are:", "- safe", "- well", "Both count.", "2. Next.",
    ]  # fmt: skip
    for text in everywhere(document):
        assert "safewellBothcount.2.Next." in text


def test_field_case_B11_bullets_inside_a_recommendation_are_a_list_inside_it() -> None:
    document = written("Text.", recommendations=("That members note:\n- the cost\n- the risk",))
    page = read(body_html(document))
    asked, *points = list(page.all("li"))[:3]
    assert [point.text for point in points] == ["the cost", "the risk"]
    assert asked.text.startswith("1) That members note:")
    for text in everywhere(document):
        assert "1)Thatmembersnote:thecosttherisk" in text


def test_field_case_B12_a_section_without_a_heading_is_allowed_by_its_format() -> None:
    def without(may: bool) -> Document:
        parts = (TextPart("one", may_lack_heading=may),)
        section = SectionContent("one", body="Text.")
        return compose(PaperContent(Format(parts), "T", "R", sections=(section,)))

    assert without(may=True).problems == ()
    assert plain_text(without(may=True)) == "T\n1. Text.\n"
    assert [p.sentence for p in without(may=False).problems] == ["A section has no heading."]


def test_field_case_B14_appendices_that_are_mentioned_and_those_attached_are_compared() -> None:
    document = written(
        "See Appendix 2 and APPENDIX 7.",
        appendices=(AppendixContent("a", "Plan", "p.pdf"), AppendixContent("b", "Map", "m.pdf")),
    )
    assert [(p.sentence, p.is_advice) for p in document.problems] == [
        ("Appendix 7 is mentioned, but is not attached.", False),
        ("Appendix 1 (“Plan”) is attached, but the text never mentions it.", True),
    ]


def test_a_file_that_is_no_pdf_is_said_in_a_sentence() -> None:
    document = written("See Appendix 1.", appendices=(AppendixContent("a", "Plan", "p.pdf"),))
    with pytest.raises(
        Exception, match=r"Appendix 1 .“Plan”. cannot be joined: its PDF cannot be read"
    ):
        press_job(document, MOMENT, ASSETS, "", {"a": io.BytesIO(b"%PDF-1.7 x").getvalue()})
