"""Numbers, letters, references and gaps of a paper: settled once, in the tree."""

import dataclasses
import re

import pytest

from documents.compose import compose
from documents.content import (
    BulletContent,
    ClearanceContent,
    LetteredContent,
    QuoteContent,
    SectionContent,
    TableContent,
    in_words,
)
from documents.numbering import letter
from documents.plain import plain_text
from documents.tree import (
    BulletList,
    Clearance,
    Column,
    Heading,
    LetteredItem,
    LetteredList,
    Notice,
    Paragraph,
    Problem,
    Quote,
    Table,
    text_of,
    words,
)
from tests.documents.document_sample import PROJECTS, SECTIONS, paper, projects


def numbers(document):
    return [int(number) for number in re.findall(r"^(\d+)\. ", plain_text(document), re.M)]


def entries(document):
    return re.findall(r"^([a-z]{1,2}\. .*)$", plain_text(document), re.M)


def section(body, key="one", heading="One", level="main"):
    return SectionContent(key, heading, body, level)


def text_after(document, heading):
    lines = plain_text(document).splitlines()
    return lines[lines.index(heading) + 1]


def test_the_2012_paper_has_paragraphs_1_to_18_once_each_and_in_order():
    document = compose(paper())
    assert document.problems == ()
    assert numbers(document) == list(range(1, 19))


def test_clearances_go_on_with_the_run_after_the_signature():
    text = plain_text(compose(paper()))
    end = text[text.index("RECOMMENDATION\n") :]
    assert end == (
        "RECOMMENDATION\n"
        "1) That the Committee notes how far the Transformation Programme has come, and receives "
        "a report on it in each quarter.\n"
        "Marian Thorsby\n"
        "Service Director, Children's Social Care\n"
        "For any enquiries about this report please contact:\n"
        "Owen Prys\n"
        "Programme Manager\n"
        "T: 01632 960001\n"
        "E: owen.prys@wolderby.example\n"
        "Constitutional Comments (LM 25/06/12)\n"
        "17. The recommendation is within the powers of the committee.\n"
        "Financial Comments (NDR 25/06/12)\n"
        "18. Nothing in this report costs money of itself.\n"
        "Background Papers\n"
        "Equality Impact Assessment\n"
        "Letter from the Minister, 30 April 2012\n"
        "Report on the structure of the service, 18 June 2012\n"
        "This list is given under section 100D of the Local Government Act 1972. The public may "
        "inspect any paper on it. Works that are already published are available elsewhere and "
        "need not be listed.\n"
        "Electoral Division(s) and Member(s) Affected\n"
        "All.\n"
        "C0025\n"
    )


def test_the_header_comes_first_and_the_title_after_it():
    assert plain_text(compose(paper())).splitlines()[:8] == [
        "Draft",
        "Wolderby County Council",
        "Children and Young People's Committee",
        "16 July 2012",
        "Agenda Item: 6",
        "Report of the Service Director, Children's Social Care",
        "Children's Social Care Transformation Programme – Introduction",
        "Purpose of the Report",
    ]


def test_projects_are_lettered_a_to_i_in_order():
    titles = [title for title, _body in PROJECTS]
    assert entries(compose(paper())) == [
        f"{mark}. {title}" for mark, title in zip("abcdefghi", titles, strict=True)
    ]


def test_a_tenth_project_gets_the_tenth_letter():
    content = paper()
    live = {**content.live, "projects": projects(("Kinship Care", "New."))}
    facts = {**content.facts, "projects count": in_words(10)}
    document = compose(paper(live=live, facts=facts))
    assert entries(document)[-1] == "j. Kinship Care"
    assert "7. There are 10 projects." in plain_text(document)
    assert numbers(document) == list(range(1, 19))


def test_numbers_and_references_follow_when_a_section_goes_and_another_is_renamed():
    kept = [s for s in SECTIONS if s.key != "purpose"]
    renamed = [
        dataclasses.replace(s, heading="What Happens Now") if s.key == "next-steps" else s
        for s in kept
    ]
    document = compose(paper(sections=tuple(renamed)))
    text = plain_text(document)
    assert document.problems == ()
    assert numbers(document) == list(range(1, 18))
    assert "Figures are in paragraph 6 and what follows in paragraph 7." in text
    assert text_after(document, "What Happens Now").startswith("7. ")
    assert "Next Steps" not in text


def test_a_reference_to_a_section_that_is_gone_is_a_problem_and_a_visible_gap():
    kept = tuple(s for s in SECTIONS if s.key != "next-steps")
    document = compose(paper(sections=kept))
    assert document.problems == (
        Problem("[para: next-steps] points to a section that is not in this paper.", "information"),
    )
    assert "what follows in [missing paragraph: next-steps]." in plain_text(document)


def test_a_main_section_that_only_opens_its_parts_is_no_problem_and_lends_their_number():
    sections = (
        section("See [para: two]."),
        section("", "two", "Two"),
        section("Part.", "three", "Three", "sub"),
    )
    document = compose(paper(sections=sections))
    assert document.problems == ()
    assert text_after(document, "One") == "1. See paragraph 2."


def test_a_section_without_text_numbers_nothing_and_is_a_problem():
    sections = (section(" \n "), section("Text.", "two", "Two"))
    document = compose(paper(sections=sections, clearances=()))
    assert document.problems == (Problem("“One” has no text.", "one"),)
    assert text_after(document, "One") == "[This section has no text yet]"
    assert numbers(document) == [1]


def test_unknown_facts_and_blocks_and_empty_records_are_problems_and_visible_gaps():
    body = "{nobody} and {board}\n\n[nothing]\n\n[vision]\n\n[projects]"
    live = {"vision": QuoteContent(" "), "projects": LetteredContent(())}
    document = compose(paper(sections=(section(body),), facts={"board": ""}, live=live))
    assert [problem.sentence for problem in document.problems if problem.key == "one"] == [
        "{nobody} is not a fact that this paper knows.",
        "The records hold nothing yet for {board}.",
        "[nothing] is not a block that this paper knows.",
        "The records hold nothing yet for [vision].",
        "The records hold nothing yet for [projects].",
    ]
    assert plain_text(document).split("One\n")[1].splitlines()[:4] == [
        "1. [missing: nobody] and [missing: board]",
        "[missing block: nothing]",
        "[missing: vision]",
        "[missing: projects]",
    ]


def test_an_empty_block_with_a_nil_sentence_prints_it_and_is_no_problem():
    live = {"principles": BulletContent((), nil="No principles are agreed.")}
    document = compose(
        paper(sections=(section("[principles]"),), recommendations=("x",), live=live)
    )
    assert document.problems == ()
    assert document.blocks[1] == Notice(words("No principles are agreed."))


def test_a_live_block_is_asked_for_only_when_the_paper_uses_it():
    asked = []

    def vision():
        asked.append("vision")
        return QuoteContent("Safe.")

    compose(paper(sections=(section("Text."),), live={"vision": vision}))
    assert asked == []
    compose(paper(sections=(section("[vision]"),), live={"vision": vision}))
    assert asked == ["vision"]


def test_everything_under_a_paragraph_belongs_to_it_and_has_no_number():
    table = Table("Money", (Column("Year"), Column("£k", "number")), (("2012", "525"),))
    live = {
        "vision": QuoteContent("Safe."),
        "projects": projects(),
        "savings": TableContent(table),
    }
    sections = (section("Text:\n- a\n[vision]\n[projects]\n[savings]\n\nMore."),)
    document = compose(paper(sections=sections, live=live))
    paragraph = document.blocks[1]
    assert paragraph.number == "1."
    assert [type(child) for child in paragraph.children] == [BulletList, Quote, LetteredList, Table]
    assert document.blocks[2] == Paragraph(words("More."), "2.", anchor="para-2")


def test_a_projects_text_keeps_its_paragraphs_and_bullets_and_nothing_in_it_is_filled_in():
    body = "About {board} and [para: one].\n- point\n\n[projects]"
    live = {"projects": projects(("Tenth", body))}
    document = compose(paper(sections=(section("Text.\n[projects]"),), live=live))
    assert document.blocks[1].children[0].items[9] == LetteredItem(
        "j.",
        "Tenth",
        (
            Paragraph(words("About {board} and [para: one].")),
            BulletList((words("point"),)),
            Paragraph(words("[projects]")),
        ),
    )


def test_a_fact_is_not_read_as_markup():
    document = compose(
        paper(
            sections=(section("{board}"),), facts={"board": "{x} [para: y]"}, recommendations=("x",)
        )
    )
    assert document.problems == ()
    assert text_of(document.blocks[1].text) == "{x} [para: y]"


@pytest.mark.parametrize(
    ("texts", "heading", "marks"),
    [(("A",), "RECOMMENDATION", ["1)"]), (("A", " ", "B"), "RECOMMENDATIONS", ["1)", "2)"])],
)
def test_the_heading_of_the_recommendations_follows_their_count(texts, heading, marks):
    document = compose(paper(recommendations=texts))
    block = next(b for b in document.blocks if getattr(b, "heading", None) and b.items)
    assert (block.heading.text, [item.mark for item in block.items]) == (heading, marks)


def test_comments_that_are_awaited_take_no_number_and_are_a_problem():
    awaited = ClearanceContent("Financial Comments", "NDR", None, "Draft words.")
    document = compose(paper(clearances=(awaited, *paper().clearances[:1])))
    blocks = [block for block in document.blocks if isinstance(block, Clearance)]
    assert blocks[0].heading == Heading(2, "Financial Comments")
    assert "Draft words." not in plain_text(document)
    assert blocks[1].blocks[0].number == "17."
    assert document.problems == (Problem("Financial Comments: awaited.", "clearances"),)


def test_what_a_paper_must_not_lack_is_named():
    bare = paper(
        title="",
        recommendations=(),
        signatory=(),
        contacts=(),
        values={"wards": ""},
        background_papers=(),
    )
    document = compose(bare)
    assert {problem.key for problem in document.problems} == {
        "title",
        "recommendations",
        "signatory",
        "contact",
        "divisions",
    }
    assert text_after(document, "Background Papers") == "None"


def test_headings_never_skip_a_level():
    sections = (
        section("a", level="sub"),
        section("b", "two", "Two"),
        section("c", "x", "X", "sub"),
    )
    headings = [b for b in compose(paper(sections=sections)).blocks if isinstance(b, Heading)]
    assert [heading.level for heading in headings] == [2, 2, 3]


def test_letters_go_on_after_z():
    assert [letter(n) for n in (0, 25, 26, 27, 51, 52, 701, 702)] == [
        "a",
        "z",
        "aa",
        "ab",
        "az",
        "ba",
        "zz",
        "aaa",
    ]


def test_small_counts_are_words():
    assert [in_words(n) for n in (0, 1, 9, 10)] == ["no", "one", "nine", "10"]


def test_a_table_whose_rows_do_not_fit_its_columns_is_our_fault():
    with pytest.raises(ValueError, match="1 cells under 2 columns"):
        Table("T", (Column("A"), Column("B")), (("only",),))
