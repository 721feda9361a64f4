"""Addresses of registers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from programmes.views import register_urls
from registers.views import entries, landing

app_name = "registers"

urlpatterns: list[URLPattern | URLResolver] = [
    path("registers/", landing.every_register, name="registers"),
    path("scopes/<str:reference>/registers/", landing.registers_of_scope, name="scope_registers"),
    *register_urls("issues", entries.IssueList),
    *register_urls("assumptions", entries.AssumptionList),
    *register_urls("dependencies", entries.DependencyList),
    *register_urls("change-requests", entries.ChangeRequestList),
]
