"""Runs the whole suite, or a selection, on SQLite and on a throw-away PostgreSQL, both at once.

    .venv/bin/python scripts/run_tests.py [pytest arguments]

Exits non-zero when either fails. Both always run, so that one run shows everything. Tests that do
not use the database, or show what is the same on either engine, run on SQLite only. Side by side,
the engines keep every core busy: while one waits for its last long test, the other goes on."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from throwaway_postgres import end_tidily_when_killed, running, wait_for

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "--durations=10"]  # names the slowest at the end
# SQLite has twice the work; while a browser waits, another worker computes.
FIRST = ["-n", "3"]
WITH_POSTGRESQL = [sys.executable, "scripts/throwaway_postgres.py", "--"]
# A cache of its own: both engines write into theirs at the end.
AGAIN = ["-n", "2", "--engine-again", "-o", "cache_dir=var/pytest-postgresql"]


def environment() -> dict[str, str]:
    """The caller's environment, with two changes: our databases are our own, and compiled code is
    kept. A run starts a dozen Pythons; each would compile the tests and the product again."""
    left_out = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
    return {name: text for name, text in os.environ.items() if name not in left_out}


def main(arguments: list[str]) -> int:
    """Run on both engines; the exit status is the first failure's, or 0. SQLite's run is shown as
    it goes, PostgreSQL's when both have ended."""
    os.chdir(ROOT)
    end_tidily_when_killed()
    begun = time.monotonic()
    sqlite = [*PYTEST, *FIRST, *arguments]
    postgresql = [*WITH_POSTGRESQL, *PYTEST, *AGAIN, *arguments]
    with tempfile.TemporaryFile() as kept:
        print("\n== The tests on SQLite; meanwhile they run on PostgreSQL too", flush=True)
        with (
            running(sqlite, environment()) as first,
            running(postgresql, environment(), output=kept) as second,
        ):
            results = {"SQLite": wait_for(first), "PostgreSQL": wait_for(second)}
        print("\n== The tests on PostgreSQL", flush=True)
        kept.seek(0)
        shutil.copyfileobj(kept, sys.stdout.buffer)
    print()
    for name, status in results.items():
        print(f"{name}: {'passed' if status == 0 else 'FAILED'}")
    print(f"Both in {time.monotonic() - begun:.0f} s")
    return next((status for status in results.values() if status), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
