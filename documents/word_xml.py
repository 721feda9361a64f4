"""What python-docx cannot do: lists, links, bookmarks, fields, header rows, equal bytes."""

from __future__ import annotations

import datetime
import zipfile
from base64 import b64decode
from collections.abc import Iterable, Sequence
from io import BytesIO

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from documents.tree import Picture
from documents.word_lists import Place
from values.languages import direction_of

TYPEFACE = "Arial"
INK, LINK_COLOUR = RGBColor(0x0B, 0x0C, 0x0C), "1D70B8"
PICTURE_WIDTH, PICTURE_HEIGHT = Cm(15), Cm(18)
LOGO_WIDTH, LOGO_HEIGHT = Cm(6), Cm(2.2)
CELL_STYLE = "Mandate Table"
TEXT_WIDTH = 9411  # twentieths of a point: 16.6 cm
INDENT = 567  # twentieths of a point: 1 cm
FIRST_OWN_LIST = 100  # those of the template lie below
FIXED = (1980, 1, 1, 0, 0, 0)
SIZES = {"Heading 1": 20, "Heading 2": 15, "Heading 3": 13, "Heading 4": 12, "Heading 5": 12}


def element(name: str, /, **attributes: object) -> BaseOxmlElement:
    """An element of WordprocessingML, its attributes in the same namespace."""
    made: BaseOxmlElement = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), str(value))
    return made


# The file


def prepare(file: WordFile, *, language: str) -> None:
    """Set typeface, sizes, margins and language, and add the styles of our own."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in {"Normal": 12, **SIZES}.items():
        style = file.styles[name]
        style.font.name, style.font.size = TYPEFACE, Pt(size)
        style.font.color.rgb, style.font.italic = INK, False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), TYPEFACE)
        for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    file.styles["Normal"].paragraph_format.space_after = Pt(8)
    listed = file.styles["List Paragraph"]
    listed.paragraph_format.space_after = Pt(6)
    for spacing in listed.element.findall(f".//{qn('w:contextualSpacing')}"):
        spacing.getparent().remove(spacing)
    file.styles["Caption"].font.size, file.styles["Caption"].font.color.rgb = Pt(11), INK
    file.styles["Quote"].font.color.rgb = INK
    file.styles["Quote"].paragraph_format.left_indent = Cm(1)
    for name in ("Mandate Header", "Mandate Notice"):
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles["Normal"]
        style.font.bold = True
    cells = file.styles.add_style(CELL_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    cells.base_style, cells.font.size = file.styles["Normal"], Pt(10)
    cells.paragraph_format.space_before = cells.paragraph_format.space_after = Pt(2)
    for run in file.styles.element.iter(qn("w:lang")):
        run.set(qn("w:val"), language)


def describe(
    file: WordFile, title: str, author: str, language: str, moment: datetime.datetime
) -> None:
    """Fill in the properties of the file: nothing from the template remains."""
    properties = file.core_properties
    properties.title, properties.author = title[:255], author[:255]
    properties.last_modified_by, properties.comments = author[:255], ""
    properties.language, properties.revision = language, 1
    when = moment.astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = when


def foot(file: WordFile, reference: str, status: str, stamp: str) -> None:
    """Write the footer of each page: reference, status and page number, with a stamp below."""
    footer = file.sections[0].footer
    paragraph = footer.paragraphs[0]
    paragraph.add_run(f"{reference}\t{status}\t")
    for name in ("PAGE", "NUMPAGES"):
        if name == "NUMPAGES":
            paragraph.add_run(" / ")
        field = element("fldSimple", instr=name)
        run = element("r")
        text = element("t")
        text.text = "1"
        run.append(text)
        field.append(run)
        paragraph._p.append(field)
    if stamp:
        footer.add_paragraph(stamp)


def without_times(content: bytes) -> bytes:
    """The file with the same date on every part: equal documents have equal bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            made.writestr(entry, given.read(name))
    return out.getvalue()


# Paragraphs


def indent(paragraph: Paragraph, depth: int) -> None:
    paragraph._p.get_or_add_pPr().append(element("ind", left=INDENT * depth))


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Give a paragraph a name to which links can lead."""
    properties = paragraph._p.pPr
    start = element("bookmarkStart", id=number, name=name)
    if properties is None:
        paragraph._p.insert(0, start)
    else:
        properties.addnext(start)
    paragraph._p.append(element("bookmarkEnd", id=number))


def link(paragraph: Paragraph, text: str, *, address: str = "", anchor: str = "") -> None:
    """Add words that lead to an address, or to a bookmark of the same file."""
    made = element("hyperlink", history=1)
    if address:
        related = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made.set(qn("r:id"), related)
    else:
        made.set(qn("w:anchor"), anchor)
    made.append(_run(text, element("color", val=LINK_COLOUR), element("u", val="single")))
    paragraph._p.append(made)


def _run(text: str, *looks: BaseOxmlElement) -> BaseOxmlElement:
    """Words that look alike."""
    run = element("r")
    if looks:
        properties = element("rPr")
        properties.extend(looks)
        run.append(properties)
    words = element("t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def speak(made: Iterable[BaseOxmlElement], language: str) -> None:
    """Say that the words in elements are in a language, where they do not say so themselves."""
    is_backwards = direction_of(language) == "rtl"
    for run in (run for each in made for run in each.iter(qn("w:r"))):
        properties = run.get_or_add_rPr()
        if properties.find(qn("w:lang")) is None:
            if is_backwards:
                properties.append(element("rtl"))
            script = "bidi" if is_backwards else "val"
            properties.append(element("lang", **{script: language}))


def mark(run: Run) -> None:
    """Mark words that must not be overlooked."""
    run.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW


# Lists


def picture(paragraph: Paragraph, png: bytes, alternative: str) -> None:
    """Put a picture in a paragraph, as wide as the text, with what it says for those who do not see
    it."""
    drawn = paragraph.add_run().add_picture(BytesIO(png), width=PICTURE_WIDTH)
    drawn._inline.docPr.set("descr", alternative)


def logo(paragraph: Paragraph, found: Picture) -> None:
    """Put the council's logo in a paragraph, within the room that it has in print."""
    _within(paragraph, found, LOGO_WIDTH, LOGO_HEIGHT)


def illustration(paragraph: Paragraph, found: Picture) -> None:
    """Put a picture in a paragraph, no larger than its page has room for beside its caption."""
    _within(paragraph, found, PICTURE_WIDTH, PICTURE_HEIGHT)
    paragraph.paragraph_format.keep_with_next = True


def _within(paragraph: Paragraph, found: Picture, width: Length, height: Length) -> None:
    drawn = paragraph.add_run().add_picture(BytesIO(b64decode(found.base64)))
    share = min(width / drawn.width, height / drawn.height, 1)
    drawn.width, drawn.height = Emu(int(drawn.width * share)), Emu(int(drawn.height * share))
    drawn._inline.docPr.set("descr", found.alternative)


def add_list(file: WordFile, place: Place) -> None:
    """Define a list that counts as a place's pattern says, from its first count on."""
    numbering = file.part.numbering_part.element
    number = FIRST_OWN_LIST + place.list_id
    kind = element("abstractNum", abstractNumId=number)
    kind.append(element("multiLevelType", val="singleLevel"))
    level = element("lvl", ilvl=0)
    level.append(element("start", val=place.start))
    level.append(element("numFmt", val=place.pattern.kind))
    is_bullet = place.pattern.kind == "bullet"
    level.append(element("lvlText", val="•" if is_bullet else place.pattern.level_text))
    level.append(element("lvlJc", val="left"))
    properties = element("pPr")
    left = INDENT * (place.depth + 1)
    properties.append(element("ind", left=left, hanging=INDENT))
    level.append(properties)
    kind.append(level)
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(kind)
    else:
        first.addprevious(kind)
    used = element("num", numId=number)
    used.append(element("abstractNumId", val=number))
    numbering.append(used)


def put_in_list(paragraph: Paragraph, place: Place) -> None:
    properties = paragraph._p.get_or_add_pPr()
    numbered = properties.get_or_add_numPr()
    numbered.append(element("ilvl", val=0))
    numbered.append(element("numId", val=FIRST_OWN_LIST + place.list_id))


# Tables


def add_table(
    file: WordFile,
    rows: Sequence[Sequence[str]],
    *,
    numeric: Sequence[bool],
    totals: int,
    title: str,
    has_row_headers: bool,
    shares: Sequence[float],
) -> BaseOxmlElement:
    """Add a table whose first row is its head: repeated on each page, no row broken over two. Each
    column has its share of the width. Built as XML, because the time that python-docx takes grows
    with the square of the rows."""
    table = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblStyle", val="TableGrid"))
    properties.append(element("tblW", w=5000, type="pct"))
    look = element("tblLook", firstRow=1, firstColumn=int(has_row_headers), lastRow=int(totals > 0))
    properties.append(look)
    if title:
        properties.append(element("tblCaption", val=title))
    table.append(properties)
    grid = element("tblGrid")
    for share in shares:
        grid.append(element("gridCol", w=round(TEXT_WIDTH * share)))
    table.append(grid)
    for position, cells in enumerate(rows):
        is_strong = position == 0 or position >= len(rows) - totals
        table.append(_row(cells, numeric, is_head=position == 0, is_strong=is_strong))
    file.element.body.insert_element_before(table, "w:sectPr")
    file.add_paragraph()
    return table


def cell_paragraph(table: BaseOxmlElement, row: int, column: int, file: WordFile) -> Paragraph:
    """The paragraph of a cell of a table that was added."""
    cell = table.findall(qn("w:tr"))[row].findall(qn("w:tc"))[column]
    return Paragraph(cell.find(qn("w:p")), file._body)


def _row(
    cells: Sequence[str], numeric: Sequence[bool], *, is_head: bool, is_strong: bool
) -> BaseOxmlElement:
    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if is_head:
        properties.append(element("tblHeader"))
    row.append(properties)
    for text, is_number in zip(cells, numeric, strict=True):
        cell = element("tc")
        cell.append(_cell_paragraph(text, is_number=is_number, is_strong=is_strong))
        row.append(cell)
    return row


def _cell_paragraph(text: str, *, is_number: bool, is_strong: bool) -> BaseOxmlElement:
    paragraph = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=CELL_STYLE.replace(" ", "")))
    if is_number:
        properties.append(element("jc", val="right"))
    paragraph.append(properties)
    paragraph.append(_run(text, *([element("b")] if is_strong else [])))
    return paragraph
