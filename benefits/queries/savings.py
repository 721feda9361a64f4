"""Savings lines, and how much of them is achieved, identified or still to be planned, by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef
from django.utils.translation import gettext as _

from audit.queries.moments import value_at
from audit.querysets import list_of
from benefits.choices import FOUND, ON_THE_WAY, TO_FIND, SavingKind, SavingState
from benefits.lifecycle import share_delivered, still_to_find
from benefits.models import SavingsAmount, SavingsCost, SavingsLine, SavingsShare
from people.models import Person
from programmes import financial_year
from projects.models import Project
from values import words

Year = int | None  # by the calendar year it starts in; None: no year yet


@dataclass(frozen=True)
class AmountRow:
    """A part of a savings line."""

    id: int
    line_id: int
    financial_year: Year
    amount_pence: int
    state: str
    note: str

    @property
    def year_words(self) -> str:
        return year_words(self.financial_year)

    @property
    def state_words(self) -> str:
        return str(SavingState(self.state).label)


@dataclass(frozen=True)
class CostRow:
    """What a savings line costs in a year. All figures are pence."""

    id: int
    financial_year: int
    planned_pence: int | None
    actual_pence: int | None

    @property
    def year_words(self) -> str:
        return year_words(self.financial_year)

    @property
    def expected_pence(self) -> int:
        """What was spent, or else what is planned."""
        return (self.planned_pence or 0) if self.actual_pence is None else self.actual_pence


@dataclass(frozen=True)
class SavingsRow:
    """A savings line with its amounts. All figures are pence."""

    id: int
    programme_id: int
    project_id: int | None
    project_title: str
    title: str
    period: str
    required_pence: int | None
    amounts: tuple[AmountRow, ...]  # by year, those without one last
    kind: str = SavingKind.CASHABLE
    full_year_pence: int | None = None
    first_year: int | None = None
    last_year: int | None = None
    budget_line: str = ""
    claim_reason: str = ""
    owner_name: str = ""
    confidence: str = ""
    validated_at: datetime | None = None
    costs: tuple[CostRow, ...] = ()
    also_projects: tuple[str, ...] = ()

    @property
    def kind_words(self) -> str:
        return str(SavingKind(self.kind).label)

    @property
    def projects(self) -> str:
        """Every project that brings it, the one that answers for it first."""
        return "; ".join(filter(None, (self.project_title, *self.also_projects)))

    @property
    def at_risk_pence(self) -> int:
        return in_state(self.amounts, SavingState.AT_RISK)

    @property
    def unachieved_pence(self) -> int:
        return in_state(self.amounts, SavingState.UNACHIEVED)

    @property
    def residual_pence(self) -> int:
        """All amounts but those achieved."""
        return self.total_pence - self.achieved_pence

    @property
    def cost_pence(self) -> int:
        """What it costs to achieve, as far as known."""
        return sum(cost.expected_pence for cost in self.costs)

    @property
    def net_pence(self) -> int:
        return self.total_pence - self.cost_pence

    @property
    def delivered_percent(self) -> Decimal | None:
        """The part achieved of what is required, or of all amounts where that is not stated."""
        return share_delivered(self.achieved_pence, self.required_pence or self.total_pence)

    @property
    def years_without_amount(self) -> tuple[int, ...]:
        """The years of its period for which nothing is planned: that is not nought."""
        if self.first_year is None or self.last_year is None:
            return ()
        planned = {amount.financial_year for amount in self.amounts}
        return tuple(y for y in range(self.first_year, self.last_year + 1) if y not in planned)

    @property
    def achieved_pence(self) -> int:
        return in_state(self.amounts, SavingState.ACHIEVED)

    @property
    def identified_pence(self) -> int:
        """Identified and not achieved yet, or made good another way."""
        return in_state(self.amounts, *ON_THE_WAY)

    @property
    def to_be_planned_pence(self) -> int:
        """To be planned, or still to be identified."""
        return in_state(self.amounts, *TO_FIND)

    @property
    def found_pence(self) -> int:
        """Achieved, identified or at risk."""
        return in_state(self.amounts, *FOUND)

    @property
    def total_pence(self) -> int:
        """All amounts, whatever their state."""
        return sum(amount.amount_pence for amount in self.amounts)

    @property
    def still_to_find_pence(self) -> int | None:
        """The amount required but not found; None if the amount required is not stated."""
        return still_to_find(self.required_pence, self.found_pence)

    @property
    def whole_pence(self) -> int:
        """What it is to bring: what is required or, where that is not stated, all amounts."""
        return self.total_pence if self.required_pence is None else self.required_pence

    @property
    def by_year(self) -> tuple[tuple[Year, int], ...]:
        return sums_by_year(self.amounts)

    @property
    def mismatch_pence(self) -> int:
        """The amount required minus all amounts: above zero some are missing, below zero there are
        too many."""
        return 0 if self.required_pence is None else self.required_pence - self.total_pence

    @property
    def warning(self) -> str:
        """What does not add up, in a sentence; empty if everything does."""
        if not self.mismatch_pence:
            return ""
        text = (
            _("%(line)s: the amounts are %(much)s less than what is required.")
            if self.mismatch_pence > 0
            else _("%(line)s: the amounts are %(much)s more than what is required.")
        )
        return text % {"line": self.title, "much": words.money(abs(self.mismatch_pence))}


@dataclass(frozen=True)
class SavingsTotals:
    """Savings lines added up. All figures are pence."""

    required_pence: int | None  # over the lines that state it; None if none does
    achieved_pence: int
    identified_pence: int
    to_be_planned_pence: int
    found_pence: int
    still_to_find_pence: int | None  # over the lines that state the amount required
    total_pence: int
    by_year: tuple[tuple[Year, int], ...]
    lines_without_required: int


@dataclass(frozen=True)
class YearCell:
    """What a line saves in one year."""

    label: str
    amounts: tuple[AmountRow, ...]


@dataclass(frozen=True)
class YearLine:
    line: SavingsRow
    cells: tuple[YearCell, ...]


@dataclass(frozen=True)
class YearTable:
    """Lines down, financial years across; a last column for amounts without a year."""

    columns: tuple[str, ...]
    lines: tuple[YearLine, ...]
    totals: tuple[tuple[str, int | None], ...]  # for each column: its label, pence if any


def savings_rows(
    programme_ids: Iterable[int], moment: datetime | None, *, line_id: int | None = None
) -> list[SavingsRow]:
    """The savings lines of programmes at a moment, in order, without archived ones; or only one of
    them, archived or not. One query."""
    lines = SavingsLine.objects.at(moment, programme_id__in=set(programme_ids)).in_order()
    lines = lines.live() if line_id is None else lines.filter(id=line_id)
    amounts = SavingsAmount.objects.of_each(moment, line_id=OuterRef("id")).live()
    costs = SavingsCost.objects.of_each(moment, line_id=OuterRef("id")).live()
    shares = SavingsShare.objects.of_each(moment, line_id=OuterRef("id")).live()
    shares = shares.annotate(title=value_at(moment, Project, "project_id", "title"))
    rows = lines.annotate(
        project_title=value_at(moment, Project, "project_id", "title"),
        owner_name=value_at(moment, Person, "owner_id", "name"),
        found_amounts=list_of(amounts, *AMOUNT),
        found_costs=list_of(costs, "id", "financial_year", "planned_pence", "actual_pence"),
        found_projects=list_of(shares, "id", "title"),
    )
    return [
        SavingsRow(
            id=row.id,
            programme_id=row.programme_id,
            project_id=row.project_id,
            project_title=row.project_title or "",
            title=row.title,
            period=row.period,
            required_pence=row.required_pence,
            amounts=_amounts(row.found_amounts),
            kind=row.kind,
            full_year_pence=row.full_year_pence,
            first_year=row.first_year,
            last_year=row.last_year,
            budget_line=row.budget_line,
            claim_reason=row.claim_reason,
            owner_name=row.owner_name or "",
            confidence=row.confidence,
            validated_at=row.validated_at,
            costs=tuple(
                CostRow(*cost) for cost in sorted(row.found_costs or (), key=itemgetter(1))
            ),
            also_projects=tuple(title for _key, title in sorted(row.found_projects or ())),
        )
        for row in rows
    ]


def savings_in_brief(programme_ids: Collection[int], moment: datetime | None) -> list[SavingsRow]:
    """The savings lines of programmes with their titles, what is required and their amounts, and
    nothing else. One query."""
    lines = SavingsLine.objects.at(moment, programme_id__listed=programme_ids).live().in_order()
    amounts = SavingsAmount.objects.of_each(moment, line_id=OuterRef("id")).live()
    facts = lines.annotate(found_amounts=list_of(amounts, *AMOUNT))
    return [
        SavingsRow(key, programme, None, "", title, "", required, _amounts(found))
        for key, programme, title, required, found in facts.values_list(
            "id", "programme_id", "title", "required_pence", "found_amounts"
        )
    ]


def shares_of(line_id: int, moment: datetime | None) -> list[tuple[int, str]]:
    """(key, title) of the further projects that bring a saving. One query."""
    shares = SavingsShare.objects.at(moment, line_id=line_id).live()
    shares = shares.annotate(title=value_at(moment, Project, "project_id", "title"))
    return [(row.id, row.title or "") for row in shares.order_by("id")]


def savings_totals(rows: Iterable[SavingsRow]) -> SavingsTotals:
    """The sums of savings lines."""
    rows = list(rows)
    amounts = [amount for row in rows for amount in row.amounts]
    required = [row.required_pence for row in rows if row.required_pence is not None]
    missing = [row.still_to_find_pence for row in rows if row.still_to_find_pence is not None]
    return SavingsTotals(
        required_pence=sum(required) if required else None,
        achieved_pence=in_state(amounts, SavingState.ACHIEVED),
        identified_pence=in_state(amounts, *ON_THE_WAY),
        to_be_planned_pence=in_state(amounts, *TO_FIND),
        found_pence=in_state(amounts, *FOUND),
        still_to_find_pence=sum(missing) if missing else None,
        total_pence=sum(amount.amount_pence for amount in amounts),
        by_year=sums_by_year(amounts),
        lines_without_required=len(rows) - len(required),
    )


def year_table(rows: Iterable[SavingsRow], blank: Iterable[int] = ()) -> YearTable:
    """Savings lines by financial year. `blank` years are shown though nothing is planned in them,
    which is not nought."""
    rows = list(rows)
    sums: dict[Year, int] = dict(sums_by_year(a for row in rows for a in row.amounts))
    years = sorted({*sums, *blank}, key=lambda year: (year is None, year or 0))
    return YearTable(
        columns=tuple(year_words(year) for year in years),
        lines=tuple(YearLine(row, tuple(_cell(row, year) for year in years)) for row in rows),
        totals=tuple((year_words(year), sums.get(year)) for year in years),
    )


def blank_years(rows: Iterable[SavingsRow]) -> set[int]:
    """The years within the period of some line in which it plans nothing."""
    return {year for row in rows for year in row.years_without_amount}


def year_words(year: Year) -> str:
    return _("No year yet") if year is None else financial_year.in_words(year)


def in_state(amounts: Iterable[AmountRow], *states: str) -> int:
    """The sum in pence of the amounts in these states."""
    return sum(amount.amount_pence for amount in amounts if amount.state in states)


def sums_by_year(amounts: Iterable[AmountRow]) -> tuple[tuple[Year, int], ...]:
    """(year, pence) for each year that occurs, in order, "no year" last."""
    sums: dict[Year, int] = defaultdict(int)
    for amount in sorted(amounts, key=_by_year):
        sums[amount.financial_year] += amount.amount_pence
    return tuple(sums.items())


def _cell(row: SavingsRow, year: Year) -> YearCell:
    amounts = tuple(amount for amount in row.amounts if amount.financial_year == year)
    return YearCell(year_words(year), amounts)


def _by_year(amount: AmountRow) -> tuple[bool, int, int]:
    return amount.financial_year is None, amount.financial_year or 0, amount.id


AMOUNT = ("id", "line_id", "financial_year", "amount_pence", "state", "note")


def _amounts(rows: list[list[Any]] | None) -> tuple[AmountRow, ...]:
    return tuple(sorted((AmountRow(*row) for row in rows or ()), key=_by_year))
