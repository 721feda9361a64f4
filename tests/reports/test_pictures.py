"""Pictures in the text of a paper: sent on a page, named in the text, printed in every output."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from audit.actions import archive_record, edit_record
from documents import joins
from documents.html import body_html
from documents.pdf import render_pdf
from documents.plain import plain_text
from documents.tree import Document
from documents.word import render_word
from reports.clearing import ask_again
from reports.models import PaperPicture, PaperSection
from reports.queries.papers import document_of
from reports.verifying import verify
from tests import factories
from tests.documents.document_sample import MOMENT
from tests.documents.test_document_pdf import findings
from tests.factories.pictures import drawn, picture
from tests.reports.clearing import signed_in
from tests.reports.publishing import Ready
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine, pytest.mark.usefixtures("july_2012")]
WORDS = "A brick house with a ramp"


@pytest.fixture
def officer(ready: Ready) -> Client:
    return signed_in(ready.publisher)


def sent(officer: Client, ready: Ready, name: str, content: bytes, **fields: str):
    file = SimpleUploadedFile(name, content)
    said = {"title": "Figure 1: front", "alternative": WORDS, "file": file, **fields}
    return officer.post(f"{ready.url}pictures/add/", said)


def named(ready: Ready, key: str) -> Document:
    """The paper, its text naming a picture."""
    section = PaperSection.objects.get(paper=ready.paper)
    body = f"The front:\n\n[picture: {key}]\n\nAnd more."
    edit_record(section, by=ready.publisher.person, body=body)
    return document_of(ready.paper)


def to_put_right(document: Document) -> list[str]:
    """What is wrong with it besides the clearances, which an edit has made void."""
    said = [p.sentence for p in document.problems if not p.is_advice]
    return [sentence for sentence in said if not sentence.endswith(": awaited.")]


def alternatives(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        waiting, found = [opened.Root.StructTreeRoot.K[0]], []
        while waiting:
            element = waiting.pop()
            found += [str(element.Alt)] if element.S == "/Figure" else []
            waiting += joins.elements(element)
    return found


def test_a_picture_is_sent_on_a_page_and_inserted_where_the_paper_is_written(
    officer: Client, ready: Ready
) -> None:
    answer = sent(officer, ready, "front.jpg", drawn(4000, 3000, "JPEG"))
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer.headers["Location"] == f"{ready.url}write/#write-pictures"
    kept = PaperPicture.objects.get()
    assert (kept.key, kept.title, kept.alternative) == ("figure-1-front", "Figure 1: front", WORDS)
    page = read(officer.get(f"{ready.url}write/").content.decode())
    assert "[picture: figure-1-front]" in [code.text for code in page.all("code")]
    named(ready, kept.key)
    page = read(officer.get(f"{ready.url}write/").content.decode())
    (shown,) = page.all("img")
    content = b64decode(shown.attributes["src"].removeprefix("data:image/jpeg;base64,"))
    assert Image.open(BytesIO(content)).size == (1800, 1350)
    assert shown.attributes["alt"] == WORDS


def test_page_pdf_and_word_show_it_with_its_words_over_its_caption(
    ready: Ready, tmp_path: Path
) -> None:
    document = named(ready, picture(paper=ready.paper).key)
    assert to_put_right(document) == []
    said = plain_text(document)
    assert "The front:\nFront of the library\n2. And more." in said
    (shown,) = read(body_html(document)).all("img")
    assert shown.attributes["alt"] == WORDS
    pdf = render_pdf(document, moment=MOMENT)
    assert alternatives(pdf) == [WORDS]
    assert findings(pdf, tmp_path) == []
    file = docx.Document(BytesIO(render_word(document, moment=MOMENT)))
    (inside,) = file.inline_shapes
    assert inside._inline.docPr.get("descr") == WORDS
    assert (round(inside.width.cm, 1), round(inside.height.cm, 1)) == (10.6, 7.1)
    (caption,) = [p.text for p in file.paragraphs if p.style.name == "Caption"]
    assert caption == "Front of the library"


def test_without_words_it_is_printed_and_must_be_put_right(ready: Ready) -> None:
    made = picture(paper=ready.paper, alternative="")
    assert to_put_right(named(ready, made.key)) == [
        "The picture “Front of the library” does not say what it shows."
    ]


def test_a_picture_that_is_not_there_is_a_gap_and_must_be_put_right(
    ready: Ready, uploads: Path
) -> None:
    made = picture(paper=ready.paper)
    assert to_put_right(named(ready, "other")) == [
        "[picture: other] names no picture of this paper."
    ]
    (uploads / made.stored_as).unlink()
    document = named(ready, made.key)
    sentence = "The file of the picture “front-of-the-library” is missing from the store."
    assert to_put_right(document) == [sentence]
    assert "[missing picture: front-of-the-library]" in plain_text(document)
    archive_record(made, by=factories.officer())
    assert to_put_right(document_of(ready.paper)) == [
        "[picture: front-of-the-library] names no picture of this paper."
    ]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("x.svg", SVG, "Choose a PNG or JPEG picture."),
        ("x.png", SVG, "This kind of file is not accepted, whatever its name says."),
        ("x.png", drawn() + b"0" * 20_000_000, "The file is larger than 20 MB."),
        ("x.png", drawn()[:200], "The file is damaged. Save it again and send the new one."),
        ("x.jpg", drawn(), "The file’s name must have the ending of its kind, such as .pdf, "
                           ".docx or .txt."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_small_picture_is_refused_in_one_sentence(
    officer: Client, ready: Ready, name: str, content: bytes, sentence: str
) -> None:
    answer = sent(officer, ready, name, content)
    assert answer.context["form"].errors["file"] == [sentence]
    assert not PaperPicture.objects.exists()


def test_a_picture_of_50_mb_is_stopped_at_the_door(officer: Client, ready: Ready) -> None:
    answer = sent(officer, ready, "x.png", drawn() + b"0" * 50_000_000)
    assert answer.status_code == 413
    assert "Make it smaller and send it again." in read(answer.content.decode()).text
    assert not PaperPicture.objects.exists()


def test_nothing_outside_the_paper_is_fetched(ready: Ready) -> None:
    """What looks like a picture from elsewhere is text."""
    section = PaperSection.objects.get(paper=ready.paper)
    typed = "<img src=file:///etc/passwd> ![x](file:///etc/passwd)\n\n[picture: file:///etc/passwd]"
    edit_record(section, by=ready.publisher.person, body=typed)
    document = document_of(ready.paper)
    assert to_put_right(document) == [
        "[picture: file:///etc/passwd] names no picture of this paper."
    ]
    assert "<img src=file:///etc/passwd> ![x](file:///etc/passwd)" in plain_text(document)
    assert list(read(body_html(document)).all("img")) == []
    assert render_pdf(document, moment=MOMENT)


def test_a_published_picture_stays_when_its_record_changes(ready: Ready) -> None:
    made = picture(paper=ready.paper)
    named(ready, made.key)
    for clearance in (ready.legal, ready.financial):
        factories.cleared(ask_again(clearance, by=ready.publisher.person))
    publication = ready.act()
    edit_record(made, by=ready.publisher.person, title="Back", alternative="Two doors")
    assert str(verify(publication)) == "SAME"
