"""Risk matrices."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from registers.choices import AxisOrder
from registers.matrix import scales_of
from registers.querysets import RiskMatrixQuerySet
from values.fields import DayField, LongTextField


class RiskMatrix(TrackedModel):
    """How risks are rated from a day on: the labels of its two scales, and the bands that scores
    fall into. Its scales and bands are texts with one label a line (`registers/matrix.py` reads
    them), so that its history shows what changed. A rating keeps the matrix it was given by."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("name"), max_length=100)
    valid_from = DayField(
        _("valid from"), help_text=_("Ratings from this day on are given by this matrix.")
    )
    likelihoods = LongTextField(
        _("likelihood"),
        help_text=_(
            "One label a line, from the lowest to the highest. A percentage after it is used for "
            "expected values: Unlikely, 10%"
        ),
    )
    impacts = LongTextField(
        _("impact"), help_text=_("One label a line, from the lowest to the highest.")
    )
    bands = LongTextField(
        _("bands"),
        help_text=_(
            "One band a line, from the lowest: its word, the lowest score in it (likelihood times "
            "impact), and its colour (green, yellow, amber or red). For example: High, 15, red"
        ),
    )
    appetite = models.PositiveSmallIntegerField(
        _("appetite"),
        help_text=_("The highest score at which a threat may be run without being accepted."),
    )
    axis_order = models.CharField(
        _("axes"), max_length=20, choices=AxisOrder.choices, default=AxisOrder.LIKELIHOOD_DOWN
    )

    objects: ClassVar = RiskMatrixQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk matrix")
        verbose_name_plural = _("risk matrices")
        constraints = [
            models.UniqueConstraint(
                fields=["valid_from"],
                condition=models.Q(is_archived=False),
                name="one_risk_matrix_from_a_day",
                violation_error_message=_("Another risk matrix is valid from that day."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        scales_of(self)
