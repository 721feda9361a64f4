"""How many pages a document will have, about: to know beforehand whether it is long."""

from math import ceil

from documents.plain import plain_text
from documents.tree import Block, Document, Figure, Illustration

CHARACTERS_A_LINE, LINES_A_PAGE = 85, 46
LINES_A_PICTURE = 16


def estimated_pages(document: Document) -> int:
    """About as many pages as the document will have; a table may take some more."""
    lines = sum(
        ceil(len(line) / CHARACTERS_A_LINE) + 1 for line in plain_text(document).splitlines()
    )
    return max(1, ceil((lines + LINES_A_PICTURE * pictures_in(document)) / LINES_A_PAGE))


def pictures_in(document: Document) -> int:
    """How many pictures and charts stand in a document and its annexes."""
    inside = (one.document for one in document.annexes if one.document)
    return _pictures(document.blocks) + sum(map(pictures_in, inside))


def _pictures(blocks: tuple[Block, ...]) -> int:
    below = sum(_pictures(getattr(block, "children", ())) for block in blocks)
    return below + sum(isinstance(block, Figure | Illustration) for block in blocks)
