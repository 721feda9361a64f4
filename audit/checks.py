"""Django checks: what must be true of the database before anything is served from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from audit import soundness


def the_database_is_sound(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Run by `manage.py check --database default`, and when the site starts."""
    return [
        Error(fault, id="audit.E001")
        for database in databases or ()
        for fault in soundness.faults_of_tables(connections[database])
    ]
