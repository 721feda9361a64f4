"""Addresses of programmes, and of the dashboard and the roadmap of each."""

from django.urls import path

from dashboards.views import programmes

app_name = "dashboards"

PROGRAMME = "programmes/<str:reference>/"

urlpatterns = [
    path("programmes/", programmes.programme_list, name="programme_list"),
    path(PROGRAMME, programmes.programme_dashboard, name="programme_dashboard"),
    path(f"{PROGRAMME}roadmap/", programmes.programme_roadmap, name="programme_roadmap"),
]
