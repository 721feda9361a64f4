"""Addresses of projects, milestones and status reports."""

from django.urls import path

from projects import pages
from projects.views import lists, projects, reports, submitted
from projects.views.lifecycles import LifecycleDetail, LifecycleList
from records.views.records import (
    AddRecord,
    RecordHistory,
    attached_file_urls,
    part_urls,
    record_urls,
)

app_name = "projects"

project = pages.ProjectPages()
lifecycle = pages.LifecyclePages()

urlpatterns = [
    path("projects/", lists.ProjectList.as_view(), name="every_project_list"),
    path("milestones/", lists.MilestoneList.as_view(), name="every_milestone_list"),
    path("status-reports/", lists.ReportList.as_view(), name="every_report_list"),
    path(
        "programmes/<str:reference>/projects/",
        lists.ProjectsOfProgramme.as_view(),
        name="project_list",
    ),
    path(
        "programmes/<str:parent>/projects/add/",
        AddRecord.as_view(pages=project),
        name="project_add",
    ),
    path("projects/<str:reference>/", projects.project_detail, name="project_detail"),
    path("projects/<str:reference>/status/", reports.EditReport.as_view(), name="report_edit"),
    path(
        "projects/<str:reference>/reports/<int:pk>/", submitted.report_detail, name="report_detail"
    ),
    path(
        "projects/<str:reference>/reports/<int:pk>/accept/",
        submitted.accept,
        name="report_accept",
    ),
    path(
        "projects/<str:reference>/reports/<int:pk>/return/",
        submitted.ReturnReport.as_view(),
        name="report_return",
    ),
    path(
        "projects/<str:parent>/reports/<int:pk>/history/",
        RecordHistory.as_view(pages=pages.StatusReportPages()),
        name="report_history",
    ),
    *record_urls("projects/", project),
    path("lifecycles/", LifecycleList.as_view(), name="lifecycle_list"),
    path("lifecycles/add/", AddRecord.as_view(pages=lifecycle), name="lifecycle_add"),
    path("lifecycles/<str:reference>/", LifecycleDetail.as_view(), name="lifecycle_detail"),
    *record_urls("lifecycles/", lifecycle),
    *part_urls("lifecycles/", "versions", pages.LifecycleVersionPages()),
    *part_urls("scopes/", "milestones", pages.MilestonePages()),
    *attached_file_urls("projects/", "documents", pages.ProjectDocumentPages()),
]
