"""Builds the databases to measure, and checks that they are what the product would make.

DATABASE_URL=... python -m benchmarks.building
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django
from django.db import connection, transaction
from django.test import override_settings

from benchmarks.size import WHOLE, Names, Size, Years

SAMPLE = 100
"""Records of a kind that are compared with their history."""

HURRY = {
    "sqlite": [
        "PRAGMA synchronous=OFF",
        "PRAGMA cache_size=-400000",  # kB
        "PRAGMA temp_store=FILE",
    ],
    "postgresql": ["SET synchronous_commit=off", "SET work_mem='256MB'"],
}


def build(size: Size, years: Years, names: Names, progress: Callable[[str], None]) -> None:
    """Make both databases. Raises AssertionError when something in them differs from what the
    product itself would have written."""
    from benchmarks.records import Records  # noqa: PLC0415  Django is set up by now
    from tests.databases import leading_to, make  # noqa: PLC0415  as above

    with leading_to(connection, names.whole), _hurrying():
        let_time_stand()
        Records(size, years, progress).write()
    make(names.tenth, like=names.whole)
    progress("the records copied")
    _write_history(size, years, names.whole, progress)
    _write_history(size, years, names.tenth, progress, fewer=size.fewer)


def let_time_stand() -> None:
    """Let the guards take what is written with a clock that stands in another year, as those of
    the tests do: they are as in service again when the history has been written."""
    from audit import guards  # noqa: PLC0415  Django is set up by now

    with override_settings(GUARDS_LET_TIME_STAND=True):
        guards.install(connection)


def _write_history(
    size: Size, years: Years, name: str, progress: Callable[[str], None], fewer: int = 1
) -> None:
    from benchmarks.models import make_tables  # noqa: PLC0415  Django is set up by now
    from benchmarks.versions import write_versions  # noqa: PLC0415  as above
    from people.models import Account  # noqa: PLC0415  as above
    from tests.databases import leading_to  # noqa: PLC0415  as above
    from tests.lifted_guards import lifted_guards  # noqa: PLC0415  as above

    with leading_to(connection, name), _hurrying():
        officer = Account.objects.get(sign_in_name="officer").person
        with lifted_guards(connection), transaction.atomic():
            write_versions(size, years, officer.pk, progress, fewer=fewer)
        if fewer == 1:
            make_tables()
            progress("the plain twins")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        check(years, at_least=size.history // fewer)
        progress("checked")


def check(years: Years, *, at_least: int) -> None:
    """Raise AssertionError unless the guards exist, every history row is in the index, and the live
    rows equal their newest versions."""
    from audit import guards  # noqa: PLC0415  Django is set up by now
    from audit.models import RecordedChange, tracked_models  # noqa: PLC0415  as above
    from benchmarks.versions import count_versions  # noqa: PLC0415  as above

    if guards.inventory(connection) != guards.expected(connection):
        raise AssertionError("The guards of the history were not all put back.")
    count = count_versions()
    if count < at_least or RecordedChange.objects.count() != count:
        raise AssertionError(
            f"There are {count:,} history rows, but not every one is in the index."
        )
    for model in tracked_models():
        _check_newest(model, years)


def _check_newest(model: Any, years: Years) -> None:
    names = [field.attname for field in model._meta.concrete_fields]
    count = model.objects.count()
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
    some = keys[:: max(1, count // SAMPLE)]
    live = model.objects.filter(pk__in=some)
    recorded = live.at(years.last_moment)
    if set(live.values_list(*names)) != set(recorded.values_list(*names)):
        raise AssertionError(f"{model._meta.label}: records differ from their newest versions.")
    if live.at(years.first_moment).exists() and model._meta.label == "projects.StatusReport":
        raise AssertionError("There are reports from before the first period.")


@contextmanager
def _hurrying() -> Iterator[None]:
    """A database being built may be lost, so it need not wait for the disk."""
    with connection.cursor() as cursor:
        for statement in HURRY[connection.vendor]:
            cursor.execute(statement)
    try:
        yield
    finally:
        connection.close()  # the settings go with it


def main() -> int:
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  Django is set up only now

    from tests.databases import make  # noqa: PLC0415  as above

    started = time.monotonic()

    def progress(what: str) -> None:
        print(f"  {time.monotonic() - started:4.0f} s  {what}", flush=True)

    names = Names.beside(connection)
    make(names.whole)
    with _hurrying():
        call_command("migrate", verbosity=0, interactive=False)
    progress("the tables")
    build(WHOLE, Years.until_yesterday(), names, progress)
    return 0


if __name__ == "__main__":
    sys.exit(main())
