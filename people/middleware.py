"""Signing in comes first: every page is private unless it says that it is public."""

from __future__ import annotations

from django.contrib.auth.middleware import LoginRequiredMiddleware


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's own rule; pages for everybody carry `@login_not_required`."""
