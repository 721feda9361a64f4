"""Whether a publication still agrees with the history: it is rebuilt as at its moment, and compared
with what was stored."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from audit.errors import NotRecordedThen
from documents.fingerprint import changed, renderer
from documents.html import body_html
from documents.pdf import RenderFailed, render_pdf
from documents.tree import Document
from documents.tree_files import as_json, first_difference
from documents.word import render_word
from reports.models import Publication
from reports.publishing import edition_of
from reports.queries.joined_files import joined_files
from reports.queries.papers import document_of
from uploads.store import FileMissing, read


@dataclass(frozen=True)
class Verdict:
    """The result of verifying a publication; `where` says what differs or which files are lost, and
    `changes` how the renderer has changed since."""

    where: str = ""
    changes: str = ""

    @property
    def is_same(self) -> bool:
        return not self.where

    def __str__(self) -> str:
        if self.where:
            return f"DIFFERENT {self.where}"
        return f"SAME TEXT (renderer changed: {self.changes})" if self.changes else "SAME"


def verify(publication: Publication) -> Verdict:
    """Rebuild a publication from history. Its tree must be the same, and so must its files unless
    what makes them has changed."""
    kept: dict[str, bytes] = {}
    for name in ("tree", "text", "pdf", *(["word"] if publication.word_stored_as else [])):
        stored_as = getattr(publication, f"{name}_stored_as")
        try:
            kept[name] = read(stored_as, getattr(publication, f"{name}_sha256"))
        except FileMissing:
            return Verdict(where=f"{name}: the file is lost or differs from what was stored")
    try:
        document = _rebuilt(publication)
    except NotRecordedThen:
        return Verdict(where="the paper has no history of that moment")
    if where := first_difference(kept["tree"], as_json(document)):
        return Verdict(where=where)
    if changes := changed(json.loads(publication.renderer), renderer()):
        return Verdict(changes=changes)
    return Verdict(where=_difference_of_files(publication, document))


def _rebuilt(publication: Publication) -> Document:
    """The document as the history gives it today."""
    before = Publication.objects.filter(
        paper_id=publication.paper_id, number=publication.number - 1
    ).first()
    edition = edition_of(publication.moment, before, publication.correction)
    return document_of(publication.paper, publication.moment, edition=edition)


def _difference_of_files(publication: Publication, document: Document) -> str:
    if publication.word_stored_as is not None:
        word = render_word(document, moment=publication.moment)
        if _sha256(word) != publication.word_sha256:
            return "word: the bytes are others"
    if _sha256(body_html(document).encode()) != publication.text_sha256:
        return "text: the HTML differs"
    try:
        files = joined_files(publication.paper, publication.moment)
        pdf = render_pdf(document, moment=publication.moment, files=files)
    except RenderFailed as failure:
        return f"pdf: {failure}"
    return "" if _sha256(pdf) == publication.pdf_sha256 else "pdf: the bytes differ"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
