"""Gates as pages and papers read them, now or at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from audit.queries.moments import value_at
from governance.choices import GateOutcome, GateState
from governance.criteria import RULES, Found
from governance.models import Board, Decision, GateAnswer, GateReview
from people.models import Person
from programmes.models import Programme
from projects.models import Project
from projects.queries.projects import ProjectRow
from projects.stages import Criterion, Gate, StageOf, lifecycles


@dataclass(frozen=True)
class AnswerRow:
    """What was said about a criterion."""

    text: str
    is_mandatory: bool
    is_met: bool
    evidence: str
    why_not: str


@dataclass(frozen=True)
class ReviewRow:
    """A review and how it stands."""

    id: int
    reference: str
    title: str
    round: int
    state: str
    outcome: str
    board_title: str
    decision_reference: str
    asked: str
    return_reason: str
    project_id: int
    answers: tuple[AnswerRow, ...] = ()

    @property
    def state_words(self) -> str:
        if self.outcome:
            return str(GateOutcome(self.outcome).label)
        return str(GateState(self.state).label)


@dataclass(frozen=True)
class GateAhead:
    """A gate that leads on from where a project is, with what its criteria ask."""

    gate: Gate
    after: str
    criteria: tuple[tuple[Criterion, str, Found | None], ...]


def reviews(rows: QuerySet, moment: datetime | None) -> QuerySet:
    """With the names of what they point at."""
    return rows.annotate(
        project_title=value_at(moment, Project, "project_id", "title"),
        project_reference=value_at(moment, Project, "project_id", "reference"),
        programme_id=value_at(moment, Project, "project_id", "programme_id"),
        project_scope_id=value_at(moment, Project, "project_id", "scope_id"),
        board_title=value_at(moment, Board, "board_id", "title"),
        decision_reference=value_at(moment, Decision, "decision_id", "reference"),
        decided_on=value_at(moment, Decision, "decision_id", "made_on"),
        submitted_name=value_at(moment, Person, "submitted_by_id", "name"),
    ).annotate(programme_title=value_at(moment, Programme, "programme_id", "title"))


def reviews_of(
    project_ids: Iterable[int], moment: datetime | None, *, asked: int | None = None
) -> list[ReviewRow]:
    """The reviews of projects, newest first, with their answers; of archived ones only the one that
    is `asked` for. Two queries."""
    rows = GateReview.objects.at(moment, project_id__in=set(project_ids))
    rows = rows.filter(Q(is_archived=False) | Q(id=asked or 0))
    found = list(reviews(rows, moment).order_by("-id"))
    said = GateAnswer.objects.at(moment, review_id__in=[row.id for row in found]).live()
    answers: dict[int, list[AnswerRow]] = defaultdict(list)
    for each in said.in_order():
        answers[each.review_id].append(
            AnswerRow(each.text, each.is_mandatory, each.is_met, each.evidence, each.why_not)
        )
    return [
        ReviewRow(
            id=row.id,
            reference=row.reference,
            title=row.title,
            round=row.round,
            state=row.state,
            outcome=row.outcome,
            board_title=row.board_title or "",
            decision_reference=row.decision_reference or "",
            asked=row.asked,
            return_reason=row.return_reason,
            project_id=row.project_id,
            answers=tuple(answers[row.id]),
        )
        for row in found
    ]


def stages_of(row: ProjectRow, moment: datetime | None) -> list[tuple[StageOf, bool]]:
    """The stages of a project's lifecycle, and which of them it is at."""
    rules = lifecycles(moment).of(row.lifecycle_id)
    return [(stage, stage.key == row.stage) for stage in rules.stages]


def gates_ahead(project: Project) -> list[GateAhead]:
    """The gates that lead on from where a project is today, and how it meets their criteria."""
    rules = lifecycles().of(project.lifecycle_id)
    ahead = []
    for gate in rules.gates_from(project.stage):
        asked = tuple(_criterion(project, criterion) for criterion in gate.criteria)
        ahead.append(GateAhead(gate, rules.titles[gate.after], asked))
    return ahead


def _criterion(project: Project, criterion: Criterion) -> tuple[Criterion, str, Found | None]:
    rule = RULES.get(criterion.rule)
    return criterion, criterion.sentence, rule.read(project) if rule else None
