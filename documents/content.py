"""The input from which a paper is composed: plain values, no models.

Texts are as their author typed them, in the small markup that `documents.markup` describes. What is
printed of them, in which order and under which headings, the format says (`documents.format`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from documents.format import Format
from documents.tree import Figure, Picture, Table


@dataclass(frozen=True)
class SectionContent:
    """What an author wrote in a section. `key` is stable: it is that of the format's part, or the
    section is one that the author added.

    Without a heading or a level it has those of the format. One that the author added, or moved,
    stands after the section whose key is `after`; an added one without, before all others. Its
    `language` is a tag, where it is not that of the paper.
    """

    key: str
    heading: str = ""
    body: str = ""
    level: str = ""
    after: str = ""
    language: str = ""


@dataclass(frozen=True)
class RecommendationContent:
    """One thing that the committee is asked to do; references name its `key`."""

    text: str
    key: str = ""


@dataclass(frozen=True)
class ClearanceContent:
    """An officer's clearance, such as "Constitutional Comments" by LM on a date. `key` is that of
    the format's `ClearanceKind`.

    Without a date or a text it is printed as missing, and is a problem: `lack` says why, and
    `since` gives the day, in words, since which it is void."""

    kind: str
    initials: str
    cleared_on: datetime.date | None
    text: str
    lack: str = "waiting"
    since: str = ""
    key: str = ""
    officer: str = ""
    post: str = ""
    asked_on: datetime.date | None = None


@dataclass(frozen=True)
class AppendixContent:
    """A file that goes with the paper, or another paper: an annex with appendices of its own.

    References name its `key`. `file_name` is of the file as it was sent.
    """

    key: str
    title: str
    file_name: str = ""
    paper: PaperContent | None = None
    lack: str = ""
    """A sentence for the officer: why a paper that should be here is not printed."""


@dataclass(frozen=True)
class QuoteContent:
    """Prints as a quotation, such as `[vision]`. When empty, `nil` prints instead."""

    text: str
    nil: str = ""


@dataclass(frozen=True)
class BulletContent:
    """Prints as bullets, such as `[principles]`. When empty, `nil` prints instead."""

    items: tuple[str, ...]
    nil: str = ""


@dataclass(frozen=True)
class LetteredItemContent:
    """One project: its title and what is said of it (blank lines part paragraphs, "- " bullets).
    `mark` is a printed number of its own, "" for none; without one it is counted."""

    title: str
    body: str
    mark: str | None = None


@dataclass(frozen=True)
class LetteredContent:
    """Prints as a, b, c ..., such as `[projects]`. When empty, `nil` prints instead."""

    items: tuple[LetteredItemContent, ...]
    nil: str = ""


@dataclass(frozen=True)
class TableContent:
    """Prints as a table, such as `[milestones]`. When it has no rows, `nil` prints instead."""

    table: Table
    nil: str = ""


@dataclass(frozen=True)
class TextContent:
    """Prints as paragraphs without numbers and lists, such as `[board]`. When empty, `nil` prints
    instead."""

    text: str
    nil: str = ""


@dataclass(frozen=True)
class FigureContent:
    """Prints as a chart over its table. Without a figure, `nil` prints instead."""

    figure: Figure | None
    nil: str = ""


@dataclass(frozen=True)
class SeveralContent:
    """Prints as several, one below another. When all are empty, `nil` prints instead."""

    parts: tuple[LiveContent, ...]
    nil: str = ""


@dataclass(frozen=True)
class PictureContent:
    """A picture that stands where the text says `[picture: KEY]`. `read` returns its content, or
    None when the file is gone."""

    caption: str
    alternative: str
    read: Callable[[], Picture | None]


@dataclass(frozen=True)
class Refused:
    """Prints as a gap. The sentence says what is wrong with the author's call."""

    sentence: str


LiveContent = (
    QuoteContent
    | BulletContent
    | LetteredContent
    | TableContent
    | TextContent
    | FigureContent
    | SeveralContent
    | Refused
)
Live = LiveContent | Callable[[], LiveContent]
Said = str | Refused
Fact = Said | Callable[[], Said]


@dataclass(frozen=True)
class Edition:
    """What a printed paper says of itself: a draft, or which publication. A paper without one says
    nothing: no status, no banner."""

    status: str
    notices: tuple[str, ...] = ()
    is_published: bool = False


@dataclass(frozen=True)
class PaperContent:
    """Everything a paper says. Dates and figures that are `str` are ready to print."""

    format: Format
    title: str
    reference: str
    values: Mapping[str, str] = field(default_factory=dict)
    """What its header prints, by the source of the field (`HEADER_SOURCES`: "council", "body",
    "meeting day", "wards", "reference code" ...), and what the author typed, by the field's key."""
    logo: Picture | None = None
    sections: tuple[SectionContent, ...] = ()
    recommendations: tuple[RecommendationContent, ...] = ()
    signatory: tuple[str, ...] = ()
    """A name, a post, and perhaps more lines; the same for each of the contacts."""
    contacts: tuple[tuple[str, ...], ...] = ()
    clearances: tuple[ClearanceContent, ...] = ()
    background_papers: tuple[str, ...] = ()
    """A line each, with links."""
    appendices: tuple[AppendixContent, ...] = ()
    conditions: Mapping[str, str] = field(default_factory=dict)
    """The conditions (`NOTICE_CONDITIONS`) that apply, with the reason of each."""
    edition: Edition | None = None
    live: Mapping[str, Live] = field(default_factory=dict)
    pictures: Mapping[str, PictureContent] = field(default_factory=dict)
    """By their keys."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    sources_at: str = ""
    """The address of the page that says where a figure comes from; empty in files."""


def in_words(count: int) -> str:
    """Return a count as a sentence prints it: "nine", but "10"."""
    small = (
        _("no"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
    )
    return small[count] if 0 <= count < len(small) else str(count)
