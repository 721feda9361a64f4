"""The reporting cycle: who reports when, what the rules compute, and what programmes report."""

from reporting.models.calendars import ReportingCalendar, ReportingPeriod

__all__ = ("ReportingCalendar", "ReportingPeriod")
