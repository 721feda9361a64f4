"""A document that acts or fetches is found out however it says so: in entities, in another case, in
another encoding, in names written in digits, in objects packed into streams."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.uploads.made_files import MAIN, RELATIONS, odf, office, packed, pdf, relation
from uploads import examine
from uploads.kinds import Unfit

pytestmark = pytest.mark.one_engine
FETCHED = relation("attachedTemplate", "http://x.example/a.dotm")


def found(data: bytes, tmp_path: Path) -> str:
    """The kind, or why not."""
    source = tmp_path / "source"
    source.write_bytes(data)
    try:
        return examine.examined(source, tmp_path / "target")
    except Unfit as unfit:
        return unfit.reason


def related(text: str | bytes, name: str = "_rels/main.xml.rels") -> bytes:
    return office(**{name: text})


def part(inside: str, name: str = "word/document.xml") -> bytes:
    return office(**{name: f'<w:x xmlns:w="w" xmlns:a="a" xmlns:o="o">{inside}</w:x>'})


OFFICE = {
    "an entity in the mode": (
        related(FETCHED.replace('"External"', '"&#69;xtern&#x61;l"')), "fetches"),
    "another case": (related(FETCHED.replace("External", "EXTERNAL")), "fetches"),
    "another case of the type": (
        related(FETCHED.replace("attachedTemplate", "ATTACHEDTEMPLATE")), "fetches"),
    "a type that only looks like a link": (
        related(FETCHED.replace("attachedTemplate", 'x" b="/hyperlink')), "fetches"),
    "no mode at all": (related(FETCHED.replace('TargetMode="External"', "")), "fetches"),
    "a sign inside a value": (related(FETCHED.replace('Id="a"', 'Id="a>b"')), "fetches"),
    "single quotes and a prefix": (
        related(
            f"<p:Relationships xmlns:p='p'><p:Relationship Id='a' Target='\\\\x.example\\a' "
            f"Type='{RELATIONS}/image' TargetMode = 'External'/></p:Relationships>"
        ), "fetches"),
    "sixteen bits": (related(FETCHED.encode("utf-16")), "fetches"),
    "sixteen bits and no mark": (related(FETCHED.encode("utf-16-be")), "fetches"),
    "another case of the part": (related(FETCHED, "_rels/main.xml.RELS"), "fetches"),
    "a link that runs": (
        related(relation("hyperlink", "java&#x73;cript:alert(1)")), "program"),
    "a program by its relation": (
        related(relation("vbaProject", "main.xml", "Internal")), "program"),
    "a program by its type": (
        packed({"[Content_Types].xml": f"<Types><Override ContentType='{MAIN['docx']}'/>"
                "<Override ContentType='application/vnd.ms-office.vba&#80;roject'/></Types>"}),
        "program"),
    "two parts of one name": (office(**{"Main.xml": "<w/>"}), "broken"),
    "no markup": (related("<Relationships><Relationship"), "broken"),
    "a field that starts a program": (
        part("<w:instrText> DD</w:instrText><w:instrText>EAUTO c:\\\\cmd </w:instrText>"),
        "program"),
    "a simple field": (part('<w:fldSimple w:instr="d&#100;e excel"/>'), "program"),
    "a field that fetches": (
        part("<w:instrText>INCLUDEPICTURE \"http://x.example/a.png\"</w:instrText>"), "fetches"),
    "a part of another name": (
        part('<w:fldSimple w:instr="DDE excel"/>', "word/document.txt"), "program"),
    "a slide that runs": (
        part('<a:hlinkClick action="PPACTION://Pro&#103;ram?name=a"/>'), "program"),
    "a picture that runs": (part('<a:pic macro="[0]!Auto_Open"/>'), "program"),
    "a link to a program": (part('<o:ddeLink ddeService="cmd" ddeTopic="x"/>'), "program"),
    "a connection opened at once": (part('<o:connection refreshOnLoad="1"/>'), "fetches"),
    "a listener": (
        odf(**{"a.xml": '<o:event-listener xmlns:o="o" o:href="a"/>'}), "program"),
    "a link to a macro": (
        odf(**{"a.xml": '<o:a xmlns:o="o" o:href="vnd.sun.star.scr&#105;pt:x"/>'}), "program"),
    "a picture from outside": (
        odf(**{"a.xml": '<o:image xmlns:o="o" o:href="&#104;ttp://x.example/a.png"/>'}), "fetches"),
    "locked in another case": (odf(manifest="<m><Encryption-Data/></m>"), "locked"),
}  # fmt: skip


@pytest.mark.parametrize("case", OFFICE)
def test_a_document_in_disguise_is_not_taken(tmp_path: Path, case: str) -> None:
    data, reason = OFFICE[case]
    assert found(data, tmp_path) == reason


def test_a_document_that_only_speaks_of_such_things_is_taken(tmp_path: Path) -> None:
    spoken = part(
        "The macro: DDE, INCLUDETEXT http://x.example, javascript:alert(1). "
        '<a:pic macro=""/><w:instrText> TOC \\o "1-3" </w:instrText>'
        '<a:hlinkClick action="ppaction://hlinksldjump"/>'
    )
    assert found(spoken, tmp_path) == "DOCX"
    picture = '<o:image xmlns:o="o" o:href="Pictures/a.png"/>'
    assert found(odf(**{"content2.xml": picture}), tmp_path) == "ODT"


# --- PDF ---------------------------------------------------------------------------------------
def raw(catalogue: str, *more: str) -> bytes:
    """A PDF written by hand: its catalogue, a page, and further objects from number 4 on."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        *more,
    ]
    text, places = "%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    text += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    return f"{text}startxref\n{text.index('xref')}\n%%EOF\n".encode("latin-1")


def act(kind: str, **more: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)


def in_streams(change: Any) -> bytes:
    return pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def opens_with(action: pikepdf.Dictionary) -> Callable[[pikepdf.Pdf], None]:
    return lambda made: made.Root.__setitem__("/OpenAction", made.make_indirect(action))


def on_a_page(made: pikepdf.Pdf) -> None:
    opened = pikepdf.Dictionary(O=act("GoTo", D="a"))
    made.pages[0].obj["/AA"] = made.make_indirect(opened)


def names(made: pikepdf.Pdf) -> None:
    script = made.make_indirect(act("JavaScript", JS="app.alert(1)"))
    leaf = made.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(["a", script])))
    made.Root.Names = made.make_indirect(pikepdf.Dictionary(JavaScript=leaf))


PDF = {
    "a script in digits": lambda: raw("/#4fpenAction << /S /J#61vaScript /#4aS (a\\(1\\)) >>"),
    "a program by reference": lambda: raw("/OpenAction 4 0 R", "<< /S /#4caunch /F (cmd.exe) >>"),
    "a page opened on the web": lambda: raw("/OpenAction << /S /URI /URI (http://x.example) >>"),
    "a file elsewhere": lambda: raw("/OpenAction << /S /GoToR /F (//x.example/a) /D (b) >>"),
    "what comes next": lambda: raw(
        "/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /Named /N /Print >> >>"),
    "any further action": lambda: raw("/A#41 << /WC 4 0 R >>", "<< /S /Named /N /Print >>"),
    "another case": lambda: raw("/openaction << /S /LAUNCH /F (cmd.exe) >>"),
    "a link that runs": lambda: raw("/A << /S /URI /URI ( JavaScript:alert\\(1\\)) >>"),
    "packed into a stream": lambda: in_streams(opens_with(act("Launch", F="cmd.exe"))),
    "a page that acts": lambda: in_streams(on_a_page),
    "a tree of names": lambda: in_streams(names),
}  # fmt: skip


@pytest.mark.parametrize("case", PDF)
def test_a_pdf_that_acts_when_it_is_opened_is_not_taken(tmp_path: Path, case: str) -> None:
    assert found(PDF[case](), tmp_path) == "program"


@pytest.mark.parametrize(
    "catalogue",
    [
        "", "/OpenAction [3 0 R /XYZ 0 9 null]", "/OpenAction << /S /GoTo /D [3 0 R /Fit] >>",
        "/A << /S /URI /URI (https://wolderby.example/) >>",
    ],
    ids=["nothing", "a place", "going to a place", "a link"],
)  # fmt: skip
def test_a_pdf_that_opens_at_a_place_is_taken(tmp_path: Path, catalogue: str) -> None:
    assert found(raw(catalogue), tmp_path) == "PDF"
