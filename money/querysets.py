"""How budgets, posts and what funding brings in each year are read."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db.models import Case, F, PositiveSmallIntegerField, Value, When

from audit.querysets import TrackedQuerySet
from money.choices import Month
from people import policy
from people.choices import Act
from people.models import Person


class OfScopeQuerySet(TrackedQuerySet):
    """Records that hang on a scope of any level."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person)

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class LinePartQuerySet(TrackedQuerySet):
    """What belongs to one financial year of a budget line."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="line__scope")

    def in_order(self) -> Self:
        return self.order_by("financial_year", "id")


class BudgetAmountQuerySet(LinePartQuerySet):
    def in_order(self) -> Self:
        """By year, whole years first, and by month from April on."""
        places = [When(month=month, then=place) for place, month in enumerate(Month.values, 1)]
        field = PositiveSmallIntegerField()
        place = Case(*places, default=Value(0), output_field=field)
        return self.order_by("financial_year", place, "id")


class FundingYearQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="source__programme__scope")

    def in_order(self) -> Self:
        return self.order_by("financial_year", "-kind", "id")


class VarianceRuleQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """All of them, for anyone who sees anything: they hold no facts."""
        everywhere, scopes = policy.reach_of(person, Act.SEE)
        return self if everywhere or scopes else self.none()

    def newest_first(self) -> Self:
        return self.order_by(F("valid_from").desc(), "-id")

    def in_force(self, on: date) -> Self:
        """Those that have begun by a day; the first of them, newest first, is in force."""
        return self.filter(valid_from__lte=on).newest_first()
