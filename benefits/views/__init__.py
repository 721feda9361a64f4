"""The pages of benefits and savings."""

from benefits.views.benefits import (
    BenefitList,
    SavingsList,
    archived_benefits,
    archived_savings,
    programme_benefits,
)

__all__ = [
    "BenefitList",
    "SavingsList",
    "archived_benefits",
    "archived_savings",
    "programme_benefits",
]
