"""Footnotes: typed in a text, counted through the paper, and printed in every output."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from documents.compose import compose
from documents.content import AppendixContent, LetteredContent, LetteredItemContent, SectionContent
from documents.html import body_html
from documents.pdf import render_pdf
from documents.plain import plain_text
from documents.printed import moved
from documents.tree import Document
from documents.word import render_word
from tests.documents.document_sample import MOMENT, paper
from tests.documents.test_document_pdf import findings, tags
from tests.documents.word_reader import W, lines, parts, text_of

TYPED = """The plan was agreed in May.[^plan] It costs {price} in all.[^cost] The plan[^plan] holds.

[^cost]: At prices of 2011, as **{programme}** counts them; see https://wolderby.example/prices.

- North Road[^1]
- Mill Lane

[^plan]: Minutes of 17 May 2012,
  item 4.
[^1]: Since closed.

Table: Depots

| Depot | Staff |
|---|--:|
| North Road | 12[^1] |
"""
OTHER = "More.[^1]\n\n[^1]: From another section.\n\n[projects]"
PROJECT = LetteredContent((LetteredItemContent("One", "Begun.[^1]\n\n[^1]: Late."),))
FOOTNOTES = [
    "1 Minutes of 17 May 2012, item 4.",
    "2 At prices of 2011, as Transformation Programme counts them; see "
    "https://wolderby.example/prices.",
    "3 Since closed.",
    "4 From another section.",
    "5 Late.",
    "6 Of the annex.",
]


def sample() -> Document:
    annex = paper(
        title="Annex",
        sections=(SectionContent("a", "A", "Text.[^1]\n\n[^1]: Of the annex."),),
    )
    sections = (SectionContent("a", "A", TYPED), SectionContent("b", "B", OTHER, "sub"))
    facts = {"programme": "Transformation Programme", "price": "£3"}
    appendices = (AppendixContent("annex-1", "Annex", paper=annex),)
    return compose(
        paper(sections=sections, live={"projects": PROJECT}, facts=facts, appendices=appendices)
    )


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(sample(), moment=MOMENT)


def test_footnotes_are_counted_through_the_paper_and_its_annexes_and_stand_below() -> None:
    said = plain_text(sample()).splitlines()
    assert said[-6:] == FOOTNOTES
    assert "1. The plan was agreed in May.1 It costs £3 in all.2 The plan1 holds." in said
    assert {"- North Road3", "North Road\t123", "Begun.5"} <= set(said)


def test_a_page_leads_to_each_footnote_and_back() -> None:
    html = str(body_html(sample()))
    marks = re.findall(r'<sup class="document-call"><a(.*?) href="#(.*?)">(\d)</a></sup>', html)
    assert [(anchor, number) for _id, anchor, number in marks] == [
        (f"note-{number}", number) for number in "12133456"
    ]
    ids = re.findall(r' id="(.*?)"', html)
    assert len(ids) == len(set(ids))
    for number in range(1, 7):
        assert {f"note-{number}", f"call-{number}"} <= set(ids)
        assert f'<a href="#call-{number}">{number}</a>' in html
    assert "<strong>Transformation Programme</strong> counts" in html


def test_a_pdf_has_them_at_the_foot_of_the_page_of_their_mark_and_tagged(
    pdf: bytes, tmp_path
) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    (page,) = [page for page in pages if "agreed in May" in page]
    lines_of_page = [line.strip() for line in page.splitlines()]
    assert lines_of_page.index(FOOTNOTES[0]) > lines_of_page.index("North Road 123")
    assert FOOTNOTES[5] in "".join(page for page in pages if "Of the annex" in page)
    notes = [path for path, _element in tags(pdf) if path.endswith("/Note")]
    assert notes == ["/Document/Art/Note"] * 5 + ["/Document/Art/Div/Div/Note"]
    assert findings(pdf, tmp_path) == []


def test_word_has_footnotes_of_its_own_with_the_same_numbers_and_words() -> None:
    content = render_word(sample(), moment=MOMENT)
    found = parts(content)
    notes = found["word/footnotes.xml"].findall(f"{W}footnote")[2:]
    said = [f"{note.get(f'{W}id')}{text_of(note)}" for note in notes]
    assert said == FOOTNOTES
    marks = found["word/document.xml"].iter(f"{W}footnoteReference")
    assert [mark.get(f"{W}id") for mark in marks] == list("123456")
    told = [line.text for line in lines(content)]
    assert "The plan was agreed in May. It costs £3 in all. The plan1 holds." in told
    assert render_word(sample(), moment=MOMENT) == content


def test_a_mark_without_a_footnote_or_the_reverse_is_a_problem_and_nothing_is_lost() -> None:
    typed = "Said.[^1]\n\n[^2]: Words that nothing mentions.\n\n## Head[^3]\n\n[^3]: More."
    document = compose(paper(sections=(SectionContent("a", "Aims", typed),)))
    said = plain_text(document)
    for kept in ("Said.[^1]", "[^2]: Words that nothing mentions.", "Head[^3]", "[^3]: More."):
        assert kept in said
    (problem,) = [problem for problem in document.problems if "[^" in problem.sentence]
    assert problem.sentence == (
        "“Aims” has [^1] without its other half: a footnote is a mark in the text, and its words "
        "on a line of their own after “[^1]:”. Headings have none."
    )


def test_what_a_footnote_says_is_told_as_a_change() -> None:
    def with_note(words: str) -> Document:
        text = f"Said.[^1]\n\n[^1]: {words}"
        return compose(paper(sections=(SectionContent("a", "Aims", text),)))

    (change,) = moved(with_note("Before."), with_note("After."))
    assert (change.place, change.before, change.after) == ("Footnotes", "1 Before.", "1 After.")
