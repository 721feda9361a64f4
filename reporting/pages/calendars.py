"""The pages of reporting calendars and their periods."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from people.choices import Act
from people.models import Person
from programmes.models import Programme
from programmes.pages import programme_crumbs
from records.forms import RecordForm
from records.pages.record_pages import PartPages
from reporting.actions.calendars import (
    add_period,
    bring_back_period,
    edit_period,
    edit_reporting,
    end_reporting,
    plan_reporting,
    resume_reporting,
)
from reporting.forms.calendars import ReportingCalendarForm, ReportingPeriodForm
from reporting.models import ReportingCalendar, ReportingPeriod


def reporting_url(programme: Any) -> str:
    return reverse("reporting:programme_reporting", args=[programme.reference])


def reporting_crumbs(programme: Programme) -> list[tuple[str, str]]:
    """The way back to the reporting of a programme."""
    return [*programme_crumbs(programme), (_("Reporting"), reporting_url(programme))]


class CyclePages(PartPages):
    """What a programme reports by."""

    act = Act.EDIT_PROGRAMME
    namespace = "reporting"

    def after_parent(self, parent: Programme) -> str:
        return reporting_url(parent)

    def crumbs_of_parent(self, parent: Programme) -> list[tuple[str, str]]:
        return reporting_crumbs(parent)


class ReportingCalendarPages(CyclePages):
    model = ReportingCalendar
    form_class = ReportingCalendarForm
    name = "calendar"

    def form(self, person: Person, record: Any, parent: Any, **kwargs: Any) -> RecordForm:
        record = record or ReportingCalendar(programme=parent)
        return ReportingCalendarForm(instance=record, person=person, **kwargs)

    def create(self, parent: Programme, /, *, by: Person, **fields: Any) -> ReportingCalendar:
        return plan_reporting(parent, by=by, **fields)

    def edit(self, record: ReportingCalendar, *, by: Person, **fields: Any) -> ReportingCalendar:
        return edit_reporting(record, by=by, **fields)

    def archive(self, record: ReportingCalendar, *, by: Person, reason: str) -> Any:
        return end_reporting(record, by=by, reason=reason)

    def unarchive(self, record: ReportingCalendar, *, by: Person, reason: str) -> Any:
        return resume_reporting(record, by=by, reason=reason)


class ReportingPeriodPages(CyclePages):
    model = ReportingPeriod
    form_class = ReportingPeriodForm
    name = "period"

    def create(self, parent: Programme, /, *, by: Person, **fields: Any) -> ReportingPeriod:
        return add_period(parent, by=by, **fields)

    def edit(self, record: ReportingPeriod, *, by: Person, **fields: Any) -> ReportingPeriod:
        return edit_period(record, by=by, **fields)

    def unarchive(self, record: ReportingPeriod, *, by: Person, reason: str) -> Any:
        return bring_back_period(record, by=by, reason=reason)
