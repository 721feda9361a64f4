"""How many pages a document will have, about: to know beforehand whether it is long."""

from math import ceil

from documents.plain import plain_text
from documents.tree import Document

CHARACTERS_A_LINE, LINES_A_PAGE = 85, 46


def estimated_pages(document: Document) -> int:
    """About as many pages as the document will have; a table may take some more."""
    lines = sum(
        ceil(len(line) / CHARACTERS_A_LINE) + 1 for line in plain_text(document).splitlines()
    )
    return max(1, ceil(lines / LINES_A_PAGE))
