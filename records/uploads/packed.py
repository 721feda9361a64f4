"""Office documents, which are zip files inside: nothing in them runs, bursts or fetches."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from records.uploads.kinds import KINDS, Unfit
from records.uploads.limits import MEGABYTE, MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED

LOCAL_HEADER = 30  # bytes, before the name of an entry
CHUNK = 1 << 20
TYPES = "[Content_Types].xml"
PROGRAMS = re.compile(
    r"vbaproject|vbadata|activex|macrosheets|embeddings/.*\.(bin|docm|xlsm|pptm|xlsb)$"
    r"|^basic/|^scripts/|\.(exe|dll|com|bat|cmd|js|vbs|ps1|jar|class)$",
    re.I,
)
RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>", re.S)


def check_office(source: Path) -> str:
    """A Word, Excel or PowerPoint document; returns which. Raises Unfit."""
    with _opened(source) as packed:
        _check_entries(packed)
        if TYPES not in packed.namelist():
            raise Unfit("kind")
        types = _xml(packed, TYPES)
        if "macroenabled" in types.lower():
            raise Unfit("program")
        for name in packed.namelist():
            if name.endswith(".rels"):
                _check_relations(_xml(packed, name))
        for kind in KINDS.values():
            if kind.family == "office" and f'"{kind.content_type}.main+xml"' in types:
                return kind.name
    raise Unfit("kind")


def check_odf(source: Path) -> str:
    """A document of the Open Document Format; returns which. Raises Unfit."""
    with _opened(source) as packed:
        _check_entries(packed)
        first = packed.infolist()[0]
        if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            raise Unfit("kind")
        said = packed.read(first)[:100].decode("ascii", "replace")
        if "META-INF/manifest.xml" not in packed.namelist():
            raise Unfit("broken")
        if "encryption-data" in _xml(packed, "META-INF/manifest.xml"):
            raise Unfit("locked")
        for kind in KINDS.values():
            if kind.family == "odf" and kind.content_type == said:
                return kind.name
    raise Unfit("kind")


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unfit("broken") from None


def _check_entries(packed: zipfile.ZipFile) -> None:
    """From the table of contents first, before anything is unpacked; then by unpacking, without
    keeping it, what the table says."""
    entries = packed.infolist()
    if not 0 < len(entries) <= MOST_ENTRIES:
        raise Unfit("entries")
    unpacked = sum(entry.file_size for entry in entries)
    sent = sum(entry.compress_size for entry in entries)
    if unpacked > MOST_UNPACKED or unpacked > MEGABYTE + MOST_RATIO * sent:
        raise Unfit("bursts")
    if len({entry.filename for entry in entries}) != len(entries):
        raise Unfit("broken")
    _check_places(entries)
    for entry in entries:
        if entry.flag_bits & 1:
            raise Unfit("locked")
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in entry.filename:
            raise Unfit("broken")
        if PROGRAMS.search(entry.filename):
            raise Unfit("program")
    try:
        if packed.testzip() is not None:
            raise Unfit("broken")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise Unfit("broken") from None


def _check_places(entries: list[zipfile.ZipInfo]) -> None:
    """Each entry has its own bytes, and the first begins the file: nothing stands before it."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end or (end == 0 and entry.header_offset != 0):
            raise Unfit("broken")
        end = entry.header_offset + LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size


def _xml(packed: zipfile.ZipFile, name: str) -> str:
    """A part as text. It is searched, not parsed: one that declares entities is refused."""
    if packed.getinfo(name).file_size > 5 * MEGABYTE:
        raise Unfit("bursts")
    try:
        text = packed.read(name).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit("broken") from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unfit("broken")
    return text


def _check_relations(text: str) -> None:
    """What a document fetches when it is opened: nothing. Links that somebody follows are fine."""
    for relation in RELATION.findall(text):
        is_outside = re.search(r"TargetMode\s*=\s*[\"']External", relation, re.I)
        if is_outside and not re.search(r"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", relation):
            raise Unfit("fetches")
