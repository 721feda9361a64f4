"""A PDF with everything that a format may ask for: nothing for two checkers to find, and appended
pages numbered on."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from weasyprint import HTML

from documents.compose import compose
from documents.content import (
    AppendixContent,
    Edition,
    PaperContent,
    RecommendationContent,
    SectionContent,
    TableContent,
)
from documents.format import (
    AffectedPart,
    AppendicesPart,
    BackgroundPart,
    ClearancesPart,
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
from documents.glyphs import ASSETS
from documents.pdf import press_job
from documents.press import lay_out
from documents.tree import Column, Document, Table
from tests.documents.document_sample import MOMENT
from tests.documents.test_document_pdf import findings, tags
from tests.documents.test_parts import GIVEN, KINDS

WIDE = Table(
    "Savings of seven years",
    (Column("Strand"), *(Column(f"{year}/13", "number") for year in range(2012, 2019))),
    (("Residual savings", *["£1,234,500"] * 7),) * 6,
)
FORMAT = Format(
    (
        ContentsPart("contents", "Contents"),
        TextPart("introduction", "Introduction"),
        TextPart("context", "Context", level="sub"),
        TextPart("money", "Money", level="sub"),
        ImplicationsPart(
            "implications",
            "Implications",
            columns=(("mark", "No."), ("row", "On"), ("text", "Comment"), ("officer", "By")),
            mark="{i}",
            rows=(ImplicationRow("law", "Law"), ImplicationRow("people", "People")),
        ),
        RecommendationsPart("asked", "Recommendations", mark="({a})"),
        ClearancesPart("clearances", "Consultation", form="table", kinds=KINDS),
        SignaturePart("signature", label="Report prepared by"),
        BackgroundPart("papers", "Background papers", statement="As the law says."),
        AppendicesPart("appendices", "Appendices"),
        AffectedPart("wards", "Wards"),
    ),
    numbering=Numbering("Section {1}", "{1}", "{up}.{1}", is_sub_restarted=False),
    furniture=Furniture(
        header=(
            HeaderField("council", "council", is_upper=True),
            HeaderField("title", "title"),
            HeaderField("board", "body", label="Board:"),
            HeaderField("day", "meeting day", label="Date:"),
            HeaderField("owner", "typed", label="Owner:"),
        ),
        is_header_table=True,
        has_cover=True,
        running_head=("{title}", "", "{status}"),
        running_foot=("{reference}", "", "Page {page} of {pages}"),
        draft_banner="Not for publication",
    ),
)


def document(**changes: Any) -> Document:
    inside = PaperContent(
        Format((TextPart("purpose", "Purpose"), AppendicesPart("appendices", "Appendices"))),
        "An earlier report",
        "PAP-0002",
        sections=(SectionContent("purpose", body="Inside [para: purpose], and Appendix 1."),),
        appendices=(AppendixContent("figures", "Figures", "figures.pdf"),),
    )
    fields: dict[str, Any] = {
        "format": FORMAT,
        "title": "Initiation document",
        "reference": "PAP-0001",
        "values": {
            "council": "Wolderby", "body": "Programme Board", "meeting day": "3 March 2010",
            "owner": "Ada Fen", "wards": "All",
        },
        "sections": (
            SectionContent("context", body="See [paras: context to money] and Appendices 1 to 2."),
            SectionContent("money", body="The savings:\n[savings]\n\nThey are large."),
            SectionContent("implications.law", body="Lawful.\n- so\n- so"),
            SectionContent("implications.people", body="None."),
        ),
        "recommendations": (RecommendationContent("Agree:\n- this\n- that"),) * 2,
        "clearances": GIVEN,
        "signatory": ("Ada Fen", "Director"),
        "background_papers": ("[The plan](https://a.example/plan)",),
        "appendices": (
            AppendixContent("plan", "The plan", "plan.pdf"),
            AppendixContent("earlier", "An earlier report", paper=inside),
        ),
        "edition": Edition("Draft"),
        "live": {"savings": TableContent(WIDE)},
    }  # fmt: skip
    return compose(PaperContent(**(fields | changes)))


def plan() -> bytes:
    """A file of three pages: with text and tags of its own, turned, and without text."""
    style = (
        "@page turned { size: A4 landscape } .turned { page: turned }"
        "i { display: block; height: 9cm; background: blue; break-before: page }"
    )
    body = "<p>The plan in words</p><p class=turned>Turned</p><i></i>"
    page = HTML(string=f"<html lang=en><title>Plan</title><style>{style}</style>{body}")
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {"plan": plan(), "figures": plan()}


@pytest.fixture(scope="module")
def made(files: dict[str, bytes]) -> bytes:
    return lay_out(press_job(document(), MOMENT, ASSETS, "", files))


def test_it_is_sound_and_two_checkers_find_nothing(made: bytes, tmp_path: Path) -> None:
    assert document().problems == ()
    assert findings(made, tmp_path) == []


def test_appended_pages_have_bookmarks_numbers_and_their_own_orientation(made: bytes) -> None:
    with pikepdf.open(BytesIO(made)) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        entries = {entry.title: entry for entry in title.children}
        assert [name for name in entries if name.startswith("Appendix")] == [
            "Appendix 1 The plan", "Appendix 2 An earlier report",
        ]  # fmt: skip
        below = [entry.title for entry in entries["Appendix 2 An earlier report"].children]
        assert below[-1] == "Appendix 1 Figures"
        turned = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]
        assert turned[-3:] == [False, True, False]
        assert turned.count(True) == 3, "the wide table, and a page of each file"
    texts = [page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages][-3:]
    assert ["in words" in text for text in texts] == [True, False, False]
    assert ["Turned" in text for text in texts] == [False, True, False]
    paths = [path for path, _element in tags(made)]
    assert sum(path.endswith("/Div/Figure") for path in paths) == 2


def test_equal_files_give_equal_bytes(made: bytes, files: dict[str, bytes]) -> None:
    assert lay_out(press_job(document(), MOMENT, ASSETS, "", files)) == made
