"""The council's logo at the top of papers whose format prints it."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents.compose import compose
from documents.content import PaperContent
from documents.html import body_html
from documents.pdf import render_pdf
from documents.tree import Document
from documents.word import render_word
from people.models import Logo, OrganisationUnit
from people.queries import council_logo, picture_of
from tests import factories
from tests.documents.document_sample import MOMENT, paper
from tests.documents.test_document_pdf import findings
from tests.logos import logo, picture
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
ADVICE = "The format prints the council’s logo, but the council’s unit has none yet."


def printed(content: PaperContent) -> Document:
    furniture = replace(content.format.furniture, has_logo=True)
    return compose(replace(content, format=replace(content.format, furniture=furniture)))


def test_pages_pdf_and_word_show_it_with_its_words(tmp_path: Path) -> None:
    by = factories.officer()
    kept = picture_of(logo(OrganisationUnit.objects.get(), by))
    document = printed(replace(paper(), logo=kept))
    (shown,) = read(body_html(document)).all("img")
    assert shown.attributes["alt"] == "Wolderby County Council"
    assert b64decode(shown.attributes["src"].removeprefix("data:image/png;base64,")) == picture()
    pdf = render_pdf(document, moment=MOMENT)
    with pikepdf.open(BytesIO(pdf)) as opened:
        images = [image for image in opened.objects if image.get("/Subtype") == "/Image"]
        assert [(int(image.Width), int(image.Height)) for image in images] == [(240, 80)]
    assert findings(pdf, tmp_path) == []
    (drawn,) = docx.Document(BytesIO(render_word(document, moment=MOMENT))).inline_shapes
    assert drawn._inline.docPr.get("descr") == "Wolderby County Council"
    assert (round(drawn.width.cm, 1), round(drawn.height.cm, 1)) == (6.0, 2.0)


def test_without_one_the_paper_is_printed_and_says_what_is_missing() -> None:
    document = printed(paper())
    assert document.header.logo is None
    assert [(p.sentence, p.is_advice) for p in document.problems] == [(ADVICE, True)]


def test_who_keeps_the_office_adds_it_to_the_council(client: Client) -> None:
    client.force_login(factories.account())
    unit = OrganisationUnit.objects.get()
    url = f"/units/{unit.pk}/logos/add/"
    file = SimpleUploadedFile("logo.png", picture(), "image/png")
    client.post(url, {"title": "Wolderby County Council", "file": file})
    assert council_logo() == Logo.objects.get()
    page = read(client.get(f"/units/{unit.pk}/").content.decode())
    assert [image.attributes["alt"] for image in page.all("img")] == ["Wolderby County Council"]


def test_a_large_file_or_another_kind_is_refused_in_a_sentence(client: Client) -> None:
    client.force_login(factories.account())
    url = f"/units/{OrganisationUnit.objects.get().pk}/logos/add/"
    for name, data in (("logo.png", b"\x89PNG" + b"0" * 200_001), ("logo.txt", b"Wolderby")):
        answer = client.post(url, {"title": "Logo", "file": SimpleUploadedFile(name, data)})
        sentence = "Choose a PNG or JPEG picture of at most 200 kB."
        assert answer.context["form"].errors["file"] == [sentence]
    assert not Logo.objects.exists()
