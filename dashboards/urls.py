"""Addresses of programmes, all together and each with its dashboard and its roadmap."""

from django.urls import path

from dashboards.views import programmes, roadmaps
from dashboards.views.overview import programmes_overview

app_name = "dashboards"

PROGRAMME = "programmes/<str:reference>/"

urlpatterns = [
    path("overview/", programmes_overview, name="overview"),
    path("programmes/", programmes.programme_list, name="programme_list"),
    path(PROGRAMME, programmes.programme_dashboard, name="programme_dashboard"),
    path(f"{PROGRAMME}roadmap/", roadmaps.of_programme, name="programme_roadmap"),
    path("projects/<str:reference>/roadmap/", roadmaps.of_project, name="project_roadmap"),
]
