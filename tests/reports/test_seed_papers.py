"""Four committee papers of the demonstration, field by field, in all outputs: their shape, numbers,
labels and dates are those of real papers, the words are ours."""

from __future__ import annotations

import re
from pathlib import Path

import outloud
import pdfua
import pytest

from documents.tree import LetteredList, Paragraph, Recommendations
from tests.reports.in_print import (
    InPrint,
    bullets,
    headings,
    paragraphs,
    say_in_order,
    say_outline,
)

pytestmark = pytest.mark.one_engine

OUTLINES = {
    "introduction": [
        ("Purpose of the Report", "1."),
        ("Information and Advice", "2."),
        ("Projects within the Programme", "7."),
        ("Next Steps", "8."),
        ("Other Options Considered", "9."),
        ("Reason/s for Recommendation/s", "10."),
        ("Statutory and Policy Implications", "11."),
        ("Implications for Service Users", "12."),
        ("Equalities Implications", "13."),
        ("Safeguarding of Children Implications", "16."),
        ("RECOMMENDATION", "1)"),
        ("For any enquiries about this report please contact:", ""),
        ("Constitutional Comments (LM 25/06/12)", "17."),
        ("Financial Comments (NDR 25/06/12)", "18."),
        ("Appendices", ""),
        ("Background Papers", ""),
        ("Electoral Division(s) and Member(s) Affected", ""),
    ],
    "departmental-update": [
        ("Purpose of the Report", "1."),
        ("Information", "2."),
        ("Improving outcomes for children", "3."),
        ("Delivery of the Departmental Strategy to Support the Council Plan", "8."),
        ("Commitment 1 - Families do well", ""),
        ("Commitment 2 - Children are safe", ""),
        ("Commitment 3 - Children go to good schools", ""),
        ("Meeting Regulatory Standards", "9."),
        ("Maximising value for money and productivity", "15."),
        ("Other Options Considered", "19."),
        ("Reason/s for Recommendation/s", "20."),
        ("Statutory and Policy Implications", "21."),
        ("Financial Implications", "22."),
        ("RECOMMENDATION/S", "1)"),
        ("For any enquiries about this report please contact:", ""),
        ("Constitutional Comments (AK 02/01/12)", "23."),
        ("Financial Comments (SAS 30/12/11)", "24."),
        ("Background Papers and Published Documents", ""),
        ("Electoral Division(s) and Member(s) Affected", ""),
    ],
    "health-scrutiny": [
        ("Purpose", ""),
        ("Where the safeguarding improvement programme stands", "1."),
        ("Information - Keeping up the improvement of Children's Social Care", ""),
        ("Performance and workload", "3."),
        ("Unannounced inspection of contact and duty points", "6."),
        ("Statement of Intent for Children's Social Care", "7."),
        ("Recruitment", "8."),
        ("Review meeting with the Department for Education", "9."),
        ("Peer Challenge", "10."),
        ("Transformation of Children's Social Care", "12."),
        ("Next Steps", ""),
        ("Full inspection of safeguarding", "14."),
        ("Recommendation", "That the Social Care and Health Committee"),
        ("Scrutiny Co-ordinator:", ""),
        ("Background papers", ""),
    ],
    "scrutiny-cover": [
        ("1.0 Purpose of Report", "1.1"),
        ("3.0 Recommendations", "3.1"),
        ("Report compiled by:", ""),
        ("Background documents:", "None"),
        ("Annexes", "Annex A"),
    ],
}
KEYS = tuple(OUTLINES)
RUNS = {"introduction": 18, "departmental-update": 24, "health-scrutiny": 15}
LACKS = {
    "introduction": [],
    "departmental-update": ["Appendix 1 is mentioned, but is not attached."],
    "health-scrutiny": ["Appendix A is mentioned, but is not attached."],
    "scrutiny-cover": [],
}


@pytest.fixture
def introduction(printed: dict[str, InPrint]) -> InPrint:
    return printed["introduction"]


@pytest.fixture
def update(printed: dict[str, InPrint]) -> InPrint:
    return printed["departmental-update"]


# --- All of them ----------------------------------------------------------------------------------
@pytest.mark.parametrize("key", KEYS)
def test_headings_stand_in_order_over_the_paragraphs_they_carry(
    printed: dict[str, InPrint], key: str
) -> None:
    say_outline(printed[key], OUTLINES[key])


@pytest.mark.parametrize("key", RUNS)
def test_paragraphs_count_in_one_run_over_all_headings_and_the_signature(
    printed: dict[str, InPrint], key: str
) -> None:
    run = [f"{number}." for number in range(1, RUNS[key] + 1)]
    assert list(paragraphs(printed[key].document)) == run
    say_in_order(printed[key], run)


@pytest.mark.parametrize("key", KEYS)
def test_all_outputs_say_the_same(printed: dict[str, InPrint], key: str) -> None:
    """Word by word; the unit of a table stands in brackets below its name, or beside it."""
    said = {name: re.sub("[()]", "", text) for name, text in printed[key].says.items()}
    assert said["page"] == said["tree"]
    assert said["pdf"] == said["tree"]
    assert said["word"] == said["tree"]


@pytest.mark.parametrize("key", KEYS)
def test_only_what_is_missing_is_told(printed: dict[str, InPrint], key: str) -> None:
    assert printed[key].problems == LACKS[key]


@pytest.mark.parametrize("key", KEYS)
def test_two_checkers_find_nothing_in_its_pdf(
    printed: dict[str, InPrint], key: str, tmp_path: Path
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(printed[key].pdf)
    heard = outloud.check(str(path))
    assert heard.error is None
    assert [f.message for f in heard.findings if f.severity != "info"] == []
    assert [f.message for f in pdfua.validate(str(path)).findings] == []


# --- The introduction of 16 July 2012 -------------------------------------------------------------
def test_its_header_has_no_committee_and_its_title_stands_below_the_post(
    introduction: InPrint,
) -> None:
    assert introduction.header == [
        "Draft",
        "Wolderby County Council",
        "16 July 2012",
        "Agenda Item: 6",
        "REPORT OF THE SERVICE DIRECTOR, CHILDREN'S SOCIAL CARE",
        "Children's Social Care Transformation Programme - Introduction",
    ]
    say_in_order(introduction, [*introduction.header, "Purpose of the Report"])


def test_its_first_two_headings_and_the_recommendation_are_main_ones(introduction: InPrint) -> None:
    main = [h.text for h in headings(introduction.document.blocks) if h.level == 2]
    assert main[:3] == ["Purpose of the Report", "Information and Advice", "RECOMMENDATION"]


def test_its_paragraph_7_has_nine_lettered_projects_of_unnumbered_paragraphs(
    introduction: InPrint,
) -> None:
    (projects,) = (
        block
        for block in paragraphs(introduction.document)["7."].children
        if isinstance(block, LetteredList)
    )
    said = [f"{item.mark} {item.title}" for item in projects.items]
    assert said == [
        "a. Multi-Agency Safeguarding Hub (MASH)",
        "b. Organisational Structure",
        "c. Looked After Children Project",
        "d. Transitions Project",
        "e. Legal Project",
        "f. Performance Project",
        "g. Independent Chairing Service Project",
        "h. Budget and Cost Driver Model",
        "i. Provider Services Review",
    ]
    say_in_order(introduction, said)
    texts = [b for item in projects.items for b in item.blocks if isinstance(b, Paragraph)]
    assert texts and not any(text.number for text in texts)


def test_its_bullets_stand_in_paragraphs_4_and_13_and_in_two_projects(
    introduction: InPrint,
) -> None:
    found = paragraphs(introduction.document)
    counts = {number: bullets(each.children) for number, each in found.items()}
    assert {number: count for number, count in counts.items() if count} == {
        "4.": [3],
        "7.": [4, 5],  # work streams of c, proposed changes of e
        "13.": [3],
    }


def test_its_board_and_a_date_after_the_meeting_are_in_the_text(introduction: InPrint) -> None:
    say_in_order(
        introduction,
        [
            "6. The programme is governed by",
            "chaired by the Chief Executive",
            "the Chairman, Children and Young People's Committee",
            "the Corporate Directors (Children, Families and Cultural Services; "
            "Adult Social Care, Health and Public Protection)",
            "the Service Directors (Children's Social Care; Youth, Families and Culture)",
            "the Group Managers (Finance; HR - CFCS)",
            "the Programme Manager (Improvement Programme)",
            "November 2012",
            "18 June 2012",
            "(Policy Committee, 18 July 2012)",
            "October 2012",
            "2013/14",
        ],
    )


def test_it_is_to_be_noted_and_its_one_recommendation_agrees_to_something(
    introduction: InPrint,
) -> None:
    say_in_order(
        introduction,
        [
            "9. The Committee is asked to note this report",
            "RECOMMENDATION",
            "1) That the Committee notes",
            "and agrees to receive a report on it every quarter.",
            "Martin Hale",
            "Service Director, Children's Social Care",
            "For any enquiries about this report please contact:",
            "Hannah Whitlow",
            "Acting Programme Manager, Children's Social Care Transformation",
            "T: 01632 960173",
            "E: hannah.whitlow@wolderby.example",
        ],
    )
    (asked,) = (b for b in introduction.document.blocks if isinstance(b, Recommendations))
    assert [item.mark for item in asked.items] == ["1)"]


def test_it_lists_three_background_papers_before_the_statement_and_ends_with_its_code(
    introduction: InPrint,
) -> None:
    ends = [
        "Background Papers",
        "Equality Impact Assessment",
        "Letter from the Children and Families Minister, 30 April 2012",
        "Report to the Children and Young People's Committee, 18 June 2012",
        "section 100D of the Local Government Act 1972",
        "Electoral Division(s) and Member(s) Affected",
        "All.",
        "C0025",
    ]
    say_in_order(introduction, ends)
    assert all(said.endswith("All.C0025") for said in introduction.says.values())


# --- The departmental update, in the later template of the same council ---------------------------
# The demonstration moves its dates back by eight years, so that it has been written already.
def test_the_update_has_the_same_header(update: InPrint) -> None:
    assert update.header == [
        "Draft",
        "Wolderby County Council",
        "27 January 2012",
        "Agenda Item: 7",
        "REPORT OF THE SERVICE DIRECTOR, COMMISSIONING AND RESOURCES",
        "Children and Families - Departmental Update on Improvement and Change",
    ]
    say_in_order(update, [*update.header, "Purpose of the Report"])


def test_the_update_has_bullets_below_its_paragraphs_and_below_run_in_headings(
    update: InPrint,
) -> None:
    found = paragraphs(update.document)
    counts = {number: bullets(each.children) for number, each in found.items()}
    assert {number: count for number, count in counts.items() if count} == {
        "2.": [4],  # what drives the change
        "5.": [6],  # what was done
        "11.": [3],  # judgements within the overall one
        "13.": [5],
        "17.": [4, 3],  # aims, and below them what is expected
    }
    assert bullets(update.document.blocks) == [4, 6, 1, 3, 1, 3, 5, 4, 3]
    say_in_order(
        update,
        [
            "11. A full inspection",
            "19 December 2011",
            'Overall the service was judged "Good"',
            "leaders, and what they do for social work - Good",
            "children who need help and protection - Requires Improvement",
            "children in care and care leavers - Good",
            'Overall the services were "Good"',
            *("Safe - Good", "Effective - Good", "Caring - Good", "Responsive - Good"),
            "Well-led - Good",
            "attached as Appendix 1",
        ],
    )


def test_the_update_lists_eleven_implications_by_the_alphabet(update: InPrint) -> None:
    say_in_order(
        update,
        [
            "21. This report",
            "crime and disorder",
            "data protection and information governance",
            "finance",
            "human resources",
            "human rights",
            "the NHS Constitution",
            "the public sector equality duty",
            "the safeguarding of children and of adults at risk",
            "service users",
            "smarter working",
            "sustainability and the environment",
            "Financial Implications22.",
        ],
    )


def test_the_update_is_signed_and_answered_for_by_one_person(update: InPrint) -> None:
    post = "Service Director, Commissioning and Resources"
    say_in_order(
        update,
        [
            "RECOMMENDATION/S",
            "1) That the Improvement and Change Sub-Committee considers",
            *("Elaine Penrose", post),
            "For any enquiries about this report please contact:",
            *("Elaine Penrose", post, "T: 01632 960142"),
            "E: elaine.penrose@wolderby.example",
        ],
    )


def test_the_sign_offs_of_the_update_stand_by_kind_though_finance_came_first(
    update: InPrint,
) -> None:
    heads = [h.text for h in headings(update.document.blocks) if "Comments (" in h.text]
    assert heads == [
        "Constitutional Comments (AK 02/01/12)",
        "Financial Comments (SAS 30/12/11)",
    ]


def test_the_update_lists_links_in_their_own_order_below_the_statement(update: InPrint) -> None:
    days = [
        "7 January 2011",
        "18 March 2011",
        "22 May 2011",
        "4 September 2011",
        "6 November 2011",
        "14 October 2011",
    ]
    say_in_order(
        update,
        [
            "Background Papers and Published Documents",
            "section 100D of the Local Government Act 1972",
            *days,
            "Electoral Division(s) and Member(s) Affected",
            "All.",
            "C1339",
        ],
    )
    links = update.links()
    assert [re.search(r"\d+ \w+ \d{4}$", words) is not None for words, _to in links] == [True] * 6
    assert [words.rpartition(" on ")[2] for words, _to in links] == days
    assert len({to for _words, to in links}) == 6
