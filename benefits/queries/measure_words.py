"""How measured values, their changes and their ratings are said."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from benefits.choices import Unit
from benefits.lifecycle import change_since_baseline, months_later
from programmes.choices import Rag
from values import words

if TYPE_CHECKING:
    from benefits.queries.indicator_rows import IndicatorRow
    from benefits.queries.measures import BenefitRow


def rule_words(row: IndicatorRow) -> str:
    """Why an indicator has the rating it has: within 10% of the target."""
    parts = []
    if row.tolerance_percent is not None:
        parts.append(f"{words.number(row.tolerance_percent)}%")
    if row.tolerance_amount is not None:
        parts.append(difference(row.tolerance_amount, row.unit))
    margin = _(" or ").join(parts)
    if len(parts) > 1:
        margin = _("%(margin)s, whichever is lower,") % {"margin": margin}
    target = {"target": row.rated_against.words if row.rated_against else row.target_words}
    if row.rag == Rag.GREEN:
        return _("Green: the target of %(target)s is met") % target
    if row.rag == Rag.AMBER:
        return _("Amber: within %(margin)s of the target") % {"margin": margin}
    if margin:
        return _("Red: not within %(margin)s of the target") % {"margin": margin}
    return _("Red: the target of %(target)s is missed") % target


def realised(row: BenefitRow) -> str:
    """6 months after “Go live” (March 2013): September 2013, moved from August 2013."""
    if not row.milestone_title:
        return ""
    months = ngettext("%(n)d month", "%(n)d months", row.months_after) % {"n": row.months_after}
    after = _("%(months)s after “%(milestone)s”") if row.months_after else _("With “%(milestone)s”")
    said = after % {"months": months, "milestone": row.milestone_title}
    if row.milestone_on is not None:
        said += f" ({words.when(row.milestone_on)})"
    then, agreed = (months_later(on, row.months_after) for on in (row.milestone_on, row.agreed_on))
    if then is not None:
        said += f": {words.when(then)}"
    if then is not None and agreed is not None and then != agreed:
        said += ", " + _("moved from %(when)s") % {"when": words.when(agreed)}
    return said


def moved(old: Decimal | None, new: Decimal | None, unit: str) -> str:
    """Up 39 points; Down 2.5 days; No change; Not known."""
    change = change_since_baseline(old, new)
    if change is None:
        return _("Not known")
    if change == 0:
        return _("No change")
    if unit == Unit.YES_NO:
        return _("No to yes") if change > 0 else _("Yes to no")
    text = _("Up %(much)s") if change > 0 else _("Down %(much)s")
    return text % {"much": difference(abs(change), unit)}


def in_unit(value: Decimal, unit: str) -> str:
    """76%; 12; 3 days; £1,200; Yes."""
    if unit == Unit.YES_NO and value in (0, 1):
        return _("Yes") if value else _("No")
    if unit == Unit.PERCENT:
        return f"{words.number(value)}%"
    if unit == Unit.DAYS:
        return _days(value)
    return _pounds(value) if unit == Unit.POUNDS else words.number(value)


def difference(value: Decimal, unit: str) -> str:
    """The difference between two values: for percentages in points, for anything else in its own
    unit."""
    if unit != Unit.PERCENT:
        return in_unit(value, unit)
    text = ngettext("%(count)s point", "%(count)s points", 1 if value == 1 else 2)
    return text % {"count": words.number(value)}


def _days(value: Decimal) -> str:
    text = ngettext("%(count)s day", "%(count)s days", 1 if abs(value) == 1 else 2)
    return text % {"count": words.number(value)}


def _pounds(value: Decimal) -> str:
    pence = value * 100
    if pence == pence.to_integral_value():
        return words.money(int(pence))
    return f"£{words.number(value)}"
