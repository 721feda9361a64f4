"""The council's logo at the top of papers whose format prints it."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from documents.compose import compose
from documents.content import PaperContent
from documents.format_files import read_file
from documents.html import body_html
from documents.pdf import render_pdf
from documents.tree import Document
from documents.word import render_word
from people.choices import Role
from people.models import Logo, OrganisationUnit
from people.queries import council_logo, picture_of
from reports.formats import import_format, start_format
from reports.models import FormatVersion
from reports.queries.formats import definition_of
from reports.queries.papers import Reading
from tests import factories
from tests.documents.document_sample import MOMENT, paper
from tests.documents.test_document_pdf import findings
from tests.logos import logo, picture
from tests.sweeps.pages import read
from values import clock

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


# --- one of the format's own --------------------------------------------------------------------
class Editor:
    """Whoever keeps the office, on the form of the logo of the standard format."""

    def __init__(self, client: Client) -> None:
        self.client = client
        client.force_login(factories.account())
        self.version = factories.report_format().versions.get()
        self.url = f"/formats/{self.version.format.reference}/versions/{self.version.pk}/"

    def send(self, **typed: Any) -> dict[str, list[str]]:
        """What is wrong with what was sent, by field."""
        sent = {"version": FormatVersion.objects.get(pk=self.version.pk).version, **typed}
        answer = self.client.post(f"{self.url}values/logo/", sent)
        return answer.context["form"].errors if answer.context else {}

    def shown(self) -> list[str]:
        page = read(self.client.get(self.url).content.decode())
        return [image.attributes["alt"] for image in page.all("img")]

    def file(self) -> bytes:
        content: bytes = self.client.get(f"{self.url}file/").content
        return content


@pytest.fixture
def editor(client: Client) -> Editor:
    return Editor(client)


def png(width: int = 1200, height: int = 400) -> SimpleUploadedFile:
    return SimpleUploadedFile("ours.PNG", picture(width, height), "image/png")


def test_a_format_has_a_logo_of_its_own_in_place_of_the_councils(editor: Editor) -> None:
    logo(OrganisationUnit.objects.get(), factories.officer())
    assert editor.shown() == []
    assert editor.send(which="unit") == {}
    assert editor.shown() == ["Wolderby County Council"]
    assert editor.send(which="own", file=png(), alternative="A mill wheel") == {}
    assert editor.shown() == ["A mill wheel"]
    own = definition_of(FormatVersion.objects.get(pk=editor.version.pk)).furniture.logo
    with Image.open(BytesIO(b64decode(own.base64))) as small:
        assert (small.format, small.size) == ("PNG", (600, 200))
    assert editor.send(which="own", alternative="The wheel of the mill") == {}
    assert editor.shown() == ["The wheel of the mill"]
    assert editor.send(which="unit") == {}
    assert editor.shown() == ["Wolderby County Council"]


def test_the_logo_goes_with_the_version_and_with_its_file(editor: Editor) -> None:
    before = clock.now() + timedelta(minutes=1)
    with clock.stopped_at(before):
        paper = factories.paper()
    with clock.stopped_at(before + timedelta(hours=1)):
        editor.send(which="own", file=png(), alternative="A mill wheel")
        assert Reading(paper).document.header.logo.alternative == "A mill wheel"
        assert Reading(paper, before).document.header.logo is None
        by = factories.officer()
        copy = start_format(
            by=by, valid_from=clock.today(), copy_of=paper.format, key="copy", title="Copy"
        )
        file = json.loads(editor.file())
        file["key"] = "elsewhere"
        imported = import_format(read_file(json.dumps(file), roles=Role.values), by=by)
    logos = [
        definition_of(version).furniture.logo
        for version in (copy.versions.get(), imported, *paper.format.versions.all())
    ]
    assert len(set(logos)) == 1
    assert logos[0].alternative == "A mill wheel"


def test_what_is_no_logo_is_refused_in_a_sentence_and_nothing_is_saved(editor: Editor) -> None:
    def wrong(name: str, data: bytes, **typed: str) -> dict[str, list[str]]:
        file = SimpleUploadedFile(name, data)
        return editor.send(which="own", file=file, **({"alternative": "A wheel"} | typed))

    noise = BytesIO()
    Image.effect_noise((600, 600), 200).save(noise, "PNG")
    say_what = "Say what the logo shows, such as “Ashdale County Council”."
    assert editor.send(which="own", alternative="A wheel") == {"file": ["Choose a picture."]}
    assert wrong("a.svg", b"<svg onload='x()'/>") == {"file": ["Choose a PNG or JPEG picture."]}
    damaged = {"file": ["The file is damaged. Save it again and send the new one."]}
    assert wrong("a.png", b"\x89PNG\r\n\x1a\n and no more") == damaged
    (too_large,) = wrong("a.png", noise.getvalue())["file"]
    assert "and a logo at most 50: choose one with fewer colours." in too_large
    assert wrong("a.png", picture(), alternative=" ") == {"alternative": [say_what]}
    file = json.loads(editor.file())
    for content, sentence in (
        ("$", "definition.furniture.logo.base64: This is no picture in base64."),
        (b64encode(b"<svg/>").decode(), "furniture.logo: This kind of file is not accepted"),
        ("A" * 100_000, "definition.furniture.logo.base64: This is longer than 66670 characters."),
    ):
        bad = {"content_type": "image/png", "base64": content, "alternative": "A wheel"}
        file["definition"]["furniture"] |= {"has_logo": True, "logo": bad}
        sent = SimpleUploadedFile("format.json", json.dumps(file).encode())
        answer = editor.client.post("/formats/import/", {"file": sent})
        assert sentence in read(answer.content.decode()).text
    assert FormatVersion.objects.get(pk=editor.version.pk).version == 1
