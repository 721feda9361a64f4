"""Footnotes of Word: a part of the file that python-docx does not write.

Word counts them by itself, in the order of their marks, as the document does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from documents.word_xml import element

PLACE = PackURI("/word/footnotes.xml")
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TEXT, MARK = "footnote text", "footnote reference"
SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


@dataclass
class Foot:
    """The footnotes of a file; made with the first one."""

    file: WordFile
    part: XmlPart | None = None

    def add(self, paragraph: Paragraph, number: str, write: Callable[[Paragraph], None]) -> None:
        """Put the mark of a footnote at the end of a paragraph; `write` writes its words."""
        part = self.part = self.part or _part(self.file)
        reference = element("footnoteReference", id=number)
        paragraph._p.append(self._raised(reference))
        note = element("footnote", id=number)
        words = Paragraph(element("p"), part)
        words._p.style = self.file.styles[TEXT].style_id
        words._p.append(self._raised(element("footnoteRef")))
        words.add_run(" ")
        write(words)
        note.append(words._p)
        part.element.append(note)

    def mention(self, paragraph: Paragraph, number: str) -> None:
        """Put the number of an earlier footnote at the end of a paragraph."""
        run = paragraph.add_run(number)
        run.style = self.file.styles[MARK]

    def _raised(self, inside: BaseOxmlElement) -> BaseOxmlElement:
        run, properties = element("r"), element("rPr")
        properties.append(element("rStyle", val=self.file.styles[MARK].style_id))
        run.append(properties)
        run.append(inside)
        return run


def _part(file: WordFile) -> XmlPart:
    styles = file.styles
    text = styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style, text.font.size = styles["Normal"], Pt(10)
    text.paragraph_format.space_after = Pt(2)
    styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER).font.superscript = True
    notes = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    settings = element("footnotePr")
    for name, number in SEPARATORS:
        note = element("footnote", type=name, id=number)
        line, run = element("p"), element("r")
        run.append(element(name))
        line.append(run)
        note.append(line)
        notes.append(note)
        settings.append(element("footnote", id=number))
    _put(file.settings.element, settings)
    part = XmlPart(PLACE, KIND, notes, file.part.package)
    file.part.relate_to(part, RELATION)
    return part


def _put(settings: BaseOxmlElement, made: BaseOxmlElement) -> None:
    """Put an element where the schema of the settings has it: before `compat`."""
    after = settings.find(f"{{{settings.nsmap['w']}}}compat")
    if after is None:
        settings.append(made)
    else:
        after.addprevious(made)
