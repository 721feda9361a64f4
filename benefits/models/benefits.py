"""What a programme is for: benefits, and how they are measured."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from benefits.choices import BenefitKind, Direction, Unit
from benefits.querysets import (
    BenefitQuerySet,
    IndicatorQuerySet,
    MeasurementQuerySet,
)
from people.models import Person
from programmes.models import Programme
from projects.models import Project
from values import words
from values.fields import LongTextField, PartialDateField, not_ahead


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
    owner = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="benefits_owned",
        verbose_name=_("owner"),
    )
    expected_on = PartialDateField(_("expected by"), null=True, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = BenefitQuerySet.as_manager()

    class Meta:
        verbose_name = _("benefit")

    def __str__(self) -> str:
        return self.title


class Indicator(TrackedModel):
    """A measure that shows whether a benefit is being achieved. It may have no target."""

    part_of = "benefit"
    only_by_decision = ("baseline_value", "baseline_on", "target_value", "target_on")

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
    target_on = PartialDateField(_("target date"), null=True, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A measured baseline must be in the past; one still to be measured may be in the
        future."""
        if self.baseline_value is not None and self.baseline_on is not None:
            try:
                not_ahead(self.baseline_on)
            except ValidationError as error:
                raise ValidationError({"baseline_on": error}) from None


class Measurement(TrackedModel):
    """The value of an indicator on a day or in a month or year. Zero is a value."""

    part_of = "indicator"

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="measurements", editable=False
    )
    measured_on = PartialDateField(_("measured on"), is_fact=True)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=4)
    note = LongTextField(_("note"), blank=True)

    objects: ClassVar = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "measured_on"],
                condition=Q(is_archived=False),
                name="one_measurement_a_day",
                violation_error_message=_("There is already a measurement for this date."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {words.when(self.measured_on)}"
