"""What the lists of issues, assumptions, dependencies and change requests show of each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from programmes.columns import entry_columns
from records.columns import Column, Kind
from registers.choices import (
    AssumptionState,
    Certainty,
    ChangeKind,
    ChangeState,
    DependencyState,
    Severity,
)
from registers.queries.dependencies import giver_words, late_words, taker_words

SEVERITIES = {
    Severity.CRITICAL: "red",
    Severity.HIGH: "amber",
    Severity.MEDIUM: "blue",
    Severity.LOW: "grey",
}

ISSUES = entry_columns(
    "registers:issue",
    Column(
        "severity", _("Severity"), Kind.STATE, choices=Severity, tones=SEVERITIES, filters=True,
        totals=True,
    ),
    Column("happened", _("What has happened"), filters=True, only_exported=True),
    Column("effect", _("Effect"), only_exported=True),
    Column("answer", _("What is being done"), missing=_("Nothing yet")),
    Column("raised_on", _("Raised"), Kind.DAY, only_exported=True),
    Column("came_from_title", _("Risk that happened"), only_exported=True),
    Column("held_in_title", _("Escalated to"), only_exported=True),
)  # fmt: skip

ASSUMPTIONS = entry_columns(
    "registers:assumption",
    Column("certainty", _("How sure"), choices=Certainty, filters=True),
    Column("if_wrong", _("What follows if it is wrong")),
    Column("test", _("How it will be tested"), only_exported=True),
    states=AssumptionState,
    tones={AssumptionState.CONFIRMED: "green", AssumptionState.WRONG: "red"},
    due=_("To be tested by"),
)

DEPENDENCIES = entry_columns(
    "registers:dependency",
    Column("giver", _("Gives"), value=giver_words, sorts=False),
    Column("giver_expected_on", _("Expected"), Kind.DAY, missing=_("Not dated"), sorts=False),
    Column("taker_title", _("Waits"), missing=_("The whole project"), filters=True),
    Column("late", _("Late"), Kind.STATE, value=late_words, tone=lambda row: "red", sorts=False),
    states=DependencyState,
    tones={DependencyState.OPEN: "blue", DependencyState.GIVEN: "green"},
    due=_("Needed by"),
)

DEPENDENCIES_OF_PROJECT = (
    Column("title", _("Dependency"), page=("registers:dependency_detail", "reference")),
    Column("giver", _("Gives"), value=giver_words),
    Column("giver_expected_on", _("Expected"), Kind.DAY, missing=_("Not dated")),
    Column("taker", _("Waits"), value=taker_words, missing=_("The whole project")),
    Column("due_on", _("Needed by"), Kind.DAY, missing=_("When it is due")),
    Column("late", _("Late"), Kind.STATE, value=late_words, tone=lambda row: "red"),
)

CHANGES = {
    ChangeState.RAISED: "blue",
    ChangeState.REVIEWED: "amber",
    ChangeState.AGREED: "green",
    ChangeState.REFUSED: "red",
}
CHANGE_REQUESTS = entry_columns(
    "registers:change_request",
    Column("kind", _("What is to change"), choices=ChangeKind, filters=True),
    Column("milestone_title", _("Milestone"), only_exported=True),
    Column("asked_for", _("The change"), filters=True),
    Column("why", _("Why"), only_exported=True),
    Column("options", _("Options"), only_exported=True),
    Column("effect_on_time", _("Effect on time"), only_exported=True),
    Column("cost_pence", _("Effect on cost"), Kind.MONEY, missing=_("Not known")),
    Column("effect_on_benefits", _("Effect on benefits"), only_exported=True),
    Column("effect_on_risks", _("Effect on risks"), only_exported=True),
    states=ChangeState,
    tones=CHANGES,
    due=_("Decision needed by"),
)
