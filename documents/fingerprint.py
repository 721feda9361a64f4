"""What a PDF depends on besides its document: libraries, typefaces, styles, templates, code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from documents.glyphs import ASSETS

LIBRARIES = ("weasyprint", "pydyf", "pikepdf", "fonttools", "tinyhtml5", "tinycss2")
HERE = Path(__file__).resolve().parent


@lru_cache(maxsize=2)
def renderer(assets: Path = ASSETS) -> dict[str, str]:
    """The version of each library, and the digest of each kind of file, by name."""
    templates = Path(settings.BASE_DIR) / "templates" / "documents"
    files = {
        "code": HERE.glob("*.py"),
        "style sheet": assets.glob("document.css"),
        "templates": templates.glob("*.html"),
        "typefaces": assets.glob("*.woff"),
    }
    return {name: version(name) for name in LIBRARIES} | {
        name: _digest(paths) for name, paths in files.items()
    }


def changed(then: dict[str, str], now: dict[str, str]) -> str:
    """What has changed since, in words such as "weasyprint 69.0 -> 70.0, templates"; or ""."""
    names = [name for name in dict.fromkeys([*then, *now]) if then.get(name) != now.get(name)]
    return ", ".join(
        f"{name} {then.get(name, 'none')} -> {now.get(name, 'none')}" if name in LIBRARIES else name
        for name in names
    )


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
