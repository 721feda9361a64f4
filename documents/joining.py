"""The files that are joined to a paper's PDF, before it is laid out: a sheet for each page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace

import pikepdf
from django.utils.translation import gettext as _

from documents.appended import turned_pages
from documents.tree import Annex, Appendices, Document


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
        anchors = {annex.key: annex.anchor for annex in annexes if annex.document or annex.pages}
        blocks = tuple(
            replace(
                block,
                items=tuple(replace(i, anchor=anchors.get(i.key, "")) for i in block.items),
            )
            if isinstance(block, Appendices)
            else block
            for block in whole.blocks
        )
        return replace(whole, blocks=blocks, annexes=annexes)

    return joined_document(document), joined
