"""Addresses of programmes, all together and each with its dashboard and its roadmap."""

from django.urls import path

from dashboards.views import programmes
from dashboards.views.overview import programmes_overview

app_name = "dashboards"

PROGRAMME = "programmes/<str:reference>/"

urlpatterns = [
    path("overview/", programmes_overview, name="overview"),
    path("programmes/", programmes.programme_list, name="programme_list"),
    path(PROGRAMME, programmes.programme_dashboard, name="programme_dashboard"),
    path(f"{PROGRAMME}roadmap/", programmes.programme_roadmap, name="programme_roadmap"),
]
