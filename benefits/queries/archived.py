"""What is archived of a programme’s benefits or savings, so that it can be brought back."""

from __future__ import annotations

from django.db.models import QuerySet

from benefits.models import (
    Benefit,
    BenefitPath,
    Indicator,
    IndicatorTarget,
    Measurement,
    SavingsAmount,
    SavingsBaseline,
    SavingsCost,
    SavingsLine,
    SavingsRequirement,
    SavingsShare,
)
from programmes.models import Programme


def archived_benefits(programme: Programme) -> list[QuerySet]:
    """The archived records, one queryset for each kind, with what their addresses need."""
    return _archived(
        Benefit.objects.filter(programme=programme),
        BenefitPath.objects.filter(benefit__programme=programme).select_related("benefit"),
        Indicator.objects.filter(benefit__programme=programme).select_related("benefit"),
        Measurement.objects.filter(indicator__benefit__programme=programme).select_related(
            "indicator__benefit"
        ),
        IndicatorTarget.objects.filter(indicator__benefit__programme=programme).select_related(
            "indicator__benefit"
        ),
    )


def archived_savings(programme: Programme) -> list[QuerySet]:
    """The same of savings."""
    return _archived(
        SavingsLine.objects.filter(programme=programme),
        SavingsAmount.objects.filter(line__programme=programme).select_related("line"),
        SavingsCost.objects.filter(line__programme=programme).select_related("line"),
        SavingsShare.objects.filter(line__programme=programme).select_related("line"),
        SavingsRequirement.objects.filter(programme=programme),
        SavingsBaseline.objects.filter(programme=programme),
    )


def _archived(*querysets: QuerySet) -> list[QuerySet]:
    return [records.filter(is_archived=True).order_by("id") for records in querysets]
