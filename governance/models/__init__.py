"""The records of boards, decisions and gates."""

from governance.models.boards import Board
from governance.models.decisions import Decision

__all__ = ["Board", "Decision"]
