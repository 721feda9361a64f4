"""The records of boards, decisions and gates."""

from governance.models.boards import Board

__all__ = ["Board"]
