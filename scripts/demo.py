"""Serves the demonstration at http://localhost:8000 (PORT= changes it): `make demo`.

The demonstration runs under the production settings, except the three that need HTTPS
(MANDATE_DEMO=1), on a database of its own, var/demo.sqlite3; delete that file to begin again.
Standard library only: set-up makes the .venv in which the rest runs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import set_up
from set_up import PYTHON, ROOT
from system_packages import SetUpFailed

DATABASE = ROOT / "var" / "demo.sqlite3"
FIRST_TABLES = DATABASE.with_suffix(".first")


def main() -> int:
    """Check the port, set up, load the data once, and become the web server."""
    try:
        port = free_port(os.environ.get("PORT") or "8000")
        set_up.prepare("demo")
        set_aside_outgrown()
        make_database()
        migrate()
        set_up.collect_static()
        print(flush=True)
        manage("demo_accounts")
    except SetUpFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    serve(port)
    return 1  # Never reached: serve() does not return.


def free_port(text: str) -> int:
    """The port as a number, free on both of the machine's own addresses. Raises SetUpFailed."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise SetUpFailed(f"PORT must be a number from 1 to 65535, not {text}.")
    port = int(text)
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            probe = socket.socket(family)
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with probe:
                probe.bind((address, port))
        except PermissionError:
            raise SetUpFailed(
                f"Port {port} is for the system's own services; choose one from 1024 up, for "
                "example PORT=8001."
            ) from None
        except OSError:
            if family == socket.AF_INET6 and not _has_ipv6():
                continue
            raise SetUpFailed(
                f"Port {port} is in use; choose another, for example "
                f"`make demo PORT={port + 1 if port < 65535 else 8000}`."
            ) from None
    return port


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def set_aside_outgrown() -> None:
    """Until the first release the first migrations are rewritten: a demonstration made with earlier
    ones cannot be upgraded, and is kept under another name."""
    if not DATABASE.exists() or set_up.is_stamped(FIRST_TABLES, first_tables()):
        return
    old = DATABASE.with_stem("demo-old")
    DATABASE.replace(old)
    print(
        "The demonstration belongs to an earlier version of Mandate; it has been kept as "
        f"var/{old.name}.",
        flush=True,
    )


def first_tables() -> str:
    """A hash of the migrations from which a demonstration's tables were made."""
    return set_up.digest(ROOT.glob("*/migrations/0001*.py"))


def make_database() -> None:
    """Load the demonstration into a new file, which takes its place only when it is complete."""
    if DATABASE.exists():
        return
    print("Loading the demonstration (the first time only)", flush=True)
    fresh = DATABASE.with_suffix(".new")
    for left in DATABASE.parent.glob(f"{fresh.name}*"):
        left.unlink()
    manage("migrate", "--verbosity=0", "--no-input", database=fresh)
    manage("load_demo", database=fresh)
    set_up.write_stamp(FIRST_TABLES, first_tables())
    fresh.rename(DATABASE)


def migrate() -> None:
    """Bring an older demonstration's tables, including the guards of the history, up to date with
    the code."""
    shapes = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("audit/*.py")]
    state = set_up.digest(
        [*shapes, set_up.LOCKS / "runtime.txt"], extra=str(DATABASE.stat().st_ino)
    )
    stamp = DATABASE.with_suffix(".stamp")
    if not set_up.is_stamped(stamp, state):
        manage("migrate", "--verbosity=0", "--no-input")
        set_up.write_stamp(stamp, state)


def environment(database: Path = DATABASE) -> dict[str, str]:
    """The demonstration's environment, whatever the caller's is."""
    ours = {"MANDATE_DEMO": "1", "DATABASE_URL": f"sqlite:///{database}"}
    return {name: text for name, text in os.environ.items() if name != "DEBUG"} | ours


def manage(*arguments: str, database: Path = DATABASE) -> None:
    """Run a management command. Raises SetUpFailed when it fails; the command has printed why."""
    command = [str(PYTHON), str(ROOT / "manage.py"), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(database), check=False)
    if done.returncode:
        raise SetUpFailed(f"`manage.py {' '.join(arguments)}` failed; its reason is above.")


def serve(port: int) -> None:
    """Become gunicorn, so that Ctrl-C and kill reach it and end every process."""
    os.chdir(ROOT)
    gunicorn = str(PYTHON.parent / "gunicorn")
    settings = ["--config", "scripts/demo_server.py", "--bind", f"127.0.0.1:{port}"]
    os.execve(gunicorn, [gunicorn, *settings, "config.wsgi"], environment())  # noqa: S606 (no shell is meant)


if __name__ == "__main__":
    sys.exit(main())
