"""How benefits and savings are read."""

from __future__ import annotations

from typing import Self

from django.db.models import F

from audit.querysets import TrackedQuerySet
from people import policy
from people.models import Person


class BenefitQuerySet(TrackedQuerySet):
    """Benefits and savings lines: they belong to a programme, and possibly to one of its
    projects."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="programme__scope")

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class BenefitPathQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="benefit__programme__scope")


class IndicatorQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="benefit__programme__scope")

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class IndicatorTargetQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="indicator__benefit__programme__scope")


class MeasurementQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="indicator__benefit__programme__scope")

    def oldest_first(self) -> Self:
        return self.order_by("indicator_id", "measured_on", "id")


class ByYear(TrackedQuerySet):
    """Parts that belong to a financial year."""

    def in_order(self) -> Self:
        return self.order_by("financial_year", "id")


class SavingsCostQuerySet(ByYear):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="line__programme__scope")


class SavingsShareQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="line__programme__scope")


class SavingsRequirementQuerySet(ByYear):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="programme__scope")


class SavingsBaselineQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="programme__scope")

    def in_order(self) -> Self:
        return self.order_by("taken_at", "id")


class SavingsAmountQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="line__programme__scope")

    def by_year(self) -> Self:
        """Those without a year last, on both engines."""
        return self.order_by("line_id", F("financial_year").asc(nulls_last=True), "id")
