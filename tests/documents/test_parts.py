"""What each part of a format prints, in each of its forms."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from documents.compose import compose
from documents.content import (
    AppendixContent,
    ClearanceContent,
    Edition,
    PaperContent,
    RecommendationContent,
    SectionContent,
)
from documents.format import (
    AffectedPart,
    AppendicesPart,
    BackgroundPart,
    ClearanceKind,
    ClearancesPart,
    CodePart,
    ConditionalNotice,
    ContactPart,
    ContentsPart,
    Format,
    Furniture,
    HeaderField,
    ImplicationRow,
    ImplicationsPart,
    Numbering,
    RecommendationsPart,
    SignaturePart,
    TextPart,
)
from documents.plain import plain_text
from documents.tree import Sheets

KINDS = (
    ClearanceKind("legal", "Legal Comments", ("legal_officer",)),
    ClearanceKind("money", "Financial Comments", ("finance_officer",)),
)
GIVEN = (
    ClearanceContent(
        "Financial Comments", "NDR", datetime.date(2012, 6, 20), "No cost.", key="money",
        officer="Nora Finch", post="Head of Finance", asked_on=datetime.date(2012, 6, 18),
    ),
    ClearanceContent(
        "Legal Comments", "LM", datetime.date(2012, 6, 25), "Lawful.", key="legal",
        officer="Lily Ford", post="Solicitor", asked_on=datetime.date(2012, 6, 19),
    ),
)  # fmt: skip


def content(*parts: Any, numbering: Numbering | None = None, **changes: Any) -> PaperContent:
    of_format = Format(parts, numbering=numbering or Numbering())
    return PaperContent(**({"format": of_format, "title": "T", "reference": "R"} | changes))


def lines(content: PaperContent) -> list[str]:
    """What is printed below the title."""
    return plain_text(compose(content)).splitlines()[1:]


def sentences(content: PaperContent) -> list[str]:
    return [problem.sentence for problem in compose(content).problems]


FORMS: dict[str, list[str]] = {
    "initials": [
        "Legal Comments (LM 25/06/12)", "1. Lawful.",
        "Financial Comments (NDR 20/06/12)", "2. No cost.",
    ],
    "consulted": [
        "Legal Comments", "1. Lawful.", "Officer consulted: Lily Ford. Date: 25 June 2012.",
        "Financial Comments", "2. No cost.", "Officer consulted: Nora Finch. Date: 20 June 2012.",
    ],
    "column": [
        "Sign-offs", "Issue\tComments\tSign-off",
        "Legal Comments\tLawful.\tSolicitor",
        "Financial Comments\tNo cost.\tHead of Finance",
    ],
    "commentary": ["Legal Comments", "1. Lawful.", "Financial Comments", "2. No cost."],
    "table": [
        "Consultation", "Consulted\tOn\tSent\tReceived\tComments",
        "Lily Ford, Solicitor\tLegal Comments\t19 June 2012\t25 June 2012\tLawful.",
        "Nora Finch, Head of Finance\tFinancial Comments\t18 June 2012\t20 June 2012\tNo cost.",
    ],
    "lines": [
        "Legal Comments: Lily Ford, Solicitor, 25 June 2012",
        "Financial Comments: Nora Finch, Head of Finance, 20 June 2012",
    ],
    "none": [],
}  # fmt: skip


@pytest.mark.parametrize(("form", "expected"), FORMS.items(), ids=FORMS)
def test_sign_offs_are_printed_in_seven_forms_in_the_order_of_the_format(
    form: Any, expected: list[str]
) -> None:
    part = ClearancesPart("clearances", form=form, kinds=KINDS)
    found = content(part, clearances=GIVEN)
    assert lines(found) == expected
    assert sentences(found) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_sign_off_that_is_lacking_is_a_problem_in_every_form(form: Any) -> None:
    part = ClearancesPart("clearances", form=form, kinds=KINDS)
    waiting = replace(GIVEN[0], cleared_on=None)
    found = content(part, clearances=(waiting,))
    assert sentences(found) == [
        "Legal Comments: not asked for yet.",
        "Financial Comments: awaited.",
    ]
    printed = "\n".join(lines(found))
    assert ("[Financial Comments awaited]" in printed) == (form != "none")
    assert "No cost." not in printed


def test_recommendations_stand_in_several_places_from_one_source() -> None:
    front = RecommendationsPart(
        "front", introduction="Members are asked to:", is_introduction_numbered=True, mark="{a}."
    )
    end = RecommendationsPart(
        "end", "Recommendation", heading_many="Recommendations", mark="{up}.{1}"
    )
    found = content(
        TextPart("purpose", "Purpose"),
        front,
        end,
        numbering=Numbering(main="{1}.0", paragraph="{up}.{1}"),
        sections=(SectionContent("purpose", body="To say."),),
        recommendations=(
            RecommendationContent("1. Note it."),
            RecommendationContent("Agree:\n- x"),
        ),
    )
    assert lines(found) == [
        "1.0 Purpose", "1.1 To say.",
        "1.2 Members are asked to:", "a. Note it.", "b. Agree:", "- x",
        "2.0 Recommendations", "2.1 Note it.", "2.2 Agree:", "- x",
    ]  # fmt: skip


def test_a_single_recommendation_may_have_no_mark() -> None:
    part = RecommendationsPart("end", "Recommendation", heading_many="All", mark_alone="")
    asked = (RecommendationContent("Note it."),)
    assert lines(content(part, recommendations=asked)) == ["Recommendation", "Note it."]
    assert lines(content(part, recommendations=asked * 2)) == ["All", "1) Note it.", "2) Note it."]


def test_implications_are_rows_in_the_columns_of_the_format() -> None:
    part = ImplicationsPart(
        "implications",
        "Implications",
        columns=(("mark", "No."), ("row", "On"), ("text", "Comment"), ("officer", "By"),
                 ("day", "On the")),
        mark="({i})",
        rows=(ImplicationRow("money", "Money"), ImplicationRow("law", "Law"),
              ImplicationRow("staff", "Staff", is_required=False)),
    )  # fmt: skip
    sections = (SectionContent("implications.money", body="None.\n- at all"),)
    found = content(part, sections=sections, clearances=GIVEN[:1])
    assert lines(found) == [
        "Implications",
        "No.\tOn\tComment\tBy\tOn the",
        "(i)\tMoney\tNone. - at all\tNora Finch, Head of Finance\t20 June 2012",
        "(ii)\tLaw\t[This section has no text yet]\t\t",
    ]
    assert sentences(found) == ["“Law” has no text."]


def test_sections_of_the_author_stand_where_they_say_and_those_of_the_format_in_its_order() -> None:
    parts = (TextPart("a", "A"), TextPart("b", "B"), TextPart("c", "C", is_required=False))
    sections = (
        SectionContent("b", body="b"),
        SectionContent("a", "First", "a"),
        SectionContent("more", "More", "m", after="a"),
        SectionContent("last", "Last", "l", after="gone"),
        SectionContent("still", "Still", "s", "sub", after="more"),
    )
    found = content(*parts, sections=sections)
    assert lines(found) == [
        "First", "1. a", "More", "2. m", "Still", "3. s", "B", "4. b", "Last", "5. l",
    ]  # fmt: skip
    assert sentences(found) == []


def test_what_is_empty_is_left_out_or_nil_or_missed_as_the_format_says() -> None:
    parts = (
        TextPart("a", "A"),
        TextPart("b", "B", is_required=False),
        TextPart("c", "C", is_required=False, nil="Nothing to report."),
        TextPart("d", "D"),
    )
    found = content(*parts, sections=(SectionContent("a"),))
    assert lines(found) == [
        "A", "[This section has no text yet]", "C", "Nothing to report.",
    ]  # fmt: skip
    assert sentences(found) == [
        "“A” has no text.",
        "“D” is left out, and the format asks for it.",
    ]


def test_prompts_and_too_many_words_are_said() -> None:
    part = TextPart("a", "A", guidance="Say why now.", most_words=6)
    firm = replace(part, is_limit_firm=True)

    def problems(body: str, part: TextPart = part) -> list[tuple[str, bool]]:
        found = compose(content(part, sections=(SectionContent("a", body=body),))).problems
        return [(problem.sentence, problem.is_advice) for problem in found]

    prompt = ("“A” still holds the prompt “[Insert the date]”.", False)
    assert problems("On [Insert the date].") == [prompt]
    assert problems("Say why now.") == [("“A” still holds its guidance for authors.", False)]
    long = "“A” has 7 words; the format allows 6."
    assert problems("one two three four five six") == [(long, True)]
    assert problems("one two three four five six", firm) == [(long, False)]


HEADER = (
    HeaderField("council", "council", is_upper=True),
    HeaderField("kind", "typed", label="Kind:"),
    HeaderField("title", "title", is_upper=True),
    HeaderField("day", "meeting day", label="Date:", is_required=True),
    HeaderField("signatory", "signatory", label="From:"),
)


def test_the_header_has_the_fields_of_the_format_and_a_banner_of_the_edition() -> None:
    furniture = Furniture(header=HEADER, draft_banner="DRAFT", release_banner="FOR RELEASE")
    found = content(
        title="Lease",
        format=Format((), furniture=furniture),
        values={"council": "Wolderby", "kind": "Covering report", "meeting day": "1 May 2012"},
        signatory=("Ada Fen", "Director"),
        edition=Edition("Draft"),
    )
    header = [
        "WOLDERBY", "Kind: Covering report", "LEASE", "Date: 1 May 2012", "From: Ada Fen, Director",
    ]  # fmt: skip
    assert plain_text(compose(found)).splitlines() == ["DRAFT", *header]
    out = replace(found, edition=Edition("Published", is_published=True))
    assert plain_text(compose(out)).splitlines() == ["FOR RELEASE", *header]
    bare = replace(found, edition=None, values={})
    assert plain_text(compose(bare)).splitlines() == [
        "LEASE", "Date: [missing: Date]",
        "From: Ada Fen, Director",
    ]  # fmt: skip
    assert sentences(bare) == ["The paper has no Date."]


def test_what_runs_on_the_sheets_is_filled_in_but_for_the_pages() -> None:
    furniture = Furniture(
        paper_size="Letter",
        is_landscape=True,
        running_head=("{title}", "", "{x}"),
        running_foot=("Item {item} - Page {page}", "{status}", "{reference}"),
    )
    found = content(
        title="{status}",
        format=Format((), furniture=furniture),
        values={"agenda item": "10"},
        edition=Edition("Draft"),
    )
    assert compose(found).sheets == Sheets(
        "Letter", True, ("{status}", "", "{x}"), ("Item 10 - Page {page}", "Draft", "R")
    )


def test_notices_stand_below_the_header_when_they_apply() -> None:
    notices = (
        ConditionalNotice("late", "late", "This report is late: {reason}"),
        ConditionalNotice("key", "key decision", "A key decision."),
        ConditionalNotice("urgent", "urgent", "Urgent: {reason}"),
    )
    found = content(
        format=Format((), notices=notices),
        conditions={"late": "the audit {reason} came late.", "urgent": ""},
        edition=Edition("", ("This takes the place of another.",)),
    )
    assert lines(found) == [
        "This takes the place of another.",
        "This report is late: the audit {reason} came late.",
        "Urgent: [missing: reason for the notice “urgent”]",
    ]
    assert sentences(found) == ["The paper has no reason for the notice “urgent”."]


def test_closing_blocks_print_what_the_format_asks_for_and_nothing_else_is_missed() -> None:
    parts = (
        SignaturePart("sign", label="Report prepared by"),
        ContactPart("contact", "Contact"),
        BackgroundPart(
            "papers",
            "Background Documents",
            statement="As the law says.",
            statement_stands="before",
        ),
        AppendicesPart("attached", "Annexes", word="Annex", mark="{A}"),
        AffectedPart("wards", "Wards"),
        CodePart("code"),
    )
    found = content(
        *parts,
        signatory=("Ada Fen", "Director", "County Hall"),
        contacts=(("Tess Blum", "Ext 2049"), ("Legal Services", "The Mill", "Wolderby")),
        appendices=(AppendixContent("a", "Plan", "p.xlsx"),),
        values={"wards": "All", "reference code": "C1"},
    )
    assert lines(found) == [
        "Report prepared by", "Ada Fen", "Director", "County Hall",
        "Contact", "Tess Blum", "Ext 2049", "Legal Services", "The Mill", "Wolderby",
        "Background Documents", "As the law says.", "None",
        "Annexes", "Annex A Plan", "Wards", "All", "C1",
    ]  # fmt: skip
    optional = tuple(
        replace(part, is_required=False) if hasattr(part, "is_required") else part for part in parts
    )
    assert sentences(content(*optional)) == []
    assert lines(content(*optional)) == ["Background Documents", "As the law says.", "None"]
    assert sentences(content(*parts)) == [
        "The paper has no signatory.",
        "The paper names nobody for enquiries.",
        "The paper does not say which divisions it affects.",
    ]


def test_an_annex_has_a_numbering_and_appendices_of_its_own() -> None:
    inside = content(
        ContentsPart("contents", "Contents"),
        TextPart("a", "Background"),
        AppendicesPart("attached", "Appendices"),
        numbering=Numbering(main="{1}.0", paragraph="{up}.{1}"),
        title="Strategy",
        sections=(SectionContent("a", body="See [para: a] and Appendix 1."),),
        appendices=(AppendixContent("m", "Measures", "m.pdf"),),
    )
    found = content(
        TextPart("a", "Purpose"),
        AppendicesPart("attached", "Annexes", word="Annex", mark="{A}"),
        sections=(SectionContent("a", body="See [appendix: x] and {y}."),),
        appendices=(AppendixContent("x", "The strategy", paper=inside),),
        facts={"y": "this"},
    )
    document = compose(found)
    assert document.problems == ()
    assert plain_text(document).splitlines()[1:] == [
        "Purpose", "1. See Annex A and this.", "Annexes", "Annex A The strategy",
        "Annex A", "Strategy", "Contents", "1.0 Background", "Appendices",
        "1.0 Background", "1.1 See paragraph 1.1 and Appendix 1.", "Appendices",
        "Appendix 1 Measures",
    ]  # fmt: skip
    gone = replace(inside, sections=(SectionContent("a", body="{gone} Appendix 1"),))
    broken = replace(found, appendices=(AppendixContent("x", "The strategy", paper=gone),))
    assert sentences(broken) == ["Annex A: {gone} is not a fact that this paper knows."]
