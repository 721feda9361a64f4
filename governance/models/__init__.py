"""The records of boards, decisions, gates and tolerances."""

from governance.models.boards import Board
from governance.models.decisions import Decision
from governance.models.gates import GateAnswer, GateReview
from governance.models.tolerances import Tolerance, ToleranceException

__all__ = ["Board", "Decision", "GateAnswer", "GateReview", "Tolerance", "ToleranceException"]
