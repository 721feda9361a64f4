"""Addresses of files that are being made, and of the health of the installation."""

from django.urls import path

from jobs import views

app_name = "jobs"

urlpatterns = [
    path("health/", views.health, name="health"),
    path("files/<str:number>/", views.file_detail, name="file_detail"),
    path("files/<str:number>/cancel/", views.cancel_file, name="file_cancel"),
    path("files/<str:number>/file/", views.fetch_file, name="file_fetch"),
]
