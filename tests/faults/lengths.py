"""How long these tests go on: short within the suite, and as long as was promised with FAULTS=long.

FAULTS=long .venv/bin/python -m pytest tests/faults tests/audit/test_concurrency.py
"""

from __future__ import annotations

import os

IS_LONG = os.environ.get("FAULTS") == "long"


def length(short: int, long: int) -> int:
    """`short`, or `long` when the long form was asked for."""
    return long if IS_LONG else short
