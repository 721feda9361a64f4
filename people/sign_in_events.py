"""What happens around signing in, for whoever watches over it."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest

from people.models import Account, Person

logger = logging.getLogger("mandate.security")


def record(
    kind: str,
    *,
    request: HttpRequest | None = None,
    account: Account | None = None,
    person: Person | None = None,
    **facts: Any,
) -> None:
    """Note that something happened: `kind` in words with dots, such as "sign_in.failed", whose
    account it happened to, and which person did it."""
    told = {
        "account": account.sign_in_name if account else None,
        "by": person.reference if person else None,
        "from": request.META.get("REMOTE_ADDR") if request else None,
        **facts,
    }
    said = " ".join(f"{name}={value!r}" for name, value in told.items() if value is not None)
    logger.info("%s %s", kind, said)
