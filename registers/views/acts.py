"""The page of an entry of a register that has acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from people.models import Person
from records.pages.moments import AskedMoment
from records.views.detail import RecordDetail


class EntryDetail(RecordDetail):
    """An entry with its state, and links to what can be done about it now."""

    template = "registers/entry.html"

    def acts(self, person: Person, row: Any) -> Iterator[tuple[str, str]]:
        """(words, address) of each act that a person may do."""
        return iter(())

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        is_over = bool(asked.value) or row.is_archived
        return {
            "status": _("Archived") if row.is_archived else row.get_state_display(),
            "acts": [] if is_over else list(self.acts(person, row)),
        }
