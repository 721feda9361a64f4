"""What is found wrong in the text of a paper before it is published."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.compose import compose
from documents.content import SectionContent
from documents.tree import Document
from tests.documents.document_sample import paper

HEAD = "Table: Savings\n\n| Strand | 2012 | 2013 | Total |\n|---|--:|--:|--:|\n"


def written(body: str) -> Document:
    return compose(paper(sections=(SectionContent("a", "Aims", body),)))


def told(body: str) -> list[str]:
    return [p.sentence for p in written(body).problems if not p.is_advice]


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        ("| A | 1 | 2 | 3 |\n| B | 4 | 5 | 9 |\n| Total | 5 | 7 | 12 |", []),
        (
            "| A | 1 | 2 | 3 |\n| B | 4 | 5 | 9 |\n| Total | 5 | 8 | 12 |",
            [
                "In the table “Savings”, the column “2013” adds up to 7, not 8.",
                "In the table “Savings”, the row “Total” adds up to 13, not 12.",
            ],
        ),
        (
            "| A | £1,000 | £2,500 | £3,600 |\n| B | – | £5 | £5 |\n| All | £1,000 | £2,505 | |",
            ["In the table “Savings”, the row “A” adds up to £3,500, not £3,600."],
        ),
        ("| A | 1.4k | 2.4k | 3.9k |\n| B | 0.3k | 0.3k | 0.5k |", []),  # rounding
        ("| A | 1.4k | 2.4k | 4.9k |", [
            "In the table “Savings”, the row “A” adds up to 3.8k, not 4.9k."
        ]),
        ("| A | 37% | 76% | 12 |\n| B | late | 5 | 9 |\n| Total | 5 | 8 | 12 |", [
            "In the table “Savings”, the column “Total” adds up to 21, not 12.",
            "In the table “Savings”, the row “Total” adds up to 13, not 12.",
        ]),
        ("| A | (3) | 5 | 2 |\n| B | −1 | 4 | 3 |\n| Total | −4 | 9 | 5 |", []),
        ("| A | 1 | 1 | 2 |\n| Subtotal | 1 | 1 | 2 |\n| B | 1 | 1 | 2 |\n| Total | 2 | 2 | 4 |",
         []),
    ],
)  # fmt: skip
def test_totals_that_do_not_add_up_are_told(rows: str, sentences: list[str]) -> None:
    assert told(f"As follows:\n\n{HEAD}{rows}") == sentences


def test_abbreviations_not_spelt_out_where_first_used_are_advice() -> None:
    body = (
        "The Multi-Agency Safeguarding Hub (MASH) opens. The SRO says so, and DfE (Department for "
        "Education) agrees, under section XIV.\n\n- the PMO of the NHS\n- MASH and the SRO again\n"
        "\nAn order, PRJ-0001, of C0025 stands at a@b.example.[^1]\n\n[^1]: By the LGA."
    )
    document = written(body)
    (advice,) = [p for p in document.problems if "spelt" in p.sentence]
    assert advice.is_advice
    assert advice.sentence == "Not spelt out where first used: SRO, PMO, LGA."


def test_a_long_list_of_abbreviations_is_cut() -> None:
    shorts = [f"A{letter}Z" for letter in "BCDEFGHJKLMNPQR"]
    (advice,) = [
        p for p in written("These: " + ", ".join(shorts)).problems if "spelt" in p.sentence
    ]
    assert advice.sentence.endswith("ALZ, AMZ, ANZ and 3 more.")


def test_a_table_that_becomes_many_is_advice() -> None:
    heads = " | ".join(f"Measure number {n}" for n in range(1, 31))
    cells = " | ".join(["1,234,567"] * 30)
    typed = f"Table: Years\n\n| {heads} |\n|{'---|' * 30}\n| {cells} |\n"
    said = [p.sentence for p in written(typed).problems if p.is_advice]
    assert said == [
        "The table “Years” is too wide for its sheets: it is printed as 6 tables. Leave out some "
        "columns."
    ]


NESTED = "".join("  " * depth + f"- {depth}\n" for depth in range(50))


@pytest.mark.parametrize(
    "typed",
    [NESTED, "> " * 50 + "deep", "[^1] " * 5_000 + "\n\n[^1]: x [^1]", "[^1]: a\n" * 5_000],
)
def test_what_nests_or_repeats_without_end_is_read(typed: str) -> None:
    assert written(typed).blocks


def test_a_name_that_is_a_style_sheet_is_text() -> None:
    name = "</style><style>@page{size:A0}</style> body{display:none}"
    document = compose(replace(paper(), title=name))
    assert document.title == name
