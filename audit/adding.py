"""Migrations that only add are applied without rendering the models around what they add.

Django renders a model's relations, and theirs, again for each operation, so that a migrate into an
empty database takes time with the square of the number of models: half a minute for ours. What only
adds needs the added model alone. The first migration that does more has all models rendered anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

ADDING = (CreateModel, AddField, AddIndex, AddConstraint)


class AddingExecutor(MigrationExecutor):
    is_stale = False
    """Whether the models of the state do not know of all that refer to them."""

    def migrate(self, *args: Any, **options: Any) -> ProjectState:
        return self._rendered_anew(super().migrate(*args, **options))

    def apply_migration(
        self, state: ProjectState, migration: Migration, *args: Any, **options: Any
    ) -> ProjectState:
        if not all(isinstance(operation, ADDING) for operation in migration.operations):
            fresh = self._rendered_anew(state)
            return super().apply_migration(fresh, migration, *args, **options)
        self.is_stale = True
        with _each_rendered_alone():
            return super().apply_migration(state, migration, *args, **options)

    def _rendered_anew(self, state: ProjectState) -> ProjectState:
        """The state, whose models are rendered the next time that they are asked for."""
        if self.is_stale:
            state.__dict__.pop("apps", None)
            self.is_stale = False
        return state


@contextmanager
def _each_rendered_alone() -> Iterator[None]:
    """A model that is added, or added to, is rendered without those that it relates to."""
    find: Any = ProjectState._find_reload_model  # type: ignore[attr-defined]

    def alone(state: Any, app_label: str, model_name: str, delay: bool = False) -> Any:
        return {(app_label, model_name)}

    ProjectState._find_reload_model = alone  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ProjectState._find_reload_model = find  # type: ignore[attr-defined]
