"""Addresses of packs."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "packs"

urlpatterns: list[URLPattern | URLResolver] = []
