"""The world of the sweeps, built once for all workers: each looks at a copy of its database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from people.models import Account
from tests.databases import Databases, copied, leading_to
from tests.sweeps.world import World, build_world

Facts = dict[str, Any]


@contextmanager
def copied_world(databases: Databases) -> Iterator[World]:
    """The connection leads to a copy of the database that holds the world, meanwhile."""
    whole, facts = world_database(databases)
    with (
        copied(databases.own("world"), like=whole) as own,
        leading_to(connection, own),
    ):
        yield read(json.loads(facts.read_text()))


def world_database(databases: Databases) -> tuple[str, Path]:
    """The database that holds it, which is only copied, and the file that names what is in it."""
    facts = databases.folder / "world.json"

    def fill(name: str) -> None:
        with leading_to(connection, name):
            facts.write_text(json.dumps(told(build_world()), default=str))

    return databases.once("world", fill, like=databases.migrated()), facts


def told(world: World) -> Facts:
    """What a world holds, by the keys of its records."""
    values = {f.name: getattr(world, f.name) for f in fields(World) if f.init}
    return {
        name: {kind._meta.label: record.pk for kind, record in value.items()}
        if isinstance(value, dict)
        else [value._meta.label, value.pk]
        for name, value in values.items()
    }


def read(facts: Facts) -> World:
    """The world that the facts tell of, in the database that is open."""
    return World(
        **{
            name: {model(label): record(label, key) for label, key in value.items()}
            if isinstance(value, dict)
            else record(*value)
            for name, value in facts.items()
        }
    )


def model(label: str) -> type[Any]:
    return apps.get_model(label)


def record(label: str, key: Any) -> Any:
    if label == Account._meta.label:
        return Account.objects.get(pk=key)  # with its person
    return model(label)._base_manager.get(pk=key)
