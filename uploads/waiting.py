"""A file that came with a form that must be sent again: it waits for that, a day at most.

A browser cannot show a chosen file again, so the form holds a number for it instead. The file has
been examined; it lies among the uploads under the account that sent it, is given to nobody, and is
examined again like any other when the form is complete.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from uploads.store import check

LASTS = 24 * 3600
"""Seconds."""
ONCE_SENT = 600
"""How long, in seconds, it stays in case the form is sent twice."""
MOST = 5
"""How many files may wait for one account; the oldest is dropped first."""
NUMBER = re.compile(r"[0-9a-f]{40}")


def keep_waiting(upload: UploadedFile, account_id: int) -> str:
    """Keep a file for an account, and return its number. Raises Refused for one that would not be
    accepted."""
    check(upload)
    _clear_away()
    folder = _folder(account_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for surplus in sorted(folder.iterdir(), key=_age)[MOST - 1 :]:
        shutil.rmtree(surplus, ignore_errors=True)
    number = secrets.token_hex(20)
    place = folder / number
    place.mkdir(mode=0o700)
    (place / "name").write_text(upload.name or "", encoding="utf-8", errors="replace")
    with os.fdopen(os.open(place / "file", os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return number


def waiting(number: str, account_id: int) -> UploadedFile | None:
    """The account's waiting file with a given number; None when there is none."""
    place = _folder(account_id) / number
    if not NUMBER.fullmatch(number) or not place.is_dir() or _age(place) > LASTS:
        return None
    try:
        name = (place / "name").read_text(encoding="utf-8")
        return SimpleUploadedFile(name, (place / "file").read_bytes())
    except OSError:
        return None


def was_sent(number: str, account_id: int) -> None:
    """The form was sent: its file will soon be removed."""
    place = _folder(account_id) / number
    if NUMBER.fullmatch(number) and place.is_dir():
        soon = time.time() - LASTS + ONCE_SENT
        os.utime(place, (soon, soon))


def _folder(account_id: int) -> Path:
    folder: Path = settings.UPLOADS_DIR / "waiting" / str(account_id)
    return folder


def _age(place: Path) -> float:
    try:
        return time.time() - place.stat().st_mtime
    except FileNotFoundError:
        return LASTS


def _clear_away() -> None:
    for place in (settings.UPLOADS_DIR / "waiting").glob("*/*"):
        if _age(place) > LASTS:
            shutil.rmtree(place, ignore_errors=True)
