"""PDF: it opens for everybody, does nothing when it is opened, and carries no other file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf

from records.uploads.kinds import Unfit
from records.uploads.limits import MOST_PAGES

ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute", "/Movie"}
SCRIPTS = {"/JS", "/JavaScript", "/XFA"}
FILES = {"/EmbeddedFiles", "/EF", "/RichMediaContent"}
DEEPEST = 60  # values in values; a file made to break readers has more


def check_pdf(source: Path) -> None:
    """Raises Unfit."""
    try:
        with pikepdf.open(source) as pdf:
            if pdf.is_encrypted:
                raise Unfit("locked")
            if len(pdf.pages) > MOST_PAGES:
                raise Unfit("pages")
            if len(pdf.pages) == 0:
                raise Unfit("broken")
            _check(pdf.trailer, 0)
            for thing in pdf.objects:
                _check(thing, 0)
    except pikepdf.PasswordError:
        raise Unfit("locked") from None
    except (pikepdf.PdfError, RecursionError, ValueError, KeyError, TypeError):
        raise Unfit("broken") from None


def _check(thing: Any, depth: int) -> None:
    """Look at a value and at what stands in it; what it only points at is looked at by itself."""
    if depth > DEEPEST:
        raise Unfit("broken")
    if isinstance(thing, pikepdf.Array):
        for value in thing:
            _look_into(value, depth)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        names = set(thing.keys())
        acts = str(thing.get("/S", "")) in ACTS
        if acts or names & SCRIPTS:
            raise Unfit("program")
        if names & FILES or str(thing.get("/Type", "")) == "/EmbeddedFile":
            raise Unfit("carries")
        for name in names:
            _look_into(thing.get(name), depth)


def _look_into(value: Any, depth: int) -> None:
    if isinstance(value, pikepdf.Object) and not value.is_indirect:
        _check(value, depth + 1)
