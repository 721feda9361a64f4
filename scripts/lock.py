"""Writes the locks again from pyproject.toml and package.json: `make lock`.

    requirements/runtime.txt   the product
    requirements/test.txt      the product at the same versions, and what the tests need
    requirements/node.txt      Node.js, for a machine that has none

Each line holds a version and its hashes, for every system and every Python from 3.11; no file names
a registry. Only what must change changes; `--upgrade` takes newer versions within the ranges."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import set_up

ROOT = Path(__file__).resolve().parent.parent
COMPILE = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
COMPILE += ["--python-version=3.11", "--generate-hashes", "--no-emit-index-url"]
COMPILE += ["--no-emit-find-links", "--custom-compile-command=make lock"]
RUNTIME, TEST, NODE = (f"requirements/{name}.txt" for name in ("runtime", "test", "node"))


def main(arguments: list[str]) -> int:
    """Write all locks, and check that none of them names an address or a path."""
    sources = {
        RUNTIME: ["pyproject.toml"],
        TEST: ["pyproject.toml", "--group=test", f"--constraints={RUNTIME}"],
        NODE: ["--group=node"],
    }
    for lock, source in sources.items():
        subprocess.run([*COMPILE, *source, *arguments, "--output-file", lock], cwd=ROOT, check=True)
    npm, environment = set_up.npm()
    verb = "update" if "--upgrade" in arguments else "install"
    subprocess.run([*npm, verb, "--package-lock-only"], cwd=ROOT, env=environment, check=True)
    named = [lock for lock in sources if re.search(r"://|file:", (ROOT / lock).read_text())]
    if '"resolved"' in (ROOT / "package-lock.json").read_text():
        named.append("package-lock.json")
    if named:
        print(f"These locks name an address: {', '.join(named)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
