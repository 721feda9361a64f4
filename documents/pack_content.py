"""What a pack is made from: plain values, no models. The pack for the public is made from values of
its own, which hold nothing of what the public may not see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from documents.tree import Document


@dataclass(frozen=True)
class PackPaper:
    """A report to an item, or something that goes with it: a document to lay out, a PDF that was
    made before, or neither where it may not be printed."""

    anchor: str
    title: str
    document: Document | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    pdf: bytes | None = None
    notes: tuple[str, ...] = ()
    """Sentences below its title, such as why it is not for the public."""
    foot: str = ""
    """What stands at the left of its pages' feet."""

    @property
    def is_printed(self) -> bool:
        return self.document is not None or self.pdf is not None


@dataclass(frozen=True)
class PackEntry:
    """An item of the agenda: its number, its title, sentences about it, and its papers."""

    anchor: str
    number: str
    title: str
    notes: tuple[str, ...] = ()
    state: str = ""
    """What stands in place of pages, such as "To follow"."""
    papers: tuple[PackPaper, ...] = ()


@dataclass(frozen=True)
class PackContent:
    """All that a pack says. `lines` stand below its title: when, where, what kind of pack."""

    title: str
    reference: str
    organisation: str
    entries: tuple[PackEntry, ...]
    banner: str = ""
    lines: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    """Why some items are not for the public: the words of the law."""
    language: str = "en-GB"

    @property
    def papers(self) -> tuple[PackPaper, ...]:
        return tuple(paper for entry in self.entries for paper in entry.papers)


Ranges = Mapping[str, tuple[int, int]]
"""The first and the last page of each paper, by its anchor."""
