"""What the lists of portfolios, programmes, funding and registers show of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from programmes.agreeing import Agreed
from programmes.choices import (
    ClosingState,
    DocumentKind,
    DocumentState,
    EntryState,
    FundingKind,
    ProgrammeState,
)
from programmes.queries import FundingRow
from programmes.queries.brief import RoleRow, StakeholderRow, due_words
from records.columns import Column, Kind, Link, Row, address
from values import prose_html, words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

TONES = {EntryState.OPEN: "blue", EntryState.CLOSED: "grey"}
DUE = _("Due")


PORTFOLIOS = (
    Column(
        "title", _("Portfolio"), page=("programmes:portfolio_detail", "reference"), filters=True
    ),
    Column("reference", _("Reference"), only_exported=True),
    Column("parent_title", _("Part of"), missing=words.NOTHING),
    Column("programme_count", _("Programmes in it"), Kind.NUMBER),
)

PROGRAMMES = (
    Column("title", _("Programme"), page=("programmes:programme_detail", "reference")),
    Column("state", _("State"), Kind.STATE, choices=ProgrammeState),
    Column("starts_on", _("Start"), Kind.DAY),
    Column("expected_end_on", _("Expected end"), Kind.DAY, missing=_("Not set")),
)


PRIORITIES = (
    Column(
        "title",
        _("Priority"),
        page=("programmes:priority_detail", "reference"),
        note=lambda row: row["plan"],
        filters=True,
    ),
    Column("reference", _("Reference"), only_exported=True),
    Column("plan", _("Plan"), only_exported=True),
    Column("starts_on", _("First day"), Kind.DAY, missing=words.NOTHING),
    Column("ends_on", _("Last day"), Kind.DAY, missing=words.NOTHING),
    Column("objective_count", _("Objectives that serve it"), Kind.NUMBER),
)

OBJECTIVES_OF_PRIORITY = (
    Column("title", _("Objective")),
    Column(
        "programme_title",
        _("Programme"),
        page=("programmes:programme_brief", "programme_reference"),
    ),
    Column("due_on", _("By"), Kind.DAY, missing=_("Not set")),
)


def objective_columns(reference: str) -> tuple[Column, ...]:
    """The objectives of a programme; its reference leads to editing, none to nothing."""

    def page(row: Row) -> str:
        return address("programmes:objective_edit", reference, row["id"])

    return (
        Column(
            "title",
            _("Objective"),
            leads_to=page if reference else None,
            note=lambda row: row["success"] and prose_html.html(row["success"]),
        ),
        Column(
            "priority_title",
            _("Corporate priority"),
            page=("programmes:priority_detail", "priority_reference"),
            missing=words.NOTHING,
        ),
        Column("due_on", _("By"), Kind.DAY, missing=_("Not set")),
    )


def role_columns(reference: str) -> tuple[Column, ...]:
    """Roles and what they do; the programme's reference leads to editing, none to nothing."""

    def page(row: RoleRow) -> str:
        return address("programmes:role_description_edit", reference, row.id)

    return (
        Column(
            "title",
            _("Role or body"),
            leads_to=page if reference else None,
            note=lambda row: row.held_by,
        ),
        Column("duties", _("Key responsibilities"), Kind.PROSE),
        Column("accountable_to", _("Accountable to"), missing=words.NOTHING),
    )


def stakeholder_columns(reference: str) -> tuple[Column, ...]:
    """The communications plan of a programme; its reference leads to editing, none to nothing."""

    def page(row: StakeholderRow) -> str:
        return address("programmes:stakeholder_edit", reference, row.id)

    return (
        Column(
            "title",
            _("Who"),
            leads_to=page if reference else None,
            note=lambda row: row.person_name,
        ),
        Column("interest", _("Interest")),
        Column("influence", _("Influence")),
        Column("matters", _("What matters to them"), Kind.PROSE),
        Column("how_told", _("How they are told"), note=lambda row: row.how_words),
        Column(
            "next_told_on",
            _("Told again by"),
            Kind.DAY,
            tag=due_words,
            note=lambda row: row.last_words,
            missing=words.NOTHING,
        ),
    )


def funding_columns(
    reference: str, query: str = "", agreed: Agreed | None = None
) -> tuple[Column, ...]:
    """Where the money of the programme with a reference comes from; `query` keeps the moment in its
    links. `agreed` is what agreed to each source, beside the day."""

    def page(row: FundingRow) -> str:
        return address("programmes:funding_source_detail", reference, row.id) + query

    return (
        Column(
            "title",
            _("Source"),
            leads_to=page,
            note=lambda row: row.note and prose_html.html(row.note),
        ),
        Column("kind", _("Kind"), choices=FundingKind, missing=words.NOTHING),
        Column("period", _("For"), missing=words.NOTHING),
        Column("starts_on", _("From"), Kind.DAY, missing=words.NOTHING),
        Column(
            "approved_on",
            _("Approved"),
            Kind.DAY,
            missing=words.NOTHING,
            links=lambda row: [
                Link(said, url + query, row.title) for said, url in (agreed or {}).get(row.id, ())
            ],
        ),
        Column("amount_words", _("Amount"), Kind.NUMBER, says=lambda row: row.amount_words),
    )


def entry_columns(
    kind: str,
    *own: Column,
    states: type[TextChoices] = EntryState,
    tones: Mapping[Any, str] = TONES,
    due: StrPromise = DUE,
    is_late: Callable[[Row], tuple[str, str] | None] | None = None,
) -> tuple[Column, ...]:
    """The columns of every register, with its own before the owner; `kind` is part of the names of
    its pages: "programmes:lesson". `states` are those of a kind that has its own, and `is_late` is
    the tag beside the due day."""
    return (
        Column("title", _("Title"), page=(f"{kind}_detail", "reference"), filters=True),
        Column("reference", _("Reference"), only_exported=True),
        Column("scope_title", _("Of"), filters=True),
        *own,
        Column("owner_name", _("Owner"), filters=True, missing=_("Nobody yet")),
        Column("due_on", due, Kind.DAY, missing=_("Not set"), tag=is_late),
        Column(
            "state", _("State"), Kind.STATE, choices=states, tones=tones, filters=True, totals=True
        ),
    )


DOCUMENT_TONES = {
    DocumentState.DRAFT: "blue",
    DocumentState.IN_FORCE: "green",
    DocumentState.SUPERSEDED: "grey",
    DocumentState.WITHDRAWN: "grey",
}
DOCUMENTS = entry_columns(
    "programmes:document",
    Column("kind", _("Kind"), choices=DocumentKind, filters=True),
    Column(
        "newest_version",
        _("Newest version"),
        leads_to=lambda row: row.get("newest_url", ""),
        note=lambda row: row["newest_file"] or row["newest_link"] or "",
        sorts=False,
        missing=_("None yet"),
    ),
    Column("newest_on", _("Its date"), Kind.DAY, missing=words.NOTHING),
    Column("covers_from", _("Covers from"), Kind.DAY, only_exported=True),
    Column("covers_to", _("Covers to"), Kind.DAY, only_exported=True),
    Column("superseded_by_title", _("Superseded by"), only_exported=True),
    states=DocumentState,
    tones=DOCUMENT_TONES,
    due=_("Next version due"),
)


def version_columns(reference: str, *, may_edit: bool, sees_now: bool) -> tuple[Column, ...]:
    """The versions of a document: a version leads to its file, or to where it stands."""

    def page(row: Row) -> str:
        if row.link:
            return str(row.link)
        file = "programmes:document_version_file"
        return address(file, reference, row.id) if row.stored_as and sees_now else ""

    def edit(row: Row) -> list[Link]:
        url = address("programmes:document_version_edit", reference, row.id)
        return [Link(str(_("Edit")), url, row.title)]

    verbs = Column(
        "edit", _("What to do"), Kind.LINKS, value=lambda row: "", links=edit, sorts=False
    )
    return (
        Column("title", _("Version"), leads_to=page, note=lambda row: row.file_name or row.link),
        Column("dated_on", _("Date"), Kind.DAY, missing=words.NOTHING),
        Column("reflects", _("What it reflects"), Kind.PROSE, missing=words.NOTHING),
        Column("prepared_from", _("Prepared from"), Kind.PROSE, missing=words.NOTHING),
        Column(
            "approved_on",
            _("Approved"),
            Kind.DAY,
            note=lambda row: row.approved_by_title or "",
            missing=words.NOTHING,
        ),
        *([verbs] if may_edit else []),
    )


CLOSING_REPORTS = entry_columns(
    "programmes:closing_report",
    Column("decided_by_title", _("Decided by"), missing=_("Nobody yet")),
    Column("decided_on", _("Decided"), Kind.DAY, missing=_("Not yet")),
    Column("left_to_name", _("Who takes on what is left"), missing=_("Nobody yet")),
    Column("delivered", _("What was delivered"), only_exported=True),
    Column("not_delivered", _("What was not delivered, and why"), only_exported=True),
    Column("left", _("What is left"), only_exported=True),
    states=ClosingState,
    tones={
        ClosingState.DRAFT: "blue",
        ClosingState.RECOMMENDED: "amber",
        ClosingState.AGREED: "green",
        ClosingState.RETURNED: "amber",
    },
    due=_("Report due"),
)


LESSONS = entry_columns(
    "programmes:lesson",
    Column("learnt", _("What was learnt"), filters=True),
    Column("next_time", _("What to do differently"), only_exported=True),
    Column("happened", _("What happened"), only_exported=True),
    Column("phase_title", _("Phase"), only_exported=True),
)
