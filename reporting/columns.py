"""What the lists of the reporting cycle show."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from programmes.choices import Rag
from projects.choices import ReportState, rated_words
from records.columns import Column, Kind, Link, address
from reporting.choices import Points, RollUp, RuleKey
from values import words

PERIODS = (
    Column(
        "ends_on", gettext_lazy("Period to"), Kind.DAY, leads_to=lambda row: row["url"], sorts=False
    ),
    Column("starts_on", gettext_lazy("From"), Kind.DAY, sorts=False),
    Column("due_on", gettext_lazy("Reports due"), Kind.DAY, sorts=False),
)


def _report_link(row: Any) -> list[Link]:
    if row.report_id is None:
        return []
    url = address("projects:report_detail", row.reference, row.report_id)
    return [Link(_("Read it"), url, row.title)]


def _programme_url(row: Any) -> str:
    return address("reporting:programme_reporting", row.period.programme.reference)


def _reminded(row: Any) -> str:
    if row.reminded_on is None:
        return ""
    return _("reminded %(day)s") % {"day": words.short_day(row.reminded_on)}


def _rating(row: Any) -> str | None:
    """None where there is no report that could be rated."""
    return row.rag if row.report_id is not None else None


OWED = (
    Column("title", gettext_lazy("Project"), page=("projects:project_detail", "reference")),
    Column("leads", pgettext_lazy("people", "Leads"), missing=gettext_lazy("Nobody")),
    Column(
        "state",
        gettext_lazy("Report"),
        Kind.STATE,
        says=lambda row: row.words,
        tone=lambda row: row.tone,
        note=_reminded,
    ),
    Column(
        "rag", gettext_lazy("Overall"), Kind.RATING, choices=Rag, value=_rating, missing="–",
        links=_report_link,
    ),
)  # fmt: skip
OWED_BY_ALL = (
    *OWED,
    Column(
        "programme",
        gettext_lazy("Programme"),
        value=lambda row: row.period.programme.title,
        leads_to=_programme_url,
    ),
)

FINDINGS = (
    Column(
        "project_title",
        gettext_lazy("Project"),
        page=("projects:project_detail", "project_reference"),
    ),
    Column("label", gettext_lazy("Check")),
    Column("detail", gettext_lazy("What")),
)
FINDINGS_OF_ALL = (*FINDINGS, Column("programme_title", gettext_lazy("Programme")))

RATING_RULES = (
    Column(
        "key",
        gettext_lazy("What is counted"),
        choices=RuleKey,
        filters=True,
        page=("reporting:rating_rule_detail", "reference"),
    ),
    Column("reference", gettext_lazy("Reference"), only_exported=True),
    Column("amber_from", gettext_lazy("Amber from"), Kind.NUMBER),
    Column("red_from", gettext_lazy("Red from"), Kind.NUMBER),
    Column("valid_from", gettext_lazy("Valid from"), Kind.DAY),
)
ROLL_UP_RULES = (
    Column(
        "method",
        gettext_lazy("Method"),
        choices=RollUp,
        filters=True,
        page=("reporting:roll_up_rule_detail", "reference"),
    ),
    Column("reference", gettext_lazy("Reference"), only_exported=True),
    Column("valid_from", gettext_lazy("Valid from"), Kind.DAY),
)
CONFIDENCE_SCALES = (
    Column(
        "points",
        gettext_lazy("Points"),
        choices=Points,
        filters=True,
        page=("reporting:confidence_scale_detail", "reference"),
    ),
    Column("reference", gettext_lazy("Reference"), only_exported=True),
    Column("valid_from", gettext_lazy("Valid from"), Kind.DAY),
)


DIFFERENCES = (
    Column(
        "project_title",
        gettext_lazy("Project"),
        page=("projects:report_detail", "project_reference", "report_id"),
        filters=True,
    ),
    Column("period_end", gettext_lazy("Period to"), Kind.DAY),
    Column("dimension", gettext_lazy("Rated"), says=lambda row: rated_words(row["dimension"])),
    Column("declared_rag", gettext_lazy("Declared"), Kind.RATING, choices=Rag, filters=True),
    Column("computed_rag", gettext_lazy("By the rules"), Kind.RATING, choices=Rag, filters=True),
    Column("worked_out_from", gettext_lazy("Worked out from")),
    Column("reason", gettext_lazy("Why it differs")),
)


def _state_words(row: Any) -> str:
    return _("Accepted") if row["accepted_at"] else str(ReportState(row["state"]).label)


PROGRAMME_REPORTS = (
    Column("period_end", gettext_lazy("Period to"), Kind.DAY, leads_to=lambda row: row["url"]),
    Column("state", gettext_lazy("State"), says=_state_words),
    Column("overall_rag", gettext_lazy("Overall"), Kind.RATING, choices=Rag),
    Column("rolled_up_rag", gettext_lazy("Rolled up"), Kind.RATING, choices=Rag),
)

STANDINGS = (
    Column("title", gettext_lazy("Title"), leads_to=lambda row: row["url"]),
    Column("kind", gettext_lazy("Kind")),
    Column("shown", gettext_lazy("Rating"), Kind.RATING, choices=Rag),
    Column(
        "rag", gettext_lazy("By the rule"), Kind.RATING, choices=Rag,
        note=lambda row: row["because"],
    ),
    Column(
        "override", gettext_lazy("Overridden by"), missing="–",
        leads_to=lambda row: row["override_url"],
    ),
    Column(
        "report", gettext_lazy("Programme report"), missing="–",
        leads_to=lambda row: row["report_url"],
    ),
)  # fmt: skip
