"""Joins what page breaks have cut, so that a paragraph over two pages is read out as one.

WeasyPrint tags page by page: a list over three pages becomes three lists, a table repeats its
header. The boxes of the layout still know that they belong to one element, and so show what to
join."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pikepdf import Array, Dictionary, Object, Page, Pdf
from weasyprint.formatting_structure import boxes

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
Cut = tuple[str, ...]
MARKED = re.compile(rb"/\w+\s+<<\s*/MCID (\d+)\s*>>\s+BDC")


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
    """Return whether a box is content of its page: not a margin box, nor the repeated header of a
    table."""
    return not isinstance(box, boxes.MarginBox) and not getattr(box, "is_header", False)


def join_pages(pdf: Pdf, cuts: list[Cut]) -> None:
    """Join the structure of each page to that of the page before, where an element was cut."""
    document = pdf.Root.StructTreeRoot.K[0]
    by_page = elements(document)
    if len(by_page) != len(cuts) + 1:
        return
    whole = by_page[0]
    for index, cut in enumerate(cuts, start=1):
        if cut[:1] == (str(whole.S)[1:],):
            join(pdf, whole, by_page[index], cut[1:], pdf.pages[index])
    document.K = Array([whole])


def join(pdf: Pdf, whole: Object, part: Object, cut: Cut, page: Page) -> None:
    """Move the content of `part` to the end of `whole`, the element that it continues."""
    kids = elements(part)
    if whole.S == "/Table":
        for head in [kid for kid in kids if kid.S == "/THead"]:
            make_artifact(pdf, head, page)
        kids = [kid for kid in kids if kid.S != "/THead"]
    held = elements(whole)
    if cut and kids and held and held[-1].S == kids[0].S == f"/{cut[0]}":
        join(pdf, held[-1], kids[0], cut[1:], page)
        kids = kids[1:]
    for kid in kids:
        kid.P = whole
        whole.K.append(kid)


def elements(parent: Object) -> list[Object]:
    """Return the structure elements right below another."""
    kids = parent.get("/K", Array())
    listed: list[Object] = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and "/S" in kid]


def make_artifact(pdf: Pdf, element: Object, page: Page) -> None:
    """Turn the content of an element into page furniture: it repeats earlier content."""
    marks = set(content_marks(element))
    page.contents_coalesce()

    def unmarked(match: re.Match[bytes]) -> bytes:
        return b"/Artifact\nBMC" if int(match[1]) in marks else match[0]

    content = MARKED.sub(unmarked, page.Contents.read_bytes())
    page.Contents = pdf.make_stream(content)
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = parents[list(parents)[::2].index(page.StructParents) * 2 + 1]
    for mark in marks:
        owners[mark] = None


def content_marks(element: Object) -> Iterator[int]:
    """Yield the marked-content ids below an element."""
    for kid in element.get("/K", Array()):
        if isinstance(kid, int):
            yield int(kid)
        elif isinstance(kid, Dictionary):
            yield from content_marks(kid)
