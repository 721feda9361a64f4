"""Budgets by financial year and month, why they are missed, posts, and what funding brings in each
year. All amounts are whole pence."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from money.choices import Month, PostKind, Spending, YearMoney
from money.querysets import (
    BudgetAmountQuerySet,
    FundingYearQuerySet,
    LinePartQuerySet,
    OfScopeQuerySet,
    VarianceRuleQuerySet,
)
from people.models import Scope
from people.person_fields import person_field
from programmes import financial_year
from programmes.models import FundingSource
from values import words
from values.fields import (
    DayField,
    FinancialYearField,
    LongTextField,
    PartialDateField,
    PenceField,
)


class BudgetLine(TrackedModel):
    """Money set aside for one thing in a programme, a project or anything else that has a scope:
    a cost centre, or a part of one."""

    series = "BUD"

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    scope = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        related_name="budget_lines",
        editable=False,
        verbose_name=_("of"),
    )
    title = models.CharField(_("title"), max_length=300)
    cost_centre = models.CharField(
        _("cost centre"),
        max_length=60,
        blank=True,
        help_text=_("The ledger’s code, such as C1204."),
    )
    kind = models.CharField(
        _("capital or revenue"),
        max_length=10,
        choices=Spending.choices,
        default=Spending.REVENUE,
    )
    owner = person_field(_("budget holder"), related_name="budget_lines")
    source = models.ForeignKey(
        FundingSource,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="budget_lines",
        verbose_name=_("paid from"),
    )
    note = LongTextField(_("note"), blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = OfScopeQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget line")

    def __str__(self) -> str:
        return self.title


AMOUNTS = ("budget_pence", "forecast_pence", "actual_pence")


class BudgetAmount(TrackedModel):
    """What a budget line has in a financial year, or in one month of it: its budget, which only a
    decision changes once it is agreed, what it is expected to spend, and what it has spent."""

    part_of = "line"
    named_by = "financial_year"
    only_by_decision = ("budget_pence",)

    line = models.ForeignKey(
        BudgetLine, on_delete=models.PROTECT, related_name="amounts", editable=False
    )
    financial_year = FinancialYearField(
        _("financial year"), help_text=_("The year it starts in: 2012 for 2012/13.")
    )
    month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, choices=Month.choices
    )
    budget_pence = PenceField(
        _("budget"), null=True, blank=True, help_text=_("Leave empty if none has been agreed.")
    )
    forecast_pence = PenceField(
        _("forecast"),
        null=True,
        blank=True,
        help_text=_("What you now expect to be spent by the end of the year, or of the month."),
    )
    actual_pence = PenceField(
        _("actual"), null=True, blank=True, help_text=_("What has been spent so far.")
    )

    objects: ClassVar = BudgetAmountQuerySet.as_manager()

    class Meta:
        verbose_name = _("amount of a budget line")
        verbose_name_plural = _("amounts of a budget line")
        constraints = [
            models.UniqueConstraint(
                fields=["line", "financial_year"],
                condition=Q(is_archived=False, month=None),
                name="one_budget_amount_a_year",
                violation_error_message=_("This year has its amounts already: edit those."),
            ),
            models.UniqueConstraint(
                fields=["line", "financial_year", "month"],
                condition=Q(is_archived=False, month__isnull=False),
                name="one_budget_amount_a_month",
                violation_error_message=_("This month has its amounts already: edit those."),
            ),
            models.CheckConstraint(
                condition=Q(budget_pence=None) | Q(budget_pence__gte=0),
                name="budget_not_negative",
                violation_error_message=_("A budget cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(budget_pence__isnull=False)
                | Q(forecast_pence__isnull=False)
                | Q(actual_pence__isnull=False),
                name="budget_amount_says_something",
                violation_error_message=_("Enter a budget, a forecast or an actual."),
            ),
        ]

    def __str__(self) -> str:
        year = financial_year.in_words(self.financial_year)
        if self.month is None:
            return year
        return gettext("%(month)s %(year)s") % {"month": Month(self.month).label, "year": year}


class VarianceReason(TrackedModel):
    """Why a budget line will be over or under its budget in a financial year."""

    part_of = "line"
    named_by = "financial_year"

    line = models.ForeignKey(
        BudgetLine, on_delete=models.PROTECT, related_name="variance_reasons", editable=False
    )
    financial_year = FinancialYearField(_("financial year"))
    why = LongTextField(_("why"))

    objects: ClassVar = LinePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason for a variance")
        verbose_name_plural = _("reasons for variances")
        constraints = [
            models.UniqueConstraint(
                fields=["line", "financial_year"],
                condition=Q(is_archived=False),
                name="one_variance_reason_a_year",
                violation_error_message=_("There is a reason for this year already: edit that."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {financial_year.in_words(self.financial_year)}"


class VarianceRule(TrackedModel):
    """How far spending may be from its budget, from a day on, before somebody must say why, and how
    far above it before a cost rating is red. It is a percentage, an amount, or both: then the one
    that is reached first counts."""

    named_by = "valid_from"

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    valid_from = DayField(_("valid from"))
    percent = models.DecimalField(
        _("reason needed above, as a percentage"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Of the year’s budget, over or under. Above it, a cost rating is Amber."),
    )
    amount_pence = PenceField(_("reason needed above, in pounds"), null=True, blank=True)
    red_percent = models.DecimalField(
        _("red above, as a percentage"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Of the year’s budget. Only spending over its budget makes a cost rating Red."),
    )
    red_pence = PenceField(_("red above, in pounds"), null=True, blank=True)

    objects: ClassVar = VarianceRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("tolerance for variances")
        verbose_name_plural = _("tolerances for variances")
        constraints = [
            models.UniqueConstraint(
                fields=["valid_from"],
                condition=Q(is_archived=False),
                name="one_variance_rule_from_a_day",
                violation_error_message=_("There is a tolerance from that day already."),
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=False) | Q(amount_pence__isnull=False),
                name="variance_rule_says_something",
                violation_error_message=_(
                    "Enter a percentage or an amount above which a reason is needed."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(amount_pence=None) | Q(amount_pence__gte=0))
                & (Q(red_pence=None) | Q(red_pence__gte=0)),
                name="variance_rule_not_negative",
                violation_error_message=_("A tolerance cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("From %(day)s") % {"day": words.day(self.valid_from)}


class FundingYear(TrackedModel):
    """What a funding source brings in one financial year: new money, or money carried forward from
    the year before. The amount may not be known."""

    part_of = "source"
    named_by = "financial_year"

    source = models.ForeignKey(
        FundingSource, on_delete=models.PROTECT, related_name="years", editable=False
    )
    financial_year = FinancialYearField(_("financial year"))
    kind = models.CharField(
        _("what it is"), max_length=10, choices=YearMoney.choices, default=YearMoney.NEW
    )
    amount_pence = PenceField(
        _("amount"), null=True, blank=True, help_text=_("Leave empty if it is not known.")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects: ClassVar = FundingYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("year of a funding source")
        verbose_name_plural = _("years of a funding source")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "financial_year", "kind"],
                condition=Q(is_archived=False),
                name="one_funding_year_of_a_kind",
                violation_error_message=_("This year has such an amount already: edit that."),
            ),
            models.CheckConstraint(
                condition=Q(amount_pence=None) | Q(amount_pence__gte=0),
                name="funding_year_not_negative",
                violation_error_message=_("Funding cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return financial_year.in_words(self.financial_year)


class Post(TrackedModel):
    """Posts of one kind that a programme or project adds or needs, and how many are filled."""

    series = "PST"

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    scope = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        related_name="posts",
        editable=False,
        verbose_name=_("of"),
    )
    title = models.CharField(_("title"), max_length=300)
    number = models.PositiveIntegerField(
        _("number"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("How many there are."),
    )
    filled = models.PositiveIntegerField(
        _("filled"), null=True, blank=True, help_text=_("Leave empty if it is not known.")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=PostKind.choices, default=PostKind.PERMANENT
    )
    grade = models.CharField(_("grade"), max_length=60, blank=True)
    starts_on = PartialDateField(_("from"), null=True, blank=True)
    ends_on = PartialDateField(_("until"), null=True, blank=True)
    source = models.ForeignKey(
        FundingSource,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("paid from"),
    )
    note = LongTextField(_("note"), blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = OfScopeQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        constraints = [
            models.CheckConstraint(
                condition=Q(filled=None) | Q(filled__lte=F("number")),
                name="no_more_posts_filled_than_there_are",
                violation_error_message=_("No more posts can be filled than there are."),
            )
        ]

    def __str__(self) -> str:
        return self.title
