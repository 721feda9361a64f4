"""Finished PDFs joined into one that is still tagged: their structure under one root, their
bookmarks below those of the pack, and the pack's page numbers in place of their own.

Content, texts and links stay as they are. Equal pieces give equal bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf, String

from documents.glyphs import ASSETS, printable
from documents.joins import elements
from documents.lettering import BASELINE, MM, Lettering

WITHIN = "https://assets.invalid/pack/"
"""Where links of the front sheet lead: below it the anchor of a piece."""
DEEPEST = 8
Places = Mapping[tuple[int, int], Page]
"""The pages of a file within the pack, by their numbers in the file."""
FURNITURE, READER = Name.Furniture, Name.Reader
BELOW_THE_NUMBER = BASELINE - 4 * MM


@dataclass(frozen=True)
class Piece:
    """A PDF of the pack. `bookmark` is what leads to it, below that of the item whose anchor is
    `below`; `foot` stands at the left of its pages, which are numbered on from `first`."""

    anchor: str
    bookmark: str
    pdf: bytes
    first: int
    foot: str = ""
    below: str = ""
    language: str = ""


@dataclass(frozen=True)
class Numbering:
    """How each page is numbered: a pattern with {page} and {pages}, and the pages of the whole."""

    pattern: str
    pages: int

    def of(self, page: int) -> str:
        return self.pattern.replace("{page}", str(page)).replace("{pages}", str(self.pages))


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has. Raises pikepdf.PdfError."""
    with Pdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def bind(
    pieces: Sequence[Piece],
    numbering: Numbering,
    *,
    said: Mapping[str, str] | None = None,
    assets: Path = ASSETS,
) -> bytes:
    """Return the pieces as one PDF, which is described as the first of them is. `said` are the
    words of the front sheet's links, by the anchor to which they lead."""
    with Pdf.open(BytesIO(pieces[0].pdf)) as pack:
        joined = Joined(pack)
        for piece in pieces:
            joined.add(piece, is_base=piece is pieces[0])
        joined.finish()
        lead_within(pack, joined.starts, said or {})
        number(pack, pieces, joined.counts, numbering, assets)
        return saved(pack)


def saved(pack: Pdf) -> bytes:
    out = BytesIO()
    pack.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


class Joined:
    """A pack that grows piece by piece."""

    def __init__(self, pack: Pdf) -> None:
        self.pack = pack
        self.starts: dict[str, Page] = {}
        self.counts: list[int] = []
        self.parts: list[Object] = []
        self.parents: list[Object | int] = []
        self.next_key = 0
        self.marks: list[OutlineItem] = []
        self.mark_of: dict[str, OutlineItem] = {}

    def add(self, piece: Piece, *, is_base: bool) -> None:
        if is_base:
            self._join(piece, self.pack, list(self.pack.pages))
            return
        with Pdf.open(BytesIO(piece.pdf)) as file:
            before = len(self.pack.pages)
            for page in file.pages:
                self.pack.pages.append(page)
            self._join(piece, file, list(self.pack.pages)[before:])

    def finish(self) -> None:
        """Put all structure under one root, and the bookmarks in place."""
        whole = self.pack.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array(self.parts))
        )
        tree = Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([whole]),
            ParentTree=self.pack.make_indirect(Dictionary(Nums=Array(self.parents))),
            ParentTreeNextKey=self.next_key,
        )
        self.pack.Root.StructTreeRoot = self.pack.make_indirect(tree)
        whole.P = self.pack.Root.StructTreeRoot
        for part in self.parts:
            part.P = whole
        with self.pack.open_outline() as outline:
            outline.root[:] = self.marks
        if "/Names" in self.pack.Root:
            del self.pack.Root["/Names"]

    def _join(self, piece: Piece, file: Pdf, pages: list[Page]) -> None:
        old: list[tuple[int, int]] = [page.obj.objgen for page in file.pages]
        places = dict(zip(old, pages, strict=True))
        self.starts[piece.anchor] = pages[0]
        self.counts.append(len(pages))
        marks = bookmarks(file, places)
        self._bookmark(piece, pages[0], marks)
        named = named_places(file)
        for page in pages:
            for annotation in page.get("/Annots", Array()):
                settle(annotation, named, places)
        self._structure(piece, file, pages)

    def _bookmark(self, piece: Piece, page: Page, below: list[OutlineItem]) -> None:
        if not piece.bookmark:
            self.marks += below
            return
        mark = OutlineItem(piece.bookmark, top_of(page))
        # A paper has one bookmark for its title; what stands below it goes below ours.
        mark.children[:] = below[0].children if len(below) == 1 else below
        self.mark_of[piece.anchor] = mark
        above = self.mark_of.get(piece.below)
        (above.children if above else self.marks).append(mark)

    def _structure(self, piece: Piece, file: Pdf, pages: list[Page]) -> None:
        """Take over the structure of a file, its keys in the parent tree shifted."""
        tree = file.Root.StructTreeRoot
        taken = tree if file is self.pack else self.pack.copy_foreign(tree)
        shift, numbers = self.next_key, list(taken.ParentTree.Nums)
        for key, owners in zip(numbers[::2], numbers[1::2], strict=True):
            self.parents += [int(key) + shift, owners]
            self.next_key = max(self.next_key, int(key) + shift + 1)
        for page in pages:
            if "/StructParents" in page:
                page.StructParents = int(page.StructParents) + shift
            for annotation in page.get("/Annots", Array()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + shift
        for top in elements(taken):
            top.S = Name.Part
            if piece.language:
                top.Lang = String(piece.language)
            self.parts.append(top)


def named_places(file: Pdf) -> dict[str, Object]:
    """Return where the names of a file lead that its own links use."""
    names = file.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    listed = list(names)
    return {str(name): place for name, place in zip(listed[::2], listed[1::2], strict=True)}


def settle(annotation: Object, named: Mapping[str, Object], places: Places) -> None:
    """Let a link inside a file lead to a page of the pack: names of two files may be the same."""
    place = annotation.get("/Dest")
    if isinstance(place, String | str | bytes) or (
        place is not None and not isinstance(place, Array)
    ):
        place = named.get(str(place))
        if place is None:
            del annotation["/Dest"]
        else:
            annotation.Dest = moved(place, places)


def moved(place: Object, places: Places) -> Array:
    """Return a place in a file as one in the pack."""
    page, *rest = list(place)
    return Array([places[page.objgen].obj, *rest])


def top_of(page: Page) -> Array:
    _left, _bottom, _right, top = (float(side) for side in page.mediabox)
    return Array([page.obj, Name.XYZ, 0, top, 0])


def bookmarks(file: Pdf, places: Places) -> list[OutlineItem]:
    """Return the bookmarks of a file as those of the pack."""

    def listed(first: Object | None, depth: int) -> list[OutlineItem]:
        found = []
        while first is not None and depth < DEEPEST:
            item = OutlineItem(str(first.Title), moved(first.Dest, places))
            item.children[:] = listed(first.get("/First"), depth + 1)
            item.is_closed = True
            found.append(item)
            first = first.get("/Next")
        return found

    return listed(file.Root.get("/Outlines", Dictionary()).get("/First"), 0)


def lead_within(pack: Pdf, starts: Mapping[str, Page], said: Mapping[str, str]) -> None:
    """Let the links of the front sheet lead to the pieces."""
    for page in pack.pages:
        for annotation in page.get("/Annots", Array()):
            action = annotation.get("/A", Dictionary())
            address = str(action.get("/URI", ""))
            if not address.startswith(WITHIN):
                continue
            anchor = address.removeprefix(WITHIN)
            del annotation["/A"]
            annotation.Contents = String(said.get(anchor, anchor))
            if anchor in starts:
                annotation.Dest = top_of(starts[anchor])


def number(
    pack: Pdf, pieces: Sequence[Piece], counts: Sequence[int], numbering: Numbering, assets: Path
) -> None:
    """Write the pack's numbers on its pages, as artifacts, and into its page labels."""
    lines = [
        (printable(piece.foot, assets), printable(numbering.of(piece.first + place), assets))
        for piece, count in zip(pieces, counts, strict=True)
        for place in range(count)
    ]
    lettering = Lettering(pack, frozenset(text for line in lines for text in line), assets)
    for page, (left, right) in zip(pack.pages, lines, strict=True):
        draw(page, lettering.form(page, left, right))
    labels: list[Object | int] = []
    start = 0
    for piece, count in zip(pieces, counts, strict=True):
        labels += [start, Dictionary(S=Name.D, St=piece.first)]
        start += count
    pack.Root.PageLabels = Dictionary(Nums=Array(labels))


def with_reader(pdf: bytes, said: str, *, assets: Path = ASSETS) -> bytes:
    """Return a finished PDF with a line below the number of each page: whose copy it is. What it
    says otherwise, and its structure, stay as they are."""
    line = printable(said, assets)
    with Pdf.open(BytesIO(pdf)) as pack:
        lettering = Lettering(pack, frozenset({line}), assets)
        forms: dict[tuple[float, ...], Object] = {}
        for page in pack.pages:
            sheet = tuple(float(side) for side in page.mediabox)
            if sheet not in forms:
                form = lettering.form(page, line, "", baseline=BELOW_THE_NUMBER)
                forms[sheet] = pack.make_indirect(form)
            draw(page, forms[sheet], READER)
        return saved(pack)


def draw(page: Page, form: Object, name: Name = FURNITURE) -> None:
    """Draw a page's furniture of a name in place of what it had."""
    # Pages share one dictionary of resources; this page gets its own.
    shared = dict(page.Resources.items())
    drawings = dict(shared.get("/XObject", Dictionary()).items())
    is_drawn = str(name) in drawings
    drawings[str(name)] = form
    page.Resources = Dictionary(shared | {"/XObject": Dictionary(drawings)})
    if not is_drawn:
        page.contents_add(b"q", prepend=True)
        footer = "Q /Artifact <</Type /Pagination /Subtype /Footer>> BDC q {} Do Q EMC"
        page.contents_add(footer.format(name).encode())
        page.contents_coalesce()
