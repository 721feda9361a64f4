"""Files for tests, made as small as they can be: good ones, and ones made to do harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from PIL import Image

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": f"{OFFICE}wordprocessingml.document.main+xml",
    "xlsx": f"{OFFICE}spreadsheetml.sheet.main+xml",
    "pptx": f"{OFFICE}presentationml.presentation.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(change: Any = None, *, pages: int = 1, **save: Any) -> bytes:
    """A PDF of empty pages; `change` is given it before it is saved."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    if change:
        change(made)
    data = io.BytesIO()
    made.save(data, **save)
    return data.getvalue()


def picture(name: str = "PNG", size: tuple[int, int] = (8, 6), **save: Any) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, "teal").save(data, format=name, **save)
    return data.getvalue()


def moving(name: str, frames: int) -> bytes:
    data = io.BytesIO()
    images = [Image.new("RGB", (2, 2), (n * 80 % 256, n // 3, 99)) for n in range(frames)]
    images[0].save(data, format=name, save_all=True, append_images=images[1:])
    return data.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and is a few bytes."""

    def part(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", header)
        + part(b"IDAT", zlib.compress(b"\0" * 100))
        + part(b"IEND", b"")
    )


def packed(entries: dict[str, bytes | str], *, first_stored: bool = False) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for number, (name, content) in enumerate(entries.items()):
            how = zipfile.ZIP_STORED if first_stored and number == 0 else zipfile.ZIP_DEFLATED
            made.writestr(name, content, how)
    return data.getvalue()


def office(kind: str = "docx", **more: bytes | str) -> bytes:
    """An Office document; `more` are further parts by name."""
    types = f'<Types><Override PartName="/main.xml" ContentType="{MAIN[kind]}"/></Types>'
    return packed({"[Content_Types].xml": types, "main.xml": "<w/>", **more})


def relation(kind: str, target: str, mode: str = "External") -> str:
    return (
        f'<Relationships><Relationship Id="a" Type="{RELATIONS}/{kind}" Target="{target}" '
        f'TargetMode="{mode}"/></Relationships>'
    )


def odf(kind: str = "text", manifest: str = "<manifest/>", **more: bytes | str) -> bytes:
    said = f"application/vnd.oasis.opendocument.{kind}"
    entries = {"mimetype": said, "content.xml": "<o/>", "META-INF/manifest.xml": manifest, **more}
    return packed(entries, first_stored=True)


def overlapping() -> bytes:
    """An archive of which two entries share the same bytes: the second is the first again."""
    data = bytearray(office())
    end = data.rfind(b"PK\x05\x06")
    start = struct.unpack("<I", data[end + 16 : end + 20])[0]
    entry = bytes(data[start:end])
    size = 46 + sum(struct.unpack("<HHH", entry[28:34]))
    twin = bytearray(entry[:size])
    twin[46:48] = b"[D"  # another name, the same place
    body = bytes(data[:end]) + bytes(twin)
    last = bytearray(data[end:])
    count = struct.unpack("<H", last[8:10])[0] + 1
    last[8:12] = struct.pack("<HH", count, count)
    last[12:16] = struct.pack("<I", len(entry) + size)
    return body + bytes(last)


def locked_pdf(user: str = "secret") -> bytes:
    """A PDF that asks for a password, or that is locked with none."""
    return pdf(encryption=pikepdf.Encryption(owner="owner", user=user))
