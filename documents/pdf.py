"""The document tree as PDF/UA-1, laid out by a process of its own within limits.

Equal documents at an equal moment give equal bytes.
"""

import datetime
import logging
import re
import signal
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from documents.glyphs import ASSETS, printable
from documents.html import standalone_html
from documents.joining import RenderFailed, with_files
from documents.kept_press import PRESS, PressStopped, Watch
from documents.limits import ASSET_MISSING, OUT_OF_MEMORY, Limits
from documents.tree import ContentsEntry, Document, ListedAppendix, Note, Reference

TAG = re.compile(r"(<[^>]*>)")
CHARACTER = r"(?:&#?\w{1,10};|[^\s&])"
LONG_WORD, PIECE = re.compile(CHARACTER + "{100,}"), re.compile(CHARACTER + "{1,20}")
# The layout libraries abort when memory ends, and a machine without any kills.
WITHOUT_MEMORY = (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGSEGV, -signal.SIGKILL)
MAY_BREAK = "\N{ZERO WIDTH SPACE}"
log = logging.getLogger(__name__)


def render_pdf(
    document: Document,
    *,
    moment: datetime.datetime,
    stamp: str = "",
    limits: Limits | None = None,
    assets: Path = ASSETS,
    watch: Watch | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the paper as PDF. `moment` (aware) is the time that the file states; `stamp` stands at
    the foot of each page. `files` holds the PDFs that are joined to it, by the key of the appendix.
    `watch` hears about once a second how many pages are laid out; whatever
    it raises ends the job.

    Raises RenderFailed, with a sentence for the user, past a limit or without an asset.
    """
    limits = limits or Limits()
    try:
        job = press_job(document, moment, assets, stamp, files or {})
    except FileNotFoundError as error:
        log.error("No PDF without %s: build the front end.", error.filename)
        raise RenderFailed(asset_missing()) from error
    return run_press(job, moment, limits, watch)


def press_job(
    document: Document,
    moment: datetime.datetime,
    assets: Path,
    stamp: str = "",
    files: Mapping[str, bytes] | None = None,
    *,
    has_furniture: bool = True,
) -> dict[str, Any]:
    """Return all that the press needs to know, as plain values. A paper without furniture gets
    that of the pack in which it goes out."""
    sheets = document.sheets
    document, joined = with_files(document, files or {})
    page = standalone_html(document, moment=moment, style="", has_feet=True)
    return {
        "html": breakable(printable(page, assets)),
        "style": (assets / "document.css").read_text(encoding="utf-8"),
        "assets": str(assets),
        "language": document.language,
        "size": sheets.size,
        "is_landscape": sheets.is_landscape,
        "head": [printable(text, assets) for text in sheets.head],
        "foot": [printable(text, assets) for text in sheets.foot],
        "stamp": printable(stamp, assets),
        "links": {anchor: printable(text, assets) for anchor, text in links_of(document).items()},
        "files": joined,
        "has_furniture": has_furniture,
    }


def links_of(document: Document) -> dict[str, str]:
    """Return what each link inside the document says, by where it goes."""
    addresses: dict[str, str] = {}
    waiting: list[object] = [document.blocks, document.annexes]
    while waiting:
        match waiting.pop():
            case Reference(text=text, target=target):
                addresses[target] = text
            case ContentsEntry(text=text, anchor=anchor):
                addresses[anchor] = text
            case ListedAppendix(mark=mark, title=title, anchor=anchor) if anchor:
                addresses[anchor] = f"{mark} {title}"
            case Note(text=text, anchor=anchor, is_again=is_again) as note:
                addresses[anchor] = _("Footnote %(number)s") % {"number": text}
                if not is_again:
                    addresses[f"call-{text}"] = _("Back to the text")
                    waiting.append(note.words)
            case tuple() as several:
                waiting += several
            case thing if is_dataclass(thing):
                waiting += [getattr(thing, part.name) for part in fields(thing)]
            case _:
                pass
    return addresses


def breakable(page: str) -> str:
    """Return the page with places to break its very long words: the press's time for a word grows
    with the square of its length."""
    parts = TAG.split(page)
    parts[::2] = [
        LONG_WORD.sub(lambda word: MAY_BREAK.join(PIECE.findall(word[0])), text)
        for text in parts[::2]
    ]
    return "".join(parts)


def run_press(
    job: dict[str, Any], moment: datetime.datetime, limits: Limits, watch: Watch | None = None
) -> bytes:
    """Run the press on a job and return its PDF, or say in a sentence why there is none."""
    job |= {"epoch": int(moment.timestamp())}
    try:
        return PRESS.printed(job, limits, watch)
    except PressStopped as stopped:
        log.error("The press stopped with %s: %s", stopped.status, stopped.said)
        raise RenderFailed(reason(stopped.status)) from stopped


def reason(code: int | None) -> str:
    """Return the sentence for how a child of the press ended; None where that is not known."""
    if code in (-signal.SIGXCPU, -signal.SIGALRM):
        return too_long()
    if code in (OUT_OF_MEMORY, *WITHOUT_MEMORY):
        return _("The paper is too large to make into a PDF. Split it into two papers.")
    if code == ASSET_MISSING:
        return asset_missing()
    return _("The PDF could not be made. The fault is recorded; tell the people who run Mandate.")


def too_long() -> str:
    return _("The paper takes too long to make into a PDF. Shorten its tables or split it.")


def asset_missing() -> str:
    return _("The PDF needs a file that is not installed here. Tell the people who run Mandate.")
