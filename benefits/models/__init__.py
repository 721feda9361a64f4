"""What a programme is for: benefits, how they are measured, and savings by financial year."""

from benefits.models.benefits import Benefit, BenefitPath, Indicator, IndicatorTarget, Measurement
from benefits.models.savings import (
    SavingsAmount,
    SavingsBaseline,
    SavingsCost,
    SavingsLine,
    SavingsRequirement,
    SavingsShare,
)

__all__ = [
    "Benefit",
    "BenefitPath",
    "Indicator",
    "IndicatorTarget",
    "Measurement",
    "SavingsAmount",
    "SavingsBaseline",
    "SavingsCost",
    "SavingsLine",
    "SavingsRequirement",
    "SavingsShare",
]
