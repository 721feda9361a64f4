from collections import defaultdict
from typing import Any

import pytest
from django.db import connection

from audit.models import tracked_models
from tests.databases import leading_to
from tests.demo_fixture import load_into


@pytest.mark.one_engine
@pytest.mark.django_db(transaction=True)
def test_two_loads_write_the_same_history(demo_database: tuple[str, dict[str, Any]]) -> None:
    name, loaded = demo_database
    empty = connection.settings_dict["NAME"]
    assert load_into(empty) == loaded
    histories = [history(name), history(empty)]
    assert len(histories[0]) > 1_000
    assert histories[0] == histories[1]


def history(name: str) -> list[tuple[Any, ...]]:
    """Every history row of a database, but for when it was recorded and where a
    file is stored, which is made up; ids as their place in order,
    for an engine may begin to count anywhere, and what holds ids, digests and ways
    from the top, as whether there is one."""
    with leading_to(connection, name):
        models = sorted(tracked_models(), key=lambda model: model.__name__)
        rows = [row for model in models for row in model.history.order_by("history_id")]
    places: dict[type, dict[int, int]] = defaultdict(dict)
    for row in rows:
        of_its_model = places[row.instance_type]
        of_its_model.setdefault(row.id, len(of_its_model))
    change_sets: dict[Any, int] = {}
    return [
        (
            type(row).__name__,
            change_sets.setdefault(row.change_set, len(change_sets)),
            row.history_date,
            row.history_type,
            row.history_change_reason,
            row.is_loaded,
            *(told(row, f, places) for f in type(row).tracked_fields if f.name != "stored_as"),
        )
        for row in rows
    ]


def told(row: Any, field: Any, places: dict[type, dict[int, int]]) -> Any:
    value = getattr(row, field.attname)
    if field.name in ("digest", "above"):
        return bool(value)
    if field.primary_key:
        return places[row.instance_type][value]
    if field.remote_field and value is not None:
        return places[field.remote_field.model][value]
    return value
