"""Measures Mandate with a million versions of a large council's records, on both engines.

    .venv/bin/python scripts/bench.py [--engine sqlite|postgresql] [word ...]

Words select benchmarks by name. A whole run on both engines writes benchmarks/results/latest.json.
The databases are kept in var/bench, under a hash of what they are made from; building them takes
some minutes for each engine, and an interrupted one is built again. Exits non-zero when something
could not be measured; a missed budget is shown but is not a failure."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from throwaway_postgres import (
    KEPT_SETTINGS,
    SETTINGS,
    end_tidily_when_killed,
    run_to_its_end,
    throwaway_postgres,
)

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "bench"
LATEST = ROOT / "benchmarks" / "results" / "latest.json"
WHOLE = "whole"
AS_INSTALLED = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "localhost",
    "SECOND_FACTOR_REQUIRED": "0",  # The council's accounts have none.
    "PAGES_A_MINUTE": "0",  # A benchmark asks for more pages than any person.
    "LOG_LEVEL": "WARNING",  # A line for each page would hide the table.
}
"""The settings of a council's installation, not of the demonstration."""
IN_A_HURRY = SETTINGS | {"max_wal_size": "4GB", "maintenance_work_mem": "256MB"}

Results = list[dict[str, Any]]
Serving = Callable[[Path, bool], AbstractContextManager[Callable[[str], str]]]
"""Makes the databases in a folder reachable, safely or fast, and gives their URLs by name."""


@contextmanager
def sqlite(folder: Path, in_a_hurry: bool) -> Iterator[Callable[[str], str]]:
    folder.mkdir(parents=True, exist_ok=True)
    yield lambda name: f"sqlite:///{folder / name}.sqlite3"


@contextmanager
def postgresql(folder: Path, in_a_hurry: bool) -> Iterator[Callable[[str], str]]:
    settings = IN_A_HURRY if in_a_hurry else KEPT_SETTINGS
    with throwaway_postgres(keep=folder, settings=settings) as url:
        yield lambda name: url.replace("/mandate?", f"/{name}?")


ENGINES: dict[str, Serving] = {"sqlite": sqlite, "postgresql": postgresql}


def state() -> str:
    """A hash of what the databases are made from: tables, guards and our own building."""
    files = [*ROOT.glob("*/migrations/0*.py"), *ROOT.glob("audit/guards*.py")]
    names = ("building", "models", "records", "size", "versions", "words")
    files += [ROOT / "benchmarks" / f"{name}.py" for name in names]
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(f"\n{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return total.hexdigest()[:12]


def built(engine: str) -> Path:
    """The folder of an engine's databases, which are built if necessary. Raises RuntimeError."""
    folder = KEPT / f"{engine}-{state()}"
    if folder.exists():
        return folder
    others = list(KEPT.glob(f"{engine}-*"))
    building = KEPT / f"{engine}-{state()}.building"
    shutil.rmtree(building, ignore_errors=True)
    print(f"Building the databases on {engine}; they are kept for the next time.", flush=True)
    with ENGINES[engine](building, True) as url_of:
        run("benchmarks.building", [], url_of(WHOLE))
    building.rename(folder)
    for other in others:
        shutil.rmtree(other, ignore_errors=True)
    return folder


def measured(engine: str, words: list[str]) -> Results:
    """The results of an engine's benchmarks. Raises RuntimeError."""
    folder = built(engine)
    with (
        ENGINES[engine](folder, False) as url_of,
        tempfile.TemporaryDirectory(prefix="mandate-bench-") as temporary,
    ):
        results = Path(temporary) / "results.json"
        run("benchmarks.measuring", ["--results", str(results), *words], url_of(WHOLE))
        return json.loads(results.read_text())


def run(module: str, arguments: list[str], url: str) -> None:
    """Run one of the benchmarks' modules. Raises RuntimeError when it fails, KeyboardInterrupt
    when it was interrupted."""
    ours = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings", **AS_INSTALLED}
    others = {"DEBUG", "MANDATE_DEMO", "CONN_MAX_AGE"}
    environment = {name: value for name, value in os.environ.items() if name not in others}
    status = run_to_its_end([sys.executable, "-m", module, *arguments], environment | ours)
    if status == 130:
        raise KeyboardInterrupt
    if status:
        raise RuntimeError(f"{module} stopped with status {status}.")


def show(results: Results) -> None:
    """The table on screen."""
    print(f"\n{'':64} {'engine':10} {'value':>9} {'budget':>9}")
    for row in results:
        budget = "" if row["budget"] is None else f"{row['budget']:g}"
        verdict = "" if row["met"] is None else "met" if row["met"] else "NOT MET"
        value = f"{row['value']:.4g}"
        print(
            f"{row['name']:64} {row['engine']:10} {value:>9} {budget:>9} {row['unit']:5} {verdict}"
        )
    judged = [row for row in results if row["met"] is not None]
    missed = sum(not row["met"] for row in judged)
    print(f"\n{missed} of {len(judged)} budgets not met.")


def main(arguments: list[str]) -> int:
    """Measure, show and store; the exit status is 0 when everything could be measured."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument(
        "words", nargs="*", help="measure only benchmarks with one of these words in their name"
    )
    asked = parser.parse_args(arguments)
    os.chdir(ROOT)
    end_tidily_when_killed()
    results: Results = []
    engines = [asked.engine] if asked.engine else list(ENGINES)
    failed = False
    try:
        for engine in engines:
            try:
                results += measured(engine, asked.words)
            except RuntimeError as failure:
                print(f"{engine} was not measured. {failure}", file=sys.stderr)
                failed = True
    except KeyboardInterrupt:
        return 130
    show(results)
    if failed or asked.words or asked.engine:
        print(f"{LATEST.relative_to(ROOT)} is left as it was: this was not a whole run.")
    else:
        LATEST.parent.mkdir(exist_ok=True)
        LATEST.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
