"""What lists of risks and of matrices show of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from programmes.columns import entry_columns
from records.columns import Column, Kind
from registers.choices import Proximity, Response, RiskKind, RiskState

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def _rating(rating: str, label: StrPromise, *, only_exported: bool = False) -> Column:
    """A rating in words, such as 12 High, in the colour of its band."""
    return Column(
        f"{rating}_score",
        label,
        Kind.STATE,
        says=lambda row: row[f"{rating}_words"],
        tone=lambda row: row[f"{rating}_tone"],
        missing=_("Not rated"),
        only_exported=only_exported,
    )


RISKS = entry_columns(
    "registers:risk",
    Column("kind", _("Kind"), choices=RiskKind, filters=True, only_exported=True),
    Column("cause", _("Cause"), only_exported=True),
    Column("event", _("Event"), filters=True, only_exported=True),
    Column("effect", _("Effect"), only_exported=True),
    _rating("inherent", _("Before any response"), only_exported=True),
    _rating("current", _("Now")),
    _rating("target", _("Aimed for")),
    Column("response", _("Response"), choices=Response, filters=True, missing=_("None yet")),
    Column("mitigation", _("What is done about it"), only_exported=True),
    Column("proximity", _("When it may happen"), choices=Proximity, only_exported=True),
    Column("impact_pence", _("Cost if it happens"), Kind.MONEY, only_exported=True),
    Column("expected_pence", _("Expected value"), Kind.MONEY, sorts=False, only_exported=True),
    Column("held_in_title", _("Escalated to"), only_exported=True),
    states=RiskState,
    tones={
        RiskState.OPEN: "blue",
        RiskState.ACCEPTED: "purple",
        RiskState.HAPPENED: "red",
        RiskState.CLOSED: "grey",
    },
    due=_("Next review"),
)

MATRICES = (
    Column("title", _("Risk matrix"), page=("registers:matrix_detail", "reference"), filters=True),
    Column("reference", _("Reference"), only_exported=True),
    Column("valid_from", _("Valid from"), Kind.DAY),
    Column("appetite", _("Appetite"), Kind.NUMBER),
)
