"""Forms of reporting calendars and their periods."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.models import Board
from people.models import Person
from records.forms import RecordForm, limit
from reporting.models import ReportingCalendar, ReportingPeriod
from values.spelling import alphabetical


class ReportingCalendarForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ReportingCalendar
        fields = (
            "title", "rhythm", "repeats_by", "starts_on", "ends_on", "named_days", "board",
            "days_before", "days_to_report", "when_closed", "acceptance", "parts_report",
        )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards = Board.objects.visible_to(person).live().order_by(alphabetical("title"), "id")
        limit(self, "board", boards, empty_label=_("No board"))


class ReportingPeriodForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ReportingPeriod
        fields = ("starts_on", "ends_on", "due_on")
