"""The files that are joined to a paper's PDF, before it is laid out: a sheet for each page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace

import pikepdf
from django.utils.translation import gettext as _

from documents.appended import turned_pages
from documents.tree import Annex, Appendices, Block, Contents, ContentsEntry, Document


class RenderFailed(Exception):
    """The PDF could not be made. The message is for the person who asked for it."""


def with_files(document: Document, files: Mapping[str, bytes]) -> tuple[Document, dict[str, str]]:
    """Return the document with a sheet for each page of the files, and their content by its anchor
    in base64. Raises RenderFailed, with a sentence, for a file that cannot be read."""
    joined: dict[str, str] = {}

    def joined_annex(annex: Annex) -> Annex:
        if annex.document:
            return replace(annex, document=joined_document(annex.document))
        if annex.key not in files:
            return annex
        try:
            pages = turned_pages(files[annex.key])
        except pikepdf.PdfError as error:
            sentence = _("%(appendix)s (“%(title)s”) cannot be joined: its PDF cannot be read.")
            said = {"appendix": annex.mark, "title": annex.title}
            raise RenderFailed(sentence % said) from error
        joined[annex.anchor] = b64encode(files[annex.key]).decode()
        return replace(annex, pages=pages)

    def joined_document(whole: Document) -> Document:
        annexes = tuple(map(joined_annex, whole.annexes))
        blocks = tuple(leading(block, annexes) for block in whole.blocks)
        return replace(whole, blocks=blocks, annexes=annexes)

    return joined_document(document), joined


def leading(block: Block, annexes: tuple[Annex, ...]) -> Block:
    """Return a list of appendices, or of contents, whose entries lead to all that is joined."""
    joined = [annex for annex in annexes if annex.document or annex.pages]
    anchors = {annex.key: annex.anchor for annex in joined}
    match block:
        case Appendices(items=items):
            led = tuple(replace(item, anchor=anchors.get(item.key, "")) for item in items)
            return replace(block, items=led)
        case Contents(entries=entries):
            own = tuple(entry for entry in entries if entry.anchor not in anchors.values())
            appended = (ContentsEntry(2, f"{a.mark} {a.title}", a.anchor) for a in joined)
            return replace(block, entries=(*own, *appended))
        case _:
            return block
