"""Changing the data of tracked records in a migration, with their history.

    def forwards(apps, schema_editor):
        change_records(apps, "projects.Milestone", tidy, reason="Titles are trimmed")

    def tidy(milestone):
        milestone.title = milestone.title.strip()

A migration works with models as they were then, to which simple-history is not attached; any other
way of changing a record in it is refused."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from audit.change_sets import SYSTEM_ID
from audit.writing import moment_of_writing

NOT_FACTS = {
    "history_id", "history_date", "history_change_reason", "history_type", "history_user_id",
    "change_set", "on_behalf_of_id", "request_id", "is_loaded", "recorded_at",
    "because",
}  # fmt: skip


def change_records(
    apps: Any, label: str, change: Callable[[Any], None], *, reason: str, **filters: Any
) -> int:
    """Let `change` set fields on each record of a model (that `filters` pick), and save each
    changed record with a history row. Returns how many changed. Mandate itself acts."""
    model = apps.get_model(label)
    history = apps.get_model(model._meta.app_label, f"Historical{model.__name__}")
    facts = [f.attname for f in model._meta.concrete_fields]
    copied = {f.attname for f in history._meta.concrete_fields} - NOT_FACTS - set(facts)
    moment, change_set, count = moment_of_writing(), uuid.uuid4(), 0
    for record in model._base_manager.filter(**filters).order_by("pk"):
        before = [getattr(record, name) for name in facts]
        change(record)
        if before == [getattr(record, name) for name in facts]:
            continue
        record.version += 1
        record.save(force_update=True)
        rows = history._base_manager.filter(id=record.pk)
        last = rows.order_by("-history_date", "-history_id")[0]
        history._base_manager.create(
            **{name: getattr(last, name) for name in copied},  # its place
            **{name: getattr(record, name) for name in facts},
            history_date=max(moment, last.history_date),
            history_type="~",
            history_user_id=SYSTEM_ID,
            history_change_reason=reason,
            change_set=change_set,
            request_id="migration",
        )
        count += 1
    return count
