"""The savings of a programme by year and state, against what is asked for and against an earlier
plan, now or at a past moment. All figures are pence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from benefits.choices import FOUND, SavingKind, SavingState
from benefits.lifecycle import share_delivered
from benefits.models import SavingsBaseline, SavingsRequirement
from benefits.queries.savings import (
    AmountRow,
    SavingsRow,
    Year,
    blank_years,
    in_state,
    savings_rows,
    sums_by_year,
    year_words,
)
from values import words


@dataclass(frozen=True)
class StateRow:
    """The amounts in one state, by year and in all."""

    label: str
    by_year: tuple[int | None, ...]
    total_pence: int


@dataclass(frozen=True)
class TrackedRow:
    """A row of the tracker's table: pence under the words of each year, None where nothing is
    said."""

    label: str
    cells: tuple[tuple[str, int | None], ...]
    total_pence: int


@dataclass(frozen=True)
class Tracker:
    """Savings by year and state. `whole_pence`, of which percentages are, is what the lines require
    or else plan, and `to_find_pence` what each lacks of that. `asked` is what the strategy asks for
    in each year, None where it says nothing; `gap` what is asked for and not found; `then` the same
    savings as once planned."""

    years: tuple[Year, ...]
    states: tuple[StateRow, ...]
    planned: StateRow
    asked: tuple[int | None, ...]
    gap: tuple[int | None, ...]
    strategy: str
    then: tuple[int, ...]
    achieved_pence: int
    whole_pence: int
    to_find_pence: int
    by_kind: tuple[tuple[str, int], ...]
    requirements: tuple[SavingsRequirement, ...] = ()

    @property
    def table(self) -> list[TrackedRow]:
        """The states, their sum, what is asked for and lacking, and what was once planned."""
        rows = [*self.states, self.planned]
        if self.strategy:
            asked = _("Asked for by %(strategy)s") % {"strategy": self.strategy}
            rows += [_summed(asked, self.asked), _summed(_("Asked for and not found"), self.gap)]
        if self.then:
            changed = zip(self.planned.by_year, self.then, strict=True)
            rows += [
                _summed(_("Planned in the baseline"), self.then),
                _summed(
                    _("Change since the baseline"), tuple((now or 0) - old for now, old in changed)
                ),
            ]
        labels = self.year_words
        return [
            TrackedRow(row.label, tuple(zip(labels, row.by_year, strict=True)), row.total_pence)
            for row in rows
        ]

    @property
    def year_words(self) -> tuple[str, ...]:
        return tuple(year_words(year) for year in self.years)

    @property
    def delivered_percent(self) -> Decimal | None:
        return share_delivered(self.achieved_pence, self.whole_pence)

    @property
    def residual_pence(self) -> int:
        """All that is planned and not achieved."""
        return self.planned.total_pence - self.achieved_pence


def tracker(
    rows: Sequence[SavingsRow],
    requirements: Iterable[SavingsRequirement] = (),
    then: Iterable[SavingsRow] = (),
) -> Tracker:
    """The savings of some lines, which may be of several kinds: each kind has its own total."""
    amounts = [amount for row in rows for amount in row.amounts]
    requirements, before = list(requirements), dict(_sums(then))
    asked = _asked(requirements)
    used = {a.financial_year for a in amounts} | blank_years(rows) | asked.keys() | before.keys()
    years = tuple(sorted(used, key=lambda year: (year is None, year or 0)))
    found = _by_year(amounts, years, *FOUND)
    return Tracker(
        years=years,
        states=tuple(_states(amounts, years)),
        planned=StateRow(_("Planned in all"), _by_year(amounts, years), in_state(amounts, *ALL)),
        asked=tuple(asked.get(year) for year in years),
        gap=tuple(_gap(asked.get(year), pence) for year, pence in zip(years, found, strict=True)),
        strategy=requirements[0].strategy if requirements else "",
        then=tuple(before.get(year, 0) for year in years) if before else (),
        achieved_pence=in_state(amounts, SavingState.ACHIEVED),
        whole_pence=sum(row.whole_pence for row in rows),
        to_find_pence=sum(max(row.whole_pence - row.found_pence, 0) for row in rows),
        by_kind=_by_kind(rows),
        requirements=tuple(requirements),
    )


def _summed(label: str, by_year: tuple[int | None, ...]) -> StateRow:
    return StateRow(label, by_year, sum(pence or 0 for pence in by_year))


ALL = tuple(SavingState.values)


def _states(amounts: list[AmountRow], years: tuple[Year, ...]) -> Iterable[StateRow]:
    """A row for each state that occurs, the most certain first."""
    for state in SavingState:
        if any(amount.state == state for amount in amounts):
            by_year = _by_year(amounts, years, state)
            yield StateRow(str(state.label), by_year, in_state(amounts, state))


def _by_year(
    amounts: list[AmountRow], years: tuple[Year, ...], *states: str
) -> tuple[int | None, ...]:
    """None in a year in which nothing is planned, which is not nought."""
    planned = {amount.financial_year for amount in amounts}
    sums = dict(sums_by_year(a for a in amounts if not states or a.state in states))
    return tuple(sums.get(year, 0) if year in planned else None for year in years)


def _sums(rows: Iterable[SavingsRow]) -> tuple[tuple[Year, int], ...]:
    return sums_by_year(amount for row in rows for amount in row.amounts)


def _asked(requirements: list[SavingsRequirement]) -> dict[Year, int]:
    """What the strategy asks for: that of the first, where several are kept."""
    first = requirements[0].strategy if requirements else ""
    return {r.financial_year: r.amount_pence for r in requirements if r.strategy == first}


def _gap(asked: int | None, found_pence: int | None) -> int | None:
    return None if asked is None else max(asked - (found_pence or 0), 0)


def _by_kind(rows: Sequence[SavingsRow]) -> tuple[tuple[str, int], ...]:
    kinds = ((kind, [row.total_pence for row in rows if row.kind == kind]) for kind in SavingKind)
    return tuple((str(kind.label), sum(totals)) for kind, totals in kinds if totals)


# --- what is read ---------------------------------------------------------------------------------
def requirements_of(programme_id: int, moment: datetime | None) -> list[SavingsRequirement]:
    """What strategies ask of a programme, the strategy named last first. One query."""
    rows = SavingsRequirement.objects.at(moment, programme_id=programme_id).live()
    return sorted(rows.order_by("id"), key=lambda row: (row.strategy, -row.id), reverse=True)


def baselines_of(programme_id: int, moment: datetime | None) -> list[SavingsBaseline]:
    """The plans that were kept under a name, the latest first. One query."""
    rows = SavingsBaseline.objects.at(moment, programme_id=programme_id).live()
    return list(rows.order_by("-taken_at", "-id"))


def planned_at(programme_id: int, baseline: SavingsBaseline) -> list[SavingsRow]:
    """The savings lines as they stood when a baseline was taken. One query."""
    return savings_rows([programme_id], baseline.taken_at)


# --- in words -------------------------------------------------------------------------------------
def headline(found: Tracker) -> str:
    """What a reader asks first: how much is achieved, and how much is still to be found."""
    if not found.whole_pence:
        return _("No savings have been set.")
    facts = {
        "achieved": words.thousands(found.achieved_pence),
        "whole": words.thousands(found.whole_pence),
        "percent": words.number(found.delivered_percent),
        "left": words.thousands(found.to_find_pence),
    }
    if found.achieved_pence >= found.whole_pence and not found.to_find_pence:
        return _("All of the %(whole)s required is achieved.") % facts
    if not found.to_find_pence:
        sentence = _("%(achieved)s of %(whole)s is achieved (%(percent)s%%); the rest is found.")
        return sentence % facts
    return (
        _("%(achieved)s of %(whole)s is achieved (%(percent)s%%); %(left)s is still to be found.")
        % facts
    )


def warnings(rows: Iterable[SavingsRow]) -> list[str]:
    """What does not add up, and what is not planned, in sentences."""
    rows = list(rows)
    found = [row.warning for row in rows if row.warning]
    for row in rows:
        if row.years_without_amount:
            years = ", ".join(year_words(year) for year in row.years_without_amount)
            sentence = _("%(line)s: nothing is planned for %(years)s, which is not nought.")
            found.append(sentence % {"line": row.title, "years": years})
    return found
