"""The input from which a paper is composed: plain values, no models.

Texts are as their author typed them. `body` texts use the small markup that
`documents.markup` describes.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

from documents.tree import Figure, Table


@dataclass(frozen=True)
class SectionContent:
    """One section of the paper. `key` is stable: headings and order may change, keys stay."""

    key: str
    heading: str
    body: str
    level: Literal["main", "sub"] = "main"


@dataclass(frozen=True)
class ClearanceContent:
    """An officer's clearance, such as "Constitutional Comments" by LM on a date.

    Without a date or a text it is printed as missing, and is a problem: `lack` says why, and
    `since` gives the day, in words, since which it is void."""

    kind: str
    initials: str
    cleared_on: datetime.date | None
    text: str
    lack: str = "waiting"
    since: str = ""


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
    """One project: its title and the text about it (blank lines separate paragraphs, "- " begins
    bullets). `mark` is its own number, such as "2b", or empty for none; None means the next
    letter."""

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

    parts: tuple["LiveContent", ...]
    nil: str = ""


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
class PaperContent:
    """Everything a committee paper says. Dates and figures that are `str` are ready to print."""

    title: str
    organisation: str
    meeting: str
    meeting_on: str
    reference: str
    sections: tuple[SectionContent, ...]
    agenda_item: str = ""
    report_of: str = ""
    status: str = ""
    notices: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    signatory_name: str = ""
    signatory_post: str = ""
    contact: tuple[str, ...] = ()
    clearances: tuple[ClearanceContent, ...] = ()
    background_papers: tuple[str, ...] = ()
    statement: str = ""
    divisions_affected: str = ""
    reference_code: str = ""
    live: Mapping[str, Live] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    sources_at: str = ""
    """The address of the page that shows where a figure comes from; empty in files."""
    language: str = "en-GB"


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
