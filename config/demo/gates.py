"""Loads the gates of a project: what its lead submitted, and what the board decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from config.demo.loading import Event, Loading, saying
from config.demo.reading import Row
from governance.actions.gates import Said, decide_gate, submit_gate, vet_gate
from governance.models import GateReview
from people.models import Person
from projects.models import Project

AT = {"submitted": 11, "vetted": 12, "decided": 15}
"""The hour of each step."""


def gate_events(
    loading: Loading, row: Row, project: Project, lead: Person, manager: Person
) -> Iterator[Event]:
    """The steps of one gate, each on its own day; one that is not `decided` waits for the board."""
    who = {"submitted": lead, "vetted": manager, "decided": loading.of(row.also.get("by", lead))}
    steps = {
        "submitted": (_("Submitted at a gate"), partial(_submit, loading, row, project, lead)),
        "vetted": (_("Gate review vetted"), partial(_vet, row, project, manager)),
        "decided": (_("Decided at a gate"), partial(_decide, row, project, who["decided"])),
    }
    for step, (reason, write) in steps.items():
        if step in row.also:
            on: date = row.also[step]
            moment = loading.calendar.moment(on, AT[step])
            yield Event(moment, who[step], reason, row.where, partial(_saying, row, write))


def _saying(row: Row, write: Any) -> None:
    with saying(row.where):
        write()


def _submit(loading: Loading, row: Row, project: Project, lead: Person) -> None:
    said = [
        Said(answer.also["criterion"], **loading.fields(answer)) for answer in row.rows("answers")
    ]
    fields = loading.fields(row)
    submit_gate(project, gate=row.also["gate"], said=said, by=lead, **fields)


def _vet(row: Row, project: Project, manager: Person) -> None:
    vet_gate(_review(row, project), by=manager)


def _decide(row: Row, project: Project, by: Person) -> None:
    names = ("text", "reasons", "options_rejected")
    words = {name: row.also[name] for name in names if name in row.also}
    decide_gate(_review(row, project), outcome=row.also["outcome"], by=by, **words)


def _review(row: Row, project: Project) -> GateReview:
    reviews = GateReview.objects.filter(project=project, gate=row.also["gate"])
    found: GateReview = reviews.latest("round")
    return found
