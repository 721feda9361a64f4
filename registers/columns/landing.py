"""What lists of registers show of each entry."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from records.columns import Column, Kind

COUNTS = (
    Column("noun", _("Register"), leads_to=lambda row: row["url"], sorts=False),
    Column("open", _("Open"), Kind.NUMBER, leads_to=lambda row: f"{row['url']}?standing=open"),
    Column(
        "overdue",
        _("Overdue"),
        Kind.NUMBER,
        leads_to=lambda row: f"{row['url']}?standing=overdue" if row["overdue"] else "",
    ),
    Column("count", _("In all"), Kind.NUMBER),
)
