"""Charts: drawn with their words, and refused without them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document as open_word

from config.colours import contrast
from documents import charts
from documents.bars import FILLS, RATED, Bar, Bars, Group, Groups
from documents.charts import Chart, ChartRefused, Grid, GridCell, Line
from documents.compose import compose
from documents.content import FigureContent, PaperContent, SectionContent
from documents.format import Format, TextPart
from documents.html import body_html
from documents.lanes import COLOURS, Lane, Lanes, Mark, Shape, Span
from documents.pdf import render_pdf
from documents.plain import plain_text
from documents.points import Point
from documents.tree import Column, Table
from documents.word import render_word
from tests.documents.test_document_pdf import findings, tags
from tests.sweeps.pages import read

pytestmark = pytest.mark.one_engine

SVG = "{http://www.w3.org/2000/svg}"
BARS = Bars(
    (
        Bar("2012/13", (525.0, 200.0, 0.0), "£525k achieved, £200k identified"),
        Bar("2013/14", (0.0, 0.0, 385.0), "£385k <to> be planned"),
    ),
    ("Achieved", "Identified", "To be planned"),
)
TABLE = Table(
    "Savings by year",
    (Column("Year"), Column("Total", "number")),
    (("2012/13", "£725k"), ("2013/14", "£385k")),
)
HEADLINE = "47.3% of the savings of £1,110k is achieved."
SENTENCE = "£525k is achieved, £200k identified and £385k still to be planned."
CHART = Chart(HEADLINE, SENTENCE, "Source: the programme’s savings lines.", TABLE, BARS)
LINE = Line(
    tuple(Point(float(n), float(n % 7), f"day {n}", f"{n % 7}%") for n in range(20)),
    ((9.0, "Target 9%"),),
)


GRID = Grid(
    "Likelihood",
    "Impact",
    ("1 Minor", "2 Major"),
    (
        ("2 Likely", (GridCell(0, "2 Low", "green", "was 1"), GridCell(3, "4 High", "red"))),
        ("1 Rare", (GridCell(0, "1 Low", "green"), GridCell(1, "2 <Low>", "green"))),
    ),
)
LANES = Lanes(
    date(2012, 6, 1),
    date(2012, 12, 1),
    date(2012, 7, 4),
    (
        Lane("Phases", spans=(Span(date(2012, 6, 1), date(2012, 9, 30), "Design"),)),
        Lane(
            "Lending <tools>",
            (
                Mark(date(2012, 8, 11), Shape.LATE, "Doors open", "10 days late", date(2012, 8, 1)),
                Mark(date(2012, 11, 30), Shape.EXPECTED, "Last of all"),
            ),
        ),
        Lane("Board meetings", (Mark(date(2012, 7, 16), Shape.MEETING, "16 July 2012"),)),
    ),
)
PLAN = Table(
    "Plan",
    (Column("Of"), Column("What")),
    (
        ("Phases", "Design"),
        ("Lending <tools>", "Doors open"),
        ("Lending <tools>", "Last of all"),
        ("Board meetings", "16 July 2012"),
    ),
)
RISKS = Table(
    "Risks",
    (Column(""), Column("1 Minor"), Column("2 Major")),
    (("2 Likely", "0 (was 1): 2 Low", "3: 4 High"), ("1 Rare", "1 Low", "1: 2 <Low>")),
)


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  our own


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in drawn(svg).iter() if element.text]


def test_every_bar_has_its_words_beside_it_and_its_parts_are_named() -> None:
    assert texts(charts.svg(BARS)) == [
        "Achieved", "Identified", "To be planned",
        "2012/13", "£525k achieved, £200k identified",
        "2013/14", "£385k <to> be planned",
    ]  # fmt: skip


def test_the_length_of_a_bar_is_its_value() -> None:
    rects = drawn(charts.svg(BARS)).iter("{http://www.w3.org/2000/svg}rect")
    widths = [float(rect.attrib["width"]) for rect in rects][3:]
    assert [round(width / widths[0], 2) for width in widths] == [1, 0.38, 0.73]


def test_on_a_phone_words_stand_above_the_bars() -> None:
    assert texts(charts.svg(BARS, width=340))[3:] == [
        "2012/13: £525k achieved, £200k identified", "2013/14: £385k <to> be planned",
    ]  # fmt: skip


def test_groups_of_bars_compare_values_that_may_not_be_known() -> None:
    groups = Groups(
        (Group("2012/13", (500.0, 250.0, None), ("£5", "£2.50", "?")),), ("A", "B", "C")
    )
    assert texts(charts.svg(groups)) == ["A", "B", "C", "2012/13", "£5", "£2.50", "?"]
    bars = [*drawn(charts.svg(groups)).iter(f"{SVG}rect")][3:]
    first, second = (float(bar.attrib["width"]) for bar in bars)
    assert round(second / first, 2) == 0.5


def test_a_file_of_a_chart_stands_alone() -> None:
    said = texts(charts.sheet(CHART))
    assert (said[1], said[-1]) == (HEADLINE, "Source: the programme’s savings lines.")


def test_ratings_in_bars_are_told_apart_by_more_than_their_colour() -> None:
    rated = Bars(
        (Bar("May", (1.0, 2.0, 3.0), "1 red, 2 amber, 3 green"),),
        ("R", "A", "G"),
        ("red", "amber", "green"),
    )
    bars = [*drawn(charts.svg(rated)).iter(f"{SVG}rect")]
    assert {bar.attrib["stroke"] for bar in bars} == {charts.INK}
    neighbours = (("red", "amber"), ("amber", "green"))
    assert all(contrast(RATED[one], RATED[other]) >= 3 for one, other in neighbours)


def test_a_line_names_its_ends_its_extremes_and_its_levels() -> None:
    said = texts(charts.svg(LINE))
    assert said == ["Target 9%", "0%", "5%", "6%", "day 0", "day 19"]
    assert charts.svg(LINE) == charts.svg(LINE)


def test_lanes_say_each_mark_in_words_within_the_picture_and_keep_months_apart() -> None:
    labels = ["Phases", "Lending <tools>", "Board meetings"]
    marks = ["Design", "Doors open, 10 days late", "Last of all", "16 July 2012"]
    months = {
        width: [words for words in texts(charts.svg(LANES, width=width)) if words.endswith(" 2012")]
        for width in (1000, 300)
    }
    assert months[1000] == [
        *(f"{month} 2012" for month in ("Jun", "Jul", "Aug", "Sep", "Oct", "Nov")),
        "16 July 2012",
    ]
    assert months[300] == ["Jul 2012", "Oct 2012", "16 July 2012"]
    assert {*labels, *marks} <= set(texts(charts.svg(LANES, width=1000)))
    shapes = {tag: [*drawn(charts.svg(LANES)).iter(f"{SVG}{tag}")] for tag in ("polygon", "circle")}
    assert {tag: len(found) for tag, found in shapes.items()} == {"polygon": 3, "circle": 1}
    assert all(contrast(fill, charts.PAPER) >= 3 for fill in COLOURS.values())


def test_a_grid_says_in_each_cell_how_many_lie_there_and_what_the_place_means() -> None:
    assert texts(charts.svg(GRID)) == [
        "Likelihood ↓", "Impact →", "1 Minor", "2 Major",
        "2 Likely", "0", "was 1", "2 Low", "3", "4 High",
        "1 Rare", "0", "1 Low", "1", "2 <Low>",
    ]  # fmt: skip
    assert all(contrast(charts.INK, tint) >= 7 for tint in charts.TINTS.values())
    assert drawn(charts.svg(GRID)).attrib["role"] == "img"
    leads = replace(GRID.rows[0][1][1], url="/risks/?kind=threat&impact=2")
    linked = drawn(charts.svg(replace(GRID, rows=(("2 Likely", (leads,)),)), width=340))
    (link,) = linked.iter("{http://www.w3.org/2000/svg}a")
    assert (link.attrib["href"], link.attrib["tabindex"]) == (leads.url, "-1")
    assert (linked.attrib["role"], linked.attrib["width"]) == ("group", "340")


def test_fills_differ_from_each_other_and_from_the_paper_by_3_to_1() -> None:
    for one, other in combinations(FILLS, 2):
        assert contrast(one, other) >= 3, (one, other)
    for fill in FILLS:
        edge = charts.INK if fill == charts.PAPER else fill
        assert contrast(edge, charts.PAPER) >= 3, fill


@pytest.mark.parametrize("part", ["headline", "sentence", "source"])
def test_a_chart_without_one_of_its_parts_is_refused(part: str) -> None:
    with pytest.raises(ChartRefused, match=part):
        replace(CHART, **{part: " "})


def test_a_chart_whose_table_lacks_what_is_drawn_or_whose_headline_finds_nothing_is_refused() -> (
    None
):
    with pytest.raises(ChartRefused, match="holds every value"):
        replace(CHART, table=replace(TABLE, rows=TABLE.rows[:1]))
    with pytest.raises(ChartRefused, match="states a finding"):
        replace(CHART, headline="Savings by year")
    with pytest.raises(ChartRefused, match="no more than three"):
        replace(CHART, drawn=Bars(BARS.bars, ("a", "b", "c", "d")))
    with pytest.raises(ChartRefused, match="holds every value"):
        replace(CHART, drawn=GRID, table=replace(TABLE, rows=TABLE.rows[:1]))


def test_a_paper_prints_the_finding_the_picture_and_its_table() -> None:
    section = SectionContent("one", "One", "See.\n[savings-chart]")
    live = {"savings-chart": FigureContent(charts.figure(CHART))}
    content = PaperContent(Format((TextPart("one"),)), "T", "R", sections=(section,), live=live)
    document = compose(content)
    lines = plain_text(document).splitlines()
    start = lines.index(HEADLINE)
    assert lines[start : start + 7] == [
        HEADLINE, SENTENCE, "Savings by year", "Year\tTotal",
        "2012/13\t£725k", "2013/14\t£385k", "Source: the programme’s savings lines.",
    ]  # fmt: skip
    page = read(str(body_html(document)))
    (picture,) = page.all("svg")
    assert picture.attributes["role"] == "img"
    assert next(picture.all("title")).text == f"{HEADLINE} {SENTENCE}"
    assert len(list(page.all("table"))) == 1


def test_a_pdf_with_charts_has_no_fault_and_says_them(tmp_path: Path) -> None:
    rows = tuple((point.place_words, point.value_words) for point in LINE.points)
    lent = Table("Tools lent", (Column("Date"), Column("Value", "number")), rows)
    live = {
        "bars": FigureContent(charts.figure(CHART)),
        "line": FigureContent(charts.figure(replace(CHART, table=lent, drawn=LINE))),
        "grid": FigureContent(charts.figure(replace(CHART, table=RISKS, drawn=GRID))),
        "lanes": FigureContent(charts.figure(replace(CHART, table=PLAN, drawn=LANES))),
    }
    section = SectionContent("one", "One", "See all.\n[bars]\n[line]\n[grid]")
    content = PaperContent(Format((TextPart("one"),)), "T", "R", sections=(section,), live=live)
    pdf = render_pdf(compose(content), moment=datetime(2026, 11, 30, tzinfo=UTC))
    assert findings(pdf, tmp_path) == []
    said = [str(element.Alt) for path, element in tags(pdf) if path.endswith("/Figure")]
    assert said == [f"{HEADLINE} {SENTENCE}"] * 3


def test_a_word_file_shows_the_chart_with_its_alternative_and_the_table() -> None:
    live = {"bars": FigureContent(charts.figure(CHART))}
    section = SectionContent("one", "One", "See it.\n[bars]")
    content = PaperContent(Format((TextPart("one"),)), "T", "R", sections=(section,), live=live)
    moment = datetime(2026, 11, 30, tzinfo=UTC)
    made = render_word(compose(content), moment=moment)
    assert made == render_word(compose(content), moment=moment)
    file = open_word(BytesIO(made))
    (picture,) = file.inline_shapes
    assert picture._inline.docPr.get("descr") == f"{HEADLINE} {SENTENCE}"
    assert [[cell.text for cell in row.cells] for row in file.tables[0].rows] == [
        ["Year", "Total"], ["2012/13", "£725k"], ["2013/14", "£385k"],
    ]  # fmt: skip
