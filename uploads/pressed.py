"""PDFs that were laid out before, by what they print: a cache, which may be emptied at any time."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

FOLDER = "pressed"
DAYS, MOST = 30, 2_000
DIGEST = hashlib.sha256().digest_size


class Pressed:
    """The papers laid out for packs. Each begins with the digest of its content, so that one that
    was cut short is laid out anew."""

    def get(self, key: str) -> bytes | None:
        try:
            path = self._path(key)
            whole = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        content = whole[DIGEST:]
        return content if hashlib.sha256(content).digest() == whole[:DIGEST] else None

    def put(self, key: str, pdf: bytes) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = path.with_name(f"{secrets.token_hex(8)}.new")
        with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(hashlib.sha256(pdf).digest() + pdf)
        new.replace(path)

    def tidy(self) -> None:
        """Remove what nobody asked for lately, and the oldest beyond a number."""
        listed = []
        for path in self._folder.glob("*"):
            with suppress(OSError):
                listed.append((path.stat().st_mtime, path))
        last = time.time() - DAYS * 86_400
        newest_first = sorted(listed, reverse=True)
        for place, (used, path) in enumerate(newest_first):
            if used < last or place >= MOST:
                path.unlink(missing_ok=True)

    @property
    def _folder(self) -> Path:
        return Path(settings.UPLOADS_DIR) / FOLDER

    def _path(self, key: str) -> Path:
        return self._folder / key
