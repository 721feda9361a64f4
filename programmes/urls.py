"""Addresses of programmes and their parts."""

from django.urls import path

from programmes import pages, views
from records.views.detail import RecordDetail
from records.views.records import AddRecord, attached_file_urls, part_urls, record_urls

app_name = "programmes"

portfolio = pages.PortfolioPages()
programme = pages.ProgrammePages()
priority = pages.CorporatePriorityPages()
funding = pages.FundingSourcePages()

urlpatterns = [
    path(
        "scopes/<str:reference>/charts/<slug:name>.<slug:kind>",
        views.chart_file,
        name="chart_file",
    ),
    path("portfolios/", views.PortfolioList.as_view(), name="portfolio_list"),
    path("portfolios/add/", AddRecord.as_view(pages=portfolio), name="portfolio_add"),
    path("portfolios/<str:reference>/", views.portfolio_detail, name="portfolio_detail"),
    *record_urls("portfolios/", portfolio),
    path("programmes/add/", AddRecord.as_view(pages=programme), name="programme_add"),
    path("programmes/<str:reference>/about/", views.programme_detail, name="programme_detail"),
    path("programmes/<str:reference>/brief/", views.programme_brief, name="programme_brief"),
    *record_urls("programmes/", programme),
    path("corporate-priorities/", views.PriorityList.as_view(), name="priority_list"),
    path("corporate-priorities/add/", AddRecord.as_view(pages=priority), name="priority_add"),
    path(
        "corporate-priorities/<str:reference>/",
        views.PriorityDetail.as_view(pages=priority),
        name="priority_detail",
    ),
    *record_urls("corporate-priorities/", priority),
    *part_urls("programmes/", "objectives", pages.ObjectivePages()),
    *part_urls("programmes/", "roles", pages.RoleDescriptionPages()),
    *part_urls("programmes/", "stakeholders", pages.StakeholderPages()),
    *part_urls("programmes/", "principles", pages.PrinciplePages()),
    *part_urls("programmes/", "phases", pages.PhasePages()),
    *part_urls("programmes/", "funding", funding),
    path(
        "programmes/<str:parent>/funding/<int:pk>/",
        RecordDetail.as_view(pages=funding),
        name="funding_source_detail",
    ),
    *views.register_urls("lessons", views.LessonList),
    *views.register_urls("closing-reports", views.ClosingReportList),
    *views.register_urls("documents", views.DocumentList),
    *attached_file_urls("documents/", "versions", pages.DocumentVersionPages()),
]
