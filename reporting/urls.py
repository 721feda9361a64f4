"""Addresses of the reporting cycle."""

from django.urls import path

from meetings.views.deadlines import rule_urls
from records.views.records import part_urls
from reporting.pages import calendars
from reporting.pages.programmes import ProgrammeReportPages
from reporting.pages.rules import IndependentRatingPages
from reporting.views import everywhere, overrides, programme_reports, programmes, rules

app_name = "reporting"

OF_PROGRAMME = "programmes/<str:reference>/"
OF_REPORT = f"{OF_PROGRAMME}programme-reports/<int:pk>/"

urlpatterns = [
    path("reports-owed/", everywhere.reports_owed, name="reports_owed"),
    path("reports-owed/remind/", everywhere.remind_all, name="remind_all"),
    path("ratings/", everywhere.ratings, name="ratings"),
    path("check-before-the-meeting/", everywhere.check, name="check"),
    path("differing-ratings/", everywhere.DifferenceList.as_view(), name="difference_list"),
    path(f"{OF_PROGRAMME}reporting/", programmes.programme_reporting, name="programme_reporting"),
    path(f"{OF_PROGRAMME}reporting/remind/", programmes.remind, name="remind"),
    path(f"{OF_PROGRAMME}check/", everywhere.programme_check, name="programme_check"),
    path(OF_REPORT, programme_reports.programme_report, name="programme_report_detail"),
    path(
        f"{OF_REPORT}correct/",
        programme_reports.CorrectProgrammeReport.as_view(),
        name="programme_report_correct",
    ),
    path(f"{OF_REPORT}move/", programme_reports.move, name="programme_report_move"),
    path(
        "scopes/<str:reference>/rating/",
        overrides.OverrideRating.as_view(),
        name="rating_override",
    ),
    *rule_urls("rating-rules", rules.RatingRuleList),
    *rule_urls("roll-up-rules", rules.RollUpRuleList),
    *rule_urls("confidence-scales", rules.ConfidenceScaleList),
    *part_urls("programmes/", "reporting-calendars", calendars.ReportingCalendarPages()),
    *part_urls("programmes/", "reporting-periods", calendars.ReportingPeriodPages()),
    *part_urls("programmes/", "programme-reports", ProgrammeReportPages()),
    *part_urls("projects/", "independent-ratings", IndependentRatingPages()),
]
