"""What a file is, by what is in it, and why some are not taken."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests.uploads.made_files import (
    huge_png,
    locked_pdf,
    moving,
    odf,
    office,
    overlapping,
    packed,
    pdf,
    picture,
    relation,
)
from uploads import examine
from uploads.kinds import KINDS, Unfit


def found(data: bytes, tmp_path: Path) -> str:
    """The kind, or why not."""
    source = tmp_path / "source"
    source.write_bytes(data)
    try:
        return examine.examined(source, tmp_path / "target")
    except Unfit as unfit:
        return unfit.reason


def by_reason(value: object) -> str:
    """A case is named by its reason; pytest numbers those that share one."""
    return value if isinstance(value, str) else ""


GOOD = {
    "PDF": pdf(),
    "PNG": picture("PNG"),
    "JPEG": picture("JPEG"),
    "WEBP": picture("WEBP"),
    "DOCX": office("docx"),
    "XLSX": office("xlsx"),
    "PPTX": office("pptx"),
    "ODT": odf("text"),
    "ODS": odf("spreadsheet"),
    "TXT": "Tŷ’r Cyngor\r\n£5\t6\r\n".encode(),
}


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_is_what_is_in_it(tmp_path: Path, kind: str) -> None:
    assert found(GOOD[kind], tmp_path) == kind


def test_every_kind_is_tested() -> None:
    """Only the name distinguishes a table from other text."""
    assert {*GOOD, "CSV"} == set(KINDS)


def test_a_document_with_a_link_is_taken(tmp_path: Path) -> None:
    links = relation("hyperlink", "https://wolderby.example/")
    assert found(office(**{"_rels/main.xml.rels": links}), tmp_path) == "DOCX"


@pytest.mark.parametrize("text", ["£5 and “quotes”", "a,b\n1,2\n"])
def test_text_as_windows_writes_it_is_taken(tmp_path: Path, text: str) -> None:
    assert found(text.encode("cp1252"), tmp_path) == "TXT"


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"\n <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<script>alert(1)</script>%PDF-1.7",
        b"\0\0\0\0",
        b"\x7fELF" + bytes(60),
        b"MZ" + bytes(60),
        packed({"a.txt": "x"}),
        odf("graphics"),
    ],
    ids=["html", "svg", "polyglot", "zeros", "elf", "exe", "zip", "drawing"],
)
def test_catalogue_082_other_things_are_not_taken_whatever_they_are_called(
    tmp_path: Path, data: bytes
) -> None:
    assert found(data, tmp_path) == "kind"


def test_catalogue_082_nothing_stands_before_a_document(tmp_path: Path) -> None:
    """A page of HTML that is a PDF or an archive as well."""
    page = b"<html><script>alert(1)</script>"
    assert found(page + pdf(), tmp_path) == "kind"
    assert found(b"PK\x03\x04" + page + office(), tmp_path) == "broken"


# --- Pictures ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n\0", "kind"),
        (lambda: huge_png(30_000, 30_000), "pixels"),
        (lambda: huge_png(8_000, 5_001), "pixels"),
        (lambda: moving("GIF", 300), "kind"),
        (lambda: picture("TIFF"), "kind"),
        (lambda: picture("BMP"), "kind"),
        (lambda: moving("WEBP", 3), "moving"),
        (lambda: moving("PNG", 3), "moving"),
        (lambda: picture("PNG")[:45], "broken"),
        (lambda: picture("JPEG")[:300], "broken"),
    ],
    ids=by_reason,
)
def test_catalogue_098_pictures_that_are_not_taken(
    tmp_path: Path, data: Callable[[], bytes], reason: str
) -> None:
    assert found(data(), tmp_path) == reason


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_written_again_without_the_place_where_it_was_taken(
    tmp_path: Path, name: str
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned
    exif[0x010E] = "SECRET PLACE"
    sent = picture(name, (8, 6), exif=exif) + b"<script>SECRET TAIL</script>"
    assert found(sent, tmp_path) == name
    kept = (tmp_path / "target").read_bytes()
    assert b"SECRET" in sent
    assert b"SECRET" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, image.size, dict(image.getexif())) == (name, (6, 8), {})


@pytest.mark.parametrize(
    ("mode", "name", "expected"),
    [("RGBA", "PNG", "RGBA"), ("P", "PNG", "P"), ("CMYK", "JPEG", "RGB"), ("RGBA", "WEBP", "RGBA")],
)
def test_a_picture_keeps_its_colours(tmp_path: Path, mode: str, name: str, expected: str) -> None:
    data = io.BytesIO()
    Image.new(mode, (4, 4)).save(data, format=name)
    assert found(data.getvalue(), tmp_path) == name
    with Image.open(tmp_path / "target") as image:
        assert image.mode == expected


# --- PDF ---------------------------------------------------------------------------------------
def at_the_root(name: str, value: Any) -> bytes:
    return pdf(lambda made: made.Root.__setitem__(name, value))


def action(kind: str, **more: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)


def with_attachment() -> bytes:
    def attach(made: pikepdf.Pdf) -> None:
        made.attachments["secret.exe"] = b"MZ"

    return pdf(attach)


def deep() -> bytes:
    value: Any = pikepdf.Array([1])
    for _ in range(100):
        value = pikepdf.Array([value])
    return at_the_root("/Deep", value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: locked_pdf("secret"), "locked"),
        (lambda: locked_pdf(""), "locked"),
        (lambda: b"%PDF-1.7\nnothing of the kind", "broken"),
        (lambda: pdf()[:200], "broken"),
        (lambda: pdf(pages=2_001), "pages"),
        (lambda: at_the_root("/OpenAction", action("JavaScript", JS="app.alert(1)")), "program"),
        (lambda: at_the_root("/OpenAction", action("Launch", F="cmd.exe")), "program"),
        (lambda: at_the_root("/AcroForm", pikepdf.Dictionary(XFA="<xdp/>")), "program"),
        (lambda: at_the_root("/AA", pikepdf.Dictionary(WC=action("SubmitForm", F="x"))), "program"),
        (lambda: with_attachment(), "carries"),
        (lambda: deep(), "broken"),
    ],
    ids=by_reason,
)
def test_catalogue_110_documents_that_are_not_taken(
    tmp_path: Path, data: Callable[[], bytes], reason: str
) -> None:
    assert found(data(), tmp_path) == reason


# --- Office documents --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: office(**{"word/media/x.bmp": bytes(150_000_000)}), "bursts"),
        (lambda: office(**{f"part{n}.xml": "" for n in range(5_001)}), "entries"),
        (lambda: overlapping(), "broken"),
        (lambda: office()[:-40], "broken"),
        (lambda: office(**{"../../evil.txt": "x"}), "broken"),
        (lambda: office(**{"/etc/evil": "x"}), "broken"),
        (lambda: office(**{"_rels/.rels": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "broken"),
    ],
    ids=["ratio", "entries", "overlap", "cut", "climbs", "absolute", "entities"],
)
def test_catalogue_113_archives_that_burst_or_lie(
    tmp_path: Path, data: Callable[[], bytes], reason: str
) -> None:
    assert len(data()) < 1_000_000
    assert found(data(), tmp_path) == reason


def with_flag(data: bytes) -> bytes:
    """Says that its first entry is locked, in the table of contents."""
    start = data.find(b"PK\x01\x02")
    return data[: start + 8] + b"\x01" + data[start + 9 :]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: office(**{"word/vbaProject.bin": "x"}), "program"),
        (lambda: office("docm"), "program"),
        (lambda: office(**{"word/activeX/activeX1.xml": "x"}), "program"),
        (lambda: office(**{"word/embeddings/oleObject1.bin": "x"}), "program"),
        (lambda: office(**{"word/embeddings/book.xlsm": "x"}), "program"),
        (lambda: odf(**{"Basic/Standard/Module1.xml": "x"}), "program"),
        (lambda: odf(manifest="<m><encryption-data/></m>"), "locked"),
        (lambda: with_flag(office()), "locked"),
        (
            lambda: office(**{"_rels/a.rels": relation("attachedTemplate", "http://x.example/")}),
            "fetches",
        ),
        (
            lambda: office(**{"_rels/a.rels": relation("oleObject", "file:///etc/passwd")}),
            "fetches",
        ),
    ],
    ids=by_reason,
)
def test_documents_that_act_or_fetch_are_not_taken(
    tmp_path: Path, data: Callable[[], bytes], reason: str
) -> None:
    assert found(data(), tmp_path) == reason
