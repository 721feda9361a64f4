"""What the audited way of writing refuses, in words that can be shown as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """A rule says no. `str(error)` is one sentence for the person; `fields` names what is wrong."""

    def __init__(self, sentence: str, fields: Mapping[str, list[str]] | None = None) -> None:
        super().__init__(sentence)
        self.fields = dict(fields or {})


class Conflict(Refused):
    """Somebody else changed the record since it was read; `current` is the record as it is now."""

    def __init__(self, sentence: str, current: Any) -> None:
        super().__init__(sentence)
        self.current = current


class ChangedOutside(Refused):
    """The record was changed past the history, so that nobody may be said to have done it."""


class NotAudited(Exception):
    """A programming fault: a tracked record was written outside `audited()`."""


class UnrecordedChange(NotAudited):
    """A programming fault: a tracked row was changed and its history was not written."""
