"""Runs `manage.py migrate` as an operator does, and kills it at a statement of its own.

A program of its own, `python -m tests.audit.killed`: Django is loaded once, and each run is a
child. It reads moments, one a line: the number of the statement at which a run is killed, or "end",
which lets one come to its end. It answers each with a line: the status (-9 is killed), the number
of the last statement before the commit, and what was said.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from typing import Any


def run(kill_at: int | None = None) -> tuple[int, int, str]:
    """The status of a run, its last statement before the commit, and what it said."""
    with tempfile.TemporaryFile("w+") as said:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            _migrate(kill_at, writing)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            counted = pipe.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        return status, int(counted or 0), said.read()


def _migrate(kill_at: int | None, counting: int) -> None:
    from django.core.management import execute_from_command_line  # noqa: PLC0415  in the child
    from django.db import connection  # noqa: PLC0415  as above

    count = last = 0

    def counted(execute: Any, *arguments: Any) -> Any:
        nonlocal count, last
        count += 1
        last = count if connection.in_atomic_block else last
        if count == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    connection.execute_wrappers.append(counted)
    status = 0
    try:
        execute_from_command_line(["manage.py", "migrate"])
    except SystemExit as end:
        status = int(end.code or 0)
    finally:
        os.write(counting, str(last).encode())
        sys.stdout.flush()
        os._exit(status)


def main() -> None:
    import django  # noqa: PLC0415  the environment names the settings
    from django.core.checks import run_checks  # noqa: PLC0415  as above
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415  as above

    django.setup()
    run_checks()  # of no database; this and the next line import what every child needs
    MigrationLoader(None)
    for line in sys.stdin:
        moment = line.strip()
        print(json.dumps(run(None if moment == "end" else int(moment))), flush=True)


if __name__ == "__main__":
    main()
