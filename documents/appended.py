"""Files that are joined to a paper's PDF: their pages are drawn on sheets of the paper, which has
laid out one for each, so that they are numbered, listed and bookmarked as its own.

A page is drawn as a picture is: its links, scripts, forms and other files stay behind.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Rectangle, String

MM = 72 / 25.4
BESIDE, ABOVE, BELOW = 12 * MM, 38 * MM, 20 * MM
"""What stays free around an appended page: its heading above, the foot of the sheet below."""
MARKS = {"BMC", "BDC", "EMC", "MP", "DP"}
SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
SHEET = re.compile(r"^(?P<anchor>.+)-(?P<page>\d+)$")


@dataclass(frozen=True)
class Appended:
    """A page of a file, and the sheet of the paper (from 0) on which it is drawn."""

    sheet: int
    anchor: str
    page: int


def turned_pages(content: bytes) -> tuple[bool, ...]:
    """Return of each page of a PDF whether it is wider than high. Raises pikepdf.PdfError for what
    is none, or is locked."""
    with Pdf.open(BytesIO(content)) as pdf:
        return tuple(map(is_turned, pdf.pages))


def is_turned(page: Page) -> bool:
    left, bottom, right, top = (float(side) for side in page.trimbox)
    is_wide = right - left > top - bottom
    return is_wide != bool(int(page.get("/Rotate", 0)) % 180)


def appended_pages(sheets: Sequence[Any], files: Mapping[str, str]) -> list[Appended]:
    """Return which sheets wait for which pages. `sheets` are WeasyPrint's laid out pages, `files`
    the content of each file by its anchor, in base64."""
    found = []
    for number, sheet in enumerate(sheets):
        for name in sheet.anchors:
            match = SHEET.match(name)
            if match and match["anchor"] in files:
                found.append(Appended(number, match["anchor"], int(match["page"])))
    return found


def draw_appended(pdf: Pdf, waiting: Sequence[Appended], files: Mapping[str, str]) -> None:
    """Draw the pages of the files on the sheets that wait for them, and tag them."""
    opened = {anchor: Pdf.open(BytesIO(b64decode(content))) for anchor, content in files.items()}
    for one in waiting:
        # Pages share one dictionary of resources, so each drawing has a name of its own.
        name = Name(f"/Appended{one.sheet}")
        draw(pdf, pdf.pages[one.sheet], opened[one.anchor], one.page, name)
    for file in opened.values():
        file.close()


def draw(pdf: Pdf, sheet: Page, file: Pdf, number: int, name: Name) -> None:
    """Draw a page of a file on a sheet, under a name, within its margins, as tagged content."""
    source = file.pages[number - 1]
    has_text = without_marks(file, source)
    form = pdf.copy_foreign(source.as_form_xobject())
    for key in ("/StructParents", "/StructParent", "/Metadata"):
        if key in form:
            del form[key]
    sheet.add_resource(form, Name.XObject, name)
    _left, _bottom, width, height = (float(side) for side in sheet.mediabox)
    place = Rectangle(BESIDE, BELOW, width - BESIDE, height - ABOVE)
    drawing = sheet.calc_form_xobject_placement(
        form, name, place, invert_transformations=True, allow_shrink=True, allow_expand=False
    )
    owners = owners_of(pdf, sheet)
    tag = "P" if has_text else "Figure"
    sheet.contents_add(b"q", prepend=True)
    sheet.contents_add(f"Q /{tag} <</MCID {len(owners)}>> BDC ".encode() + drawing + b" EMC")
    sheet.contents_coalesce()
    above = owners[-1]
    while above.P.S not in ("/Div", "/Art"):
        above = above.P
    element = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name(f"/{tag}"),
            P=above.P,
            K=Array([len(owners)]),
            Pg=sheet.obj,
        )
    )
    if not has_text:
        element.Alt = String("A page without text")
        box = Array([BESIDE, BELOW, width - BESIDE, height - ABOVE])
        element.A = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
    above.P.K.append(element)
    owners.append(element)


def owners_of(pdf: Pdf, sheet: Page) -> Object:
    """Return the structure elements that own the content of a sheet, by its marks."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return numbers[list(numbers)[::2].index(sheet.StructParents) * 2 + 1]


def without_marks(file: Pdf, page: Page) -> bool:
    """Take the marks of tags from a page, which are of its own file; tell whether it has text."""
    kept, has_text = [], False
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        has_text = has_text or operator in SHOWS_TEXT
        if operator not in MARKS:
            kept.append(instruction)
    page.obj.Contents = file.make_stream(pikepdf.unparse_content_stream(kept))
    return has_text
