"""A PostgreSQL cluster that lives as long as one command.

    python scripts/throwaway_postgres.py -- pytest -n 2

The cluster is made in a temporary folder (in memory, where there is room), listens on a socket in
that folder and nowhere else, does not wait for the disk (it holds nothing worth keeping), and is
removed at the end, even when the command fails or is stopped. The command finds it in DATABASE_URL.
Run as root, the server's programs run as the unprivileged user `postgres`, or `nobody`.

The benchmarks, which take minutes to build, keep a cluster's data in a folder of their own.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

from system_packages import postgres_programs

START_WITHIN_SECONDS = 30
MEMORY = Path("/dev/shm")  # noqa: S108  Linux's folder in memory, which every user shares
ROOM = 3 * 1024**3
"""Bytes: a run of all tests takes about a third of it."""
SUPERUSER = "postgres"
"""Nobody works as the cluster's superuser: Mandate does not start as one."""
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
    # Among a handful of rows any order of joins is as good: to look for the best takes a third of
    # the server's time.
    "join_collapse_limit": "1",
    "from_collapse_limit": "1",
    "jit": "off",  # To compile a query takes longer than to run it.
    "log_min_messages": "fatal",
}
KEPT_SETTINGS = {  # Otherwise the server's own, as a council's server would have them.
    "listen_addresses": "",
    "autovacuum": "off",  # Measurements must not depend on when it runs.
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "log_min_messages": "fatal",
}


@contextmanager
def throwaway_postgres(
    keep: Path | None = None, settings: dict[str, str] = SETTINGS
) -> Iterator[str]:
    """Start a cluster, yield the DATABASE_URL of its database, and remove every trace of it; but
    with a folder `keep` its data stay there for the next time.

    Raises RuntimeError when there is no PostgreSQL server on the machine or it does not start.
    """
    programs = postgres_programs()
    if programs is None:
        raise RuntimeError("PostgreSQL's server programs are not installed: run `make test`.")
    user = _server_user()
    place = MEMORY if keep is None and _has_room() else None
    folder = Path(tempfile.mkdtemp(prefix="mandate-postgres-", dir=place))
    try:
        if user is not None:
            shutil.chown(folder, user)
        data = (folder if keep is None else _own(keep, user)) / "cluster"
        is_new = not data.exists()
        if is_new:
            _initialise(programs / "initdb", data, user)
        # Stop at once if there is nothing to save; kept data are written to the disk first.
        end = signal.SIGQUIT if keep is None else signal.SIGINT
        with (
            (folder / "log").open("w") as log,
            _server(programs, data, folder, user, log, settings, end),
        ):
            if is_new:
                _create_database(programs, folder, user)
            yield f"postgres://mandate@/mandate?host={quote(str(folder))}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _has_room() -> bool:
    """Whether a cluster fits into memory. A database is thousands of files: on a disk, to make and
    remove one takes ten times as long."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        free = shutil.disk_usage(MEMORY).free
    except OSError:
        return False
    available = next((int(line.split()[1]) for line in lines if "MemAvailable" in line), 0)
    return min(available * 1024, free) > 2 * ROOM


def _server_user() -> str | None:
    """The user to run the server as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise RuntimeError("There is no user `postgres` or `nobody` to run PostgreSQL as.")


def _own(folder: Path, user: str | None) -> Path:
    """A folder in which the server may write. Raises RuntimeError when it cannot reach it."""
    folder.mkdir(parents=True, exist_ok=True)
    if user is not None:
        shutil.chown(folder, user)
        reached = subprocess.run(["test", "-w", folder], user=user, cwd="/", check=False)
        if reached.returncode:
            raise RuntimeError(
                f"PostgreSQL runs as the user `{user}`, who may not enter {folder}. "
                "Run this as another user than root, or from a folder that everybody may enter."
            )
    return folder


def _initialise(initdb: Path, data: Path, user: str | None) -> None:
    done = subprocess.run(
        [initdb, "--pgdata", data, f"--username={SUPERUSER}", "--auth=trust", "--no-sync"]
        + ["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"],
        user=user,
        cwd="/",
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"PostgreSQL's initdb failed:\n{done.stderr}")


@contextmanager
def _server(
    programs: Path,
    data: Path,
    folder: Path,
    user: str | None,
    log: object,
    settings: dict[str, str],
    end: signal.Signals,
) -> Iterator[None]:
    # A session of its own: a Ctrl-C at the terminal reaches the tests first, and the server last.
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, "-k", folder, *words],
        user=user,
        cwd="/",
        env=_environment(),
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        _wait_until_ready(programs, folder, server)
        yield
    finally:
        server.send_signal(end)
        try:
            server.wait(timeout=10 if end == signal.SIGQUIT else 120)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_WITHIN_SECONDS
    ask = [programs / "pg_isready", "--quiet", "--host", folder, f"--username={SUPERUSER}"]
    while time.monotonic() < until and server.poll() is None:
        if subprocess.run([*ask, "--dbname=postgres"], check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def _create_database(programs: Path, folder: Path, user: str | None) -> None:
    """A database, and the role that owns it, which may make more databases and roles."""
    ask = [programs / "psql", "--quiet", "--host", folder, f"--username={SUPERUSER}"]
    for statement in (
        "CREATE ROLE mandate LOGIN CREATEDB CREATEROLE",
        "CREATE DATABASE mandate OWNER mandate",
    ):
        subprocess.run(
            [*ask, "--dbname=postgres", f"--command={statement}"],
            user=user,
            cwd="/",
            env=_environment(),
            check=True,
        )


def _environment() -> dict[str, str]:
    """The environment without the caller's own PostgreSQL settings."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PG") and name not in {"HOME", "DATABASE_URL"}
    }


def run_to_its_end(command: list[str], environment: dict[str, str]) -> int:
    """Run a command and return its exit status, as a shell would say it."""
    with running(command, environment) as child:
        return wait_for(child)


@contextmanager
def running(
    command: list[str], environment: dict[str, str], *, output: IO[bytes] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command, which writes into `output`, if that is given. When we are ended ourselves,
    it is ended first."""
    errors = subprocess.STDOUT if output else None
    child = subprocess.Popen(command, env=environment, stdout=output, stderr=errors)
    try:
        yield child
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def wait_for(child: subprocess.Popen[bytes]) -> int:
    """The exit status of a command, as a shell would say it. A Ctrl-C is its to handle: we wait
    until it has."""
    while True:
        try:
            status = child.wait()
            return 128 - status if status < 0 else status
        except KeyboardInterrupt:
            continue


def end_tidily_when_killed() -> None:
    """Turn a SIGTERM into an exception, so that `finally` clauses run."""

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)


def main(arguments: list[str]) -> int:
    """Run the command after `--` against a cluster of its own."""
    if arguments[:1] != ["--"] or len(arguments) < 2:
        print("usage: throwaway_postgres.py -- COMMAND...", file=sys.stderr)
        return 2
    end_tidily_when_killed()
    try:
        with throwaway_postgres() as url:
            return run_to_its_end(arguments[1:], {**os.environ, "DATABASE_URL": url})
    except RuntimeError as failure:
        print(failure, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
