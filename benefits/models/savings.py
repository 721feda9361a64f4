"""Savings by financial year: what they are to bring, what they cost, and what was asked for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from benefits.choices import Confidence, SavingKind, SavingState
from benefits.querysets import (
    BenefitQuerySet,
    SavingsAmountQuerySet,
    SavingsBaselineQuerySet,
    SavingsCostQuerySet,
    SavingsRequirementQuerySet,
    SavingsShareQuerySet,
)
from people.person_fields import person_field
from programmes import financial_year
from programmes.choices import FundingBasis
from programmes.models import Programme
from projects.models import Project
from values.fields import FinancialYearField, LongTextField, PenceField


class SavingsLine(TrackedModel):
    """A saving that the budget counts on, and how much of it is achieved, found or still to
    plan."""

    part_of = "programme"
    only_by_decision = ("required_pence", "full_year_pence")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="savings_lines", editable=False
    )
    project = models.ForeignKey(
        Project,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="savings_lines",
        verbose_name=_("project"),
        help_text=_("Where several projects save together, the one that answers for it."),
    )
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(
        _("kind"), max_length=20, choices=SavingKind.choices, default=SavingKind.CASHABLE
    )
    basis = models.CharField(
        _("how often"), max_length=10, choices=FundingBasis.choices, default=FundingBasis.YEARLY
    )
    full_year_pence = PenceField(
        _("full-year effect"),
        null=True,
        blank=True,
        help_text=_("What it saves in a complete year, once it is in place."),
    )
    required_pence = PenceField(
        _("required"), null=True, blank=True, help_text=_("The whole saving required.")
    )
    period = models.CharField(
        _("over"), max_length=60, blank=True, help_text=_("The years as printed, such as 2012-15.")
    )
    first_year = FinancialYearField(_("first year"), null=True, blank=True)
    last_year = FinancialYearField(_("last year"), null=True, blank=True)
    budget_line = models.CharField(
        _("budget line"),
        max_length=100,
        blank=True,
        help_text=_("The budget from which it is taken, such as “C1204 Placements”."),
    )
    claim_reason = LongTextField(
        _("why another saving is taken from it too"),
        blank=True,
        help_text=_("Only if another line claims the same budget line in the same year."),
    )
    owner = person_field(_("owner"), related_name="savings_owned")
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence.choices, blank=True
    )
    price_base = FinancialYearField(
        _("price base"),
        null=True,
        blank=True,
        help_text=_("The year in whose prices the amounts are given."),
    )
    validated_by = person_field(_("validated by"), editable=False)
    validated_at = models.DateTimeField(_("validated"), null=True, blank=True, editable=False)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = BenefitQuerySet.as_manager()

    class Meta:
        verbose_name = _("savings line")
        constraints = [
            models.CheckConstraint(
                condition=Q(required_pence=None) | Q(required_pence__gte=0),
                name="saving_required_not_negative",
                violation_error_message=_("A saving cannot be required to be negative."),
            ),
            models.CheckConstraint(
                condition=Q(first_year=None)
                | Q(last_year=None)
                | Q(last_year__gte=F("first_year")),
                name="savings_line_ends_after_start",
                violation_error_message=_("The last year must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(validated_by=None, validated_at=None)
                | Q(validated_by__isnull=False, validated_at__isnull=False),
                name="validated_saving_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SavingsAmount(TrackedModel):
    """The part of a savings line that falls in one financial year, and how certain it is."""

    part_of = "line"

    line = models.ForeignKey(
        SavingsLine, on_delete=models.PROTECT, related_name="amounts", editable=False
    )
    financial_year = FinancialYearField(
        _("financial year"),
        null=True,
        blank=True,
        help_text=_("The year it starts in: 2012 for 2012/13. Leave empty if none has been given."),
    )
    amount_pence = PenceField(_("amount"))
    state = models.CharField(_("state"), max_length=20, choices=SavingState.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects: ClassVar = SavingsAmountQuerySet.as_manager()

    class Meta:
        verbose_name = _("savings amount")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_pence__gte=0),
                name="saving_not_negative",
                violation_error_message=_(
                    "A saving cannot be negative. What it costs is entered under its costs."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {financial_year.in_words(self.financial_year)}"


class SavingsShare(TrackedModel):
    """A further project that brings a saving: 2a and 2b together."""

    part_of = "line"

    line = models.ForeignKey(
        SavingsLine, on_delete=models.PROTECT, related_name="shares", editable=False
    )
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="+", verbose_name=_("project")
    )
    note = models.CharField(_("what it brings"), max_length=300, blank=True)

    objects: ClassVar = SavingsShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("project that saves with others")
        constraints = [
            models.UniqueConstraint(
                fields=["line", "project"],
                condition=Q(is_archived=False),
                name="a_project_once_in_a_savings_line",
                violation_error_message=_("This project is named already."),
            )
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class SavingsCost(TrackedModel):
    """What it costs in one financial year to bring a saving about: as planned, and as spent."""

    part_of = "line"

    line = models.ForeignKey(
        SavingsLine, on_delete=models.PROTECT, related_name="costs", editable=False
    )
    financial_year = FinancialYearField(_("financial year"))
    planned_pence = PenceField(_("planned"), null=True, blank=True)
    actual_pence = PenceField(
        _("actual"), null=True, blank=True, help_text=_("Leave empty if it is not known yet.")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects: ClassVar = SavingsCostQuerySet.as_manager()

    class Meta:
        verbose_name = _("cost to achieve")
        verbose_name_plural = _("costs to achieve")
        constraints = [
            models.UniqueConstraint(
                fields=["line", "financial_year"],
                condition=Q(is_archived=False),
                name="one_cost_a_year",
                violation_error_message=_("The line has a cost for this year already."),
            ),
            models.CheckConstraint(
                condition=Q(planned_pence__isnull=False) | Q(actual_pence__isnull=False),
                name="cost_says_an_amount",
                violation_error_message=_("Enter what is planned, or what was spent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {financial_year.in_words(self.financial_year)}"


class SavingsRequirement(TrackedModel):
    """What a medium-term financial strategy asks of a programme in one financial year."""

    part_of = "programme"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="savings_requirements", editable=False
    )
    strategy = models.CharField(
        _("strategy"), max_length=200, help_text=_("Such as “MTFS 2012 to 2015”.")
    )
    financial_year = FinancialYearField(_("financial year"))
    amount_pence = PenceField(_("amount"))

    objects: ClassVar = SavingsRequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("savings requirement")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "strategy", "financial_year"],
                condition=Q(is_archived=False),
                name="one_requirement_a_year",
                violation_error_message=_("The strategy asks for something in this year already."),
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gte=0),
                name="requirement_not_negative",
                violation_error_message=_("A strategy cannot ask for less than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy} {financial_year.in_words(self.financial_year)}"


class SavingsBaseline(TrackedModel):
    """A plan of savings as it stood at a moment, under a name, so that later plans can be set
    beside it. Its amounts are not copied: they are read as they were then."""

    part_of = "programme"
    never_changes = ("programme", "taken_at")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="savings_baselines", editable=False
    )
    title = models.CharField(_("name"), max_length=200, help_text=_("Such as “As agreed in June”."))
    taken_at = models.DateTimeField(_("as it stood"), editable=False)
    agreed_by = models.CharField(
        _("agreed by"), max_length=300, blank=True, help_text=_("The decision, and who made it.")
    )

    objects: ClassVar = SavingsBaselineQuerySet.as_manager()

    class Meta:
        verbose_name = _("baseline of savings")
        verbose_name_plural = _("baselines of savings")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "title"],
                condition=Q(is_archived=False),
                name="a_baseline_of_a_name",
                violation_error_message=_("There is a baseline of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.title
