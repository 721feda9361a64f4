"""A phase, a programme or a project ends because a board recommended it and the group that sponsors
it decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from audit.actions import edit_record, refuse_archived
from audit.deciding import decided
from audit.errors import Refused
from audit.writing import audited
from governance.actions.decisions import record_decision
from governance.models import Board, Decision, Sponsorship
from people import policy
from people.choices import ScopeKind
from people.models import Person, Scope
from programmes.actions import edit_programme
from programmes.choices import ClosingState, PhaseOutcome, PhaseState, ProgrammeState
from programmes.models import ClosingReport, Phase, Programme
from projects.actions import edit_project
from projects.choices import Stage
from projects.models import Project
from values import clock

Ending = Phase | ClosingReport

OUTCOMES: dict[type[Any], Any] = {Phase: PhaseOutcome, ClosingReport: ClosingState}
CLOSING_OUTCOMES = (ClosingState.AGREED, ClosingState.RETURNED)


def decide_ending(
    ending: Ending,
    *,
    outcome: str,
    board: Board,
    by: Person,
    recommended_by: Scope | None = None,
    recommended_on: date | None = None,
    goes_on: bool = False,
    expected_version: int | None = None,
    **fields: Any,
) -> Decision:
    """Record what was decided at the end of a phase, or about a closing report, and return the
    decision. The phase is complete because of it, and the programme or project is agreed to end.
    With `goes_on`, the next phase begins too, or what the report closes is closed. Raises Conflict;
    Refused when it has been decided already, when a sponsoring group is passed over, and without
    the recommendation that such a group hears."""
    with audited(by=by, reason=_("Decided at the end")):
        current: Any = (
            type(ending).objects.select_for_update(of=("self",), no_key=True).get(pk=ending.pk)
        )
        refuse_archived(current)
        refuse_decided(current)
        on = fields.setdefault("made_on", clock.today())
        _refuse_out_of_turn(current, board, on, recommended_by, recommended_on)
        scope = scope_of(current)
        label = OUTCOMES[type(current)](outcome).label
        title = _("%(what)s: %(outcome)s") % {"what": current, "outcome": label}
        said: dict[str, Any] = {"title": title[:300], "board": board}
        decision = record_decision(scope=scope, by=by, **said | fields)
        with decided(decision):
            edit_record(
                current,
                by=by,
                expected_version=expected_version,
                recommended_by=recommended_by,
                recommended_on=recommended_on,
                **_ended(current, outcome, board, on),
            )
            if goes_on:
                _go_on(current, outcome, by)
        return decision


def scope_of(ending: Ending) -> Scope:
    """What ends, or what a phase is part of. Raises Refused for none, which no page leads to."""
    scope = policy.standing(ending)
    if scope is None:
        raise Refused(_("This belongs to no programme or project, so nobody may decide on it."))
    return scope


def is_decided(ending: Ending) -> bool:
    return ending.decided_on is not None


def refuse_decided(ending: Ending) -> None:
    if is_decided(ending):
        raise Refused(
            _("This has been decided already, by %(body)s.") % {"body": ending.decided_by}
        )


def sponsors_of(ending: Ending) -> list[Board]:
    """The groups that sponsor the boards of the programme that ends, or of which a phase does,
    today. The end of a project is its board's."""
    boards = Board.objects.live().filter(programme__scope=scope_of(ending))
    links = Sponsorship.objects.live().filter(board__in=boards).not_ended(clock.today())
    return list(Board.objects.live().filter(pk__in=links.values("sponsor_id")).order_by("id"))


def _refuse_out_of_turn(
    ending: Ending,
    board: Board,
    on: date,
    recommended_by: Scope | None,
    recommended_on: date | None,
) -> None:
    """A sponsoring group decides, once a board has recommended it."""
    if (recommended_by is None) != (recommended_on is None):
        sentence = _("Say who recommended it and when: both or neither.")
        missing = "recommended_by" if recommended_by is None else "recommended_on"
        raise Refused(sentence, {missing: [sentence]})
    if recommended_on is not None and recommended_on > on:
        sentence = _("It was recommended before it was decided: look at the two days.")
        raise Refused(sentence, {"recommended_on": [sentence]})
    sponsors = sponsors_of(ending)
    if not sponsors:
        return
    names = ", ".join(str(sponsor) for sponsor in sponsors)
    if board not in sponsors:
        sentence = _("The group that sponsors the programme decides this: %(names)s.")
        raise Refused(sentence % {"names": names}, {"board": [sentence % {"names": names}]})
    if recommended_by is None:
        sentence = _("Say which board recommended it, and when: %(names)s decides on that.")
        raise Refused(
            sentence % {"names": names}, {"recommended_by": [sentence % {"names": names}]}
        )


def _ended(ending: Ending, outcome: str, board: Board, on: date) -> dict[str, Any]:
    """What its record says because of the decision. A report that is returned is not decided."""
    if isinstance(ending, Phase):
        said = {"state": PhaseState.COMPLETE, "outcome": outcome}
    elif outcome == ClosingState.AGREED:
        said = {"state": ClosingState.AGREED}
    else:
        return {"state": ClosingState.RETURNED}
    return {**said, "decided_by": board.scope, "decided_on": on}


def _go_on(ending: Ending, outcome: str, by: Person) -> None:
    if isinstance(ending, Phase):
        after = next_phase(ending)
        if after is not None and outcome != PhaseOutcome.STOP:
            edit_record(after, by=by, state=PhaseState.UNDER_WAY)
    elif outcome == ClosingState.AGREED:
        _close(ending.scope, by)


def next_phase(phase: Phase) -> Phase | None:
    """The phase that waits for the end of this one."""
    rows = Phase.objects.filter(programme=phase.programme_id).in_order()
    in_use = [each for each in rows if not each.is_archived or each == phase]
    after = next(iter(in_use[in_use.index(phase) + 1 :]), None)
    return after if after is not None and after.state == PhaseState.NOT_STARTED else None


def _close(scope: Scope, by: Person) -> None:
    if scope.kind == ScopeKind.PROGRAMME:
        edit_programme(Programme.objects.get(scope=scope), by=by, state=ProgrammeState.CLOSED)
    else:
        project = Project.objects.get(scope=scope)
        if project.stage != Stage.CLOSED:
            edit_project(project, by=by, stage=str(Stage.CLOSED))
