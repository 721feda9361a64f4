"""The pictures in the text of a paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import partial
from typing import Any

from documents.content import PictureContent
from documents.tree import Picture
from uploads.store import FileMissing, read


def picture_contents(rows: Iterable[Any]) -> dict[str, PictureContent]:
    """The pictures of a paper by their keys; the files are read when the text names them."""
    return {
        row.key: PictureContent(row.title, row.alternative, partial(_picture, row)) for row in rows
    }


def _picture(row: Any) -> Picture | None:
    try:
        content = read(row.stored_as, row.sha256)
    except FileMissing:
        return None
    return Picture(row.content_type, b64encode(content).decode(), row.alternative)
