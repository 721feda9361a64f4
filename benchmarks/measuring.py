"""Measures one engine's databases (`benchmarks/building.py`) in this process.

DATABASE_URL=... python -m benchmarks.measuring --results FILE [word ...]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import django
from django.db import connection

from benchmarks.size import Names

REPEATS = 30


def measure(
    names: Names, words: list[str], repeats: int, papers: bool = True
) -> list[dict[str, object]]:
    """The rows of the table; without papers, none for which the demonstration must be loaded."""
    from benchmarks import pages  # noqa: PLC0415  as above
    from benchmarks.council import Council  # noqa: PLC0415  as above
    from benchmarks.packs import measure_packs  # noqa: PLC0415  as above
    from benchmarks.papers import measure_papers  # noqa: PLC0415  as above
    from benchmarks.saves import measure_saves  # noqa: PLC0415  as above
    from benchmarks.timing import Table  # noqa: PLC0415  as above
    from tests.databases import leading_to  # noqa: PLC0415  as above
    from values import clock  # noqa: PLC0415  Django is set up by now

    table = Table(connection.vendor, words, repeats)
    with leading_to(connection, names.whole):
        council = Council()
        with clock.stopped_at(council.years.last_moment):
            pages.measure_pages(table, council)
            pages.measure_history(table, council)
            pages.measure_past(table, council)
    pages.measure_growth(table, names)
    measure_saves(table, names)
    if papers:
        measure_papers(table, names)
        measure_packs(table)
    table.note_the_machine()
    return table.as_data()


def main(arguments: list[str]) -> int:
    django.setup()
    from config.process import settle  # noqa: PLC0415  Django is set up only now

    settle()  # as a worker of the web server does
    parser = argparse.ArgumentParser(prog="benchmarks.measuring")
    parser.add_argument("--results", type=Path, required=True)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("words", nargs="*")
    asked = parser.parse_args(arguments)
    results = measure(Names.beside(connection), asked.words, asked.repeats)
    asked.results.write_text(json.dumps(results))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
