"""The records of boards, decisions and gates."""

from governance.models.boards import Board, Sponsorship
from governance.models.decisions import Decision
from governance.models.kinds import BodyKind
from governance.models.terms import TermsOfReference

__all__ = ["Board", "BodyKind", "Decision", "Sponsorship", "TermsOfReference"]
