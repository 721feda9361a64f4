"""Registers: what people keep lists of between meetings, and the matrices by which risks are
rated."""

from registers.models.actions import Action, ActionFile, ActionNote
from registers.models.assumptions import Assumption
from registers.models.changes import ChangeRequest
from registers.models.comments import Comment
from registers.models.dependencies import Dependency
from registers.models.escalations import Escalation
from registers.models.issues import Issue, IssueEscalation
from registers.models.links import Link
from registers.models.matrices import RiskMatrix
from registers.models.reminders import Reminder
from registers.models.reviews import Judgement, JudgementScale, Review, ReviewFile
from registers.models.risks import Risk, RiskEscalation

__all__ = [
    "Action",
    "ActionFile",
    "ActionNote",
    "Assumption",
    "ChangeRequest",
    "Comment",
    "Dependency",
    "Escalation",
    "Issue",
    "IssueEscalation",
    "Judgement",
    "JudgementScale",
    "Link",
    "Reminder",
    "Review",
    "ReviewFile",
    "Risk",
    "RiskEscalation",
    "RiskMatrix",
]
