"""The kinds of record that can be linked and commented on: one registry. An entry of a register is
always one of them; other kinds are added by their app, in its `apps.py`.

A link or a comment names its record by kind (`projects.project`) and key, and is seen by those who
see that record, by its own `visible_to`."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from audit.models import TrackedModel

_KINDS: dict[str, Any] = {}


def contribute(*models: type[TrackedModel]) -> None:
    """Let records of these kinds be linked and commented on."""
    _KINDS.update({model._meta.label_lower: model for model in models})


def kinds() -> dict[str, Any]:
    """Every such kind, by the word that links and comments keep."""
    return dict(_KINDS)


def is_seen(reader: Any, end: str) -> Q:
    """The condition that a reader sees the record that the fields `<end>_kind` and `<end>_id`
    name."""
    seen = (
        Q(**{f"{end}_kind": kind, f"{end}_id__in": model.objects.visible_to(reader).values("pk")})
        for kind, model in _KINDS.items()
    )
    return reduce(or_, seen, Q(pk__in=[]))
