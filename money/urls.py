"""Addresses of budgets, posts and what funding brings in each year."""

from django.urls import URLPattern

app_name = "money"

urlpatterns: list[URLPattern] = []
