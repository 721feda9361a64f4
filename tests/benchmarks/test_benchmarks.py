"""The benchmarks still run: built a thousandth of their size, each measured once. No time is
asserted."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.size import THOUSANDTH, Names, Years
from tests.databases import Databases, copied, drop

BUDGETED = {"ms", "times"}


@pytest.fixture(scope="module")
def names(django_db_setup: None, django_db_blocker: Any, databases: Databases) -> Any:
    """Both databases, built small, and the name of the copy that is written into."""
    from benchmarks.building import build  # noqa: PLC0415  the settings are not read yet above

    tenth = databases.own("bench_tenth")
    with (
        django_db_blocker.unblock(),
        copied(databases.own("bench_whole"), like=databases.migrated()) as whole,
    ):
        names = Names(whole, tenth, databases.own("bench_written"))
        build(THOUSANDTH, Years.until_yesterday(), names, lambda what: None)
        yield names
        drop(tenth)


def test_each_benchmark_gives_its_rows(names: Names, engine: str) -> None:
    from benchmarks.measuring import measure  # noqa: PLC0415  as above

    rows = measure(names, words=[], repeats=1, papers=False)
    assert {row["engine"] for row in rows} == {engine}
    assert len({row["name"] for row in rows}) == len(rows) > 60
    assert [row for row in rows if not row["value"] > 0 and row["unit"] in BUDGETED] == []  # type: ignore[operator]
    assert {tuple(row) for row in rows} == {("name", "engine", "value", "unit", "budget", "met")}
    assert all((row["met"] is None) == (row["budget"] is None) for row in rows)


def test_words_pick_benchmarks(names: Names) -> None:
    from benchmarks.measuring import measure  # noqa: PLC0415  as above

    rows = measure(names, words=["50 people"], repeats=1)
    assert [row["name"] for row in rows][:-2] == [
        "list, 50 people: median",
        "list, 50 people: 95 %",
    ]
