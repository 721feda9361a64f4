"""What apps further right add to the page of any record, such as its links and its comments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from people.models import Person
from records.pages.moments import AskedMoment

Read = Callable[[Any, Person, AskedMoment], dict[str, Any] | None]
"""What a panel shows of a record to a person, as its template needs it; None for no panel."""

_PANELS: list[tuple[int, str, Read]] = []


def contribute(order: int, template: str, read: Read) -> None:
    """Add a panel: called by apps when they are ready."""
    _PANELS.append((order, template, read))
    _PANELS.sort(key=lambda panel: panel[0])


def panels_of(record: Any, person: Person, asked: AskedMoment) -> list[dict[str, Any]]:
    """The panels of a record's page, each with its `template` (`records/panels.html`)."""
    read = ((template, read(record, person, asked)) for _order, template, read in _PANELS)
    return [{"template": template, **found} for template, found in read if found is not None]
