"""What must hold of the database before anything is served from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from audit import guards


def every_guard_is_there(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Run by `manage.py check --database default`, by `migrate`, and when the site starts."""
    return [
        Error(
            f"The database lacks {len(lacking)} of the guards of its history, the first of them "
            f"{lacking[0][1]} on {lacking[0][0]}. Run `manage.py migrate`, which puts them back, "
            "and find out who removed them.",
            id="audit.E001",
        )
        for database in databases or ()
        if (lacking := guards.missing(connections[database]))
    ]
