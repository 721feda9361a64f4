"""Reads a Word file as a reader sees it: Word's own counting worked out from the file's lists."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii")


@dataclass(frozen=True)
class Line:
    """A paragraph or a row: its style, its mark as Word prints it, and its text."""

    style: str
    mark: str
    text: str


def parts(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return {
            name: etree.fromstring(file.read(name))
            for name in file.namelist()
            if name.endswith((".xml", ".rels"))
        }


def lines(content: bytes) -> Iterator[Line]:
    """The paragraphs and the rows of tables, in order."""
    found = parts(content)
    formats = list_formats(found["word/numbering.xml"])
    counts: Counter[str] = Counter()
    for element in found["word/document.xml"][0]:
        if element.tag == f"{W}p":
            yield paragraph(element, formats, counts)
        for row in element.findall(f"{W}tr"):
            cells = (text_of(cell) for cell in row.findall(f"{W}tc"))
            yield Line("table", "", "\t".join(cells))


def paragraph(element: Any, formats: dict[str, tuple[str, str, int]], counts: Counter[str]) -> Line:
    style = element.find(f"{W}pPr/{W}pStyle")
    number = element.find(f"{W}pPr/{W}numPr/{W}numId")
    mark = ""
    if number is not None:
        list_id = number.get(f"{W}val")
        kind, text, start = formats[list_id]
        counts[list_id] += 1
        mark = text.replace("%1", counted(kind, start + counts[list_id] - 1))
    return Line(style.get(f"{W}val") if style is not None else "", mark, text_of(element))


def list_formats(numbering: Any) -> dict[str, tuple[str, str, int]]:
    """(how it counts, what it prints, its first count) of each list."""
    kinds = {
        kind.get(f"{W}abstractNumId"): (
            kind.find(f"{W}lvl/{W}numFmt").get(f"{W}val"),
            kind.find(f"{W}lvl/{W}lvlText").get(f"{W}val"),
            int(kind.find(f"{W}lvl/{W}start").get(f"{W}val")),
        )
        for kind in numbering.findall(f"{W}abstractNum")
    }
    return {
        used.get(f"{W}numId"): kinds[used.find(f"{W}abstractNumId").get(f"{W}val")]
        for used in numbering.findall(f"{W}num")
    }


def counted(kind: str, count: int) -> str:
    return {
        "decimal": lambda: str(count),
        "lowerLetter": lambda: "abcdefghijklmnopqrstuvwxyz"[count - 1],
        "upperLetter": lambda: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[count - 1],
        "lowerRoman": lambda: ROMANS[count - 1],
        "upperRoman": lambda: ROMANS[count - 1].upper(),
        "bullet": lambda: "",
    }[kind]()


def text_of(element: Any) -> str:
    found = (
        "\n" if piece.tag == f"{W}br" else piece.text or ""
        for piece in element.iter(f"{W}t", f"{W}br")
    )
    return "".join(found)
