"""What differs between a paper at one moment and at another, part by part: the next version of an
initiation document beside the one before."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents.plain import lines_of
from documents.tree import Document, Heading
from values.word_diff import Segment, compare, shortened

# A change as the filter `field_changes` takes it.
Change = tuple[str, str, str, tuple[Segment, ...]]


@dataclass(frozen=True)
class PartText:
    """A part of a paper as it prints: its heading, with its number, and its text."""

    heading: str
    text: str


def parts_of(document: Document) -> dict[str, PartText]:
    """The parts that a paper prints, by their keys, in the order of print."""
    found: dict[str, PartText] = {}
    start = len(document.blocks) - sum(span.blocks for span in document.spans)
    for span in document.spans:
        blocks = document.blocks[start : start + span.blocks]
        start += span.blocks
        if blocks:
            top = blocks[0] if isinstance(blocks[0], Heading) else None
            heading = " ".join(filter(None, (top.number, top.text))) if top else ""
            rest = blocks[1:] if top else blocks
            found[span.key] = PartText(heading, "\n".join(lines_of(rest)))
    return found


def text_changes(before: Document, after: Document) -> list[Change]:
    """What was removed from and added to each part, and parts that came or went; a part that only
    has another number is left out."""
    old, new = parts_of(before), parts_of(after)
    gone = [key for key in old if key not in new]
    changes: list[Change] = []
    for key in (*new, *gone):
        was, now = old.get(key), new.get(key)
        texts = (was.text if was else "", now.text if now else "")
        if texts[0] == texts[1] and was and now:
            continue
        named = now or was
        heading = named.heading if named and named.heading else _("Without a heading")
        changes.append((heading, *texts, shortened(compare(*texts))))
    return changes
