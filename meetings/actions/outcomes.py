"""Writes of what a meeting decides: put to the vote, voted on, carried or lost, minuted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.errors import Refused
from audit.writing import audited
from governance.actions.decisions import record_decision
from governance.choices import DecisionWay, GateOutcome
from meetings.actions.gates import decide_at_gate, review_of
from meetings.actions.meetings import lock_item
from meetings.choices import ItemState, MeetingState, MotionState, Outcome, VoteCast
from meetings.contributed import tell_decided
from meetings.models import AgendaItem, ItemDecision, Vote
from meetings.queries.deadlines import expected_effect
from meetings.queries.sitting import Sitting, sitting
from people.models import Person

COUNTS = ("votes_for", "votes_against", "votes_abstained")
AT_THE_GATE: dict[str, str] = {
    GateOutcome.AMEND: Outcome.SENT_BACK,
    GateOutcome.DEFER: Outcome.DEFERRED,
}
"""How an item stands in which the board did not let a project through its gate yet."""


def put_to_vote(
    item: AgendaItem, *, by: Person, title: str, text: str, is_by_name: bool = False
) -> ItemDecision:
    """Put words to the meeting, and return them. Raises Refused as `refuse_deciding` does, and for
    what the meeting decided already in this item."""
    with audited(by=by, reason=_("Put to the meeting")):
        current = lock_item(item)
        refuse_deciding(current)
        return writing.create(
            ItemDecision, item=current, title=title, text=text, is_by_name=is_by_name
        )


def cast_vote(motion: ItemDecision, *, by: Person, seat_id: int, cast: str) -> Vote:
    """Record how a seat votes, and return the vote. Raises Refused for a seat without a vote on the
    item, for a second vote, and once the result is recorded."""
    with audited(by=by, reason=_("Vote cast")):
        current, item = _lock_motion(motion)
        sits = refuse_deciding(item)
        if why := sits.why_not_vote(seat_id, item):
            raise Refused(why)
        voter = next(sitter.name for sitter in sits.sitters if sitter.seat.id == seat_id)
        return writing.create(Vote, item_decision=current, seat_id=seat_id, voter=voter, cast=cast)


def settle(
    motion: ItemDecision,
    *,
    by: Person,
    is_carried: bool,
    casting_vote: str = "",
    gate_outcome: str = "",
    **fields: Any,
) -> ItemDecision:
    """Record what came of words that were put to the meeting, and return them: what is carried is
    entered in the register of decisions. `fields` are the counts of votes and the decision's own
    fields. Raises Refused without a quorum, for votes that do not carry it, and the second time."""
    with audited(by=by, reason=_("Decision of the meeting recorded")):
        current, item = _lock_motion(motion)
        sits = refuse_deciding(item)
        counts = {name: fields.pop(name, None) for name in COUNTS}
        if current.is_by_name:
            counts = _counted(current)
        _refuse_counts(sits, item, counts, casting_vote, is_carried=is_carried)
        if is_carried and gate_outcome and review_of(item) is not None:
            current.title = _at_the_gate(current.title, gate_outcome)
        state = MotionState.CARRIED if is_carried else MotionState.LOST
        decision = _decision(current, item, sits, by, fields) if is_carried else None
        if decision is not None:
            decide_at_gate(item, decision, outcome=gate_outcome, by=by)
            tell_decided(item, decision, by=by)
        if not item.outcome:
            writing.change(item, outcome=_outcome(gate_outcome, is_carried=is_carried))
        return writing.change(
            current,
            title=current.title,
            state=state,
            decision=decision,
            casting_vote=casting_vote,
            **counts,
        )


def decide(
    item: AgendaItem,
    *,
    by: Person,
    title: str,
    text: str,
    is_carried: bool = True,
    casting_vote: str = "",
    **fields: Any,
) -> ItemDecision:
    """Record a decision at once: put to the meeting and settled, and return it. Raises Refused as
    these do."""
    with audited(by=by, reason=_("Decision of the meeting recorded")):
        motion = put_to_vote(item, by=by, title=title, text=text)
        return settle(motion, by=by, is_carried=is_carried, casting_vote=casting_vote, **fields)


def refuse_deciding(item: AgendaItem) -> Sitting:
    """Raise Refused where a meeting cannot decide: outside the meeting, on a withdrawn item, on a
    late one without the chair's agreement, and without a quorum. Returns who sits in it."""
    if item.meeting.state in (MeetingState.CLOSED, MeetingState.CONFIRMED):
        raise Refused(_("The meeting is closed: nothing is decided in it any more."))
    if item.meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in session: open it first."))
    if item.state == ItemState.WITHDRAWN:
        raise Refused(_("The report was withdrawn: nothing is decided on it."))
    if item.is_late and item.consented_at is None:
        raise Refused(_("The item is late: the chair must agree first that it cannot wait."))
    sits = sitting(item.meeting)
    quorum = sits.quorum_at(item)
    if not quorum.is_met:
        sentence = _("There is no quorum for this item, so nothing is decided: %(words)s.")
        raise Refused(sentence % {"words": quorum.words})
    return sits


def minute_item(
    item: AgendaItem,
    *,
    by: Person,
    outcome: str,
    minuted: str,
    expected_version: int | None = None,
) -> AgendaItem:
    """Record how the meeting left an item, and what its minutes say, and return the item. They may
    be edited until they are confirmed. Raises Refused before the meeting is opened, and for an item
    that was withdrawn."""
    with audited(by=by, reason=_("Item minuted")):
        current = lock_item(item)
        if current.meeting.state == MeetingState.CONFIRMED:
            raise Refused(_("The minutes are confirmed: nothing in them changes any more."))
        if current.meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED):
            raise Refused(_("The meeting is not in session: open it first."))
        if outcome and current.state == ItemState.WITHDRAWN:
            raise Refused(_("The report was withdrawn: nothing is decided on it."))
        if outcome in (Outcome.AGREED, Outcome.AMENDED) and current.outcome != outcome:
            _refuse_unagreed(current)
        return writing.change(
            current, expected_version=expected_version, outcome=outcome, minuted=minuted
        )


def _refuse_unagreed(item: AgendaItem) -> None:
    """Nothing is agreed without a quorum; after the meeting, only what it had decided."""
    if item.meeting.state == MeetingState.OPEN:
        refuse_deciding(item)
    elif not item.decisions.live().filter(state=MotionState.CARRIED).exists():
        raise Refused(_("The meeting is closed: nothing is decided in it any more."))


def _lock_motion(motion: ItemDecision) -> tuple[ItemDecision, AgendaItem]:
    """Words that were put to a meeting, as they are now, and their item. Raises Refused once the
    result is recorded."""
    item = lock_item(motion.item)
    current = ItemDecision.objects.select_for_update(no_key=True).get(pk=motion.pk)
    if current.state != MotionState.PUT:
        raise Refused(_("What came of this vote is recorded already: nothing is decided twice."))
    return current, item


def _outcome(gate_outcome: str, *, is_carried: bool) -> str:
    """How an item stands after a decision."""
    if not is_carried:
        return Outcome.NOT_AGREED
    return AT_THE_GATE.get(gate_outcome, Outcome.AGREED)


def _at_the_gate(title: str, gate_outcome: str) -> str:
    """The register and the minutes tell one round of a gate from the next by what was decided."""
    words = f": {GateOutcome(gate_outcome).label}"
    return f"{title[: 300 - len(words)]}{words}"


def _counted(motion: ItemDecision) -> dict[str, int | None]:
    cast = list(Vote.objects.filter(item_decision=motion).values_list("cast", flat=True))
    ways = (VoteCast.FOR, VoteCast.AGAINST, VoteCast.ABSTAINED)
    return {name: cast.count(way) for name, way in zip(COUNTS, ways, strict=True)}


def _refuse_counts(
    sits: Sitting,
    item: AgendaItem,
    counts: dict[str, int | None],
    casting_vote: str,
    *,
    is_carried: bool,
) -> None:
    """Raise Refused for more votes than there are voters, and for a result that the votes do not
    give: more votes for than against carry it; with as many, the chair's casting vote decides."""
    votes_for, against, abstained = (counts[name] for name in COUNTS)
    if votes_for is None or against is None or abstained is None:
        if casting_vote or {votes_for, against, abstained} != {None}:
            raise Refused(
                _("Count the votes for, against and abstained, or leave all three empty.")
            )
        return
    may = len(sits.voting_at(item))
    if votes_for + against + abstained > may:
        facts = {"cast": votes_for + against + abstained, "may": may}
        raise Refused(
            _("%(cast)d votes were counted, but only %(may)d seats may vote on this item.") % facts
        )
    if casting_vote and votes_for != against:
        raise Refused(_("The chair has a casting vote only when the votes are equal."))
    wins = votes_for + (casting_vote == VoteCast.FOR) > against
    if is_carried and not wins:
        raise Refused(_("The votes do not carry it: more must be for it than against it."))
    if not is_carried and wins:
        raise Refused(_("The votes carry it: more are for it than against it."))


def _decision(
    motion: ItemDecision, item: AgendaItem, sits: Sitting, by: Person, fields: dict[str, Any]
) -> Any:
    """Enter what was carried in the register of decisions, with the interests declared in its item.
    Of a restricted item the register holds the public title, and why the rest is closed. One that
    may be called in takes effect as the deadline rule says, unless another day is given."""
    board = sits.meeting.board
    declared = [row for row in sits.interests if row.item_id == item.pk]
    said = {"title": motion.title, "text": motion.text, **fields}
    said["interests"] = "\n".join(sits.interest_words(row) for row in declared)
    with_leave = [row for row in declared if row.dispensation]
    said["dispensations"] = "\n".join(sits.dispensation_words(row) for row in with_leave)
    if item.restriction is not None:
        why = {"why": item.restriction.get_paragraph_display()}
        said = {
            "title": item.restriction.public_title,
            "text": _("Decided in private: %(why)s.") % why,
            "is_key": fields.get("is_key", False),
        }
    review = review_of(item)
    if said.get("call_in") and not said.get("effective_on"):
        effect = expected_effect(board, sits.meeting.held_on)
        said["effective_on"] = effect.on if effect else None
    return record_decision(
        scope=review.project.scope if review else board.scope,
        by=by,
        board=board,
        made_by_way=DecisionWay.MEETING,
        made_on=sits.meeting.held_on,
        **said,
    )
