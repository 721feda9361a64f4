"""What lists of escalations show of each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from records.columns import Column, Kind
from values import words

ESCALATIONS = (
    Column("to_scope_title", _("To"), sorts=False),
    Column("why", _("Why"), sorts=False),
    Column("asked_by_name", _("Asked by"), sorts=False),
    Column("said", _("Answer"), sorts=False),
    Column("answered_by_name", _("Answered by"), sorts=False, missing=words.NOTHING),
    Column(
        "verbs",
        _("Actions"),
        Kind.LINKS,
        value=lambda row: "",
        links=lambda row: row["links"],
        sorts=False,
    ),
)

WAITING = (
    Column("title", _("What waits"), leads_to=lambda row: str(row["url"])),
    Column("noun", _("Kind")),
    Column("from_title", _("From")),
    Column("to_title", _("To")),
    Column("why", _("Why")),
    Column("asked_by_name", _("Asked by")),
)
