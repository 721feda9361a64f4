"""Writes of budgets. A variance above the tolerance of the day is saved only with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.errors import Refused
from audit.writing import audited
from money import tolerance
from money.choices import Measure
from money.models import AMOUNTS, BudgetAmount, BudgetLine, Post, VarianceReason, VarianceRule
from money.queries.years import of_lines, variance_words
from people.models import Person, Scope
from programmes import financial_year
from values import clock

Kind = TypeVar("Kind", BudgetLine, Post)
YearOfLine = tuple[BudgetLine, int]
Place = tuple[BudgetLine, int, int | None]
"""A line, a financial year, and a month or None for the whole year."""
FIELD = {measure: f"{measure}_pence" for measure in Measure.values}


def add_to_scope(
    model: type[Kind], *, scope: Scope, by: Person, reason: str = "", **fields: Any
) -> Kind:
    """Add a budget line or posts to a scope, and return the record."""
    said = _("%(noun)s added") % {"noun": capfirst(str(model._meta.verbose_name))}
    with audited(by=by, reason=reason or said):
        reference = writing.next_reference(model.series)
        return writing.create(model, reference=reference, scope=scope, **fields)


def add_variance_rule(*, by: Person, reason: str = "", **fields: Any) -> VarianceRule:
    """Add a tolerance for variances, in force from its day on, and return it."""
    with audited(by=by, reason=reason or _("Tolerance for variances added")):
        return writing.create(VarianceRule, reference=writing.next_reference("VAR"), **fields)


def save_amount(
    line: BudgetLine,
    write: Callable[[], BudgetAmount],
    *,
    why: str = "",
    by: Person,
    reason: str,
) -> BudgetAmount:
    """Write one amount of a line, by a function that returns it, with the reason for its variance
    if it has one, and return it. Raises Refused."""
    with audited(by=by, reason=reason):
        _locked([line.pk])
        amount = write()
        year = (line, amount.financial_year)
        _explain({year: why} if why.strip() else {})
        _refuse_unsound([year])
        return amount


def save_amounts(
    cells: Mapping[tuple[Place, str], int | None],
    *,
    why: Mapping[YearOfLine, str] | None = None,
    by: Person,
    reason: str = "",
) -> int:
    """Set a measure of lines in years or months, in pence; None: it is not known any more. All of
    them, or none: raises Refused. Returns how many lines were changed. `why` are the reasons for
    variances."""
    places: dict[Place, dict[str, int | None]] = {}
    for (place, measure), pence in cells.items():
        places.setdefault(place, {})[FIELD[measure]] = pence
    reasons = {year: text for year, text in (why or {}).items() if text.strip()}
    with audited(by=by, reason=reason or _("Budget amounts entered in a table")):
        touched = {(line, year) for line, year, _month in places} | set(reasons)
        refuse_archived(*_locked({line.pk for line, _year in touched}))
        kept = {(a.line_id, a.financial_year, a.month): a for a in _of(BudgetAmount, touched)}
        for (line, year, month), fields in places.items():
            try:
                _set(kept.get((line.pk, year, month)), line, year, month, fields)
            except Refused as refusal:
                facts = {"line": line.title, "sentence": str(refusal)}
                raise type(refusal)(_("“%(line)s”: %(sentence)s") % facts) from None
        _explain(reasons)
        _refuse_unsound(touched)
        return len({line.pk for line, _year in touched})


def _locked(keys: Iterable[int]) -> list[BudgetLine]:
    """Lines that nobody else changes until we have written: in one order, so that two who write
    many lines do not wait for each other. One query."""
    rows = BudgetLine.objects.select_for_update(no_key=True).filter(pk__in=set(keys))
    return list(rows.order_by("pk"))


def _of(model: type[Any], years: Iterable[YearOfLine]) -> list[Any]:
    """The records in use of lines in years. One query."""
    asked = list(years)
    rows = model.objects.select_for_update(no_key=True).live()
    lines, in_years = {line.pk for line, _year in asked}, {year for _line, year in asked}
    return list(rows.filter(line__in=lines, financial_year__in=in_years).order_by("pk"))


def _set(
    kept: BudgetAmount | None,
    line: BudgetLine,
    year: int,
    month: int | None,
    fields: Mapping[str, int | None],
) -> None:
    known = {name: getattr(kept, name, None) for name in AMOUNTS} | dict(fields)
    is_empty = all(pence is None for pence in known.values())
    if kept is None and not is_empty:
        writing.create(BudgetAmount, line=line, financial_year=year, month=month, **known)
    elif kept is not None and is_empty:
        writing.archive(kept)
    elif kept is not None:
        writing.change(kept, is_locked=True, **fields)


def _explain(reasons: Mapping[YearOfLine, str]) -> None:
    rows = _of(VarianceReason, reasons) if reasons else []
    kept = {(row.line_id, row.financial_year): row for row in rows}
    for (line, year), text in reasons.items():
        if (line.pk, year) in kept:
            writing.change(kept[line.pk, year], is_locked=True, why=text)
        else:
            writing.create(VarianceReason, line=line, financial_year=year, why=text)


def _refuse_unsound(years: Iterable[YearOfLine]) -> None:
    """Raise Refused for what is kept both for a year and by month, and for a variance without its
    reason. Four queries."""
    asked = sorted(set(years), key=lambda each: (each[0].pk, each[1]))
    of_these: dict[str, Any] = {
        "line__in": [line.pk for line, _year in asked],
        "financial_year__in": {year for _line, year in asked},
    }
    _refuse_both(asked, BudgetAmount.objects.live().filter(**of_these))
    rule = tolerance.rule_on(clock.today())
    explained = VarianceReason.objects.live().filter(**of_these)
    has_reason = set(explained.values_list("line_id", "financial_year"))
    keys = of_these["line__in"]
    found = {(row["line_id"], row["financial_year"]): row for row in of_lines(keys, None)}
    unexplained = []
    for line, year in asked:
        row = found.get((line.pk, year))
        if row is None or (line.pk, year) in has_reason:
            continue
        if tolerance.needs_reason(rule, row["sum_variance"], row["sum_budget"]):
            unexplained.append((line, year, _sentence(line, year, row)))
    if unexplained:
        raise Unexplained(unexplained)


class Unexplained(Refused):
    """Variances that need a reason: of which lines, in which years."""

    def __init__(self, found: list[tuple[BudgetLine, int, str]]) -> None:
        self.of_lines = {(line.pk, year): said for line, year, said in found}
        sentences = list(self.of_lines.values())
        super().__init__(" ".join(sentences), {"why_variance": sentences})


def _sentence(line: BudgetLine, year: int, row: Mapping[str, Any]) -> str:
    text = _("“%(line)s” is %(variance)s in %(year)s: say why.")
    return text % {
        "line": line.title,
        "variance": variance_words(row["sum_variance"], row["sum_budget"]),
        "year": financial_year.in_words(year),
    }


def _refuse_both(asked: Iterable[YearOfLine], amounts: Iterable[BudgetAmount]) -> None:
    rows = list(amounts)
    for line, year in asked:
        mine = [row for row in rows if (row.line_id, row.financial_year) == (line.pk, year)]
        for measure in Measure:
            said = [row for row in mine if getattr(row, FIELD[measure]) is not None]
            if len({row.month is None for row in said}) > 1:
                text = _(
                    "“%(line)s”: the %(measure)s for %(year)s is entered for the whole year and by "
                    "month. Keep one of them."
                )
                facts = {
                    "line": line.title,
                    "measure": str(measure.label).lower(),
                    "year": financial_year.in_words(year),
                }
                raise Refused(text % facts)
