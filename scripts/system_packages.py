"""What Mandate needs from the system, and how to install it: Debian's packages, by name.

Standard library only: this runs before there is a .venv.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# What apt prints when it cannot reach its servers.
NO_NETWORK = ("Temporary failure", "Could not resolve", "Could not connect", "Unable to connect")


class SetUpFailed(Exception):
    """Set-up cannot go on. The message is one sentence for the person at the keyboard."""


@dataclass(frozen=True)
class Need:
    """Something that must be on the machine, how to check for it, and the Debian package that
    provides it."""

    package: str
    purpose: str
    is_met: Callable[[], bool]


def has_library(name: str) -> Callable[[], bool]:
    """Whether the loader finds the shared library `name`."""

    def is_met() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return is_met


def has_program(*names: str) -> Callable[[], bool]:
    """Whether the shell finds one of these programs."""
    return lambda: any(map(shutil.which, names))


def postgres_programs() -> Path | None:
    """The newest folder that holds PostgreSQL's server programs, or None."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not folders and (initdb := shutil.which("initdb")):
        folders = [Path(initdb).resolve().parent]
    return max(folders, key=lambda folder: _version(folder.parent.name), default=None)


def _version(name: str) -> float:
    try:
        return float(name)
    except ValueError:
        return 0.0


def _has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


VENV = [Need("python3-venv", "a Python environment of its own", _has_ensurepip)]
DOCUMENTS = [
    Need("libpango-1.0-0", "laying out text in PDFs", has_library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", "fonts in PDFs", has_library("libpangoft2-1.0.so.0")),
    Need("libharfbuzz-subset0", "small fonts in PDFs", has_library("libharfbuzz-subset.so.0")),
]
TESTS = [
    # The same Chromium as the package chromium, without windows: smaller, and draws a page sooner.
    Need(
        "chromium-headless-shell",
        "the browser journeys",
        has_program("chromium-headless-shell", "chromium"),
    ),
    Need("libatomic1", "Playwright, which drives Chromium", has_library("libatomic.so.1")),
    Need("postgresql", "the tests on PostgreSQL", lambda: postgres_programs() is not None),
]


def ensure(needs: list[Need]) -> None:
    """Install what is missing of `needs`, or say what to run. Raises SetUpFailed."""
    missing = [need for need in needs if not need.is_met()]
    if not missing:
        return
    packages = [need.package for need in missing]
    line = shlex.join(["apt-get", "install", "--yes", "--no-install-recommends", *packages])
    if shutil.which("apt-get") is None:
        wanted = ", ".join(f"{need.package} ({need.purpose})" for need in missing)
        raise SetUpFailed(
            f"Please install these in your system's own way (the names are Debian's): {wanted}."
        )
    prefix = _as_root()
    if prefix is None:
        who, sudo = ("", "sudo ") if shutil.which("sudo") else (" as root", "")
        raise SetUpFailed(
            f"Some system packages are missing. Please run this line{who}, and then try again:\n"
            f"    {sudo}apt-get update && {sudo}{line}"
        )
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    output = _apt([*prefix, "apt-get", "update"], check=False)
    # Another run of apt, such as the nightly one, may be at work: wait for it.
    patience = ["-o", "DPkg::Lock::Timeout=120"]
    output += _apt([*prefix, *shlex.split(line), *patience], already_said=output)
    unmet = [need.package for need in missing if not need.is_met()]
    if unmet:
        raise SetUpFailed(f"These were installed but are still not found: {', '.join(unmet)}.")


def _as_root() -> list[str] | None:
    """The prefix for a command that needs root, or None when we have no such rights."""
    unattended = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return unattended
    if shutil.which("sudo"):
        allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if allowed.returncode == 0:
            return ["sudo", "-n", *unattended]
    return None


def _apt(command: list[str], *, check: bool = True, already_said: str = "") -> str:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if check and done.returncode:
        output = already_said + done.stdout
        if any(sign in output for sign in NO_NETWORK):
            raise SetUpFailed(
                "The system's package servers cannot be reached; set-up needs a network the "
                "first time."
            )
        tail = "\n".join(done.stdout.splitlines()[-15:])
        raise SetUpFailed(f"{tail}\nThis command failed: {shlex.join(command)}")
    return done.stdout
