"""The change set that is open now: who, why, when, for every history row written inside it."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from audit.errors import NotAudited

_open: ContextVar[ChangeSet | None] = ContextVar("open_change_set", default=None)
request_id: ContextVar[str] = ContextVar("request_id", default="")


@dataclass(frozen=True)
class ChangeSet:
    id: UUID
    actor_id: int
    on_behalf_of_id: int | None
    reason: str
    moment: datetime
    request_id: str
    is_loaded: bool


def open_change_set() -> ChangeSet:
    """The change set that is open. Raises NotAudited when there is none."""
    change_set = _open.get()
    if change_set is None:
        raise NotAudited(
            "A tracked record is written only inside `with audited(by=..., reason=...)`."
        )
    return change_set
