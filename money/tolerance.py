"""Whether spending has strayed too far from its budget, by the rule of the day."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from money.models import VarianceRule
from programmes.choices import Rag


def rule_on(on: date, moment: datetime | None = None) -> VarianceRule | None:
    """The rule in force on a day, as known at a moment. One query."""
    rows = VarianceRule.objects.at(moment).live()
    return rows.in_force(on).first()


def needs_reason(rule: VarianceRule | None, variance: int | None, budget: int | None) -> bool:
    """Whether a variance, over or under, is larger than the rule allows without a reason; both in
    pence. Nothing is asked for without a rule."""
    if rule is None or variance is None:
        return False
    return _beyond(abs(variance), budget, rule.percent, rule.amount_pence)


def cost_rating(rule: VarianceRule | None, variance: int | None, budget: int | None) -> Rag | str:
    """Green within the tolerance, amber beyond it, and red where spending is further above its
    budget than the rule allows. Not rated without a rule, or where the variance is not known."""
    if rule is None or variance is None:
        return ""
    if variance > 0 and _beyond(variance, budget, rule.red_percent, rule.red_pence):
        return Rag.RED
    return Rag.AMBER if needs_reason(rule, variance, budget) else Rag.GREEN


def _beyond(variance: int, budget: int | None, percent: Decimal | None, pence: int | None) -> bool:
    if pence is not None and variance > pence:
        return True
    return percent is not None and variance * 100 > percent * (budget or 0)
