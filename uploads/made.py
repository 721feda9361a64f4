"""Files that were made for somebody to fetch, and that are kept for a day or so."""

from __future__ import annotations

import hashlib
import os
import secrets

from django.conf import settings

from uploads.store import Kept

FOLDER = "made"


def keep_made(content: bytes) -> Kept:
    """Keep a file until it is discarded."""
    folder = settings.UPLOADS_DIR / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = secrets.token_hex(20)
    with os.fdopen(os.open(folder / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as f:
        f.write(content)
    return Kept(f"{FOLDER}/{name}", len(content), hashlib.sha256(content).hexdigest())


def discard(stored_as: str) -> None:
    """Remove a file that was made; what people sent is never removed."""
    folder, _slash, name = stored_as.partition("/")
    if folder == FOLDER and name.isalnum():
        (settings.UPLOADS_DIR / FOLDER / name).unlink(missing_ok=True)
