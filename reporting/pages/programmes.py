"""The pages of the reports of programmes."""

from __future__ import annotations

from typing import Any

from people.choices import Act
from people.models import Person
from programmes.models import Programme
from projects.choices import ReportState
from records.forms import RecordForm
from reporting.actions.programmes import (
    SUBMITTED,
    edit_programme_report,
    next_programme_report,
    open_programme_report,
)
from reporting.forms.programmes import ProgrammeReportForm
from reporting.models import ProgrammeReport
from reporting.pages.calendars import CyclePages


class ProgrammeReportPages(CyclePages):
    """A report is written where the programme is managed."""

    model = ProgrammeReport
    form_class = ProgrammeReportForm
    act = Act.EDIT_PROGRAMME
    name = "programme_report"

    def form(
        self, person: Person, record: Any, parent: Programme | None, **kwargs: Any
    ) -> RecordForm:
        if record is None and parent is not None:
            record = next_programme_report(parent)
        return ProgrammeReportForm(instance=record, **kwargs)

    def closed(self, record: ProgrammeReport) -> str:
        return "" if record.state == ReportState.DRAFT else str(SUBMITTED)

    def create(self, parent: Programme, /, *, by: Person, **fields: Any) -> ProgrammeReport:
        return open_programme_report(parent, by=by, **fields)

    def edit(self, record: ProgrammeReport, *, by: Person, **fields: Any) -> ProgrammeReport:
        return edit_programme_report(record, by=by, **fields)

    def after(self, record: ProgrammeReport) -> str:
        return self.url("detail", record)
