"""Signing in as a browser does."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client

from tests import factories


def sign_in(client: Client, name: str, password: str = factories.PASSWORD) -> HttpResponse:
    """Send the sign-in form."""
    return client.post("/sign-in/", {"login": name, "password": password})
