"""Real sites for the browser: gunicorn on a loopback port, before a database of its own.

The database is of the engine under test: on SQLite a file, on PostgreSQL a database beside the
test's own, in the cluster that DATABASE_URL names.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN_SECONDS = 60


@dataclass(frozen=True)
class Site:
    """A site that answers at `url`, and the environment in which its commands run."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a management command on the site's database and return what it prints."""
        return manage(self.environment, *arguments)


def manage(environment: dict[str, str], *arguments: str) -> str:
    """Run a management command and return what it prints. Raises RuntimeError with its words."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def database(folder: Path, name: str, *, like: str | None = None) -> Iterator[dict[str, str]]:
    """Make a database, empty or a copy of the one called `like`; drop it at the end.

    Yields the environment of a site on it. The names are unique within one run of the tests.
    """
    make_database(folder, name, like=like)
    try:
        yield site_environment(folder, name)
    finally:
        if url := _server_url():
            with psycopg.connect(_named(url, "postgres"), autocommit=True) as connection:
                drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
                connection.execute(drop.format(sql.Identifier(name)))
        else:
            (folder / f"{name}.sqlite3").unlink(missing_ok=True)


def make_database(folder: Path, name: str, *, like: str | None = None) -> None:
    """Make a database that nobody drops but the end of the cluster or of the folder."""
    if url := _server_url():
        with psycopg.connect(_named(url, "postgres"), autocommit=True) as connection:
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            template = sql.Identifier(like or "template0")
            connection.execute(create.format(sql.Identifier(name), template))
    elif like:
        shutil.copy(folder / f"{like}.sqlite3", folder / f"{name}.sqlite3")


def site_environment(folder: Path, name: str) -> dict[str, str]:
    """The demonstration's environment, on the database called `name`."""
    server = _server_url()
    url = _named(server, name) if server else f"sqlite:///{folder / name}.sqlite3"
    others = {key: text for key, text in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return others | {"MANDATE_DEMO": "1", "DATABASE_URL": url}


def migrated(folder: Path, name: str) -> str:
    """Make the tables once for all workers, in the database called `name`; returns the name."""
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = folder / f"{name}.ready"
        if not ready.exists():
            make_database(folder, name)
            environment = site_environment(folder, name)
            manage(environment, "migrate", "--verbosity=0", "--no-input")
            ready.touch()
    return name


def loaded_demo(folder: Path, name: str) -> None:
    """Load the demonstration once for all workers, into the database called `name`."""
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = folder / f"{name}.ready"
        if ready.exists():
            return
        make_database(folder, name, like=migrated(folder, f"{name}_empty"))
        manage(site_environment(folder, name), "load_demo")
        ready.touch()


@contextmanager
def serving(environment: dict[str, str], log: Path) -> Iterator[Site]:
    """Serve the site under gunicorn, and end the process that was started, and no other."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{listener.fileno()}"]
        command += ["--workers", "1", "--threads", "4", "--graceful-timeout", "2"]
        command += ["--no-control-socket", "config.wsgi"]
        with log.open("w") as words:
            server = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                pass_fds=[listener.fileno()],
                stdout=words,
                stderr=subprocess.STDOUT,
            )
    site = Site(f"http://127.0.0.1:{port}", environment)
    try:
        _wait_for_an_answer(site.url, log)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for_an_answer(url: str, log: Path) -> None:
    # The port listens already, so the first request waits until the site is up, or is turned away.
    try:
        with urllib.request.urlopen(url, timeout=START_WITHIN_SECONDS):  # noqa: S310 (our own)
            return
    except OSError as failure:
        raise RuntimeError(f"The site did not answer ({failure}):\n{log.read_text()}") from failure


def _server_url() -> str | None:
    """The PostgreSQL that the tests run on, or None when they run on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith(("postgres:", "postgresql:")) else None


def _named(url: str, name: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
