"""Programmes, what they are for, and what is written about them."""

from programmes.models.brief import CorporatePriority, Objective, Stakeholder
from programmes.models.documents import Document, DocumentVersion
from programmes.models.programmes import (
    FundingSource,
    Lesson,
    Phase,
    Portfolio,
    Principle,
    Programme,
)

__all__ = [
    "CorporatePriority",
    "Document",
    "DocumentVersion",
    "FundingSource",
    "Lesson",
    "Objective",
    "Phase",
    "Portfolio",
    "Principle",
    "Programme",
    "Stakeholder",
]
