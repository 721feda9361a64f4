"""Runs the whole suite, or a selection, on SQLite and then on a throw-away PostgreSQL.

    .venv/bin/python scripts/run_tests.py [pytest arguments]

Exits non-zero when either fails. Both always run, so that one run shows everything. What does not
ask the database, or shows what is the same whatever stands behind it, runs on SQLite only.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from throwaway_postgres import end_tidily_when_killed, run_to_its_end, throwaway_postgres

ROOT = Path(__file__).resolve().parent.parent
# One more than most machines have to spare: while a browser waits, somebody else computes.
PYTEST = [sys.executable, "-m", "pytest", "-n", "3"]
INTERRUPTED = 2  # pytest's word for a Ctrl-C


def environment() -> dict[str, str]:
    """The caller's, but for two things: our databases are our own, and what is compiled is kept.

    A run starts a dozen Pythons; each would compile the tests and the product again.
    """
    left_out = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
    return {name: text for name, text in os.environ.items() if name not in left_out}


def on_sqlite(arguments: list[str]) -> int:
    """Run pytest on SQLite, in files of its own."""
    return run_to_its_end([*PYTEST, *arguments], environment())


def on_postgresql(arguments: list[str]) -> int:
    """Run pytest on a cluster that is started for it and removed after it, but for what does not
    ask the database."""
    with throwaway_postgres() as url:
        again = [*PYTEST, "--engine-again", *arguments]
        return run_to_its_end(again, environment() | {"DATABASE_URL": url})


def main(arguments: list[str]) -> int:
    """Run on both engines; the exit status is the first failure's, or 0."""
    os.chdir(ROOT)
    end_tidily_when_killed()
    results = []
    for name, run in (("SQLite", on_sqlite), ("PostgreSQL", on_postgresql)):
        print(f"\n== The tests on {name}", flush=True)
        started = time.monotonic()
        try:
            status = run(arguments)
        except RuntimeError as failure:
            print(failure, file=sys.stderr)
            status = 1
        seconds = time.monotonic() - started
        results.append((name, status, seconds))
        if status == INTERRUPTED:
            break
    print()
    for name, status, seconds in results:
        print(f"{name}: {'passed' if status == 0 else 'FAILED'} in {seconds:.0f} s")
    return next((status for _, status, _ in results if status), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
