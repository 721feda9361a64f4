"""Registers: what people keep lists of between meetings."""

from registers.models.actions import Action, ActionFile, ActionNote
from registers.models.comments import Comment
from registers.models.links import Link
from registers.models.reminders import Reminder
from registers.models.reviews import Judgement, JudgementScale, Review, ReviewFile

__all__ = [
    "Action",
    "ActionFile",
    "ActionNote",
    "Comment",
    "Judgement",
    "JudgementScale",
    "Link",
    "Reminder",
    "Review",
    "ReviewFile",
]
