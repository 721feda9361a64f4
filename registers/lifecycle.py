"""Which move of a change request is legal, and which of them only a decision makes."""

from __future__ import annotations

from registers.choices import ChangeState

MOVES = {
    ChangeState.RAISED: (
        ChangeState.REVIEWED,
        ChangeState.WITHDRAWN,
        ChangeState.AGREED,
        ChangeState.REFUSED,
    ),
    ChangeState.REVIEWED: (ChangeState.WITHDRAWN, ChangeState.AGREED, ChangeState.REFUSED),
    ChangeState.AGREED: (ChangeState.DONE,),
    ChangeState.WITHDRAWN: (ChangeState.RAISED,),
}
DECIDED = (ChangeState.AGREED, ChangeState.REFUSED)


def may_become(state: str) -> tuple[ChangeState, ...]:
    """What those who keep the register may make of a request, without a decision."""
    return tuple(to for to in MOVES.get(ChangeState(state), ()) if to not in DECIDED)
