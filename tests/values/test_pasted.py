"""What is pasted from Word and from web pages."""

from __future__ import annotations

import pytest

from values.pasted import MOST_CHARACTERS, TooLong, prose_of


def word_point(level: int, mark: str, text: str) -> str:
    return (
        f"<p class=MsoListParagraph style='margin:0;mso-list:l0 level{level} lfo1'>"
        f"<![if !supportLists]><span style='mso-list:Ignore'>{mark}"
        f"<span>&nbsp;&nbsp; </span></span><![endif]>{text}</p>\n"
    )


def test_a_page_of_word_keeps_headings_lists_tables_and_links() -> None:
    html = (
        "<html><head><style>p{color:red}</style></head><body><!--StartFragment-->"
        "<h1>Depots<o:p></o:p></h1>"
        "<p class=MsoNormal>We <b>close</b> two&nbsp;depots: "
        "<a href='https://a.example/x'>plan</a>.</p>"
        + word_point(1, "·", "North Road")
        + word_point(2, "a.", "at the gate")
        + word_point(1, "·", "Mill Lane")
        + "<table><tr><td><p>Year</p></td><td>Saved</td></tr>"
        "<tr><td>2025/26</td><td>£5k</td></tr></table></body></html>"
    )
    assert prose_of(html) == (
        "## Depots\n\nWe **close** two\N{NO-BREAK SPACE}depots: [plan](https://a.example/x).\n\n"
        "- North Road\n  1. at the gate\n- Mill Lane\n\n"
        "| Year | Saved |\n| --- | --- |\n| 2025/26 | £5k |"
    )


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<script>a()</script><p onclick='a()'>b</p>", "b"),
        ("<a href='javascript:a()'>b</a> <img src='file:///etc/passwd'>", "b"),
        ("<ol start=3><li>x<li>y</ol>", "3. x\n4. y"),
        ("<h4>x</h4>2 * 3 * 4 a_b \\n", "### x\n\n2 * 3 * 4 a_b \\n"),
        ("<p>a</p><p></p><p> </p><p>b</p>", "a\n\nb"),
        ("plain & simple <", "plain & simple <"),
        ("", ""),
    ],
)  # fmt: skip
def test_all_else_is_dropped(html: str, kept: str) -> None:
    assert prose_of(html) == kept


@pytest.mark.parametrize(
    ("mark", "back"),
    [("#_ftn1", "#_ftnref1"), ("#ftnt1", "#ftnt_ref1"), ("#sdfootnote1sym", "#sdfootnote1anc")],
)
def test_footnotes_stay_footnotes(mark: str, back: str) -> None:
    html = (
        f'<p>Agreed.<a href="{mark}"><span>[1]</span></a> Then more.</p><hr>'
        f'<div><p class=MsoFootnoteText><a href="{back}">[1]</a> Minutes of <b>May</b>.</p></div>'
    )
    assert prose_of(html) == "Agreed.[^1] Then more.\n\n[^1]: Minutes of **May**."


COMMENT = (
    "<p>Agreed.<span class=MsoCommentReference><a href='#_msocom_1'>[AB1]</a></span></p>"
    "<div style='mso-element:comment-list'><p class=MsoCommentText>Is it?</p></div>"
)
MERGED = (
    "<table><tr><td colspan=2>Bids</td></tr><tr><td rowspan=2>North</td><td>1</td></tr>"
    "<tr><td>2</td></tr></table>"
)
GRID = "| Bids |  |\n| --- | --- |\n| North | 1 |\n|  | 2 |"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (COMMENT, "Agreed."),
        ("<p>It was <del>ten</del><ins>nine</ins></p>", "It was nine"),
        ("<p>It <span class=msoDel>was</span><span class=msoIns>is</span></p>", "It is"),
        ("<p>Seen<span style='display: none'>unseen</span></p>", "Seen"),
        (MERGED, GRID),
        (
            "<table><tr><th>A</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "| A |  |\n| --- | --- |\n| 1 | 2 |",
        ),
        ("<table><tr><th>a|b</th></tr></table>", "| a\\|b |\n| --- |"),
        (
            "<table><caption>Costs</caption><tr><th>A</th></tr></table>",
            "Table: Costs\n\n| A |\n| --- |",
        ),
        (
            "<table><tr><td>A <table><tr><td>1</td><td>2</td></tr></table></td></tr></table>",
            "| A 1 2 |\n| --- |",
        ),
        ("<div>One<div>Two</div><div><b>Three</b></div></div>", "One\n\nTwo\n\n**Three**"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term\n\nMeaning"),
        ("<p>5 m<sup>2</sup>, CO<sub>2</sub>, the 1<sup>st</sup></p>", "5 m², CO₂, the 1st"),
        (
            "<b style='font-weight:normal'><p>Un<span style='font-weight:700'>bold</span></p></b>",
            "Un**bold**",
        ),
        ("<a href='https://a.example/a b(1'>x</a>", "[x](https://a.example/a%20b%281)"),
    ],
)
def test_what_prose_has_not_is_put_into_its_shapes(html: str, kept: str) -> None:
    assert prose_of(html) == kept


@pytest.mark.parametrize("html", ["x" * (MOST_CHARACTERS + 1), "<b>" * 20_000, "<div>" * 20_000])
def test_more_than_a_text_can_hold_is_refused(html: str) -> None:
    with pytest.raises(TooLong):
        prose_of(html)
