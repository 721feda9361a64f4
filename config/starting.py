"""What keeps the site from starting: one sentence for each thing that is not safe."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from django.conf import settings
from django.db import connection, connections
from django.db.utils import Error

from audit.checks import every_guard_is_there
from config.colours import LEAST_CONTRAST, contrast, is_colour

SHORTEST_KEY, FEWEST_SIGNS = 50, 10
Version = tuple[int, int, int]


def reasons_not_to_start() -> list[str]:
    """The sentences; none when the site may start. The database is asked only when the settings
    are in order."""
    return list(_of_settings()) or list(_of_database())


def _of_settings() -> Iterator[str]:
    if settings.DEBUG:
        yield "DEBUG is on, which shows settings and source to everybody; unset it."
    yield from _of_colours()
    if settings.DEMO:
        return
    if is_weak(settings.SECRET_KEY):
        yield (
            "SECRET_KEY is weak; set it to a random text of at least 50 characters, such as "
            '`python3 -c "import secrets; print(secrets.token_urlsafe(64))"` prints.'
        )
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS must name the hosts that Mandate answers to, and cannot be `*`."


def _of_colours() -> Iterator[str]:
    colours = {name: getattr(settings, name) for name in ("COUNCIL_COLOUR", "COUNCIL_COLOUR_TEXT")}
    wrong = [name for name, colour in colours.items() if not is_colour(colour)]
    yield from (f"{name} must be a colour like #1d4f7c; set it so, or unset it." for name in wrong)
    if not wrong and contrast(*colours.values()) < LEAST_CONTRAST:
        yield (
            "COUNCIL_COLOUR_TEXT cannot be read on COUNCIL_COLOUR; choose two colours that stand "
            f"further apart (a contrast of {contrast(*colours.values()):.2f}; {LEAST_CONTRAST} is "
            "needed)."
        )


def is_weak(key: str) -> bool:
    """Whether a key can be guessed: too short, too much of one sign, or made public."""
    is_public = key.startswith("django-insecure-") or key == settings.KEY_FOR_LOOKING_AROUND
    return is_public or len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS


def _of_database() -> Iterator[str]:
    try:
        if connection.vendor == "sqlite" and _loses_what_is_written():
            yield (
                f"SQLite {sqlite3.sqlite_version} can lose what is written to a database in WAL "
                "mode; run `PRAGMA journal_mode=DELETE` on the database, or use SQLite 3.51.3."
            )
        for fault in every_guard_is_there(databases=["default"]):
            yield str(fault.msg)
    except Error as error:
        yield f"The database cannot be read: {' '.join(str(error).split())}"
    finally:
        connections.close_all()


def _loses_what_is_written() -> bool:
    with connection.cursor() as cursor:
        (mode,) = cursor.execute("PRAGMA journal_mode").fetchone()
    return mode == "wal" and has_the_wal_fault(sqlite3.sqlite_version_info)


def has_the_wal_fault(version: Version) -> bool:
    """Whether this SQLite can lose commits of a database in WAL mode that has several connections:
    3.7.0 to 3.51.2, but for what was mended in 3.44.6 and 3.50.7 (sqlite.org's list of changes)."""
    mended = {(3, 44): 6, (3, 50): 7}.get(version[:2])
    if mended is not None and version[2] >= mended:
        return False
    return (3, 7, 0) <= version <= (3, 51, 2)
