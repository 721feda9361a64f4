"""Addresses of registers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from registers import views

app_name = "registers"

urlpatterns: list[URLPattern | URLResolver] = [
    path("registers/", views.every_register, name="registers"),
    path("scopes/<str:reference>/registers/", views.registers_of_scope, name="scope_registers"),
]
