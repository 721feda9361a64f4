"""Projects at gates, tolerances, and lifecycles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import slugify

from audit.actions import create_record
from governance.actions.agreed import correct_agreed, correct_removal
from governance.actions.gates import Said, submit_gate
from governance.models import Board, GateAnswer, GateReview, Tolerance, ToleranceException
from people.models import Person, Scope
from projects.lifecycle_actions import add_lifecycle
from projects.models import Lifecycle, LifecycleVersion, Project
from projects.stages import STANDARD, lifecycles, shipped
from tests import factories
from tests.factories.people import officer

TODAY = date(2012, 7, 4)
NeverEdited = GateReview | GateAnswer
EDITS: dict[type, dict[str, Any]] = {
    Lifecycle: {"about": "Tools that everybody can borrow."},
    LifecycleVersion: {"valid_from": date(2012, 7, 3)},
    Tolerance: {"note": "Until the depot is open."},
    ToleranceException: {"options": "Open later, or hire a van."},
}
"""How the sweeps edit each of them once."""


def removed(record: Any) -> Any:
    """A record that holds what is agreed, archived as if it had been entered by mistake, or brought
    back."""
    return correct_removal(record, by=officer(), why="Entered twice")


def put_right(record: Any, **fields: Any) -> Any:
    """A record with other agreed values, as if they had been entered so."""
    return correct_agreed(record, by=officer(), why="Entered wrongly", **fields)


def at_stage(project: Project, stage: str) -> Any:
    return put_right(project, stage=stage)


def gate_review(
    *, project: Project | None = None, by: Person | None = None, board: Board | None = None
) -> GateReview:
    """A project at its first gate, which nothing speaks for."""
    project = project or factories.project(by=by)
    rules = lifecycles().of(project.lifecycle_id)
    gate = rules.gates_from(project.stage)[0]
    said = [Said(each.key, why_not="The law asks for it.") for each in gate.criteria]
    given = {"gate": gate.key, "asked": "May we go on?", "said": said}
    return submit_gate(project, board=board or factories.board(by=by), by=by or officer(), **given)


def tolerance(
    kind: str = "time", limit: int = 14, *, scope: Scope | None = None, by: Person | None = None
) -> Tolerance:
    scope = scope or factories.project(by=by).scope
    return create_record(Tolerance, by=by or officer(), scope=scope, kind=kind, limit=limit)


def at_a_gate(title: str, project: Project, board: Board) -> list[Any]:
    """A project at its first gate, beyond its tolerance, and the lifecycle of other projects."""
    by = officer()
    review = gate_review(project=project, board=board)
    borne = tolerance(limit=7, scope=project.scope)
    key = slugify(title)
    rules = shipped(STANDARD).definition
    made = add_lifecycle(by=by, key=key, title=title, definition=rules, valid_from=TODAY)
    raised = ToleranceException.objects.get(tolerance=borne)
    return [review, review.answers.in_order()[0], borne, raised, made, made.versions.get()]
