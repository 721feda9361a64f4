"""The records of boards, decisions, gates and tolerances."""

from governance.models.boards import Board, Sponsorship
from governance.models.decisions import Decision
from governance.models.gates import GateAnswer, GateReview
from governance.models.kinds import BodyKind
from governance.models.terms import TermsOfReference
from governance.models.tolerances import Tolerance, ToleranceException

__all__ = [
    "Board",
    "BodyKind",
    "Decision",
    "GateAnswer",
    "GateReview",
    "Sponsorship",
    "TermsOfReference",
    "Tolerance",
    "ToleranceException",
]
