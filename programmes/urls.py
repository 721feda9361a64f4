"""Addresses of programmes and their parts."""

from django.urls import path

from programmes import pages, views
from records.views.records import AddRecord, part_urls, record_urls

app_name = "programmes"

programme = pages.ProgrammePages()

urlpatterns = [
    path("programmes/add/", AddRecord.as_view(pages=programme), name="programme_add"),
    path("programmes/<str:reference>/about/", views.programme_detail, name="programme_detail"),
    *record_urls("programmes/", programme),
    *part_urls("programmes/", "principles", pages.PrinciplePages()),
    *part_urls("programmes/", "phases", pages.PhasePages()),
    *part_urls("programmes/", "funding", pages.FundingSourcePages()),
    *views.register_urls("lessons", views.LessonList),
]
