"""Real sites for the browser: gunicorn on a loopback port, before a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from tests import served_day

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

    def live_on(self, moment: datetime) -> None:
        """Move a dated site to a moment; its clock runs on from there."""
        Path(self.environment[served_day.VARIABLE]).write_text(moment.isoformat())

    @contextmanager
    def working(self, *options: str) -> Iterator[None]:
        """Do meanwhile what waits in the queue, and what is done once a day."""
        command = [sys.executable, "-m", "tests.served_day", "run_worker", "--until-parent-ends"]
        with subprocess.Popen([*command, *options], cwd=ROOT, env=self.environment) as process:
            try:
                yield
            finally:
                process.terminate()
                process.wait(timeout=30)


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


def site_environment(name: str) -> dict[str, str]:
    """The demonstration's environment, on the database of a name (tests/databases.py)."""
    server = os.environ.get("DATABASE_URL", "")
    if server.startswith(("postgres:", "postgresql:")):
        url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    else:
        url = f"sqlite:///{name}"
    ours = {"MANDATE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "tests.served_settings"}
    return os.environ | ours | {"DATABASE_URL": url, "UPLOADS_DIR": str(settings.UPLOADS_DIR)}


def load_demo(name: str) -> None:
    """Load the demonstration, as of today, into a database that has its tables."""
    manage(site_environment(name), "load_demo")


@contextmanager
def serving(environment: dict[str, str], log: Path) -> Iterator[Site]:
    """Serve the site, and wait until it answers."""
    with gunicorn("config.wsgi", environment, log) as url:
        _wait_for_an_answer(url, log)
        yield Site(url, environment)


@contextmanager
def gunicorn(
    application: str, environment: dict[str, str], log: Path, *options: str
) -> Iterator[str]:
    """Serve an application with one worker, at the address that this yields, and end the process
    that was started, and no other."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{listener.fileno()}"]
        command += ["--workers", "1", "--threads", "4", "--graceful-timeout", "2"]
        command += ["--no-control-socket", *options, application]
        with log.open("w") as words:
            server = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                pass_fds=[listener.fileno()],
                stdout=words,
                stderr=subprocess.STDOUT,
            )
    try:
        yield url
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
