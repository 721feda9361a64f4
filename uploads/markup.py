"""The parts of an office document, read as the program that opens it will read them.

A part is parsed, not searched: entities, encodings and the order of attributes hide nothing. Names
and values are compared without regard to case, because some readers ignore it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import IO, Any
from xml.parsers import expat

from uploads.kinds import Unfit

NAMES = (".xml", ".rels", ".vml", ".rdf")
BEGINNINGS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<", b"\0<")
Attributes = dict[str, str]
OnElement = Callable[[str, Attributes], None]

PROGRAM_TYPES = re.compile(r"macroenabled|macrosheet|vbaproject|vbadata|activex|oleobject", re.I)
PROGRAM_RELATIONS = {
    "vbaproject", "wordvbadata", "activexcontrolbinary", "control", "xlmacrosheet",
    "xlintlmacrosheet", "oleobject",
}  # fmt: skip
ACTING_ADDRESS = re.compile(
    r"\s*(?:(?:javascript|vbscript|macro|ms-msdt|ms-officecmd|search-ms|shell"
    r"|vnd\.sun\.star\.(?:script|expand))\s*:|ppaction://(?:macro|program|ole))",
    re.I,
)
OUTSIDE = re.compile(r"\s*(?:(?!data:)[a-z][a-z0-9+.-]*:|//|\\\\)", re.I)

# Word's fields are words in the text: DDE starts a program, INCLUDE... and IMPORT fetch.
ACTING_FIELD = re.compile(r"\bdde(?:auto)?\b", re.I)
FETCHING_FIELD = re.compile(
    r"\b(?:includetext|includepicture|import|rd)\b.{0,20}(?::|\\\\|//)", re.I
)
ACTING_ELEMENTS = {"event-listener", "dde-source", "dde-connection-decl", "ddelink"}
FETCHING_ELEMENTS = {
    "image", "object", "object-ole", "plugin", "floating-frame", "section-source", "table-source",
    "applet", "imagedata",
}  # fmt: skip


def is_markup(name: str, beginning: bytes) -> bool:
    """Whether a part is read as XML: by its name, or by its beginning, whatever its name."""
    is_named = name.lower().endswith(NAMES)
    return is_named or beginning.lstrip(b" \t\r\n").startswith(BEGINNINGS)


def read(
    file: IO[bytes], on_element: OnElement, on_text: Callable[[str], None] | None = None
) -> None:
    """Parse a part; `on_element` is called with each element's name and attributes, their names in
    lower case and without prefixes, and `on_text` with the text between. Raises Unfit for a part
    that declares entities or is not XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: on_element(
        local(name), {local(key): value for key, value in attributes.items()}
    )
    if on_text is not None:
        parser.CharacterDataHandler = on_text
    try:
        parser.ParseFile(file)
    except (expat.ExpatError, LookupError, ValueError):
        raise Unfit("broken") from None


@cache
def local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _refuse(*_declared: Any) -> None:
    raise Unfit("broken")


class Types:
    """What `[Content_Types].xml` says about the parts. Raises Unfit for a program."""

    def __init__(self) -> None:
        self.content_types: set[str] = set()

    def on_element(self, name: str, attributes: Attributes) -> None:
        kind = attributes.get("contenttype", "").strip().lower()
        if PROGRAM_TYPES.search(kind):
            raise Unfit("program")
        if name == "override":
            self.content_types.add(kind)


def refuse_relation(name: str, attributes: Attributes) -> None:
    """A relation that fetches something from outside when the document is opened, or that leads to
    a program. A link that a person follows is fine."""
    if name != "relationship":
        return
    kind = attributes.get("type", "").strip().lower().rpartition("/")[2]
    target = attributes.get("target", "")
    if kind in PROGRAM_RELATIONS or ACTING_ADDRESS.match(target):
        raise Unfit("program" if not _is_outside(attributes) or kind == "hyperlink" else "fetches")
    if kind != "hyperlink" and _is_outside(attributes):
        raise Unfit("fetches")


def _is_outside(relation: Attributes) -> bool:
    is_external = relation.get("targetmode", "").strip().lower() == "external"
    return is_external or OUTSIDE.match(relation.get("target", "")) is not None


def refuse_act(name: str, attributes: Attributes) -> None:
    """An element that does something, or fetches something, when the document is opened or
    clicked."""
    if name in ACTING_ELEMENTS:
        raise Unfit("program")
    for key in ("action", "href"):
        if key in attributes and ACTING_ADDRESS.match(attributes[key]):
            raise Unfit("program")
    if attributes.get("macro", "").strip():  # for a picture in a worksheet
        raise Unfit("program")
    if "instr" in attributes:
        refuse_field(attributes["instr"])
    if name in FETCHING_ELEMENTS and any(
        OUTSIDE.match(attributes.get(key, "")) for key in ("href", "src")
    ):
        raise Unfit("fetches")
    if name == "connection" and attributes.get("refreshonload", "").strip().lower() in (
        "1",
        "true",
    ):
        raise Unfit("fetches")


def refuse_field(instruction: str) -> None:
    if ACTING_FIELD.search(instruction):
        raise Unfit("program")
    if FETCHING_FIELD.search(instruction):
        raise Unfit("fetches")


class Acts:
    """What the elements of a part do; a Word instruction may be split over several of them."""

    def __init__(self) -> None:
        self.is_instruction = False
        self.instruction = ""

    def on_element(self, name: str, attributes: Attributes) -> None:
        self.is_instruction = name == "instrtext"
        if attributes:
            if name == "fldchar":
                self.instruction = ""
            refuse_act(name, attributes)
        elif name in ACTING_ELEMENTS:
            raise Unfit("program")

    def on_text(self, text: str) -> None:
        if self.is_instruction:
            self.instruction = (self.instruction + text)[-2_000:]
            refuse_field(self.instruction)
