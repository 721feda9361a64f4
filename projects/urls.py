"""Addresses of projects, milestones and status reports."""

from django.urls import path

from projects import pages
from projects.views import correcting, lists, moved, projects, reports, submitted, tabs
from projects.views.lifecycles import LifecycleDetail, LifecycleList
from projects.views.moving import MoveProject
from records.views.records import (
    AddRecord,
    RecordHistory,
    part_urls,
    record_urls,
)

app_name = "projects"

project = pages.ProjectPages()
lifecycle = pages.LifecyclePages()

urlpatterns = [
    path("projects/", lists.ProjectList.as_view(), name="every_project_list"),
    path("milestones/coming/", lists.ComingMilestones.as_view(), name="coming_milestone_list"),
    path("milestones/", lists.MilestoneList.as_view(), name="every_milestone_list"),
    path("scopes/<str:reference>/moved/", moved.moved_milestones, name="moved_milestones"),
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
    path(
        "programmes/<str:reference>/project-categories/",
        lists.CategoryList.as_view(),
        name="category_list",
    ),
    *part_urls("programmes/", "project-categories", pages.ProjectCategoryPages()),
    path("projects/<str:reference>/move/", MoveProject.as_view(), name="project_move"),
    path("projects/<str:reference>/people/", tabs.project_people, name="project_people"),
    path("projects/<str:reference>/plan/", tabs.project_plan, name="project_plan"),
    path("projects/<str:reference>/case/", tabs.project_case, name="project_case"),
    *part_urls("projects/", "options", pages.OptionPages()),
    *part_urls("projects/", "resources", pages.ResourcePages()),
    *part_urls("projects/", "partners", pages.PartnerPages()),
    *part_urls("projects/", "sites", pages.SitePages()),
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
        "projects/<str:reference>/reports/<int:pk>/recall/", submitted.recall, name="report_recall"
    ),
    path(
        "projects/<str:reference>/reports/<int:pk>/correct/",
        correcting.CorrectReport.as_view(),
        name="report_correct",
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
]
