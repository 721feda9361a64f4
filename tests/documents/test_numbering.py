"""The six families of numbering and their variations, and references that follow."""

from __future__ import annotations

from typing import Any

import pytest

from documents.compose import compose
from documents.content import PaperContent, RecommendationContent, SectionContent
from documents.format import (
    ClearanceKind,
    ClearancesPart,
    Format,
    Numbering,
    Part,
    RecommendationsPart,
    SignaturePart,
    TextPart,
)
from documents.numbering import bare, printed, roman
from documents.plain import plain_text
from documents.tree import Problem, Reference
from tests.documents.document_sample import paper

PARTS: tuple[Any, ...] = (
    TextPart("purpose", "Purpose"),
    TextPart("background", "Background"),
    TextPart("history", "History", level="sub"),
    TextPart("money", "Money", level="sub"),
    TextPart("next", "Next"),
)
SECTIONS = (
    SectionContent("purpose", body="First."),
    SectionContent("background", body="Second.\n\nThird."),
    SectionContent("history", body="Fourth."),
    SectionContent("money", body="Fifth."),
    SectionContent("next", body="Sixth."),
)
FAMILIES = {
    "A continuous": (
        Numbering(),
        ["Purpose", "1. First.", "Background", "2. Second.", "3. Third.", "History", "4. Fourth.",
         "Money", "5. Fifth.", "Next", "6. Sixth."],
    ),
    "A restarted": (
        Numbering(is_paragraph_restarted=True),
        ["Purpose", "1. First.", "Background", "1. Second.", "2. Third.", "History", "3. Fourth.",
         "Money", "4. Fifth.", "Next", "1. Sixth."],
    ),
    "B sections": (
        Numbering(main="{1}", paragraph="{up}.{1}"),
        ["1 Purpose", "1.1 First.", "2 Background", "2.1 Second.", "2.2 Third.", "History",
         "2.3 Fourth.", "Money", "2.4 Fifth.", "3 Next", "3.1 Sixth."],
    ),
    "C n.0": (
        Numbering(main="{1}.0", paragraph="{up}.{1}"),
        ["1.0 Purpose", "1.1 First.", "2.0 Background", "2.1 Second.", "2.2 Third.", "History",
         "2.3 Fourth.", "Money", "2.4 Fifth.", "3.0 Next", "3.1 Sixth."],
    ),
    "D letters": (
        Numbering(main="{A}.", paragraph="{up}.{1}"),
        ["A. Purpose", "A.1 First.", "B. Background", "B.1 Second.", "B.2 Third.", "History",
         "B.3 Fourth.", "Money", "B.4 Fifth.", "C. Next", "C.1 Sixth."],
    ),
    "E headings alone": (
        Numbering(main="{1}.", sub="{up}.{1}", paragraph=""),
        ["1. Purpose", "First.", "2. Background", "Second.", "Third.", "2.1 History", "Fourth.",
         "2.2 Money", "Fifth.", "3. Next", "Sixth."],
    ),
    "F none": (
        Numbering(paragraph=""),
        ["Purpose", "First.", "Background", "Second.", "Third.", "History", "Fourth.", "Money",
         "Fifth.", "Next", "Sixth."],
    ),
    "roman": (
        Numbering(main="{I}.", paragraph="({i})", is_paragraph_restarted=True),
        ["I. Purpose", "(i) First.", "II. Background", "(i) Second.", "(ii) Third.", "History",
         "(iii) Fourth.", "Money", "(iv) Fifth.", "III. Next", "(i) Sixth."],
    ),
}  # fmt: skip


def content(numbering: Numbering, **changes: Any) -> PaperContent:
    fields = {"format": Format(PARTS, numbering=numbering), "sections": SECTIONS}
    return PaperContent(**({"title": "T", "reference": "R"} | fields | changes))


def lines(content: PaperContent) -> list[str]:
    """The printed lines below the title."""
    return plain_text(compose(content)).splitlines()[1:]


def with_parts(numbering: Numbering, *parts: Part) -> Format:
    return Format((*PARTS, *parts), numbering=numbering)  # type: ignore[arg-type]


@pytest.mark.parametrize(("numbering", "expected"), FAMILIES.values(), ids=FAMILIES)
def test_each_family_numbers_headings_and_paragraphs(
    numbering: Numbering, expected: list[str]
) -> None:
    assert lines(content(numbering)) == expected


def test_clauses_run_through_the_sections_of_an_initiation_document() -> None:
    parts = (
        TextPart("one", "Introduction and purpose"),
        TextPart("context", "Context", level="sub"),
        TextPart("early", "Early work", level="sub"),
        TextPart("two", "Approach and scope"),
        TextPart("scope", "Scope", level="sub"),
    )
    numbering = Numbering("Section {1}", "{1}", "{up}.{1}", is_sub_restarted=False)
    sections = (
        SectionContent("context", body="A.\n\nB."),
        SectionContent("early", body="C, as [para: context 2] and [section: two] say."),
        SectionContent("scope", body="D."),
    )
    found = content(numbering, format=Format(parts, numbering=numbering), sections=sections)
    assert compose(found).problems == ()
    assert lines(found) == [
        "Section 1 Introduction and purpose",
        "1 Context",
        "1.1 A.",
        "1.2 B.",
        "2 Early work",
        "2.1 C, as paragraph 1.2 and Section 2 say.",
        "Section 2 Approach and scope",
        "3 Scope",
        "3.1 D.",
    ]


@pytest.mark.parametrize(("is_run_on", "last"), [(True, "7. Lawful."), (False, "Lawful.")])
def test_the_run_goes_on_after_the_signature_or_ends_there(is_run_on: bool, last: str) -> None:
    numbering = Numbering(is_run_on=is_run_on)
    kind = ClearanceKind("legal", "Legal Comments", ("legal_officer",))
    changes = {
        "format": with_parts(
            numbering, SignaturePart("signature"), ClearancesPart("clearances", kinds=(kind,))
        ),
        "signatory": ("Ada Fen",),
        "clearances": tuple(given for given in cleared("Lawful.") if given.key == "legal"),
    }
    assert lines(content(numbering, **changes))[-3:] == [
        "Ada Fen", "Legal Comments (LM 25/06/12)", last,
    ]  # fmt: skip


def cleared(text: str) -> list[Any]:
    from dataclasses import replace  # noqa: PLC0415

    first, *_others = paper().clearances
    return [replace(first, kind="Legal Comments", key="legal", text=text)]


def test_a_heading_without_a_number_disturbs_no_run() -> None:
    numbering = Numbering(main="{1}", paragraph="{up}.{1}")
    parts = (PARTS[0], TextPart("aside", "Aside", is_heading_numbered=False), PARTS[4])
    sections = (*SECTIONS[:1], SectionContent("aside", body="More."), SECTIONS[4])
    found = content(numbering, format=Format(parts, numbering=numbering), sections=sections)
    assert lines(found) == ["1 Purpose", "1.1 First.", "Aside", "1.2 More.", "2 Next", "2.1 Sixth."]


def test_paragraphs_of_a_section_that_is_not_numbered_take_no_number() -> None:
    parts = (PARTS[0], TextPart("aside", "Aside", is_numbered=False), PARTS[4])
    sections = (*SECTIONS[:1], SectionContent("aside", body="More."), SECTIONS[4])
    found = content(Numbering(), format=Format(parts), sections=sections)
    assert lines(found) == ["Purpose", "1. First.", "Aside", "More.", "Next", "2. Sixth."]


def test_references_follow_wherever_they_point() -> None:
    sections = (
        SectionContent(
            "purpose",
            body="See [para: background 2], [paras: background], [paras: background to money], "
            "[paras: next], [section: money] and [recommendation: note].",
        ),
        *SECTIONS[1:],
    )
    recommendations = (
        RecommendationContent("Agree."),
        RecommendationContent("Note {x}.", key="note"),
    )
    numbering = Numbering()
    part = RecommendationsPart("asked", "Recommendation", mark="({a})")
    found = compose(
        content(
            numbering,
            format=with_parts(numbering, part),
            sections=sections,
            recommendations=recommendations,
            facts={"x": "it"},
        )
    )
    assert found.problems == ()
    assert plain_text(found).splitlines()[2] == (
        "1. See paragraph 3, paragraphs 2 to 3, paragraphs 2 to 5, paragraph 6, “Money” and "
        "recommendation (b)."
    )
    targets = [run.target for run in found.blocks[1].text if isinstance(run, Reference)]
    assert targets == [
        "para-3", "para-2", "para-2", "para-6", "section-money", "recommendation-b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("[para: purpose 3]", "[para: purpose 3] points to a paragraph that its section lacks."),
        ("[para: gone]", "[para: gone] points to a section that is not in this paper."),
        ("[paras: next to gone]",
         "[paras: next to gone] points to a section that is not in this paper."),
        ("[section: gone]", "[section: gone] points to a section that is not in this paper."),
        ("[appendix: gone]", "[appendix: gone] points to nothing in this paper."),
        ("[recommendation: x]", "[recommendation: x] points to nothing in this paper."),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_a_gap_and_a_problem(typed: str, sentence: str) -> None:
    sections = (SectionContent("purpose", body=f"See {typed}."), *SECTIONS[1:])
    found = compose(content(Numbering(), sections=sections))
    assert found.problems == (Problem(sentence, "purpose"),)
    assert "1. See [missing " in plain_text(found)


def test_marks_that_repeat_have_anchors_of_their_own() -> None:
    found = compose(content(Numbering(is_paragraph_restarted=True)))
    anchors = [getattr(block, "anchor", "") for block in found.blocks]
    assert [a for a in anchors if a] == [
        "para-1", "para-1-background", "para-2", "para-3", "para-4", "para-1-next",
    ]  # fmt: skip


def test_marks_are_printed_as_letters_and_roman_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 1999)] == ["i", "iv", "ix", "xiv", "xl", "mcmxcix"]
    assert [printed(mark, 28, "3") for mark in ("{a}.", "({A})", "{i})", "{up}.{1}")] == [
        "ab.", "(AB)", "xxviii)", "3.28",
    ]  # fmt: skip
    assert [bare(mark) for mark in ("7.", "3.0", "1)", "(b)", "Section 3", "3.10")] == [
        "7", "3", "1", "(b)", "Section 3", "3.10",
    ]  # fmt: skip
