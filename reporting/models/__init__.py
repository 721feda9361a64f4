"""The reporting cycle: who reports when, what the rules compute, and what programmes report."""

from reporting.models.calendars import ReportingCalendar, ReportingPeriod
from reporting.models.programmes import ProgrammeReport
from reporting.models.ratings import ComputedRating, IndependentRating, RatingOverride
from reporting.models.rules import ConfidenceScale, RatingRule, RollUpRule

__all__ = (
    "ComputedRating",
    "ConfidenceScale",
    "IndependentRating",
    "ProgrammeReport",
    "RatingOverride",
    "RatingRule",
    "ReportingCalendar",
    "ReportingPeriod",
    "RollUpRule",
)
