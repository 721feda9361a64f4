"""The notice that this is a demonstration, and who can sign in to it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from config.demo.reading import toml
from config.notice import demo_notice


def demo(request: HttpRequest) -> dict[str, Any]:
    if not settings.DEMO:
        return {}
    return {"demo_notice": demo_notice(), "demo_accounts": demo_accounts}


def demo_accounts() -> dict[str, Any]:
    """The password of all accounts, and each with what its person may do. Read where a page asks
    for them: the page for signing in."""
    return {
        "password": toml("council.toml")["password"],
        "accounts": toml("accounts.toml")["accounts"],
    }
