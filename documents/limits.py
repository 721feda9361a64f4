"""What one PDF may take, and the exit codes with which the press says what went wrong.

Shared by `pdf` and `press`, so that the web process need not load the layout engine.
"""

from dataclasses import dataclass

OUT_OF_MEMORY = 4
ASSET_MISSING = 5


@dataclass(frozen=True)
class Limits:
    """What one PDF may take before it is given up."""

    cpu_seconds: int = 40
    wall_seconds: float = 60
    memory_bytes: int = 1_500_000_000
