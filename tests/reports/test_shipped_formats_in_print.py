"""Each format that comes with Mandate, printed: sound for two checkers, alike in every output."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from documents.compose import compose
from documents.content import (
    AppendixContent,
    ClearanceContent,
    Edition,
    PaperContent,
    RecommendationContent,
    SectionContent,
    TableContent,
)
from documents.format import AppendicesPart, Format, ImplicationsPart
from documents.glyphs import ASSETS
from documents.html import body_html
from documents.pdf import press_job
from documents.plain import plain_text
from documents.press import lay_out
from documents.tree import Document
from documents.word import render_word
from reports.formats import shipped_files
from tests.documents.document_sample import MOMENT, paper
from tests.documents.test_document_pdf import findings
from tests.documents.test_joined_pdf import WIDE, plan
from tests.documents.word_reader import lines
from tests.sweeps.pages import read

SHIPPED = {f"{file.key} {file.valid_from}": file.definition for file in shipped_files()}
VALUES = {
    "council": "Wolderby County Council", "body": "Programme Board", "meeting day": "16 July 2012",
    "agenda item": "6", "report of": "Service Director", "status": "Draft", "wards": "All",
    "reference code": "C0025", "programmes": "The programme", "day of writing": "4 July 2012",
}  # fmt: skip
SENTENCE = "The service changes in July, as agreed."


def written(format: Format) -> Document:
    """A paper in a format, with a text in each section, a wide table and two appendices."""
    plain = paper()
    texts = [SectionContent(part.key, body=SENTENCE) for part in format.texts]
    tables = [part for part in format.parts if isinstance(part, ImplicationsPart)]
    texts += [
        SectionContent(f"{part.key}.{row.key}", body=SENTENCE)
        for part in tables
        for row in part.rows
    ]
    attached = next(
        (part for part in format.parts if isinstance(part, AppendicesPart)), AppendicesPart("x")
    )
    first, *others = texts
    body = f"{SENTENCE}\n[savings]\n\nSee [appendix: plan] and [appendix: figures]."
    inside = replace(
        plain, format=inner(format), sections=tuple(texts), appendices=(), clearances=()
    )
    return compose(
        PaperContent(
            format=format,
            title="Lease of the mill",
            reference="PAP-0001",
            values=VALUES | {f.key: "Something typed" for f in format.furniture.header},
            sections=(replace(first, body=body), *others),
            recommendations=(RecommendationContent("Note it."), RecommendationContent("Agree it.")),
            signatory=plain.signatory,
            contacts=plain.contacts,
            clearances=tuple(
                ClearanceContent(
                    kind.heading, "LM", MOMENT.date(), SENTENCE, key=kind.key, officer="Lily Ford"
                )
                for kind in format.clearance_kinds
            ),
            background_papers=("[The plan](https://plan.example/x)",),
            appendices=(
                AppendixContent("plan", f"The {attached.word.lower()} of plans", "plan.pdf"),
                AppendixContent("figures", "An earlier report", paper=inside),
            ),
            edition=Edition("Draft"),
            live={"savings": TableContent(WIDE)},
        )
    )


def inner(format: Format) -> Format:
    return replace(format, furniture=replace(format.furniture, has_cover=False))


@pytest.mark.parametrize("format", SHIPPED.values(), ids=SHIPPED)
def test_it_is_sound_with_two_appendices_and_a_wide_table(format: Format, tmp_path: Path) -> None:
    document = written(format)
    made = lay_out(press_job(document, MOMENT, ASSETS, "", {"plan": plan()}))
    assert findings(made, tmp_path) == []


@pytest.mark.parametrize("format", SHIPPED.values(), ids=SHIPPED)
def test_page_and_word_file_say_the_same(format: Format) -> None:
    document = written(format)
    page = read(body_html(document)).raw
    word = "\n".join(
        f"{line.mark} {line.text}" for line in lines(render_word(document, moment=MOMENT))
    )
    said = [re.sub(r"\W", "", text) for text in (plain_text(document), page, word)]
    assert said[0] == said[1]
    assert said[0] == said[2]
