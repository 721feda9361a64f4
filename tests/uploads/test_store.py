"""Taking a file and giving it back: by a process of its own, under a made-up name, whole."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import override_settings

from audit.errors import Refused
from tests.uploads.made_files import locked_pdf, office, pdf, picture
from uploads.kinds import KINDS
from uploads.store import SENTENCES, FileMissing, opened, safe_name, take

TEXT = b"The doors are open.\n"


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        take(SimpleUploadedFile(name, data))
    assert refused.value.fields == {"file": [str(refused.value)]}
    return str(refused.value)


def incoming(uploads: Path) -> list[Path]:
    return list((uploads / "incoming").iterdir())


def test_a_file_is_kept_under_a_name_that_is_made_up(uploads: Path) -> None:
    taken = take(SimpleUploadedFile("Letter.TXT", TEXT, "text/html"))
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{40}", taken.stored_as)
    path = uploads / taken.stored_as
    assert path.read_bytes() == TEXT
    assert path.stat().st_mode & 0o777 == 0o600
    assert (taken.file_name, taken.content_type, taken.size, taken.sha256) == (
        "Letter.txt",
        "text/plain",
        len(TEXT),
        hashlib.sha256(TEXT).hexdigest(),
    )
    again = take(SimpleUploadedFile("Letter.TXT", TEXT))
    assert again.stored_as != taken.stored_as
    assert incoming(uploads) == []
    with opened(taken.stored_as, taken.size) as file:
        assert file.read() == TEXT


def test_of_a_picture_the_new_one_is_kept(uploads: Path) -> None:
    sent = picture("JPEG") + b"SECRET TAIL"
    taken = take(SimpleUploadedFile("map.jpeg", sent))
    kept = (uploads / taken.stored_as).read_bytes()
    assert (taken.file_name, taken.content_type) == ("map.jpeg", "image/jpeg")
    assert b"SECRET" not in kept
    assert (taken.size, taken.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())


@pytest.mark.parametrize(
    ("name", "kind"), [("a.csv", "text/csv"), ("a.txt", "text/plain"), ("A.CSV", "text/csv")]
)
def test_only_its_name_tells_a_table_from_other_text(name: str, kind: str) -> None:
    assert take(SimpleUploadedFile(name, b"a,b\n1,2\n")).content_type == kind


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("page.html", b"<html>", "kind"),
        ("page.pdf", b"<html>", "kind"),
        ("letter.docx", pdf(), "named"),
        ("letter", TEXT, "named"),
        ("letter.pdf", TEXT, "named"),
        ("letter.txt.exe", TEXT, "named"),
        ("letter.pdf", locked_pdf(), "locked"),
    ],
    ids=[
        "empty",
        "html",
        "html as pdf",
        "pdf as docx",
        "no ending",
        "text as pdf",
        "exe",
        "locked",
    ],
)
def test_what_is_not_taken_leaves_nothing(
    uploads: Path, name: str, data: bytes, reason: str
) -> None:
    before = sorted(uploads.rglob("*"))
    assert refusal(name, data) == str(SENTENCES[reason])
    assert sorted(path for path in uploads.rglob("*") if path.is_file()) == [
        path for path in before if path.is_file()
    ]


@override_settings(UPLOAD_MOST_BYTES=1_000_000)
def test_catalogue_099_a_file_that_is_too_large() -> None:
    assert refusal("data.txt", b"data:image/png;base64," + b"A" * 1_000_000) == (
        "The file is larger than 1 MB."
    )


def test_a_file_that_takes_too_much_is_given_up(
    uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The examiner is a process with limits; here it may not even begin."""
    from uploads import limits  # noqa: PLC0415  beside its only use

    monkeypatch.setattr(limits, "WALL_SECONDS", 0.001)
    assert refusal("letter.docx", office()) == str(SENTENCES["heavy"])
    assert incoming(uploads) == []


@pytest.mark.parametrize("what", ["gone", "short"])
def test_a_stored_file_that_is_not_whole_is_missing(
    uploads: Path, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    taken = take(SimpleUploadedFile("letter.txt", TEXT))
    path = uploads / taken.stored_as
    path.unlink() if what == "gone" else path.write_bytes(TEXT[:5])
    with pytest.raises(FileMissing):
        opened(taken.stored_as, taken.size)
    assert [r.getMessage() for r in caplog.records] == ["A stored file is missing or cut short"]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("../../etc/passwd.pdf", "PDF", "passwd.pdf"),
        (r"C:\temp\letter.pdf", "PDF", "letter.pdf"),
        ('a"b;c.pdf', "PDF", "a b c.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "PDF", "aSet-Cookie x=1.pdf"),
        ("annex\u202efdp.exe.pdf", "PDF", "annexfdp.exe.pdf"),
        ("x" * 300 + ".pdf", "PDF", "x" * 100 + ".pdf"),
        ("letter.exe", "PDF", "letter.pdf"),
        (".pdf", "PDF", ".pdf.pdf".removeprefix(".")),
        ("...", "TXT", "file.txt"),
        ("", "TXT", "file.txt"),
        ("Tŷ’r Cyngor.JPEG", "JPEG", "Tŷ’r Cyngor.jpeg"),
    ],
)
def test_catalogue_081_names_are_made_safe(name: str, kind: str, expected: str) -> None:
    assert safe_name(name, KINDS[kind]) == expected
