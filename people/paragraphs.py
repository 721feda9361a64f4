"""The reasons in law for keeping something from the public (`paragraphs.toml`), read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

FILE = Path(__file__).with_name("paragraphs.toml")


@dataclass(frozen=True)
class Paragraph:
    """A reason in law, and the days on which it may be given."""

    key: str
    says: str
    starts_on: date
    ends_on: date | None


@cache
def paragraphs() -> tuple[Paragraph, ...]:
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["paragraph"]
    return tuple(Paragraph(e["key"], e["says"], e["from"], e.get("until")) for e in entries)


def choices() -> list[tuple[str, str]]:
    """All that a record may name, past ones too."""
    return [(paragraph.key, _(paragraph.says)) for paragraph in paragraphs()]


def choices_on(day: date) -> list[tuple[str, str]]:
    """Those that may be given on a day."""
    return [
        (paragraph.key, _(paragraph.says))
        for paragraph in paragraphs()
        if paragraph.starts_on <= day and (paragraph.ends_on is None or day <= paragraph.ends_on)
    ]
