"""Headings, tables and quotations of a text, in pages and in papers."""

from __future__ import annotations

import pytest

from documents.compose import compose
from documents.content import PaperContent, SectionContent
from documents.format import Format
from documents.plain import plain_text
from documents.tree import Column, Heading, Paragraph, Quote, Table, Words
from documents.typed import record_text
from values import prose_html

YEARS = "Table: Savings by year\n\n| Year | Saved |\n|---|--:|\n| 2025/26 | £525k |\n| 2026/27 |"


def test_a_table_keeps_its_caption_its_short_rows_and_where_numbers_stand() -> None:
    rows = (("2025/26", "£525k"), ("2026/27", ""))
    columns = (Column("Year"), Column("Saved", "number"))
    assert record_text(YEARS) == (Table("Savings by year", columns, rows),)
    assert prose_html.html(YEARS) == (
        '<div class="prose-table" tabindex="0" role="region" aria-label="Savings by year">'
        "<table><caption>Savings by year</caption>"
        '<thead><tr><th scope="col">Year</th><th scope="col" class="prose-number">Saved</th></tr>'
        "</thead><tbody>"
        '<tr><td>2025/26</td><td class="prose-number">£525k</td></tr>'
        '<tr><td>2026/27</td><td class="prose-number"></td></tr>'
        "</tbody></table></div>"
    )


def test_a_row_longer_than_its_head_loses_nothing() -> None:
    typed = "| a | b |\n|---|---|\n| 1 | 2 | 3 |"
    assert prose_html.html(typed) == "<p>| a | b |<br>|---|---|<br>| 1 | 2 | 3 |</p>"


def test_headings_are_lines_in_bold_where_the_page_has_its_own() -> None:
    typed = "## Depots\nTwo.\n# 4 is closed"
    heading = '<p class="prose-heading"><strong>Depots</strong></p>'
    assert prose_html.html(typed) == f"{heading}<p>Two.<br># 4 is closed</p>"
    assert record_text("## Depots") == (Paragraph((Words("Depots", is_strong=True),)),)


@pytest.mark.parametrize("typed", ["> 10% late", "> £5,000", ">", "#", "# 4", "##"])
def test_a_line_that_begins_with_a_figure_is_no_quotation_and_no_heading(typed: str) -> None:
    shown = typed.replace(">", "&gt;")
    assert prose_html.html(typed) == f"<p>{shown}</p>"


def test_headings_inside_a_section_lie_below_its_own_and_leave_none_out() -> None:
    body = "One.\n\n### Deep first\n\nTwo.\n\n## Then higher\n\n> Said **so**\n\nThree."
    document = compose(paper(SectionContent("a", "Main", body)))
    assert [(b.level, b.text) for b in document.blocks if isinstance(b, Heading)] == [
        (2, "Main"), (3, "Deep first"), (3, "Then higher"),
    ]  # fmt: skip
    assert Quote((Words("Said "), Words("so", is_strong=True))) in document.blocks
    assert [b.number for b in document.blocks if isinstance(b, Paragraph)] == ["1.", "2.", "3."]


def test_a_table_stands_with_the_paragraph_before_it_and_is_filled_in() -> None:
    body = "The figures:\n\n| Kind | Count |\n|---|---|\n| projects | {projects count} |"
    content = paper(SectionContent("a", "Main", body), facts={"projects count": "nine"})
    assert "1. The figures:\nKind\tCount\nprojects\tnine\n" in plain_text(compose(content))


def paper(*sections: SectionContent, facts: dict[str, str] | None = None) -> PaperContent:
    return PaperContent(
        format=Format(()),
        title="Depots",
        reference="PAP-0001",
        sections=sections,
        facts=facts or {},
    )


def test_a_page_shows_footnotes_below_the_text_that_mentions_them() -> None:
    typed = "Said.[^b] And.[^a]\n\n[^a]: One *more*.\n[^b]: First.\n[^c]: Of nothing."
    assert prose_html.html(typed) == (
        "<p>Said.<sup>1</sup> And.<sup>2</sup></p><p>[^c]: Of nothing.</p>"
        '<ol class="prose-notes"><li>First.</li><li>One <em>more</em>.</li></ol>'
    )
