"""Drawings as pictures, for files that cannot be relied on to show SVG."""

from __future__ import annotations

import tempfile
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import resvg_py
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

from documents.glyphs import ASSETS

FACE = "SourceSans3-Regular"
DENSITY = 2
"""Pixels of the picture for one of the drawing: sharp on paper."""


@lru_cache(maxsize=64)
def png(svg: str) -> bytes:
    """A drawing of `documents.charts` as PNG, on white. It is kept, by its content."""
    faces = [str(face) for face in [typeface()] if face is not None]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            background="white",
            zoom=DENSITY,
            skip_system_fonts=bool(faces),
            font_files=faces or None,
            font_family="Source Sans 3",
            sans_serif_family="Source Sans 3",
        )
    )


@cache
def typeface() -> Path | None:
    """Our typeface as the drawer of pictures reads it; None before the front end is built."""
    packed = ASSETS / f"{FACE}.ttf.woff"
    if not packed.exists():
        return None
    folder = _folder()
    unpacked = Path(folder.name) / f"{FACE}.ttf"
    with TTFont(packed) as face:
        face.flavor = None
        out = BytesIO()
        face.save(out)
    unpacked.write_bytes(out.getvalue())
    return unpacked


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="mandate-typeface-")
