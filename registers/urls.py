"""Addresses of registers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from registers.views import landing

app_name = "registers"

urlpatterns: list[URLPattern | URLResolver] = [
    path("registers/", landing.every_register, name="registers"),
    path("scopes/<str:reference>/registers/", landing.registers_of_scope, name="scope_registers"),
]
