"""What the funding sources of a programme bring in each financial year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from money.choices import YearMoney
from money.models import FundingYear
from programmes.models import FundingSource
from values import words


@dataclass(frozen=True)
class SourceYears:
    """A source with what it brings in each year, in words by year."""

    id: int
    title: str
    by_year: dict[int, str]


@dataclass(frozen=True)
class FundingYears:
    """The sources that say what they bring in a year; the totals are of new money alone, since what
    is carried forward was counted in the year in which it came."""

    years: tuple[int, ...]
    rows: tuple[SourceYears, ...]
    totals: dict[int, str]


def funding_by_year(programme_id: int, moment: datetime | None) -> FundingYears:
    """Two queries."""
    sources = list(FundingSource.objects.at(moment, programme_id=programme_id).live().in_order())
    keys = [source.id for source in sources]
    found = list(FundingYear.objects.at(moment, source_id__in=keys).live().in_order())
    years = tuple(sorted({row.financial_year for row in found}))
    rows = tuple(
        SourceYears(source.id, source.title, by_year)
        for source in sources
        if (by_year := _in_words([row for row in found if row.source_id == source.id]))
    )
    new = [row for row in found if row.kind == YearMoney.NEW]
    return FundingYears(years, rows, {year: _total(new, year) for year in years})


def _in_words(rows: list[FundingYear]) -> dict[int, str]:
    said: dict[int, list[str]] = {}
    for row in rows:
        amount = _("not stated") if row.amount_pence is None else words.money(row.amount_pence)
        if row.kind == YearMoney.CARRIED:
            amount = _("carried forward: %(amount)s") % {"amount": amount}
        said.setdefault(row.financial_year, []).append(amount)
    return {year: "; ".join(amounts) for year, amounts in said.items()}


def _total(new: list[FundingYear], year: int) -> str:
    amounts = [row.amount_pence for row in new if row.financial_year == year]
    known = [pence for pence in amounts if pence is not None]
    if not known:
        return _("not stated") if amounts else words.NOTHING
    total = words.money(sum(known))
    if len(known) < len(amounts):
        return _("%(much)s, plus amounts not stated") % {"much": total}
    return total
