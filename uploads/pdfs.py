"""PDF: it needs no password, does nothing when it is opened, and carries no other file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf

from uploads.kinds import Unfit
from uploads.limits import MOST_PAGES

ACTS = {
    "/javascript", "/launch", "/importdata", "/submitform", "/richmediaexecute", "/movie",
    "/rendition", "/sound", "/gotoe",
}  # fmt: skip
SCRIPTS = {"/js", "/javascript", "/xfa", "/aa", "/oninstantiate"}
FILES = {"/embeddedfiles", "/ef", "/richmediacontent"}
ACTING_ADDRESS = re.compile(rb"\s*(?:javascript|vbscript|file|shell)\s*:", re.I)
DEEPEST = 60  # values nested in values; a file made to break readers has more


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
    """Look at a value and at the values inside it; what it only points at is looked at
    separately."""
    if depth > DEEPEST:
        raise Unfit("broken")
    if isinstance(thing, pikepdf.Array):
        for value in thing:
            _look_into(value, depth)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        names = {str(name).lower() for name in thing.keys()}  # noqa: SIM118  pikepdf's own
        if _acts(thing) or names & SCRIPTS:
            raise Unfit("program")
        if names & FILES or str(thing.get("/Type", "")).lower() == "/embeddedfile":
            raise Unfit("carries")
        for name in thing.keys():  # noqa: SIM118
            if str(name).lower() == "/openaction":
                _check_opening(thing.get(name))
            _look_into(thing.get(name), depth)


def _acts(thing: Any) -> bool:
    """Whether it is an action that runs something or sends something away."""
    address = thing.get("/URI")
    leads_to_act = isinstance(address, pikepdf.String) and ACTING_ADDRESS.match(bytes(address))
    return str(thing.get("/S", "")).lower() in ACTS or bool(leads_to_act)


def _check_opening(value: Any) -> None:
    """The action on opening the file: it may show a page, and nothing else."""
    if isinstance(value, pikepdf.Dictionary) and (
        str(value.get("/S", "")) != "/GoTo" or "/Next" in value
    ):
        raise Unfit("program")


def _look_into(value: Any, depth: int) -> None:
    if isinstance(value, pikepdf.Object) and not value.is_indirect:
        _check(value, depth + 1)
