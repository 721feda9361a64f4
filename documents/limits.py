"""The limits for one PDF, and the exit codes by which the press says what went wrong.

Shared by `pdf` and `press`, so that the web process need not load the layout engine.
"""

from dataclasses import dataclass

OUT_OF_MEMORY = 4
ASSET_MISSING = 5


@dataclass(frozen=True)
class Limits:
    """The limits after which one PDF is given up: sooner than the web server gives up a worker
    (`timeout` in gunicorn.conf.py), so that the person who asked sees why."""

    cpu_seconds: int = 30
    wall_seconds: float = 40
    memory_bytes: int = 1_500_000_000


LONG = Limits(cpu_seconds=300, wall_seconds=400)
"""For a paper that is made in the queue: nobody's page waits for it."""
