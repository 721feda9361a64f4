"""Risks, issues and the other entries of registers, and the matrices by which risks are rated."""

from registers.models.assumptions import Assumption
from registers.models.changes import ChangeRequest
from registers.models.dependencies import Dependency
from registers.models.issues import Issue
from registers.models.matrices import RiskMatrix
from registers.models.risks import Escalation, Risk

__all__ = [
    "Assumption",
    "ChangeRequest",
    "Dependency",
    "Escalation",
    "Issue",
    "Risk",
    "RiskMatrix",
]
