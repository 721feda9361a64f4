"""How an author asks for a block or a figure, and how a menu writes it."""

import pytest

from documents.calls import Call, CallRefused, normal, read_call, written
from documents.compose import compose
from documents.content import PaperContent, QuoteContent, Refused, SectionContent
from documents.format import Format, TextPart
from documents.markup import BlockName, FactName, Pointer, inline, parse
from documents.tree import Paragraph, Words

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize(
    ("typed", "call"),
    [
        ("Projects", Call("projects")),
        ("Savings  Achieved ", Call("savings achieved")),
        ("projects:", Call("projects")),
        (
            "Projects: only=PRJ-0001  PRJ-0002 , Progress = no",
            Call("projects", (("only", "PRJ-0001 PRJ-0002"), ("progress", "no"))),
        ),
    ],
)
def test_a_call_is_a_name_and_choices(typed: str, call: Call) -> None:
    assert read_call(typed) == call


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("projects: no", "“no” is not a choice: write it as key=value."),
        ("projects: progress=", "“progress=” is not a choice: write it as key=value."),
        ("projects: =no", "“=no” is not a choice: write it as key=value."),
        ("projects: a=b=c", "“a=b=c” is not a choice: write it as key=value."),
        ("projects: a=b, A=c", "“a” is chosen twice."),
    ],
)
def test_a_wrong_choice_is_refused_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(CallRefused) as refused:
        read_call(typed)
    assert str(refused.value) == sentence


def test_what_a_menu_writes_is_read_back() -> None:
    choices = (("only", "PRJ-0001 PRJ-0002"), ("progress", "no"))
    said = written("projects", choices)
    assert said == "projects: only=PRJ-0001 PRJ-0002, progress=no"
    assert read_call(said) == Call("projects", choices)
    assert normal(written("Vision", ())) == "vision"


def test_what_could_not_be_read_back_is_not_written() -> None:
    for value in ("a, b", "a=b", "a]", ""):
        with pytest.raises(ValueError, match="cannot be written"):
            written("projects", [("only", value)])


def test_blocks_and_figures_in_a_text_may_have_choices_and_references_are_none() -> None:
    typed, reference = parse("Text.\n[Projects: only=PRJ-0001]\n\n[para: next-steps]")
    assert typed.under == [BlockName("projects: only=PRJ-0001")]
    assert list(inline(reference.line[0].text)) == [Pointer("para", "next-steps")]
    assert list(inline("{Forecast: milestone=12}")) == [FactName("forecast: milestone=12")]


def paper(body: str, **kwargs: object) -> PaperContent:
    section = SectionContent("one", "One", body)
    return PaperContent(Format((TextPart("one"),)), "T", "R", sections=(section,), **kwargs)


def test_what_is_refused_is_a_problem_in_its_own_words_and_a_gap() -> None:
    sentence = "[projects: a=b]: there is no choice “a”."
    live = {"projects: a=b": Refused(sentence), "vision": QuoteContent("Safe.")}
    facts = {"board": lambda: Refused("A whole paragraph cannot stand in a sentence.")}
    document = compose(paper("The {board}.\n[projects: a=b]\n[vision]", live=live, facts=facts))
    found = [problem.sentence for problem in document.problems if problem.key == "one"]
    assert found == ["A whole paragraph cannot stand in a sentence.", sentence]


def test_a_figure_leads_to_its_source_on_pages_and_not_in_files() -> None:
    facts = {"savings achieved": "£1.11m"}
    bare = compose(paper("Of {savings achieved}.", facts=facts)).blocks[1]
    led = compose(paper("Of {savings achieved}.", facts=facts, sources_at="/f/")).blocks[1]
    assert isinstance(bare, Paragraph)
    assert isinstance(led, Paragraph)
    assert bare.text[1] == Words("£1.11m")
    assert led.text[1] == Words("£1.11m", source="/f/?of=savings%20achieved")
