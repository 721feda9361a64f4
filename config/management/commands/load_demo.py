"""`manage.py load_demo`: fill an empty database with the demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from audit.change_sets import job
from audit.errors import Refused
from config.demo.loader import load
from config.notice import notice


class Command(BaseCommand):
    help = "Load the demonstration into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with job("load_demo"), _without_waiting_for_the_disk():
                loaded = load(say=lambda line: self.stdout.write(f"  {line}"))
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except KeyboardInterrupt:
            sentence = "Interrupted: remove the database before you load the demonstration again."
            raise CommandError(sentence, returncode=130) from None
        counts = ", ".join(f"{count} {name}" for name, count in loaded.counts.items())
        self.stdout.write(f"Loaded: {counts}.")
        self.stdout.write(notice(loaded.years))


@contextmanager
def _without_waiting_for_the_disk() -> Iterator[None]:
    """SQLite normally waits for the disk after each transaction. A load need not: after a power cut
    it is simply run again."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
