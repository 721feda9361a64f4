"""Joins what page breaks have cut, so that a paragraph over two pages is read out as one.

WeasyPrint tags page by page: a list over three pages becomes three lists, a table repeats its
header. `documents.cuts` says what belongs together."""

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

FOOTNOTES = "/NonStruct"
"""The tag of the footnotes of a page, beside its content."""
Cut = tuple[str, ...]
"""The tags that continue from one page to the next, outermost first."""
MARKED = re.compile(rb"/\w+\s+<<\s*/MCID (\d+)\s*>>\s+BDC")


def join_pages(pdf: Pdf, cuts: list[Cut]) -> None:
    """Join the structure of each page to that of the page before, where an element was cut."""
    document = pdf.Root.StructTreeRoot.K[0]
    tops = elements(document)
    by_page = [element for element in tops if element.S != FOOTNOTES]
    if len(by_page) != len(cuts) + 1:
        return
    feet = {area.Pg.objgen: area for area in tops if area.S == FOOTNOTES}
    whole = by_page[0]
    for index, cut in enumerate((*cuts, ()), start=1):
        place = end_of(whole, cut[1:])
        if cut[:1] == (str(whole.S)[1:],):
            join(pdf, whole, by_page[index], cut[1:], pdf.pages[index])
        if area := feet.get(pdf.pages[index - 1].obj.objgen):
            put_notes(place, area)
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


def end_of(whole: Object, cut: Cut) -> tuple[Object, int]:
    """Return where the footnotes of a page go: behind the last block on it, also where that goes on
    overleaf."""
    block = whole
    for tag in cut:
        last = elements(block)[-1:]
        if tag != "Div" or not last or last[0].S != "/Div":
            break
        block = last[0]
    return block, len(block.K)


def put_notes(place: tuple[Object, int], area: Object) -> None:
    """Put the footnotes of a page in their place, each as a note with a name."""
    block, position = place
    notes = elements(area)
    for note in notes:
        back = next(kid for kid in elements(note) if kid.S == "/Link")
        note.S, note.ID, note.P = Name.Note, String(target_of(back)), block
    kids = list(block.K)
    block.K = Array([*kids[:position], *notes, *kids[position:]])


def target_of(link: Object) -> str:
    """Return where a link inside the paper goes, as WeasyPrint says it."""
    found = (kid for kid in link.K if isinstance(kid, Dictionary) and "/Obj" in kid)
    return str(next(found).Obj.Contents)


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
