"""The change set that is open now: who, why and when, for every history row written inside it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from audit.errors import NotAudited

SYSTEM_ID = 0
"""The key of the person who represents Mandate itself, which acts in migrations and loads."""

_open: ContextVar[ChangeSet | None] = ContextVar("open_change_set", default=None)
because: ContextVar[str] = ContextVar("because", default="")
"""The decision, or the correction, that is changing what was agreed (`audit/deciding.py`)."""
request_id: ContextVar[str] = ContextVar("request_id", default="")
versions_read: ContextVar[dict[tuple[str, int], int]] = ContextVar("versions_read")
"""The versions that somebody had read of the records being written (`audit.writing.as_read`)."""


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


@contextmanager
def for_reason(reason: str) -> Iterator[None]:
    """Inside, what is written gives a reason of its own, within the change that is open."""
    token = _open.set(replace(open_change_set(), reason=str(reason)))
    try:
        yield
    finally:
        _open.reset(token)


def short(of: str) -> str:
    """The reference by which a person names a request: its first eight characters, "3f2a-91bc"."""
    return f"{of[:4]}-{of[4:8]}" if of else ""


@contextmanager
def job(name: str) -> Iterator[str]:
    """Everything written inside is marked with this run of a job or command: its name and a number
    of its own, such as "load_demo:5f3a…"."""
    run = f"{name[:31]}:{uuid.uuid4().hex}"
    token = request_id.set(run)
    try:
        yield run
    finally:
        request_id.reset(token)
