"""Addresses of programmes, and of the dashboard of each."""

from django.urls import path

from dashboards.views import programmes

app_name = "dashboards"

urlpatterns = [
    path("programmes/", programmes.programme_list, name="programme_list"),
    path("programmes/<str:reference>/", programmes.programme_dashboard, name="programme_dashboard"),
]
