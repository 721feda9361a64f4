"""The reasons in law for keeping something from the public (`paragraphs.toml`), read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

FILE = Path(__file__).with_name("paragraphs.toml")


@dataclass(frozen=True)
class Paragraph:
    """A reason in law, and the days on which it may be given; without a nation, in any."""

    key: str
    nation: str
    says: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Law:
    """What the law of a nation is called, and how it weighs the public interest."""

    nation: str
    name: str
    interest: str


@cache
def paragraphs() -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(e["key"], e.get("nation", ""), e["says"], e["from"], e.get("until"))
        for e in _read()["paragraph"]
    )


@cache
def laws() -> dict[str, Law]:
    return {entry["nation"]: Law(**entry) for entry in _read()["law"]}


@cache
def _read() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def paragraph_of(key: str) -> Paragraph:
    return next(paragraph for paragraph in paragraphs() if paragraph.key == key)


def law_of(key: str) -> Law:
    """The law of a paragraph; of one that may be given anywhere, that of the council's nation."""
    return laws()[paragraph_of(key).nation or settings.COUNCIL_NATION]


def choices() -> list[tuple[str, str]]:
    """All that a record may name, past ones too."""
    return [(paragraph.key, _(paragraph.says)) for paragraph in paragraphs()]


def choices_on(day: date) -> list[tuple[str, str]]:
    """Those that the council may give on a day."""
    return [
        (paragraph.key, _(paragraph.says))
        for paragraph in paragraphs()
        if paragraph.nation in ("", settings.COUNCIL_NATION)
        and paragraph.starts_on <= day
        and (paragraph.ends_on is None or day <= paragraph.ends_on)
    ]


def why_closed(key: str, public_interest: str) -> tuple[str, ...]:
    """What a public agenda says of something that is kept back, a sentence each: the reason in law,
    and what is said of the public interest in the words of its nation."""
    says = _(paragraph_of(key).says)
    sentences = [_("Not for publication. %(reason)s.") % {"reason": says}]
    if public_interest:
        sentences.append(f"{_(law_of(key).interest)} {public_interest}")
    return tuple(sentences)
