"""Text as a log writes it."""

from __future__ import annotations


def as_one_line(text: str) -> str:
    """Text that can neither forge a second line nor move the cursor."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
