"""Two papers to scrutiny of the demonstration, field by field, in all outputs; one has an annex
with an appendix of its own."""

from __future__ import annotations

import re

import pytest
from lxml import html

from documents.tree import (
    Appendices,
    Document,
    Paragraph,
    PointList,
    Recommendations,
    Table,
    text_of,
)
from tests.reports.in_print import (
    InPrint,
    bullets,
    headings,
    paragraphs,
    say_in_order,
    squashed,
)

pytestmark = pytest.mark.one_engine


@pytest.fixture
def scrutiny(printed: dict[str, InPrint]) -> InPrint:
    return printed["health-scrutiny"]


@pytest.fixture
def cover(printed: dict[str, InPrint]) -> InPrint:
    return printed["scrutiny-cover"]


@pytest.fixture
def annex(cover: InPrint) -> Document:
    (annex,) = cover.document.annexes
    assert annex.mark == "Annex A"
    assert annex.document is not None
    return annex.document


@pytest.fixture
def appendix(annex: Document) -> Document:
    (appendix,) = annex.annexes
    assert appendix.mark == "Appendix 1"
    assert appendix.document is not None
    return appendix.document


def header_of(document: Document) -> list[str]:
    return [f"{line.label} {line.text}".strip() for line in document.header.lines]


def asked(document: Document) -> list[Recommendations]:
    """The recommendations in each place where they are printed."""
    places = (*document.blocks, *(c for p in paragraphs(document).values() for c in p.children))
    return [block for block in places if isinstance(block, Recommendations)]


# --- The update to health scrutiny of June 2011 ---------------------------------------------------
def test_the_scrutiny_update_prints_its_title_and_neither_day_nor_item(scrutiny: InPrint) -> None:
    assert scrutiny.header == ["Social Care and Health: Child Protection"]
    title = scrutiny.header[0].replace(" ", "")
    for said in scrutiny.says.values():
        assert said.startswith(f"{title}Purpose")
        assert not re.search("AgendaItem|REPORTOF|Reportofthe", said)


def test_the_scrutiny_update_goes_to_one_committee_and_reminds_of_another(
    scrutiny: InPrint,
) -> None:
    say_in_order(
        scrutiny,
        [
            "1. In February 2011 the Health and Wellbeing Standing Committee",
            "RecommendationThat the Social Care and Health Committee consider",
            "and comment on it.",
        ],
    )


def test_the_scrutiny_update_gives_two_measures_from_the_records_without_a_target(
    scrutiny: InPrint,
) -> None:
    say_in_order(
        scrutiny,
        [
            "3.",
            "Appendix A",
            "76% of initial assessments in May 2011, against 37% in April 2010",
            "73% of core assessments in May 2011, against 50% in April 2010",
            "4.",
        ],
    )
    assert not any("target:" in said.lower() for said in scrutiny.says.values())
    assert bullets(scrutiny.document.blocks) == [2]


def test_the_dates_and_the_voice_of_the_scrutiny_update_are_its_authors(scrutiny: InPrint) -> None:
    say_in_order(
        scrutiny,
        [
            *("6.", "February 2011", "October 2009", "March 2010"),
            *("7.", "March 2011", "8.", "2011/12"),
            *("9.", "15 April 2011", "June 2010", "July 2011"),
            *("10.", "May 2011", "11.", "July 2011"),
            *("12.", "September 2011", "18 months to 2 years", "13.", "June 2011"),
            *("14.", '"inadequate"', "September 2011", "15.", "I am confident"),
        ],
    )


def test_the_scrutiny_update_ends_with_a_lead_officer_an_address_and_no_background_papers(
    scrutiny: InPrint,
) -> None:
    end = (
        "Lead Officer:Martin HaleService Director, Children's Social Care"
        "Children, Families and Cultural Services Department"
        "Scrutiny Co-ordinator:scrutiny@wolderby-council.example"
        "Background papersNone"
    )
    assert all(said.endswith(end.replace(" ", "")) for said in scrutiny.says.values())


# --- The covering report of 15 June 2012 ----------------------------------------------------------
def test_the_covering_report_has_the_kind_of_report_above_its_title(cover: InPrint) -> None:
    assert cover.header == [
        "WOLDERBY COUNTY COUNCIL",
        "YOUNG PEOPLE OVERVIEW AND SCRUTINY COMMITTEE",
        "15 June 2012",
        "Covering Report on the",
        "Savings and Transformation Strategy of the Children and Young People's Service: "
        "Social Care Transformation",
    ]
    say_in_order(cover, [*cover.header, "1.0 Purpose of Report"])


def test_its_section_2_has_no_heading_and_five_numbered_assumptions(cover: InPrint) -> None:
    found = paragraphs(cover.document)
    assert list(found) == ["1.1", "1.2", "2.0", "3.1"]
    assert text_of(found["2.0"].text).startswith("In July 2010")
    continued, points = found["2.0"].children
    assert isinstance(continued, Paragraph) and not continued.number
    assert isinstance(points, PointList)
    assert [point.mark for point in points.points] == ["1.", "2.", "3.", "4.", "5."]
    say_in_order(cover, ["2.0 In July 2010", "2010/11 to 2013/14", "1.", "28 days at most", "5."])


def test_it_asks_the_same_twice_from_one_source(cover: InPrint) -> None:
    first, second = asked(cover.document)
    assert [(one.mark, text_of(one.text)) for one in first.items] == [
        ("a.", "Note what this report says."),
        ("b.", "Comment on the report at Annex A."),
    ]
    assert [one.text for one in second.items] == [one.text for one in first.items]
    said = squashed("a. Note what this report says. b. Comment on the report at Annex A.")
    assert {name: text.count(said) for name, text in cover.says.items()} == dict.fromkeys(
        cover.says, 2
    )


def test_it_is_signed_by_one_and_compiled_by_another_on_a_day(cover: InPrint) -> None:
    say_in_order(
        cover,
        [
            *("Simon Deverill", "Scrutiny Team Leader"),
            *("Policy, Performance and Partnerships", "County Hall, Wolderby"),
            *("Report compiled by:", "Emma Lyle", "Corporate Development Officer", "Ext 4107"),
            *("E: emma.lyle@wolderby.example", "Date: 6 June 2012"),
            *("Background documents:", "None"),
            "Annex A Savings Strategy: Project 2b - Social Care Transformation",
        ],
    )


def test_its_list_of_annexes_leads_to_the_annex_and_that_ones_to_its_appendix(
    cover: InPrint, annex: Document
) -> None:
    page = html.fromstring(cover.page)
    for document in (cover.document, annex):
        (listed,) = (block for block in document.blocks if isinstance(block, Appendices))
        (item,) = listed.items
        assert page.xpath(f"//a[@href='#{item.anchor}']")
        assert page.xpath(f"//*[@id='{item.anchor}']")


# --- Its Annex A, a report of 24 April 2012 -------------------------------------------------------
def test_the_annex_has_a_header_and_a_numbering_of_its_own(cover: InPrint, annex: Document) -> None:
    assert header_of(annex) == [
        "WOLDERBY COUNTY COUNCIL",
        "CHILDREN AND YOUNG PEOPLE'S SERVICE",
        "CORPORATE DIRECTOR'S MEETING WITH EXECUTIVE MEMBERS",
        "24 April 2012",
        "Savings Strategy: Project 2b - Social Care Transformation",
    ]
    outline = {
        "1.0 Purpose of report": 1,
        "2.0 Background": 4,
        "3.0 New structure": 6,
        "4.0 Business support for the new structure": 2,
        "5.0 Financial impact": 4,
        "6.0 Performance": 2,
        "7.0 Assimilation and transition": 3,
    }
    numbers = [
        f"{section}.{number}"
        for section, count in enumerate(outline.values(), start=1)
        for number in range(1, count + 1)
    ]
    assert list(paragraphs(annex)) == numbers
    printed = [f"{h.number} {h.text}".strip() for h in headings(annex.blocks)]
    assert printed == [*outline, "8.0 Recommendations", "Appendices"]
    firsts = [f"{heading}{n}.1" for n, heading in enumerate(outline, start=1)]
    say_in_order(cover, ["Annex A", *header_of(annex), *firsts, "8.0 Recommendations8.1"])


def test_the_annex_recommends_two_things_under_numbers(cover: InPrint, annex: Document) -> None:
    (recommended,) = asked(annex)
    assert [one.mark for one in recommended.items] == ["8.1", "8.2"]
    say_in_order(
        cover,
        [
            *("8.1 That Executive Members note", "8.2", "in six months."),
            "Report prepared by:",
            *("Margaret Oram", "Assistant Director - Children's Social Care"),
        ],
    )


def test_the_savings_of_the_annex_add_up_in_mixed_units(cover: InPrint, annex: Document) -> None:
    say_in_order(
        cover,
        [
            *("5.1", "(a) Social Care Premises", "(b) Social Care Transformation"),
            *("5.2", "£1.11m", "£525k", "2010/11", "£200k", "2011/12"),
            *("£725k in all, or 65.3%", "2012-15", "£385k is left"),
            *("2012/13", "2013/14", "2014/15", "£200k identified", "£185k to be planned", "£385k"),
            *("5.3", "£185k", "5.4", "£1,193k", "£818k", "£375k", "2012-15"),
        ],
    )
    (table,) = (b for b in paragraphs(annex)["5.2"].children if isinstance(b, Table))
    years = ["2012/13", "2013/14", "2014/15"]
    assert [column.label for column in table.columns] == ["Saving", *years, "Total"]
    assert table.totals == (("Total", "£200k", "£185k", "–", "£385k"),)


def test_the_dates_and_lists_of_the_annex_are_those_of_the_restructure(
    cover: InPrint, annex: Document
) -> None:
    say_in_order(
        cover,
        [
            *("2.1", "23 July 2010", "2010/11 to 2013/14"),
            *("2.3", "1.", "2.", "3.", "28 days at most", "4.", "5."),
            *("2.4", "60 days from 4 September 2011", "Twelve sessions"),
            *("3.2", "four hubs", "Access and Impact team", "Signs of Safety"),
            *("3.4", "Head of Effective Practice and Quality Assurance", "Edge of Care"),
            *("4.2", "Team Support Worker", "Case Support Worker"),
            *("6.1", "21 February 2012", "Appendix 1"),
            *("timeliness of initial assessments", "timeliness of core assessments"),
            *("stability of placements", "timeliness of child protection reviews"),
            *("6.2", "1 April 2012", "7.1", "30 days", "band 16 and above", "1 March 2012"),
            *("7.2", "1 March 2012", "26 March 2012", "2 April 2012"),
            *("7.3", "March 2013", "2012/13"),
        ],
    )
    assert bullets(paragraphs(annex)["6.1"].children) == [4]


# --- The annex's Appendix 1, a report of 21 February 2012 -----------------------------------------
def test_the_appendix_of_the_annex_stands_below_it_with_four_measures_without_figures(
    cover: InPrint, appendix: Document
) -> None:
    assert header_of(appendix)[3:] == [
        "21 February 2012",
        "Key Performance Indicators of the Children and Young People's Service",
    ]
    (table,) = (b for b in paragraphs(appendix)["2.1"].children if isinstance(b, Table))
    assert [row[0] for row in table.rows] == [
        "Timeliness of initial assessments",
        "Timeliness of core assessments",
        "Stability of placements",
        "Timeliness of child protection reviews",
    ]
    assert {row[2] for row in table.rows} == {"Not measured yet"}
    assert {row[5] for row in table.rows} == {"No target"}
    say_in_order(
        cover,
        ["Annex A", "8.2", "Appendix 1", *header_of(appendix), "1.0", "1.1", "2.0", "2.1", "3.1"],
    )
