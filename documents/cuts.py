"""What page breaks have cut: the boxes of WeasyPrint's layout still know that they belong to one
element, and so show what to join.

Only the press imports it: the site does not load WeasyPrint."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from documents.joins import Cut

# The tags that WeasyPrint writes for each HTML element that a page break may cut.
TAGS = {
    "article": ("Art",),
    "header": ("NonStruct",),
    "div": ("Div",),
    "ol": ("L",),
    "ul": ("L",),
    "li": ("LI", "LBody"),
    "p": ("P",),
    "blockquote": ("BlockQuote",),
    "table": ("Table",),
    "tbody": ("TBody",),
}


def page_cuts(pages: Sequence[Any]) -> list[Cut]:
    """Return, for each page after the first, the tags that continue from the page before, outermost
    first.

    `pages` are WeasyPrint's laid out pages.
    """
    edges = [(list(edge(page, first=True)), list(edge(page, first=False))) for page in pages]
    cuts = []
    for (_first, last), (first, _last) in pairwise(edges):
        left_open = {id(element) for element in last}
        tags: list[str] = []
        for element in first:
            if id(element) not in left_open:
                break
            tags += TAGS.get(element.tag, ())
        cuts.append(tuple(tags))
    return cuts


def edge(page: Any, *, first: bool) -> Iterator[Any]:
    """Yield the elements that hold the first (or the last) line of a page, outermost first."""
    box, met = page._page_box, set[int]()
    while isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.LineBox):
        within = [child for child in box.children if is_in_flow(child)]
        if not within:
            return
        box = within[0 if first else -1]
        if box.element is not None and id(box.element) not in met:
            met.add(id(box.element))
            yield box.element


def is_in_flow(box: Any) -> bool:
    """Return whether a box is content of its page: not a margin box, nor a footnote, nor the
    repeated header of a table."""
    beside = boxes.MarginBox | boxes.FootnoteAreaBox
    return not isinstance(box, beside) and not getattr(box, "is_header", False)
