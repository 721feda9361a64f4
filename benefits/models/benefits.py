"""What a programme is for: benefits, and how they are measured."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from benefits.choices import BenefitKind, Direction, Frequency, IndicatorStatus, Unit
from benefits.querysets import (
    BenefitPathQuerySet,
    BenefitQuerySet,
    IndicatorQuerySet,
    IndicatorTargetQuerySet,
    MeasurementQuerySet,
)
from people.person_fields import person_field
from programmes.models import Objective, Programme
from projects.models import Milestone, Project
from values import words
from values.fields import DayField, LongTextField, PartialDateField, not_ahead


class Benefit(TrackedModel):
    """A measurable improvement that somebody sees as an advantage (or accepts as a cost)."""

    part_of = "programme"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="benefits", editable=False
    )
    project = models.ForeignKey(
        Project,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="benefits",
        verbose_name=_("project"),
    )
    title = models.CharField(_("title"), max_length=300)
    description = LongTextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=BenefitKind.choices)
    owner = person_field(_("owner"), related_name="benefits_owned")
    expected_on = PartialDateField(_("expected by"), null=True, blank=True)
    milestone = models.ForeignKey(
        Milestone,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="benefits",
        verbose_name=_("enabling milestone"),
    )
    months_after = models.PositiveSmallIntegerField(
        _("months after the milestone"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(600)],
        help_text=_("When it arrives. It moves when the milestone moves."),
    )
    beneficiaries = models.CharField(_("who benefits"), max_length=300, blank=True)
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="benefits",
        verbose_name=_("objective"),
        help_text=_("What the programme is to achieve; it names the corporate priority."),
    )
    assumptions = LongTextField(_("assumptions"), blank=True)
    measured_how = LongTextField(_("how and by whom it is measured"), blank=True)
    review_on = DayField(
        _("next review"),
        null=True,
        blank=True,
        help_text=_("It is reviewed and measured even after its project has closed."),
    )
    validated_by = person_field(_("validated by"), editable=False)
    validated_at = models.DateTimeField(_("validated"), null=True, blank=True, editable=False)
    handed_over_by = person_field(_("handed over by"), editable=False)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True, editable=False)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = BenefitQuerySet.as_manager()

    class Meta:
        verbose_name = _("benefit")
        constraints = [
            models.CheckConstraint(
                condition=Q(validated_by=None, validated_at=None)
                | Q(validated_by__isnull=False, validated_at__isnull=False),
                name="validated_benefit_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_by=None, handed_over_at=None)
                | Q(
                    handed_over_by__isnull=False, handed_over_at__isnull=False, owner__isnull=False
                ),
                name="benefit_handed_over_has_an_owner",
                violation_error_message=_(
                    "It has been handed over to the service: say who owns it there."
                ),
            ),
            models.CheckConstraint(
                condition=Q(months_after=None) | Q(milestone__isnull=False),
                name="months_after_some_milestone",
                violation_error_message=_("Choose the milestone that it comes after."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BenefitPath(TrackedModel):
    """How a benefit comes about: what is handed over, what can be done with it, and what is
    different because of that."""

    part_of = "benefit"

    benefit = models.ForeignKey(
        Benefit, on_delete=models.PROTECT, related_name="paths", editable=False
    )
    output = models.CharField(
        _("output"), max_length=300, help_text=_("What is handed over, such as a new system.")
    )
    project = models.ForeignKey(
        Project,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("project that hands it over"),
    )
    capability = models.CharField(
        _("capability"), max_length=300, blank=True, help_text=_("What can be done with it.")
    )
    outcome = models.CharField(
        _("outcome"), max_length=300, blank=True, help_text=_("What is different because of that.")
    )
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = BenefitPathQuerySet.as_manager()

    class Meta:
        verbose_name = _("way to the benefit")

    def __str__(self) -> str:
        return self.output


class Indicator(TrackedModel):
    """A measure that shows whether a benefit is being achieved. It may have no target."""

    part_of = "benefit"
    only_by_decision = ("baseline_value", "baseline_on", "target_value", "target_to", "target_on")

    benefit = models.ForeignKey(
        Benefit, on_delete=models.PROTECT, related_name="indicators", editable=False
    )
    title = models.CharField(_("title"), max_length=300)
    unit = models.CharField(_("unit"), max_length=20, choices=Unit.choices)
    direction = models.CharField(_("direction"), max_length=20, choices=Direction.choices)
    baseline_value = models.DecimalField(
        _("baseline"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    baseline_on = PartialDateField(_("baseline date"), null=True, blank=True)
    target_value = models.DecimalField(
        _("target"),
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Leave empty if none has been set."),
    )
    target_to = models.DecimalField(
        _("target, up to"),
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Only if the target is a range: its upper end."),
    )
    target_on = PartialDateField(_("target date"), null=True, blank=True)
    tolerance_percent = models.DecimalField(
        _("amber within, in per cent of the target"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
    )
    tolerance_amount = models.DecimalField(
        _("amber within, in the unit measured"),
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("If you enter both, the lower counts. Without either, nothing is amber."),
    )
    status = models.CharField(
        _("rated"), max_length=20, choices=IndicatorStatus.choices, blank=True
    )
    definition = LongTextField(_("definition"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    frequency = models.CharField(
        _("how often"), max_length=10, choices=Frequency.choices, blank=True
    )
    data_lag = models.CharField(
        _("data lag"),
        max_length=60,
        blank=True,
        help_text=_("How long after a period its figure is known, such as “six weeks”."),
    )
    analyst = person_field(_("analyst"), related_name="indicators_measured")
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        constraints = [
            models.CheckConstraint(
                condition=Q(target_to=None) | Q(target_value__lt=F("target_to")),
                name="target_range_is_a_range",
                violation_error_message=_("A range runs from the target to something higher."),
            ),
            models.CheckConstraint(
                condition=(Q(tolerance_percent=None) | Q(tolerance_percent__gte=0))
                & (Q(tolerance_amount=None) | Q(tolerance_amount__gte=0)),
                name="tolerance_not_negative",
                violation_error_message=_("A tolerance cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A measured baseline must be in the past; one still to be measured may be in the
        future."""
        if self.target_to is not None and self.target_value is None:
            raise ValidationError({"target_value": _("Enter where the range begins.")})
        if self.baseline_value is not None and self.baseline_on is not None:
            try:
                not_ahead(self.baseline_on)
            except ValidationError as error:
                raise ValidationError({"baseline_on": error}) from None


class IndicatorTarget(TrackedModel):
    """What an indicator should come to in a period on the way. Its last target is the indicator's
    own."""

    part_of = "indicator"
    only_by_decision = ("period", "value", "value_to")

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="targets", editable=False
    )
    period = PartialDateField(_("period"))
    value = models.DecimalField(_("target"), max_digits=14, decimal_places=4)
    value_to = models.DecimalField(
        _("target, up to"),
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Only if the target is a range: its upper end."),
    )

    objects: ClassVar = IndicatorTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target for a period")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(is_archived=False),
                name="one_target_a_period",
                violation_error_message=_("There is already a target for this period."),
            ),
            models.CheckConstraint(
                condition=Q(value_to=None) | Q(value__lt=F("value_to")),
                name="target_of_a_period_is_a_range",
                violation_error_message=_("A range runs from the target to something higher."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {words.when(self.period)}"


class Measurement(TrackedModel):
    """The value of an indicator on a day or in a period, or why there is none. Zero is a value."""

    part_of = "indicator"

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="measurements", editable=False
    )
    measured_on = PartialDateField(_("measured on"), is_fact=True)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=4, null=True, blank=True)
    why_missing = models.CharField(
        _("why it is not available"),
        max_length=300,
        blank=True,
        help_text=_("Only if there is no value for this date."),
    )
    is_provisional = models.BooleanField(
        _("provisional"), default=False, help_text=_("Not final yet.")
    )
    note = LongTextField(_("note"), blank=True)
    action = LongTextField(
        _("corrective action"), blank=True, help_text=_("What is done if it is off its target.")
    )
    restated_from = models.DecimalField(
        _("value before it was restated"),
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
        editable=False,
    )

    objects: ClassVar = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "measured_on"],
                condition=Q(is_archived=False),
                name="one_measurement_a_day",
                violation_error_message=_("There is already a measurement for this date."),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, why_missing="")
                | (Q(value__isnull=True) & ~Q(why_missing="")),
                name="measured_or_says_why_not",
                violation_error_message=_("Enter the value, or why it is not available."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {words.when(self.measured_on)}"

    def clean(self) -> None:
        """Nothing is measured before its baseline: the baseline is where it begins."""
        begins = self.indicator.baseline_on if self.indicator.baseline_value is not None else None
        if begins is None or not self.measured_on or not self.measured_on.is_known:
            return
        if begins.is_known and self.measured_on.last < begins.first:
            sentence = _("The date must not be before the baseline of %(when)s.")
            raise ValidationError({"measured_on": sentence % {"when": words.when(begins)}})
