"""Text that turns its own direction, shown so that nobody is misled (ADR 0020).

Nine characters force the text after them to run from right to left or from left to right, whatever
it is: “000,01£” after one of them is read as “£10,000”. Arabic and Hebrew need none of them: their
letters have a direction of their own. The text is stored as it was written; wherever it is shown,
each of the nine appears as its number, such as “[U+202E]”."""

from __future__ import annotations

import re

TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TURN = re.compile(f"[{TURNS}]")
TURN_IN_BYTES = re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
# The content of a box is sent back: it must stay as it is stored, or saving would change it.
BOXES = re.compile(r'(<textarea\b.*?</textarea>|\svalue="[^"]*")', re.S)


def marked(text: str) -> str:
    """The text with each such character replaced by its number."""
    return TURN.sub(lambda turn: f"[U+{ord(turn[0]):04X}]", text)


def marked_page(page: bytes) -> bytes:
    """A page of HTML, in UTF-8, in which all such characters are marked except those inside its
    boxes."""
    if not TURN_IN_BYTES.search(page):
        return page
    parts = BOXES.split(page.decode())
    parts[::2] = [marked(part) for part in parts[::2]]
    return "".join(parts).encode()
