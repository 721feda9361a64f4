"""Errors of audited writing, in words that can be shown as they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from values import words


class Refused(Exception):
    """A rule forbids it. `str(error)` is one sentence for the person; `fields` names the fields at
    fault."""

    def __init__(self, sentence: str, fields: Mapping[str, list[str]] | None = None) -> None:
        super().__init__(sentence)
        self.fields = dict(fields or {})


class Conflict(Refused):
    """Somebody else changed the record since it was read; `current` is the record as it is now."""

    def __init__(self, sentence: str, current: Any) -> None:
        super().__init__(sentence)
        self.current = current


class ChangedOutside(Refused):
    """The record was changed without its history, so that nobody can be named as having done it."""


class NotFound(Exception):
    """There is nothing here, or nothing that this person may know of."""


class NotRecordedThen(NotFound):
    """A record that exists now but did not at a past moment; `str(error)` says so."""

    def __init__(self, title: str, moment: datetime) -> None:
        super().__init__(
            _("“%(title)s” had not yet been recorded on %(moment)s.")
            % {"title": title, "moment": words.moment(moment)}
        )


class NotAudited(Exception):
    """A programming fault: a tracked record was written outside `audited()`."""


class UnrecordedChange(NotAudited):
    """A programming fault: a tracked row was changed and its history was not written."""
