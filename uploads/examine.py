"""The process that examines one file: `python -m uploads.examine SOURCE TARGET LONGEST`.

It prints the kind of file, judged by its content, as one of `kinds.KINDS`, and writes a picture
again to TARGET, no side longer than LONGEST pixels (0: as it is); or it prints `unfit: REASON`. It
uses no Django and sets limits on itself, so that a file made to break readers breaks nothing
else."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

from uploads import limits
from uploads.kinds import Unfit

BEGINNINGS = {
    b"%PDF-": "PDF",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"PK\x03\x04": "ZIP",
}
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
MARKUP = re.compile(r"\s*<\s*[!?a-z]", re.I)


def examined(source: Path, target: Path, longest: int = 0) -> str:
    """The name of the file's kind. Raises Unfit."""
    with source.open("rb") as file:
        beginning = file.read(100)
    name = next((n for mark, n in BEGINNINGS.items() if beginning.startswith(mark)), "")
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        name = "WEBP"
    # Each library is loaded only for its own kind.
    if name == "PDF":
        from uploads.pdfs import check_pdf  # noqa: PLC0415  as above

        check_pdf(source)
    elif name == "ZIP":
        from uploads.packed import check_odf, check_office  # noqa: PLC0415  as above

        return (check_odf if beginning[30:38] == b"mimetype" else check_office)(source)
    elif name:
        from uploads.pictures import rewrite  # noqa: PLC0415  as above

        rewrite(source, target, name, longest)
    else:
        check_text(source)
        return "TXT"
    return name


def check_text(source: Path) -> None:
    """Text in UTF-8, or in Windows' encoding, and not a page of markup. Raises Unfit."""
    data = source.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise Unfit("kind") from None
    if NO_TEXT.search(text) or MARKUP.match(text):
        raise Unfit("kind")


def set_limits() -> None:
    """Limit this process's processor time, memory and file size."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.MOST_UNPACKED, limits.MOST_UNPACKED))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(source: str, target: str, longest: str = "0") -> int:
    set_limits()
    try:
        print(examined(Path(source), Path(target), int(longest)))
    except Unfit as unfit:
        print(f"unfit: {unfit.reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
