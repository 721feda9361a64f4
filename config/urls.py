"""The table of addresses."""

from django.urls import include, path

from config import views
from records.views.work import my_work

urlpatterns = [
    path("", my_work, name="home"),
    path("council.css", views.council_css, name="council_css"),
    path("gallery/", views.gallery, name="gallery"),
    path("", include("accounts.urls")),
    path("", include("records.urls")),
    path("", include("jobs.urls")),
    path("", include("directory.urls")),
    path("", include("programmes.urls")),
    path("", include("projects.urls")),
    path("", include("money.urls")),
    path("", include("benefits.urls")),
    path("", include("registers.urls")),
    path("", include("governance.urls")),
    path("", include("meetings.urls")),
    path("", include("reporting.urls")),
    path("", include("reports.urls")),
    path("", include("packs.urls")),
    path("", include("dashboards.urls")),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler429 = "config.views.too_many_requests"  # django-allauth's name for it
handler500 = "config.views.server_error"
