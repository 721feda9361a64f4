"""What the tables of a project's options, means, partners and sites show of each, and the list of
a programme's categories."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.choices import PartnerKind
from records.columns import Column, Kind, Row, address

CATEGORIES = (
    Column("title", _("Category"), page=("projects:category_edit", "edit_in", "id")),
    Column("position", _("Order"), Kind.NUMBER),
    Column("project_count", _("Projects"), Kind.NUMBER, totals=True),
)


def option_columns(reference: str = "") -> tuple[Column, ...]:
    return (
        Column(
            "title",
            _("Option"),
            leads_to=_leads_to("option", reference),
            tag=lambda row: (_now("Preferred"), "green") if row.is_preferred else None,
            note=lambda row: _now("Everything stays as it is") if row.is_do_nothing else "",
        ),
        Column("cost_pence", _("Cost"), Kind.MONEY, missing=_("Not stated")),
        Column("benefit_pence", _("Benefit in money"), Kind.MONEY, missing=_("Not stated")),
        Column("benefits", _("Benefits"), Kind.PROSE, missing=_("None stated")),
        Column("risks", _("Risks"), Kind.PROSE, missing=_("None stated")),
    )


def resource_columns(reference: str = "") -> tuple[Column, ...]:
    return (
        Column(
            "title",
            _("Who or what"),
            leads_to=_leads_to("resource", reference),
            note=lambda row: row.source,
        ),
        Column("period", _("When"), missing=_("Not stated")),
        Column("days_wanted", _("Days wanted"), Kind.NUMBER, missing=_("Not stated")),
        Column("days_agreed", _("Days agreed"), Kind.NUMBER, missing=_("Not yet")),
        Column("agreed_by", _("Agreed by"), missing=_("Nobody yet")),
    )


def partner_columns(reference: str = "") -> tuple[Column, ...]:
    return (
        Column(
            "title",
            _("Partner"),
            leads_to=_leads_to("partner", reference),
            note=lambda row: row.unit_name if row.unit_name not in (None, row.title) else "",
        ),
        Column("kind", _("How it takes part"), choices=PartnerKind),
        Column("contribution", _("What it contributes"), Kind.PROSE, missing=_("Not stated")),
        Column("starts_on", _("Since"), Kind.DAY, missing=_("Not stated")),
    )


def site_columns(reference: str = "") -> tuple[Column, ...]:
    return (
        Column(
            "title",
            _("Place"),
            leads_to=_leads_to("site", reference),
            note=lambda row: row.address,
        ),
        Column("used_for", _("What it is for"), Kind.PROSE, missing=_("Not stated")),
    )


def _leads_to(name: str, reference: str) -> Callable[[Row], str] | None:
    """To the form of each, for anyone who may edit it."""
    if not reference:
        return None
    return lambda row: address(f"projects:{name}_edit", reference, _key(row))


def _key(row: Row) -> int:
    key: int = row["id"] if isinstance(row, dict) else row.id
    return key
