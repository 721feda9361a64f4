"""Records of the reporting cycle for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from audit import writing
from audit.actions import create_record
from audit.writing import audited
from people.models import Person
from programmes.models import Programme
from projects.models import Project, StatusReport
from reporting.actions.calendars import add_period, plan_reporting
from reporting.actions.programmes import open_programme_report, submit_programme_report
from reporting.actions.rules import add_dated_rule
from reporting.choices import Points, Rhythm, RollUp, RuleKey
from reporting.models import (
    ComputedRating,
    ConfidenceScale,
    IndependentRating,
    ProgrammeReport,
    RatingOverride,
    RatingRule,
    ReportingCalendar,
    ReportingPeriod,
    RollUpRule,
)

EDITS: dict[type, dict[str, Any]] = {
    ConfidenceScale: {"points": Points.THREE},
    IndependentRating: {"rag": "amber"},
    RatingRule: {"red_from": 3000},
    ReportingCalendar: {"parts_report": False},
    ReportingPeriod: {"due_on": date(2012, 8, 3)},
    RollUpRule: {"method": RollUp.MOST},
}
"""An edit of each kind, so that it has an earlier version."""

NeverEdited = ComputedRating | RatingOverride | ProgrammeReport


def calendar(programme: Programme, by: Person, **fields: Any) -> ReportingCalendar:
    """Fortnightly reports on Fridays, over four periods from 6 July 2012."""
    said = {
        "title": "Fortnightly reports",
        "rhythm": Rhythm.FORTNIGHTLY,
        "starts_on": date(2012, 7, 6),
        "ends_on": date(2012, 8, 17),
    }
    return plan_reporting(programme, by=by, **(said | fields))


def cycle(
    title: str, programme: Programme, project: Project, report: StatusReport, by: Person
) -> tuple[Any, ...]:
    """One record of every kind of the reporting of a programme. Rules of two worlds begin on
    different days, and rate nothing but green."""
    made = calendar(programme, by, ends_on=date(2012, 7, 6))
    days = {"starts_on": date(2012, 7, 7), "ends_on": date(2012, 7, 31)}
    begun = date(2000, 1, ord(title[0]) - ord("A") + 1)
    rule = {"key": RuleKey.SLIP, "amber_from": 1000, "red_from": 2000}
    return (
        made,
        add_period(programme, by=by, due_on=date(2012, 8, 2), **days),
        add_dated_rule(RatingRule, by=by, valid_from=begun, **rule),
        add_dated_rule(RollUpRule, by=by, valid_from=begun, method=RollUp.WORST),
        add_dated_rule(ConfidenceScale, by=by, valid_from=begun, points=Points.FIVE),
        create_record(
            IndependentRating, by=by, project=project, rated_on=date(2012, 7, 2), rag="red",
            rated_by="Internal audit", finding="No plan for the winter.",
        ),
        computed(report, by),
        create_record(
            RatingOverride, by=by, scope=programme.scope, rag="amber", why="The van came.",
            computed_rag="red", made_by=by, from_on=date(2012, 7, 2), until_on=date(2012, 7, 6),
        ),
        programme_report(programme, by),
    )  # fmt: skip


def computed(report: StatusReport, by: Person) -> ComputedRating:
    with audited(by=by, reason="Status report submitted"):
        return writing.create(
            ComputedRating, report=report, dimension="schedule", computed_rag="amber",
            declared_rag="green", worked_out_from="A milestone is 14 days later than agreed",
            differs=True, reason="It is made up for in August.",
        )  # fmt: skip


def programme_report(programme: Programme, by: Person) -> ProgrammeReport:
    """A submitted report."""
    said = {"overall_rag": "amber", "overall_reason": "The van.", "narrative": "Doors opened."}
    draft = open_programme_report(programme, by=by, period_end=date(2012, 7, 4), **said)
    return submit_programme_report(draft, by=by)
