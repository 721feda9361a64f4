"""What money adds to the pages of other records: what a funding source brings in each year."""

from __future__ import annotations

from typing import Any

from money.columns import funding_year_columns
from money.models import FundingYear
from people import policy
from people.choices import Act
from people.models import Person
from programmes.models import FundingSource
from records.pages.lists import table
from records.pages.moments import AskedMoment


def funding_years(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """The years of a funding source, and the way to add one."""
    if not isinstance(record, FundingSource):
        return None
    may_edit = not asked.value and policy.can(person, Act.KEEP_MONEY, record.programme)
    rows = list(FundingYear.objects.at(asked.value, source_id=record.pk).live().in_order())
    if not rows and not may_edit:
        return None
    columns = funding_year_columns(record.pk, may_edit=may_edit)
    return {"source_id": record.pk, "may_edit": may_edit, **table(columns, rows)}
