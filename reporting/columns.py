"""What the lists of the reporting cycle show."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from records.columns import Column, Kind

PERIODS = (
    Column("ends_on", _("Period to"), Kind.DAY, leads_to=lambda row: row["url"]),
    Column("starts_on", _("From"), Kind.DAY),
    Column("due_on", _("Reports due"), Kind.DAY),
)
