"""The table of addresses."""

from django.urls import include, path

from config import views
from reports.views.dashboards import my_work

urlpatterns = [
    path("", my_work, name="home"),
    path("council.css", views.council_css, name="council_css"),
    path("gallery/", views.gallery, name="gallery"),
    path("", include("people.account_urls")),
    path("", include("people.urls")),
    path("", include("programmes.urls")),
    path("", include("projects.urls")),
    path("", include("benefits.urls")),
    path("", include("governance.urls")),
    path("", include("reports.urls")),
]

handler400 = "config.views.bad_request"
handler404 = "config.views.not_found"
handler429 = "people.views.sign_in.too_many_requests"
