"""A report format as plain data: what a council's paper consists of, in which order, and how it is
numbered, headed and signed off. It knows no records.

A format is read from JSON and written to it (`documents.format_files`); `reports` keeps it in
versions with the day from which each counts. The keys of parts and fields are stable: titles, order
and marks may change, and a paper's texts and cross-references follow their keys.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Nation = Literal["england", "wales", "scotland", "northern ireland", ""]

# How a number is printed. "{1}" is an arabic count, "{a}" and "{A}" letters, "{i}" and "{I}" roman
# ones, "{up}" the whole mark of what stands above without its full stop or ".0". So "{1}." prints
# "7.", "{1}.0" "3.0", "{up}.{1}" "3.2", "Section {1}" "Section 3", "({a})" "(b)". Empty: no number.
Mark = str


@dataclass(frozen=True)
class Numbering:
    """One of the six families of committee papers and their variations. Main headings, parts of
    them and paragraphs each have a mark or none.

    A: continuous paragraphs under bare headings (paragraph "{1}."). B: "{1}" over "{up}.{1}".
    C: "{1}.0" over "{up}.{1}". D: "{A}." over "{up}.{1}". E: headings "{1}." and no numbers below.
    F: none. An initiation document: "Section {1}" over clauses "{1}" that do not restart, over
    "{up}.{1}".
    """

    main: Mark = ""
    sub: Mark = ""
    paragraph: Mark = "{1}."
    is_sub_restarted: bool = True
    is_paragraph_restarted: bool = False
    is_run_on: bool = True
    """Whether paragraphs behind the signature continue the run; else they have no number."""
    lists: tuple[Mark, ...] = ("{a}.", "{i}.", "{1}.")
    """Marks of a computed list by depth, as `[projects]` prints them."""


@dataclass(frozen=True)
class HeaderField:
    """A line at the top of page 1. `source` is one of `HEADER_SOURCES`, or "typed": then the author
    fills it in for each paper, under `key`. `label` stands before the value, on its line or in the
    first column of a table."""

    key: str
    source: str
    label: str = ""
    is_upper: bool = False
    is_required: bool = False
    help: str = ""

    @property
    def name(self) -> str:
        """What a form calls it: one without a label stands alone in print."""
        return self.label.rstrip(":") or self.key.replace("-", " ").capitalize()


HEADER_SOURCES = (
    "council", "body", "meeting day", "agenda item", "report of", "title", "status", "signatory",
    "contact", "wards", "reference", "reference code", "programmes", "day of writing", "typed",
)  # fmt: skip


@dataclass(frozen=True)
class OwnLogo:
    """A logo that belongs to the format: its content in base64, and what it shows, for those who do
    not see it."""

    content_type: Literal["image/png", "image/jpeg"]
    base64: str
    alternative: str


@dataclass(frozen=True)
class Furniture:
    """What the pages show besides the text. Running headers and footers hold "{reference}",
    "{title}", "{status}", "{item}", "{page}" and "{pages}", in three places each."""

    paper_size: Literal["A4", "Letter"] = "A4"
    is_landscape: bool = False
    has_logo: bool = False
    logo: OwnLogo | None = None
    """In place of that of the council's unit."""
    header: tuple[HeaderField, ...] = (
        HeaderField("status", "status"),
        HeaderField("council", "council"),
        HeaderField("body", "body"),
        HeaderField("meeting-day", "meeting day"),
        HeaderField("agenda-item", "agenda item", label="Agenda Item:"),
        HeaderField("report-of", "report of", label="Report of the"),
        HeaderField("title", "title"),
    )
    """In the order of print, including the title, which is the heading of the paper."""
    is_header_table: bool = False
    has_cover: bool = False
    """Whether the header has a page of its own."""
    running_head: tuple[str, str, str] = ("", "", "")
    running_foot: tuple[str, str, str] = ("{reference}", "{status}", "Page {page} of {pages}")
    draft_banner: str = ""
    release_banner: str = ""


@dataclass(frozen=True)
class ConditionalNotice:
    """A notice that stands below the header when it applies. `when` is one of `NOTICE_CONDITIONS`;
    `text` may hold "{reason}"."""

    key: str
    when: str
    text: str


NOTICE_CONDITIONS = ("late", "urgent", "key decision", "exempt", "part exempt")


@dataclass(frozen=True)
class Part:
    """Something that a paper prints, with or without a heading of its own. The order of the parts
    is the order of print."""

    key: str
    heading: str = ""
    level: Literal["main", "sub"] = "main"
    is_heading_numbered: bool = False
    """Whether the heading takes part in the numbering of headings."""


@dataclass(frozen=True)
class TextPart(Part):
    """A section that its author writes."""

    kind: Literal["text"] = "text"
    is_required: bool = True
    is_numbered: bool = True
    """Whether its paragraphs take part in the numbering."""
    is_heading_numbered: bool = True
    """Without a heading, its first paragraph takes the number that the heading would have."""
    may_lack_heading: bool = False
    body: str = ""
    """What a new paper starts from."""
    nil: str = ""
    """Printed when an optional section is empty; without it the section is left out."""
    guidance: str = ""
    """For the author; never printed."""
    owner: str = ""
    """Who writes it, in words, such as "the finance officer"."""
    most_words: int | None = None
    is_limit_firm: bool = False
    """Whether a longer text stops publishing, or only gets a message."""


@dataclass(frozen=True)
class RecommendationsPart(Part):
    """The paper's recommendations. Where a format has several such parts, all print the same."""

    kind: Literal["recommendations"] = "recommendations"
    heading_many: str = ""
    introduction: str = ""
    """Such as "Members are asked to:"."""
    is_introduction_numbered: bool = False
    """Whether the introduction is a paragraph of the run, and the list belongs to it."""
    mark: Mark = "{1})"
    mark_alone: Mark | None = None
    """The mark of a single recommendation; None: the same as for several."""
    is_heading_numbered: bool = True
    is_required: bool = True


@dataclass(frozen=True)
class ImplicationRow:
    key: str
    heading: str
    body: str = ""
    guidance: str = ""
    is_required: bool = True


@dataclass(frozen=True)
class ImplicationsPart(Part):
    """Implications as a table: a row for each, in the columns that the format names. "mark", "row",
    "text", "officer" and "day" are what a column can print."""

    kind: Literal["implications"] = "implications"
    columns: tuple[tuple[str, str], ...] = (("row", "Implication"), ("text", "Comment"))
    """(what it prints, its label)."""
    mark: Mark = ""
    rows: tuple[ImplicationRow, ...] = ()
    is_heading_numbered: bool = True


@dataclass(frozen=True)
class ClearanceKind:
    """A sign-off that the format names, and the roles (`people.choices.Role`) that give it. Those
    marked `by_two` must come from different people; one `after` another is asked for once that is
    given (in series)."""

    key: str
    heading: str
    roles: tuple[str, ...]
    is_needed: bool = True
    by_two: bool = True
    after: str = ""


@dataclass(frozen=True)
class ClearancesPart(Part):
    """How sign-offs are printed. "initials": initials and day in the heading, the text as
    paragraphs. "consulted": "Officer consulted: NAME  Date: DAY" below the text. "column": a table
    with the officer's post beside each. "commentary": a section each by the statutory officer.
    "table": consultees with the days they were asked and answered. "lines": submitted and approved
    by, one line each. "none": given and kept, but not printed."""

    kind: Literal["clearances"] = "clearances"
    form: Literal["initials", "consulted", "column", "commentary", "table", "lines", "none"] = (
        "initials"
    )
    kinds: tuple[ClearanceKind, ...] = ()
    """In the order of print."""


@dataclass(frozen=True)
class SignaturePart(Part):
    """Who signs: a name over a post, after `label` such as "Report prepared by"."""

    kind: Literal["signature"] = "signature"
    label: str = ""
    is_required: bool = True


@dataclass(frozen=True)
class ContactPart(Part):
    kind: Literal["contact"] = "contact"
    is_required: bool = True


@dataclass(frozen=True)
class BackgroundPart(Part):
    """Background papers: the list, the words for none, and the legal statement."""

    kind: Literal["background"] = "background"
    statement: str = ""
    statement_stands: Literal["before", "after"] = "after"
    nil: str = "None"


@dataclass(frozen=True)
class AppendicesPart(Part):
    """Where the appendices are listed. `word` is what they are called here, `mark` their count."""

    kind: Literal["appendices"] = "appendices"
    word: str = "Appendix"
    mark: Mark = "{1}"
    are_joined: bool = True
    """Whether uploaded PDFs become further pages of the paper's PDF; else they are linked."""
    is_listed: bool = True
    nil: str = ""
    """Printed when there is none; without it the heading is left out too."""


@dataclass(frozen=True)
class AffectedPart(Part):
    """The wards, divisions and members that the paper affects."""

    kind: Literal["affected"] = "affected"
    is_required: bool = True


@dataclass(frozen=True)
class CodePart(Part):
    """The committee's reference code, on a line of its own."""

    kind: Literal["code"] = "code"


@dataclass(frozen=True)
class ContentsPart(Part):
    """A list of contents with page numbers. `depth` 1 lists main headings, 2 their parts too."""

    kind: Literal["contents"] = "contents"
    depth: Literal[1, 2] = 2


AnyPart = (
    TextPart
    | RecommendationsPart
    | ImplicationsPart
    | ClearancesPart
    | SignaturePart
    | ContactPart
    | BackgroundPart
    | AppendicesPart
    | AffectedPart
    | CodePart
    | ContentsPart
)


@dataclass(frozen=True)
class Format:
    """A whole report format."""

    parts: tuple[AnyPart, ...]
    language: str = "en-GB"
    nation: Nation = "england"
    numbering: Numbering = field(default_factory=Numbering)
    furniture: Furniture = field(default_factory=Furniture)
    notices: tuple[ConditionalNotice, ...] = ()
    may_be_published_as_word: bool = False

    @property
    def texts(self) -> tuple[TextPart, ...]:
        """The sections that an author writes, in the order of print."""
        return tuple(part for part in self.parts if isinstance(part, TextPart))

    @property
    def written(self) -> tuple[TextPart, ...]:
        """The same with the rows of tables of implications, under "<part key>.<row key>"."""
        found: list[TextPart] = []
        for part in self.parts:
            if isinstance(part, TextPart):
                found.append(part)
            elif isinstance(part, ImplicationsPart):
                found += (
                    TextPart(f"{part.key}.{row.key}", row.heading, "sub", body=row.body)
                    for row in part.rows
                )
        return tuple(found)

    @property
    def typed_fields(self) -> tuple[HeaderField, ...]:
        """The fields of the header that the author fills in for each paper."""
        return tuple(each for each in self.furniture.header if each.source == "typed")

    @property
    def clearance_kinds(self) -> tuple[ClearanceKind, ...]:
        """The sign-offs that it names, in the order of print."""
        parts = [part for part in self.parts if isinstance(part, ClearancesPart)]
        return tuple(kind for part in parts for kind in part.kinds)
