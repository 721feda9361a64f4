"""Which worker runs which tests, and in which order: what takes long begins first.

The tests of a file stay with one worker, for they share what the file's fixtures build. What is
left for the end is short, so that no worker waits long for the last one.
"""

from __future__ import annotations

from typing import Any

from xdist.scheduler import LoadScopeScheduling

FIRST = (
    "tests/browser/test_accessibility.py",
    "tests/sweeps/test_canary.py",
    "tests/sweeps/test_permitted.py",
    "tests/sweeps/test_urls.py",
    "tests/sweeps/test_wrong_input.py",
    "tests/sweeps/test_as_at.py",
    "tests/query_counts/",
    "tests/sweeps/",
    "tests/browser/",
    "tests/config/",
    "tests/reports/",
    "tests/projects/",
)
"""What takes longest, by the beginnings of paths; what is not named comes after it."""


def turn(nodeid: str) -> int:
    """When a test's turn is; of equal turns, in the order in which they were found."""
    turns = (at for at, path in enumerate(FIRST) if nodeid.startswith(path))
    return next(turns, len(FIRST))


class ByFile(LoadScopeScheduling):
    """Hands out files, in the order of the collection, to the next free worker."""

    def __init__(self, config: Any, log: Any = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # It would begin with the many short ones.

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.split("::", 1)[0]
