"""Writes of gates: a project asks to go on, and a board says whether it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.deciding import decided, has_moved
from audit.errors import Refused
from audit.writing import audited
from governance.actions.decisions import record_decision
from governance.choices import (
    WITH_THE_BOARD,
    DecisionState,
    DecisionWay,
    GateOutcome,
    GateState,
)
from governance.criteria import RULES
from governance.models import Board, Decision, GateAnswer, GateReview
from people.models import Person
from projects.actions import edit_project
from projects.choices import Stage
from projects.models import Project
from projects.stages import Criterion, Gate, lifecycles, stage_words
from values import clock, words


@dataclass(frozen=True)
class Said:
    """What a lead says about a criterion, by its key."""

    key: str
    is_met: bool = False
    evidence: str = ""
    why_not: str = ""


def submit_gate(
    project: Project,
    *,
    gate: str,
    board: Board,
    asked: str,
    said: Iterable[Said] = (),
    by: Person,
    reason: str = "",
    expected_version: int | None = None,
) -> GateReview:
    """Submit a project at a gate, or submit again what was returned, and return the review. Raises
    Conflict; Refused when the gate is not on the project's way, when the project is at a gate
    already, and for a mandatory criterion that is not met without a reason."""
    with audited(by=by, reason=reason or _("Submitted at a gate")) as change:
        project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
        refuse_archived(project, board)
        its = _gate_of(project, gate)
        reviews = GateReview.objects.live().filter(project=project)
        waiting = reviews.waiting().select_for_update(no_key=True).first()
        if waiting is not None and waiting.state != GateState.DRAFT:
            raise Refused(
                _("The project is at a gate already: %(gate)s (%(state)s).")
                % {"gate": waiting.title, "state": GateState(waiting.state).label}
            )
        if waiting is not None and waiting.gate != gate:  # returned, and the project moved since
            writing.archive(waiting)
            waiting = None
        answers = _answers(project, its, {each.key: each for each in said})
        fields: dict[str, Any] = {
            "title": its.title,
            "stage_before": its.before,
            "stage_after": its.after,
            "board": board,
            "asked": asked,
            "state": GateState.SUBMITTED,
            "submitted_at": change.moment,
            "submitted_by": by,
            "returned_by": None,
            "return_reason": "",
        }
        if waiting is None:
            number = GateReview.objects.filter(project=project, gate=gate).count() + 1
            reference = writing.next_reference("GTR")
            named = {"project": project, "gate": gate, "round": number, "reference": reference}
            review = writing.create(GateReview, **named, **fields)
        else:
            review = writing.change(
                waiting, expected_version=expected_version, is_locked=True, **fields
            )
        _write(review, answers)
        return review


def _gate_of(project: Project, key: str) -> Gate:
    rules = lifecycles().of(project.lifecycle_id)
    gate = rules.gate(key)
    if gate is None:
        raise Refused(_("This project’s lifecycle has no such gate."))
    if gate.before != project.stage:
        facts = {
            "gate": gate.title,
            "before": stage_words(gate.before),
            "now": stage_words(project.stage),
        }
        raise Refused(
            _("“%(gate)s” leads on from “%(before)s”, and the project is at “%(now)s”.") % facts
        )
    return gate


def _answers(project: Project, gate: Gate, said: dict[str, Said]) -> list[dict[str, Any]]:
    """The answer to each criterion, in order. Raises Refused for what is missing."""
    answers: list[dict[str, Any]] = []
    missing: dict[str, list[str]] = {}
    for position, criterion in enumerate(gate.criteria, start=1):
        answer = _answer(project, criterion, said.get(criterion.key, Said(criterion.key)))
        sentence = _missing(criterion, answer)
        if sentence:
            missing[_at_fault(criterion, answer)] = [sentence]
        answers.append(answer | {"position": position})
    if missing:
        raise Refused(" ".join(each for (each,) in missing.values()), missing)
    return answers


def _answer(project: Project, criterion: Criterion, said: Said) -> dict[str, Any]:
    is_met, evidence = said.is_met, said.evidence.strip()
    if criterion.rule:
        found = RULES[criterion.rule].read(project)
        is_met, evidence = found.is_met, found.words
    return {
        "key": criterion.key,
        "text": criterion.sentence,
        "is_mandatory": criterion.mandatory,
        "is_met": is_met,
        "evidence": evidence,
        "why_not": "" if is_met else said.why_not.strip(),
    }


def _missing(criterion: Criterion, answer: dict[str, Any]) -> str:
    facts = {"criterion": answer["text"]}
    if not answer["is_met"] and criterion.mandatory and not answer["why_not"]:
        return _("“%(criterion)s” is mandatory and not met: say why the project may pass.") % facts
    if answer["is_met"] and criterion.evidence and not answer["evidence"]:
        return _("“%(criterion)s” asks for evidence: say what shows it.") % facts
    return ""


def _at_fault(criterion: Criterion, answer: dict[str, Any]) -> str:
    return f"{'evidence' if answer['is_met'] else 'why_not'}-{criterion.key}"


def _write(review: GateReview, answers: list[dict[str, Any]]) -> None:
    kept = {answer.key: answer for answer in GateAnswer.objects.filter(review=review)}
    for answer in answers:
        if answer["key"] in kept:
            writing.change(kept.pop(answer["key"]), is_archived=False, **answer)
        else:
            writing.create(GateAnswer, review=review, **answer)
    for gone in kept.values():
        writing.archive(gone)


def vet_gate(
    review: GateReview, *, by: Person, reason: str = "", expected_version: int | None = None
) -> GateReview:
    """Pass a submitted review on to the board, and return it as it is now. Raises Refused for
    anyone who submitted it themselves."""
    with audited(by=by, reason=reason or _("Gate review vetted")) as change:
        current = _at(review, GateState.SUBMITTED)
        if current.submitted_by_id == by.pk:
            raise Refused(_("You submitted this: somebody else must vet it."))
        vetted = {"state": GateState.VETTED, "vetted_at": change.moment, "vetted_by": by}
        return _changed(current, expected_version, **vetted)


def return_gate(
    review: GateReview,
    *,
    by: Person,
    why: str,
    reason: str = "",
    expected_version: int | None = None,
) -> GateReview:
    """Return a submitted review to the lead, who may submit it again, or one that was vetted and
    that the project has overtaken, and return it as it is now. Raises Refused without a reason."""
    if not why.strip():
        raise Refused(_("Say what is missing."), {"why": [_("Say what is missing.")]})
    with audited(by=by, reason=reason or _("Gate review returned")):
        overtaken = [GateState.VETTED] if is_overtaken(review) else []
        current = _at(review, GateState.SUBMITTED, *overtaken)
        returned = {"returned_by": by, "return_reason": why.strip()}
        undone = dict.fromkeys(("submitted_at", "submitted_by", "vetted_at", "vetted_by"))
        return _changed(current, expected_version, state=GateState.DRAFT, **returned, **undone)


def table_gate(review: GateReview, *, by: Person, reason: str = "") -> GateReview:
    """Say that a vetted review stands on an agenda, and return it as it is now."""
    with audited(by=by, reason=reason or _("Gate review put on an agenda")):
        return _changed(_at(review, GateState.VETTED), None, state=GateState.TABLED)


def untable_gate(review: GateReview, *, by: Person, reason: str = "") -> GateReview:
    """Take a review off an agenda: it waits for another meeting. Return it as it is now."""
    with audited(by=by, reason=reason or _("Gate review taken off an agenda")):
        return _changed(_at(review, GateState.TABLED), None, state=GateState.VETTED)


def decide_gate(
    review: GateReview,
    *,
    outcome: str,
    by: Person,
    decision: Decision | None = None,
    reason: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> GateReview:
    """Record what the board decided at a gate, and return the review as it is now. The project
    moves on because of it, or ends, and after a deferral the review waits again as a new round.
    `decision` is the one that a meeting has recorded; without it, `fields` make one. Raises
    Conflict; Refused when the board does not have the review, or has decided already."""
    facts = {"gate": review.title, "outcome": str(GateOutcome(outcome).label)}
    with audited(by=by, reason=reason or _("%(gate)s: %(outcome)s") % facts):
        current = _at(review, *WITH_THE_BOARD)
        project = current.project
        refuse_archived(project)
        if is_overtaken(current):
            raise Refused(
                _("The project has left “%(stage)s” since it was submitted: return the review.")
                % {"stage": stage_words(current.stage_before)}
            )
        if decision is None:
            decision = _record(current, outcome, by, fields)
        closed = {"state": GateState.DECIDED, "outcome": outcome, "decision": decision}
        done = _changed(current, expected_version, **closed)
        if outcome == GateOutcome.DEFER:
            _next_round(done)
        elif is_in_force(decision):
            _move_on(done, decision, by)
        return done


def carry_out_gate(review: GateReview, *, by: Person, reason: str = "") -> GateReview:
    """Move the project on once a decision that took effect later is in force, and return the
    review. Raises Refused before that day, and when there is nothing to carry out."""
    with audited(by=by, reason=reason or _("Decision carried out")):
        rows = GateReview.objects.select_for_update(of=("self",), no_key=True)
        current = rows.select_related("project__scope", "decision").get(pk=review.pk)
        decision = current.decision
        if decision is None or not waits_for_its_day(current):
            raise Refused(_("There is nothing to carry out."))
        if decision.state != DecisionState.STANDS:
            sentence = _("%(decision)s has been reconsidered: it changes nothing more.")
            raise Refused(sentence % {"decision": decision.reference})
        if not is_in_force(decision):
            facts = {"decision": decision.reference, "day": words.day(decision.effective_on)}
            raise Refused(
                _("%(decision)s takes effect on %(day)s, and changes nothing before.") % facts
            )
        _move_on(current, decision, by)
        return current


def is_in_force(decision: Decision) -> bool:
    return decision.effective_on is None or decision.effective_on <= clock.today()


def is_overtaken(review: GateReview) -> bool:
    """Whether the project has left the stage from which it asked to go on."""
    return bool(review.project.stage != review.stage_before)


def waits_for_its_day(review: GateReview) -> bool:
    """Whether the board let a project go on, or ended it, and it has not moved yet: one that was
    moved back later does not go on again because of it."""
    if review.outcome not in (GateOutcome.IMPLEMENT, GateOutcome.CLOSE):
        return False
    return not is_overtaken(review) and not has_moved(review.decision, review.project)


def _move_on(review: GateReview, decision: Decision, by: Person) -> None:
    after = {GateOutcome.IMPLEMENT: review.stage_after, GateOutcome.CLOSE: Stage.CLOSED}
    if review.outcome in after:
        with decided(decision):
            edit_project(review.project, by=by, stage=str(after[GateOutcome(review.outcome)]))


def _record(review: GateReview, outcome: str, by: Person, fields: dict[str, Any]) -> Decision:
    label = GateOutcome(outcome).label
    named = {"gate": review.title, "project": review.project, "outcome": label}
    title = _("%(gate)s, %(project)s: %(outcome)s")
    said: dict[str, Any] = {
        "title": (title % named)[:300],
        "board": review.board,
        "made_by_way": DecisionWay.MEETING,
        "made_on": clock.today(),
    }
    return record_decision(scope=review.project.scope, by=by, **said | fields)


def _next_round(review: GateReview) -> None:
    """A deferred review waits for the board again, as it was."""
    kept = (
        "project", "gate", "title", "stage_before", "stage_after", "board", "asked",
        "submitted_at", "submitted_by", "vetted_at", "vetted_by",
    )  # fmt: skip
    again = writing.create(
        GateReview,
        **{name: getattr(review, name) for name in kept},
        reference=writing.next_reference("GTR"),
        round=review.round + 1,
        state=GateState.VETTED,
    )
    names = ("key", "text", "is_mandatory", "is_met", "evidence", "why_not", "position")
    for answer in review.answers.live().in_order():
        said = {name: getattr(answer, name) for name in names}
        writing.create(GateAnswer, review=again, **said)


def _at(review: GateReview, *states: str) -> GateReview:
    """The review as it is now, locked. Raises Refused when it is in none of these states."""
    rows = GateReview.objects.select_for_update(of=("self",), no_key=True)
    current = rows.select_related("project__scope", "decision", "board").get(pk=review.pk)
    refuse_archived(current)
    if current.state in states:
        return current
    if current.decision is not None:
        facts = {
            "outcome": GateOutcome(current.outcome).label,
            "decision": current.decision.reference,
        }
        raise Refused(_("The board has decided already: %(outcome)s (%(decision)s).") % facts)
    raise Refused(_("This review is elsewhere now: %(state)s.") % {
        "state": GateState(current.state).label
    })  # fmt: skip


def _changed(review: GateReview, expected_version: int | None, **fields: Any) -> GateReview:
    return writing.change(review, expected_version=expected_version, is_locked=True, **fields)
