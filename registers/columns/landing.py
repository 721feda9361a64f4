"""What lists of registers show of each entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from records.columns import Column, Kind, Row
from values import words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def _counted(key: str, label: StrPromise, missing: str = "") -> Column:
    """A number that leads to the list of what it counts."""

    def url(row: Row) -> str:
        at = row["query"].replace("?", "&")
        return f"{row['url']}?standing={key}{at}" if row[key] else ""

    return Column(key, label, Kind.NUMBER, leads_to=url, missing=missing)


COUNTS = (
    Column("noun", _("Register"), leads_to=lambda row: row["url"] + row["query"]),
    _counted("open", _("Open")),
    _counted("overdue", _("Overdue")),
    _counted("check", _("To check"), missing=words.NOTHING),
    Column("count", _("In all"), Kind.NUMBER),
)
