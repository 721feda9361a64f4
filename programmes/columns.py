"""What the lists of portfolios, programmes, funding and registers show of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programmes.choices import EntryState, FundingKind, ProgrammeState
from programmes.queries import FundingRow
from records.columns import Column, Kind, Row
from values import prose, words

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


def funding_columns(reference: str, query: str = "") -> tuple[Column, ...]:
    """Where the money of the programme with a reference comes from; `query` keeps the moment in its
    links."""

    def page(row: FundingRow) -> str:
        return reverse("programmes:funding_source_detail", args=[reference, row.id]) + query

    return (
        Column(
            "title",
            _("Source"),
            leads_to=page,
            note=lambda row: row.note and prose.html(row.note),
        ),
        Column("kind", _("Kind"), choices=FundingKind, missing=words.NOTHING),
        Column("period", _("For"), missing=words.NOTHING),
        Column("starts_on", _("From"), Kind.DAY, missing=words.NOTHING),
        Column("approved_on", _("Approved"), Kind.DAY, missing=words.NOTHING),
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


LESSONS = entry_columns(
    "programmes:lesson",
    Column("learnt", _("What was learnt"), filters=True),
    Column("next_time", _("What to do differently"), only_exported=True),
    Column("happened", _("What happened"), only_exported=True),
    Column("phase_title", _("Phase"), only_exported=True),
)
