"""Addresses of the reporting cycle."""

from django.urls import path

from records.views.records import part_urls
from reporting.pages import calendars
from reporting.views import programmes

app_name = "reporting"

urlpatterns = [
    path(
        "programmes/<str:reference>/reporting/",
        programmes.programme_reporting,
        name="programme_reporting",
    ),
    *part_urls("programmes/", "reporting-calendars", calendars.ReportingCalendarPages()),
    *part_urls("programmes/", "reporting-periods", calendars.ReportingPeriodPages()),
]
