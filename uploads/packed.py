"""Office documents, which are zip files inside: nothing in them runs, fetches or unpacks to too
much."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from uploads import markup
from uploads.kinds import KINDS, Unfit
from uploads.limits import MEGABYTE, MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED

LOCAL_HEADER = 30  # bytes, before the name of an entry
CHUNK = 1 << 20
TYPES = "[Content_Types].xml"
PROGRAMS = re.compile(
    r"vbaproject|vbadata|activex|macrosheets|embeddings/.*\.(bin|docm|xlsm|pptm|xlsb)$"
    r"|^basic/|^scripts/|\.(exe|dll|com|bat|cmd|js|vbs|ps1|jar|class)$",
    re.I,
)
MANIFEST = "META-INF/manifest.xml"
LONGEST_BEGINNING = 1_000


def check_office(source: Path) -> str:
    """A Word, Excel or PowerPoint document; returns which. Raises Unfit."""
    with _opened(source) as packed:
        _check_entries(packed)
        if TYPES not in packed.namelist():
            raise Unfit("kind")
        types = markup.Types()
        _read(packed, TYPES, types.on_element)
        _check_parts(packed)
        for kind in KINDS.values():
            if kind.family == "office" and f"{kind.content_type}.main+xml" in types.content_types:
                return kind.name
    raise Unfit("kind")


def check_odf(source: Path) -> str:
    """A document of the Open Document Format; returns which. Raises Unfit."""
    with _opened(source) as packed:
        _check_entries(packed)
        first = packed.infolist()[0]
        if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            raise Unfit("kind")
        declared = packed.read(first)[:100].decode("ascii", "replace")
        if MANIFEST not in packed.namelist():
            raise Unfit("broken")
        _read(packed, MANIFEST, _refuse_locked)
        _check_parts(packed)
        for kind in KINDS.values():
            if kind.family == "odf" and kind.content_type == declared:
                return kind.name
    raise Unfit("kind")


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unfit("broken") from None


def _check_entries(packed: zipfile.ZipFile) -> None:
    """Checks the table of contents first, before anything is unpacked; then unpacks each entry,
    keeping nothing, to check that the table is true."""
    entries = packed.infolist()
    if not 0 < len(entries) <= MOST_ENTRIES:
        raise Unfit("entries")
    unpacked = sum(entry.file_size for entry in entries)
    sent = sum(entry.compress_size for entry in entries)
    if unpacked > MOST_UNPACKED or unpacked > MEGABYTE + MOST_RATIO * sent:
        raise Unfit("bursts")
    if len({entry.filename.lower() for entry in entries}) != len(entries):
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
    """Each entry has its own bytes, and the first begins the file: nothing comes before it."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end or (end == 0 and entry.header_offset != 0):
            raise Unfit("broken")
        end = entry.header_offset + LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size


def _check_parts(packed: zipfile.ZipFile) -> None:
    """Reads each part that is XML, whatever its name."""
    for name in packed.namelist():
        with packed.open(name) as part:
            is_markup = markup.is_markup(name, part.read(LONGEST_BEGINNING))
        if name.lower().endswith(".rels"):
            _read(packed, name, markup.refuse_relation)
        elif is_markup:
            acts = markup.Acts()
            _read(packed, name, acts.on_element, acts.on_text)


def _read(packed: zipfile.ZipFile, name: str, on_element: Any, on_text: Any = None) -> None:
    with packed.open(name) as part:
        markup.read(part, on_element, on_text)


def _refuse_locked(name: str, attributes: dict[str, str]) -> None:
    if name == "encryption-data":
        raise Unfit("locked")
