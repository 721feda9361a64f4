"""The notice that this is a demonstration."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from config.notice import demo_notice


def demo(request: HttpRequest) -> dict[str, str]:
    return {"demo_notice": demo_notice()} if settings.DEMO else {}
