"""Programmes, what they are for, and what is written about them."""

from programmes.models.brief import CorporatePriority, Objective, RoleDescription, Stakeholder
from programmes.models.documents import Document, DocumentVersion
from programmes.models.endings import ClosingReport
from programmes.models.programmes import (
    FundingSource,
    Lesson,
    Phase,
    Portfolio,
    Principle,
    Programme,
)

__all__ = [
    "ClosingReport",
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
    "RoleDescription",
    "Stakeholder",
]
