"""Gate reviews on agendas: tabled, taken off again, and decided by what the meeting carries."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.errors import Refused
from audit.writing import audited
from governance.actions.gates import decide_gate, table_gate, untable_gate
from governance.choices import GateState
from governance.models import Decision, GateReview
from meetings.choices import ItemKind
from meetings.models import AgendaItem, ItemGate, Meeting
from people.models import Person


def table_review(
    meeting: Meeting, review: GateReview, *, by: Person, add: Any, **late: str
) -> AgendaItem:
    """Put a gate review on an agenda, under an item of its own, and return the item. `add` is the
    action that adds items; `late` are its reasons. Raises Refused for a review that does not wait
    for this board."""
    with audited(by=by, reason=_("Gate review put on an agenda")):
        if review.board_id != meeting.board_id:
            raise Refused(_("The review waits for another board."))
        table_gate(review, by=by)
        item: AgendaItem = add(
            meeting,
            by=by,
            title=f"{review.title}: {review.project.title}"[:300],
            kind=ItemKind.GATE,
            summary=review.asked,
            **late,
        )
        writing.create(ItemGate, item=item, review=review)
        return item


def review_of(item: AgendaItem) -> GateReview | None:
    """The gate review that an item is about."""
    rows = GateReview.objects.filter(on_agendas__item=item, on_agendas__is_archived=False)
    found: GateReview | None = rows.select_related("project__scope", "board").first()
    return found


def take_off(item: AgendaItem, *, by: Person) -> None:
    """Let an undecided review wait for another meeting; inside its own `audited()`."""
    review = review_of(item)
    if review is not None and review.state == GateState.TABLED:
        untable_gate(review, by=by)


def put_back(item: AgendaItem, *, by: Person) -> None:
    """Let an undecided review stand on an agenda again, under its item; inside its own `audited()`.
    Raises Refused when it is on another agenda by now."""
    review = review_of(item)
    if review is None:
        return
    if review.state != GateState.VETTED:
        raise Refused(_("The gate review of this item waits no more: it went to another meeting."))
    table_gate(review, by=by)


def decide_at_gate(item: AgendaItem, decision: Decision, *, outcome: str, by: Person) -> None:
    """What was carried moves the project; inside its own `audited()`. Raises Refused without an
    outcome at a gate."""
    review = review_of(item)
    if review is None:
        return
    if not outcome:
        sentence = _("Say what the board decides at the gate: implement, amend, close or defer.")
        raise Refused(sentence, {"gate_outcome": [sentence]})
    decide_gate(review, outcome=outcome, by=by, decision=decision)
