"""A paper as a Word file, read back."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from documents.compose import compose
from documents.content import SectionContent, TableContent
from documents.plain import plain_text
from documents.tree import Column, Table
from documents.word import render_word
from documents.word_lists import Lists
from tests.documents.document_sample import MOMENT, paper
from tests.documents.word_reader import R, W, lines, parts


@pytest.fixture(scope="module")
def word() -> bytes:
    return render_word(compose(paper()), moment=MOMENT)


def words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_word_says_what_the_document_says_with_the_same_numbers(word: bytes) -> None:
    said = "\n".join(f"{line.mark} {line.text}" for line in lines(word))
    assert words_in(said) == words_in(plain_text(compose(paper())))


def test_headings_are_headings_and_leave_no_level_out(word: bytes) -> None:
    levels = [int(line.style[-1]) for line in lines(word) if line.style.startswith("Heading")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - level <= 1 for level, later in pairwise(levels))


def test_numbers_are_lists_of_word_and_not_text(word: bytes) -> None:
    marks = [line.mark for line in lines(word) if line.mark]
    assert [mark for mark in marks if mark.endswith(".")][:4] == ["1.", "2.", "3.", "4."]
    assert "i." in marks
    assert not any(re.match(r"(\d+|[a-i])[.)] ", line.text) for line in lines(word))


def test_a_table_has_one_head_row_which_every_page_repeats(word: bytes) -> None:
    table = Table("Savings", (Column("Year"), Column("£", "number")), (("2012/13", "200"),) * 3)
    content = paper(live={"savings": TableContent(table)}, sections=(
        SectionContent("a", "Savings", "These are the savings.\n[savings]"),
    ))  # fmt: skip
    (made,) = parts(render_word(compose(content), moment=MOMENT))["word/document.xml"].iter(
        f"{W}tbl"
    )
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in made.iter(f"{W}tr")]
    assert heads == [True, False, False, False]
    assert made.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Savings"


def test_a_column_is_as_wide_as_what_it_holds() -> None:
    long = "A sentence that says in many words why the work is late."
    typed = f"| Rating | Why | Year |\n|---|---|--:|\n| Amber | {long} | 2026 |"
    document = compose(paper(sections=(SectionContent("a", "A", typed),)))
    found = parts(render_word(document, moment=MOMENT))["word/document.xml"]
    rating, why, year = (int(column.get(f"{W}w")) for column in found.iter(f"{W}gridCol"))
    assert 9405 < rating + why + year < 9415  # the width of the text
    assert rating > year
    assert why > 2 * (rating + year)


def test_links_lead_where_they_say_and_references_to_their_paragraph() -> None:
    body = "See [the plan](https://a.example/plan) and [para: b], or ask me@a.example."
    content = paper(sections=(SectionContent("a", "A", body), SectionContent("b", "B", "Here.")))
    found = parts(render_word(compose(content), moment=MOMENT))
    related = {one.get("Id"): one.get("Target") for one in found["word/_rels/document.xml.rels"]}
    links = list(found["word/document.xml"].iter(f"{W}hyperlink"))
    targets = [related.get(link.get(f"{R}id")) for link in links]
    assert targets[::2] == ["https://a.example/plan", "mailto:me@a.example"]
    (anchor,) = (link.get(f"{W}anchor") for link in links if link.get(f"{W}anchor"))
    names = [mark.get(f"{W}name") for mark in found["word/document.xml"].iter(f"{W}bookmarkStart")]
    assert anchor in names


def test_the_file_says_its_title_its_language_and_nothing_of_its_template(word: bytes) -> None:
    found = parts(word)
    said = {child.tag.rpartition("}")[2]: child.text for child in found["docProps/core.xml"]}
    document = compose(paper())
    assert said["title"] == document.title
    assert said["creator"] == said["lastModifiedBy"] == document.header.organisation
    assert said["created"] == said["modified"] == "2012-07-04T09:30:00Z"
    assert "python" not in " ".join(map(str, said.values())).lower()
    languages = {lang.get(f"{W}val") for lang in found["word/styles.xml"].iter(f"{W}lang")}
    assert languages == {"en-GB"}


def test_equal_papers_are_equal_bytes(word: bytes) -> None:
    assert render_word(compose(paper()), moment=MOMENT) == word


@pytest.mark.parametrize(
    ("marks", "lists"),
    [
        (["1.", "2.", "3."], [1, 1, 1]),
        (["1.", "3.", "4."], [1, 2, 2]),
        (["2.1", "2.2", "3.1", "3.2"], [1, 1, 2, 2]),
        (["g.", "h.", "i.", "j."], [1, 1, 1, 1]),
        (["i.", "ii.", "iii.", "iv."], [1, 1, 1, 1]),
        (["(a)", "(b)", "(a)"], [1, 1, 2]),
        (["Section 1", "Section 2"], [1, 1]),
        (["A.1", "A.2", "B.1"], [1, 1, 2]),
        (["aa.", "007", "%1", "–"], [None, None, None, None]),
        (["1.0", "2.0"], [1, 1]),
    ],
)  # fmt: skip
def test_marks_that_follow_each_other_are_one_list(
    marks: list[str], lists: list[int | None]
) -> None:
    kept = Lists()
    places = [kept.place(mark) for mark in marks]
    assert [place and place.list_id for place in places] == lists


def test_a_table_of_five_thousand_rows_takes_seconds() -> None:
    table = Table("Long", (Column("A"), Column("B")), tuple((f"r{n}", "x") for n in range(5000)))
    document = replace(compose(paper()), blocks=(table,))
    began = time.process_time()
    assert len(list(lines(render_word(document, moment=MOMENT)))) > 5000
    assert time.process_time() - began < 20


def test_text_that_no_xml_holds_is_written_without_it() -> None:
    content = paper(
        title="A\x00B\ufffe", sections=(SectionContent("a", "A\x0b", "x\x01y ]]> <w:p/>"),)
    )
    said = [line.text for line in lines(render_word(compose(content), moment=MOMENT))]
    assert "xy ]]> <w:p/>" in said
