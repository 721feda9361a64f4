"""Addresses of programmes and their parts."""

from django.urls import path

from programmes import pages, views
from records.views.detail import RecordDetail
from records.views.records import AddRecord, part_urls, record_urls

app_name = "programmes"

portfolio = pages.PortfolioPages()
programme = pages.ProgrammePages()
funding = pages.FundingSourcePages()

urlpatterns = [
    path("portfolios/", views.PortfolioList.as_view(), name="portfolio_list"),
    path("portfolios/add/", AddRecord.as_view(pages=portfolio), name="portfolio_add"),
    path("portfolios/<str:reference>/", views.portfolio_detail, name="portfolio_detail"),
    *record_urls("portfolios/", portfolio),
    path("programmes/add/", AddRecord.as_view(pages=programme), name="programme_add"),
    path("programmes/<str:reference>/about/", views.programme_detail, name="programme_detail"),
    *record_urls("programmes/", programme),
    *part_urls("programmes/", "principles", pages.PrinciplePages()),
    *part_urls("programmes/", "phases", pages.PhasePages()),
    *part_urls("programmes/", "funding", funding),
    path(
        "programmes/<str:parent>/funding/<int:pk>/",
        RecordDetail.as_view(pages=funding),
        name="funding_source_detail",
    ),
    *views.register_urls("lessons", views.LessonList),
]
