"""Taking a file that somebody sends, or that we made, and giving it back.

A process of its own examines what is sent. A file lies outside anything that a web server serves,
under a made-up name, and is on the disk before the record that names it is written. Nothing removes
it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, NoReturn

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.errors import NotFound, Refused
from uploads import limits
from uploads.kinds import KIND_OF_SUFFIX, KINDS, Kind

logger = logging.getLogger("mandate.uploads")

CODE = Path(__file__).resolve().parents[1]
LONGEST_NAME = 100
CHUNK = 1 << 16

SENTENCES = {
    "broken": _("The file is damaged. Save it again and send the new one."),
    "bursts": _("The file unpacks to far more than it should."),
    "carries": _("The PDF has other files inside. Send them one by one."),
    "empty": _("The file is empty."),
    "entries": _("The file has too many parts."),
    "fetches": _("The document fetches content from elsewhere. Save a copy that contains it."),
    "heavy": _("The file takes too long to read. Save a simpler copy."),
    "kind": _("This kind of file is not accepted, whatever its name says."),
    "locked": _("The file has a password. Send a copy without one."),
    "moving": _("The picture is animated. Send a still one."),
    "named": _("The file’s name must have the ending of its kind, such as .pdf, .docx or .txt."),
    "pages": _("The PDF has more than 2,000 pages."),
    "pixels": _("The picture has more than 40 million pixels. Make it smaller."),
    "program": _("The file contains a program or a script. Send one without."),
}


@dataclass(frozen=True)
class Taken:
    """What is known about an accepted file: the values of a record's fields."""

    file_name: str
    content_type: str
    size: int
    sha256: str
    stored_as: str


@dataclass(frozen=True)
class Kept:
    """A file that we made ourselves: its place in the store, and what it is."""

    stored_as: str
    size: int
    sha256: str


class FileMissing(NotFound):
    """The record exists, but its file does not."""


def take(upload: UploadedFile, longest: int = 0) -> Taken:
    """Examine and store a file; a picture made smaller where a side is longer than `longest`
    pixels. Raises Refused with a sentence that says why it is not accepted."""
    _measure(upload)
    with _room() as (sent, rewritten):
        _write(upload.chunks(CHUNK), sent)
        kind = _examined(sent, rewritten, upload.name or "", longest)
        kept = rewritten if rewritten.exists() else sent
        stored_as = _put_away(kept)
        path = settings.UPLOADS_DIR / stored_as
        return Taken(
            file_name=safe_name(upload.name or "", kind),
            content_type=kind.content_type,
            size=path.stat().st_size,
            sha256=_digest(path),
            stored_as=stored_as,
        )


def check(upload: UploadedFile, longest: int = 0) -> bytes:
    """Examine a file without storing it, and return it as it would be stored. Raises Refused as
    `take` does."""
    _measure(upload)
    with _room() as (sent, rewritten):
        _write(upload.chunks(CHUNK), sent)
        _examined(sent, rewritten, upload.name or "", longest)
        return (rewritten if rewritten.exists() else sent).read_bytes()


def _measure(upload: UploadedFile) -> None:
    size, most = upload.size or 0, settings.UPLOAD_MOST_BYTES
    if size == 0:
        _refuse("empty")
    if size > most:
        message = gettext("The file is larger than %(most)d MB.") % {
            "most": most // limits.MEGABYTE
        }
        raise Refused(message, {"file": [message]})


def opened(stored_as: str, size: int) -> IO[bytes]:
    """A stored file, to be read. Raises FileMissing when it is gone or cut short."""
    path = settings.UPLOADS_DIR / stored_as
    try:
        if path.stat().st_size == size:
            return path.open("rb")
    except OSError:
        pass
    logger.error("A stored file is missing or cut short", extra={"facts": stored_as})
    raise FileMissing(stored_as)


def keep(content: bytes) -> Kept:
    """Store what we made ourselves, such as a PDF."""
    with _room() as (made, _rewritten):
        _write([content], made)
        return Kept(_put_away(made), len(content), hashlib.sha256(content).hexdigest())


def read(stored_as: str, sha256: str) -> bytes:
    """A stored file, whole and unchanged. Raises FileMissing when it is gone or differs
    from its record."""
    try:
        content = (settings.UPLOADS_DIR / stored_as).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != sha256:
        logger.error("A stored file is missing or has been changed", extra={"facts": stored_as})
        raise FileMissing(stored_as)
    return content


def safe_name(name: str, kind: Kind) -> str:
    """The name of a file as it is shown and given back: the last part of a path, without characters
    that are invisible or mean something to a system, and with its kind's ending."""
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(one for one in last if one.isprintable())
    stem = re.sub(r'[<>:"/|?*%;]+', " ", seen)
    suffix = PurePosixPath(stem).suffix.lower()
    ending = suffix if suffix in kind.suffixes else kind.suffixes[0]
    stem = " ".join(PurePosixPath(stem).stem.split()).strip(". ") or "file"
    return f"{stem[:LONGEST_NAME]}{ending}"


def _examined(sent: Path, rewritten: Path, name: str, longest: int = 0) -> Kind:
    paths = str(sent), str(rewritten)
    command = [sys.executable, "-m", "uploads.examine", *paths, str(longest)]
    try:
        done = subprocess.run(
            command,
            cwd=CODE,
            env={"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=limits.WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _refuse("heavy")
    output = done.stdout.strip()
    if output.startswith("unfit: "):
        _refuse(output.removeprefix("unfit: "))
    if done.returncode or output not in KINDS:
        _refuse("heavy")
    kind, named = KINDS[output], KIND_OF_SUFFIX.get(PurePosixPath(name).suffix.lower())
    if named is not None and kind.family == named.family == "text":
        return named  # only the name distinguishes a table from other text
    if named != kind:
        _refuse("named")
    return kind


def _refuse(reason: str) -> NoReturn:
    sentence = str(SENTENCES[reason])
    raise Refused(sentence, {"file": [sentence]})


@contextmanager
def _room() -> Iterator[tuple[Path, Path]]:
    """Two temporary paths for a file that has not been accepted yet; neither is left behind."""
    folder = settings.UPLOADS_DIR / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = secrets.token_hex(16)
    paths = folder / name, folder / f"{name}.new"
    try:
        yield paths
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


def _write(chunks: Iterable[bytes], path: Path) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        for chunk in chunks:
            file.write(chunk)


def _put_away(path: Path) -> str:
    """Move a file to its final place, and return that place: two folders and a made-up name. File
    and folder are on the disk when this returns."""
    name = secrets.token_hex(20)
    place = PurePosixPath(name[:2], name[2:4], name)
    target = settings.UPLOADS_DIR / place
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.chmod(0o600)
    _sync(path)
    path.replace(target)
    for folder in (target.parent, target.parent.parent, settings.UPLOADS_DIR):
        _sync(folder)
    return str(place)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
