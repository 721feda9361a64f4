"""Everything that can be checked without running the code: `make check`.

All checks run, so that one run shows everything; the exit status is 1 when any of them failed.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, "manage.py"]

# Made-up values for what a council's own server must be given: the deployment checks see
# production.
PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "mandate.example",
    "DATABASE_URL": "sqlite://:memory:",
}


@dataclass(frozen=True)
class Check:
    """One command, and what it is for."""

    name: str
    command: list[str]


CHECKS = [
    Check("types", [sys.executable, "-m", "mypy"]),
    Check("formatting", [sys.executable, "-m", "ruff", "format", "--check", "--quiet"]),
    Check("lint", [sys.executable, "-m", "ruff", "check", "--quiet"]),
    Check("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    Check("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"]),
]


def main() -> int:
    """Run the checks on all cores, and print the output of those that fail."""
    caller = {
        name: text for name, text in os.environ.items() if name not in {"DEBUG", "MANDATE_DEMO"}
    }
    environment = caller | PRODUCTION

    def run(check: Check) -> tuple[Check, subprocess.CompletedProcess[str], float]:
        started = time.monotonic()
        done = subprocess.run(
            check.command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return check, done, time.monotonic() - started

    failed = False
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for check, done, seconds in pool.map(run, CHECKS):
            word = "FAILED" if done.returncode else "ok"
            print(f"{check.name}: {word} ({seconds:.0f} s)", flush=True)
            if done.returncode:
                failed = True
                print(done.stdout, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
