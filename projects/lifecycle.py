"""Legal moves and their results, without a database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from programmes.choices import WORRYING, Rag, is_worse, rag_words
from projects.choices import Dimension, MilestoneState, ReportState
from values import words
from values.partial_dates import Gap, PartialDate, gap

# A returned report is a draft again.
MOVES_OF_REPORT = {
    ReportState.DRAFT: {ReportState.SUBMITTED, ReportState.WAITING},
    ReportState.WAITING: {ReportState.DRAFT, ReportState.SUBMITTED},
    ReportState.SUBMITTED: {ReportState.DRAFT},
}


def may_move_report(state: str, to: str) -> bool:
    return to in MOVES_OF_REPORT[ReportState(state)]


# --- periods of reports -------------------------------------------------------------------------
REPORT_EVERY = timedelta(days=14)
MOST_AHEAD = timedelta(days=31)
"""A month's report may be written before the month is over; a later end is a typing error."""
MOST_YEARS_BACK = 30
"""A council may enter reports from before it used Mandate; an older date is a typing error."""


def refused_period(end: date, today: date) -> str:
    """Why no report may have a period that ends on this day; empty when one may."""
    if end > today + MOST_AHEAD:
        message = _("The period ends on %(day)s, which is more than 31 days ahead. Check the date.")
        return message % {"day": words.day(end)}
    if end.year < today.year - MOST_YEARS_BACK:
        message = _("The period ended on %(day)s, which is more than 30 years ago. Check the date.")
        return message % {"day": words.day(end)}
    return ""


def counts_on(period_end: date, submitted_on: date) -> date:
    """The place of a report in the order of its project's reports: the end of its period, but no
    later than the day it was submitted, since it cannot report on what came after. The latest
    report is the one with the latest such day; of two, the one submitted last."""
    return min(period_end, submitted_on)


def due_after(period_end: date, counts_on: date) -> date:
    """The day the next report is due: a fortnight after the last period, if the calendar allows."""
    return min(period_end, counts_on + MOST_AHEAD) + REPORT_EVERY


def next_period_end(due: date | None, today: date, taken: Collection[date]) -> date:
    """The day to which the next report runs: the day it is due, or today if that is sooner and
    nobody has reported to today or later. Never a day that is taken, or too far ahead."""
    end = due or today
    if end - REPORT_EVERY < today:
        end = min(end, today)
    end = min(end, today + MOST_AHEAD)
    while end in taken:
        end -= timedelta(days=1)
    return end


# --- what a report must say ---------------------------------------------------------------------
def worse_parts(overall: str, parts: Mapping[str, str]) -> list[str]:
    """The dimensions that are rated worse than the whole."""
    return [name for name, rag in parts.items() if is_worse(rag, overall)]


def is_better_than_its_parts(overall: str, parts: Mapping[str, str]) -> bool:
    """Whether the overall rating needs a reason: it is green and a part is red, or most of the
    rated parts are worse."""
    worse = worse_parts(overall, parts)
    rated = [rag for rag in parts.values() if rag]
    is_green = overall == Rag.GREEN
    return (is_green and Rag.RED in parts.values()) or 2 * len(worse) > len(rated)


def missing_in_report(values: Mapping[str, str]) -> dict[str, list[str]]:
    """What a report must still say before it can be submitted, by field."""
    errors = {}
    overall = values["overall_rag"]
    if not overall:
        errors["overall_rag"] = [_("Choose an overall rating.")]
    if overall in WORRYING and not values["overall_reason"].strip():
        errors["overall_reason"] = [_("Say why the project is rated red or amber.")]
    parts = {name: values[f"{name}_rag"] for name in Dimension.values}
    if is_better_than_its_parts(overall, parts) and not values["parts_reason"].strip():
        sentence = _("Say why the overall rating is better than the ratings of its parts.")
        errors["parts_reason"] = [sentence]
    for name, label in Dimension.choices:
        if parts[name] in WORRYING and not values[f"{name}_reason"].strip():
            sentence = _("Say why “%(dimension)s” is rated %(rating)s.")
            facts = {"dimension": label, "rating": rag_words(parts[name])}
            errors[f"{name}_reason"] = [sentence % facts]
    if not values["achieved"].strip():
        errors["achieved"] = [_("Say what was achieved in this period.")]
    return errors


# --- milestones ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Timing:
    """How a milestone stands on a day. The slip is against its baseline: `slip` is None if there is
    nothing to measure it from, or nobody knows when it was reached."""

    state: MilestoneState
    slip: Gap | None


def timing(
    baseline: PartialDate | None,
    forecast: PartialDate | None,
    actual: PartialDate | None,
    on: date,
) -> Timing:
    """The only place where slip, overdue and on track are worked out. A milestone is overdue when
    the last day that its forecast, or else its baseline, may mean is over: a month must end before
    it is late. Its slip then runs to this day, since it cannot be reached earlier."""
    if actual is not None and (actual.first <= on):
        return Timing(MilestoneState.DONE, gap(baseline, actual))
    expected = forecast or baseline
    if expected is None:
        return Timing(MilestoneState.UNDATED, None)
    if expected.last < on:
        promised = baseline if baseline is not None and baseline.last < on else expected
        return Timing(MilestoneState.OVERDUE, gap(promised, PartialDate.day(on)))
    slip = gap(baseline, forecast)
    if slip is not None and slip.days > 0:
        return Timing(MilestoneState.SLIPPED, slip)
    return Timing(MilestoneState.ON_TRACK, slip)
