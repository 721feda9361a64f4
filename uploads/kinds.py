"""The kinds of file that are accepted, and why a file is not. No Django: the examiner reads
this."""

from __future__ import annotations

from dataclasses import dataclass

OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """`suffixes` are the endings of its files, the usual one first. `family` decides how it is
    examined."""

    name: str
    family: str
    content_type: str
    suffixes: tuple[str, ...]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("PDF", "pdf", "application/pdf", (".pdf",)),
        Kind("PNG", "picture", "image/png", (".png",)),
        Kind("JPEG", "picture", "image/jpeg", (".jpg", ".jpeg")),
        Kind("WEBP", "picture", "image/webp", (".webp",)),
        Kind("DOCX", "office", f"{OFFICE}wordprocessingml.document", (".docx",)),
        Kind("XLSX", "office", f"{OFFICE}spreadsheetml.sheet", (".xlsx",)),
        Kind("PPTX", "office", f"{OFFICE}presentationml.presentation", (".pptx",)),
        Kind("ODT", "odf", f"{ODF}text", (".odt",)),
        Kind("ODS", "odf", f"{ODF}spreadsheet", (".ods",)),
        Kind("CSV", "text", "text/csv", (".csv",)),
        Kind("TXT", "text", "text/plain", (".txt",)),
    )
}
KIND_OF_SUFFIX = {suffix: kind for kind in KINDS.values() for suffix in kind.suffixes}


class Unfit(Exception):
    """A file is not accepted. `reason` is a key of `uploads.store.SENTENCES`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
