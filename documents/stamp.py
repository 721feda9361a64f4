"""What is written into a PDF after it has been laid out: page furniture, scopes, link texts.

WeasyPrint tags page numbers from margin boxes as content, cuts the structure at page breaks and
leaves out the scope of header cells. All of this is corrected here, in one place."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from documents.appended import Appended, draw_appended
from documents.joins import Cut, elements, join_pages

PRINTED = 4  # annotation flag: the link shows on paper as on screen


def stamped(
    laid_out: bytes,
    furniture: bytes | None,
    cuts: list[Cut],
    links: dict[str, str],
    appended: Sequence[Appended] = (),
    files: Mapping[str, str] | None = None,
) -> bytes:
    """Return the PDF finished: joined over its page breaks, described, and with page furniture.

    `furniture` is an untagged PDF with as many pages, or None; `links` holds what links inside the
    paper say, by where they go; `appended` says which pages of which `files` are drawn on which
    sheets. Equal input gives equal bytes.
    """
    with Pdf.open(BytesIO(laid_out)) as pdf:
        join_pages(pdf, cuts)
        draw_appended(pdf, appended, files or {})
        for element in structure_elements(pdf):
            describe_cell(element)
        for page in pdf.pages:
            for annotation in page.get("/Annots", Array()):
                describe_link(annotation, links)
        if furniture is not None:
            with Pdf.open(BytesIO(furniture)) as footers:
                for page, footer in zip(pdf.pages, footers.pages, strict=True):
                    draw_furniture(pdf, page, footer)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def structure_elements(pdf: Pdf) -> Iterator[Object]:
    """Yield every element of the structure tree, parents before children."""
    waiting = elements(pdf.Root.StructTreeRoot)
    while waiting:
        element = waiting.pop()
        waiting += elements(element)
        yield element


def describe_cell(element: Object) -> None:
    """Say which cells a header cell is for: its column in the head of the table, else its row.

    Scopes replace WeasyPrint's lists of header ids, which start again on each page."""
    if element.S not in ("/TH", "/TD"):
        return
    attributes = element.A
    if "/Headers" in attributes:
        del attributes["/Headers"]
    if "/ID" in element:
        del element["/ID"]
    if element.S == "/TH":
        in_head = element.P.P.S == "/THead"
        attributes.Scope = Name.Column if in_head else Name.Row
    elif len(attributes) == 1:
        del element["/A"]


def describe_link(annotation: Object, links: dict[str, str]) -> None:
    """Give a link the words that a screen reader says: where it goes, not our name for it."""
    if annotation.get("/Subtype") != "/Link":
        return
    target = str(annotation.get("/Contents", ""))
    annotation.Contents = String(links.get(target, target).removeprefix("mailto:"))
    annotation.F = PRINTED


def draw_furniture(pdf: Pdf, page: Page, footer: Page) -> None:
    """Draw the footer over the page, outside the tagged content."""
    form = pdf.copy_foreign(footer.as_form_xobject())
    # Pages share one dictionary of resources; this page gets its own.
    shared = dict(page.Resources.items())
    drawings = dict(shared.get("/XObject", Dictionary()).items())
    page.Resources = Dictionary(shared | {"/XObject": Dictionary(drawings | {"/Furniture": form})})
    page.contents_add(b"q", prepend=True)
    page.contents_add(
        b"Q /Artifact <</Type /Pagination /Subtype /Footer>> BDC q /Furniture Do Q EMC"
    )
    page.contents_coalesce()
