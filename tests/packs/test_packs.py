"""A pack: made once for named readers and once for the public, published, and issued again."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdf
import pytest

from packs.models import PackItem, PackVersion
from tests.packs.sitting import SECRETS
from uploads.store import read

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine, pytest.mark.usefixtures("july_2012")]


def everything_in(pdf: bytes) -> str:
    """All that a PDF holds, its streams unpacked, and the text of its pages."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(
            out,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            qdf=True,
        )
    reader = pypdf.PdfReader(BytesIO(pdf))
    texts = [page.extract_text() for page in reader.pages]
    outline = [str(reader.metadata), str(reader.outline)]
    raw = out.getvalue()
    return "\n".join([raw.decode("latin-1"), raw.decode("utf-16-be", "ignore"), *texts, *outline])


def public(version: PackVersion) -> bytes:
    return read(version.public_stored_as, version.public_sha256)


def full(version: PackVersion) -> bytes:
    return read(version.full_stored_as or "", version.full_sha256)


def test_the_public_pack_holds_no_secret_and_the_full_one_does(version: PackVersion) -> None:
    assert [word for word in SECRETS if word in everything_in(public(version))] == []
    assert [word for word in SECRETS if word not in everything_in(full(version))] == []


def test_both_packs_have_the_numbers_of_the_full_one(version: PackVersion) -> None:
    lines = [
        (item.number, item.state, item.first_page, item.last_page)
        for item in PackItem.objects.filter(pack_version=version).in_order()
    ]
    assert lines == [
        ("1", "no_paper", None, None),
        ("2", "printed", 2, 2),
        ("3", "printed", 3, 3),
        ("4", "to_follow", None, None),
    ]
    labels = pypdf.PdfReader(BytesIO(public(version))).page_labels
    assert (labels, pypdf.PdfReader(BytesIO(full(version))).page_labels) == (
        ["1", "3"],
        ["1", "2", "3"],
    )
