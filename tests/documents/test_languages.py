"""Languages of parts: a section, words in a sentence, a footnote, an annex; in every output."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree, html

from documents.compose import compose
from documents.content import AppendixContent, SectionContent
from documents.html import standalone_html
from documents.pdf import render_pdf
from documents.plain import plain_text
from documents.tree import Document
from documents.word import render_word
from tests.documents.document_sample import MOMENT, paper
from tests.documents.test_document_pdf import findings, tags
from tests.documents.word_reader import W, parts
from values.prose_html import html as prose_html

ENGLISH = """The reply was [**diolch** yn fawr
i bawb](lang:cy), with {programme}, and {it}.

## [Geiriau](lang:CY)

> [Dyfyniad.](lang:cy)

- [Pwynt](lang:cy)

Table: Costs

| Item | [Cost](lang:cy) |
|---|--:|
| [Papur](lang:cy) | 12 |
"""
WELSH = """Testun Cymraeg.[^1]

- Pwynt arall, and [not Welsh](lang:en-gb)

Table: Costau

| Eitem |
|---|
| Amlen |

[^1]: Troednodyn."""
SECTIONS = (
    SectionContent("a", "Reply", ENGLISH),
    SectionContent("b", "Ateb", WELSH, language="cy"),
    SectionContent("c", "The end", "All said.", language="en-GB"),
)
IN_WELSH = [
    "diolch", "yn fawr", "i bawb", "Geiriau", "Dyfyniad.", "Pwynt", "Cost", "Papur",
    "Ateb", "Testun Cymraeg.", "Pwynt arall, and", "Costau", "Eitem", "Amlen",
]  # fmt: skip
IN_WELSH_ANNEX = ["Atodiad", "Mwy.", "Nodyn."]


def sample() -> Document:
    sections = (SectionContent("a", "Mwy", "Mwy.[^1]\n\n[^1]: Nodyn."),)
    annex = paper(title="Atodiad", sections=sections)
    annex = replace(annex, format=replace(annex.format, language="cy"))
    appendices = (AppendixContent("annex", "Atodiad", paper=annex),)
    facts = {"programme": "Open Doors", "it": "Doors"}
    return compose(paper(sections=SECTIONS, facts=facts, appendices=appendices))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(sample(), moment=MOMENT)


def spoken(root: Any, outer: str = "") -> list[tuple[str, str]]:
    """(language, words) of each piece of text of a page, in its order."""
    language = root.get("lang", outer)
    found = [(language, root.text)]
    for kid in root:
        found += spoken(kid, language) if isinstance(kid.tag, str) else []
        found.append((language, kid.tail))
    return [(tag, " ".join(text.split())) for tag, text in found if text and text.strip()]


def test_a_page_says_the_language_of_each_part() -> None:
    page = html.fromstring(standalone_html(sample(), style=""))
    said = spoken(page.find("body"), page.get("lang"))
    welsh = [text for language, text in said if language == "cy"]
    assert [text for text in welsh if text in IN_WELSH] == IN_WELSH
    assert {*IN_WELSH_ANNEX, "Troednodyn."} <= set(welsh)
    english = [text for language, text in said if language == "en-GB"]
    assert {"The reply was", "Reply", "Item", "not Welsh", "The end", "All said."} <= set(english)
    assert {language for language, _text in said} == {"cy", "en-GB"}


def test_a_pdf_says_them_in_its_structure(pdf: bytes, tmp_path: Any) -> None:
    parts_of_it = [(path, str(e.Lang)) for path, e in tags(pdf) if "/Lang" in e]
    within = "/Document/Art"
    assert parts_of_it == [
        (within, "en-GB"),
        *[(f"{within}/Div/P/Span", "cy")] * 3,
        (f"{within}/H3", "cy"),
        (f"{within}/BlockQuote/P/Span", "cy"),
        (f"{within}/L/LI/LBody/Span", "cy"),
        (f"{within}/Div/Table/THead/TR/TH", "cy"),
        (f"{within}/Div/Table/TBody/TR/TD/P/Span", "cy"),
        (f"{within}/H2", "cy"),
        (f"{within}/Div", "cy"),
        (f"{within}/Div/Div/L/LI/LBody/Span", "en-GB"),
        (f"{within}/Note/Span", "cy"),
        (f"{within}/Div", "cy"),  # the annex
        (f"{within}/Div/Div/Note/Span", "cy"),
    ]
    assert findings(pdf, tmp_path) == []


def test_word_says_them_of_its_runs() -> None:
    content = render_word(sample(), moment=MOMENT)
    found = parts(content)

    def said(part: str, language: str) -> list[str]:
        runs = etree.XPath(".//w:r[w:rPr/w:lang/@w:val=$tag]", namespaces={"w": W[1:-1]})
        texts = ("".join(run.itertext(f"{W}t")) for run in runs(found[part], tag=language))
        return [text.strip() for text in texts if text.strip()]

    welsh = said("word/document.xml", "cy")
    assert [text for text in welsh if text in IN_WELSH] == IN_WELSH
    assert set(IN_WELSH_ANNEX[:2]) <= set(welsh)
    assert said("word/document.xml", "en-GB") == ["not Welsh"]
    assert said("word/footnotes.xml", "cy") == ["Troednodyn.", "Nodyn."]


def test_the_marks_are_no_words_and_a_wrong_one_is_a_problem() -> None:
    assert "lang:" not in plain_text(sample())
    assert [p.sentence for p in sample().problems if "lang" in p.sentence] == []
    wrong = compose(paper(sections=(SectionContent("a", "Aims", "Say [bore da](lang:welsh)."),)))
    assert "Say [bore da](lang:welsh)." in plain_text(wrong)
    (problem,) = [p.sentence for p in wrong.problems if "lang:" in p.sentence]
    assert problem == (
        "“Aims” marks words as “lang:welsh”, which is no language: write its code, such as "
        "“lang:cy” for Welsh."
    )


def test_a_page_of_a_record_says_them_too_and_which_way_they_are_read() -> None:
    assert prose_html("Say [bore da](lang:cy), [سلام](lang:ur).") == (
        '<p>Say <span lang="cy" dir="ltr">bore da</span>, '
        '<span lang="ur" dir="rtl">سلام</span>.</p>'
    )
    word = render_word(
        compose(paper(sections=(SectionContent("a", "A", "[سلام](lang:ur)"),))), moment=MOMENT
    )
    (run,) = [r for r in parts(word)["word/document.xml"].iter(f"{W}r") if "سلام" in r.itertext()]
    assert [child.tag.removeprefix(W) for child in run.find(f"{W}rPr")] == ["rtl", "lang"]
    assert run.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ur"
