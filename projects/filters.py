"""The filters of milestones."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from projects.choices import LATE
from values import clock
from values.partial_dates import days_after

SLIPS = {
    "to_come": (_("Late, and not reached yet"), Q(state__in=LATE)),
    "late": (_("Later than its baseline"), Q(slip_days__gt=0)),
    "month": (_("More than 30 days late"), Q(slip_days__gt=30)),
    "quarter": (_("More than 90 days late"), Q(slip_days__gt=90)),
    "on_time": (_("On time or early"), Q(slip_days__lte=0)),
    "none": (_("No baseline, or nothing to compare with it"), Q(slip_days=None)),
}


WINDOWS = {"": 91, "month": 31, "half": 182, "year": 365}
"""Days ahead, by what is chosen; three months unless something is."""


class WindowFilter(django_filters.ChoiceFilter):
    """Narrows milestones to those expected within a time from the day of the list; what is overdue
    stays."""

    def __init__(self) -> None:
        choices = [
            ("month", _("A month")),
            ("half", _("Half a year")),
            ("year", _("A year")),
            ("all", _("Any time")),
        ]
        super().__init__(label=_("Within"), choices=choices, empty_label=_("Three months"))

    def filter(self, rows: QuerySet, value: Any) -> QuerySet:
        if value == "all":
            return rows
        last = days_after(clock.day_of(self.parent.moment), WINDOWS[value or ""])
        return rows.filter(expected__lte=f"{last.isoformat()}/9")  # by its first day


class SlipFilter(django_filters.ChoiceFilter):
    """Narrows milestones by how late they are against their baseline, in calendar days."""

    def __init__(self, field_name: str) -> None:
        choices = [(key, label) for key, (label, _condition) in SLIPS.items()]
        super().__init__(field_name, label=_("Slip"), choices=choices, empty_label=_("Any"))

    def filter(self, rows: QuerySet, value: Any) -> QuerySet:
        return rows.filter(SLIPS[value][1]) if value else rows
