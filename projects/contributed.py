"""What apps further right add to a status report: they hold money, calendars and rules, which
projects do not know. Each app adds its own in its `apps.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms

from people.models import Person
from projects.choices import Confidence
from projects.models import Project, StatusReport

Missing = dict[str, list[str]]
"""Sentences by the name of a field of the report."""


class ReportPart:
    """A part of the form of a status report that writes other records: the dates of milestones,
    the lines of a budget. It is made anew for each request: `data` is what was sent, and `kept`
    what was typed and not saved. The names of its boxes begin with its key and a hyphen.

    What it holds is written when the report is saved or submitted, in the same change."""

    key: ClassVar[str]
    order: ClassVar[int]  # milestones are 10
    template: ClassVar[str]  # gets the part as `part`, and `last_label`
    form: forms.Form

    def __init__(
        self,
        report: StatusReport,
        person: Person,
        data: Mapping[str, Any] | None = None,
        kept: Mapping[str, Any] | None = None,
    ) -> None:
        self.report, self.person = report, person
        self.project: Project = report.project
        self.form = self.make(data)
        begins = f"{self.key}-"
        typed = {n.removeprefix(begins): v for n, v in (kept or {}).items() if n.startswith(begins)}
        self.form.initial.update({n: v for n, v in typed.items() if n in self.form.fields})

    def make(self, data: Mapping[str, Any] | None) -> forms.Form:
        """Its form, with its key as the prefix."""
        raise NotImplementedError

    def is_shown(self) -> bool:
        """Whether there is anything to confirm."""
        return True

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def errors(self) -> list[tuple[str, str]]:
        """What is wrong: (a sentence, the id of its box), for the summary on top of the page."""
        if not self.form.is_bound:
            return []
        found = ((sentence, box) for box in self.form for sentence in box.errors)
        return [(str(sentence), str(box.auto_id)) for sentence, box in found]

    def write(self) -> None:
        """Write what was changed, inside the report's `audited()`. May raise Refused."""
        raise NotImplementedError


PARTS: list[type[ReportPart]] = []
"""Filled by apps when they are ready."""

RULES: list[Callable[[StatusReport], Missing]] = []
"""What a report, as it is about to be submitted, must still say."""

SUBMITTED: list[Callable[..., None]] = []
"""Told of a report when it is submitted (`by` whom), inside its own `audited()`."""

SHOWN_ONCE_ACCEPTED: list[Callable[[Project], bool]] = []
"""Whether the board sees the reports of a project only once they are accepted."""

SCALES: list[Callable[[date], Sequence[str]]] = []
"""The points of delivery confidence in force on a day; without a scale, all of them."""


@dataclass(frozen=True)
class Computed:
    """A rating that rules work out, and from what."""

    rag: str
    because: str


COMPUTING: list[Callable[[Project], dict[str, Computed]]] = []
"""What rules work out for a project now, by dimension, and for the whole under "overall"."""

BESIDE_REPORT: list[Callable[[Any, Any], list[Any]]] = []
"""For a submitted report (a `ReportRow`) and a moment: what rules worked out beside its ratings, as
lines with `label`, `declared`, `computed`, `because`, `reason` and `independent`."""

NEXT_PERIODS: list[Callable[[Project], date | None]] = []
"""The end of the period on which a project reports next; None if no calendar says."""

PERIOD_ENDS: list[Callable[[Project, date], bool]] = []
"""Whether a calendar has a period of a project that has begun and ends on a day."""


def parts_of(report: StatusReport, person: Person, **sent: Any) -> list[ReportPart]:
    """The parts of a report's form that have something to confirm, in their order."""
    made = (kind(report, person, **sent) for kind in sorted(PARTS, key=lambda kind: kind.order))
    return [part for part in made if part.is_shown()]


def missing_by_rules(report: StatusReport) -> Missing:
    """What the rules of all apps miss in a report."""
    found: Missing = {}
    for rule in RULES:
        for name, sentences in rule(report).items():
            found.setdefault(name, []).extend(sentences)
    return found


def is_shown_once_accepted(project: Project) -> bool:
    return any(ask(project) for ask in SHOWN_ONCE_ACCEPTED)


def confidence_choices(on: date) -> list[tuple[str, str]]:
    """The points of the scale in force on a day, with their words, the best first."""
    points = next((found for ask in SCALES if (found := ask(on))), Confidence.values)
    return [(value, str(label)) for value, label in Confidence.choices[::-1] if value in points]


def computed_for(project: Project) -> dict[str, Computed]:
    return {name: found for compute in COMPUTING for name, found in compute(project).items()}


def tell_submitted(report: StatusReport, *, by: Person) -> None:
    for tell in SUBMITTED:
        tell(report, by=by)


def next_period_by_calendar(project: Project) -> date | None:
    """The first answer of a calendar."""
    return next((day for ask in NEXT_PERIODS if (day := ask(project)) is not None), None)


def ends_a_period(project: Project, day: date) -> bool:
    return any(ask(project, day) for ask in PERIOD_ENDS)
