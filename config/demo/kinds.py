"""What the tables of the demonstration's data may hold; a further kind of record is a line here.

A table holds fields of its record by their names. Data is written for 4 July 2012: a date is a day,
which the load moves by whole years; a number of weeks from the Friday of the newest reports, as a
number or "-3 weeks + 1 day"; or "3 days ago". "2012-11" is a month, where a month will do. Another
record is named by its `key`, and pence may be given in pounds (`amount_pounds`). Texts hold dates
in braces: {18 July 2012}, {November 2012}, {2013/14}, and in a project's file the day that a
milestone is expected, by its key: {@go-live}.

A part may say when it was `recorded`, `by` whom and for what `reason`, else it is written with the
record that it is part of. Later edits are its `changes`, each with the fields that it sets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from audit import clock
from audit.actions import create_record, edit_record
from audit.partial_dates import PartialDate
from governance.actions import create_board
from people.actions import appoint, create_person
from people.restricting import name_reader, release, restrict
from programmes.actions import create_programme
from projects.actions import create_project, edit_project
from records.uploads.store import take
from reports.actions import create_paper
from reports.clearing import ask_for_clearance, clear_paper, refuse_clearance
from reports.queries.digests import digest_of
from reports.queries.papers import Reading

COMMON = {"key": str, "recorded": date, "by": "people.Person", "reason": str}
RATINGS = re.compile(r"[RAG-] [RAG-]{5}")
"""Overall, then schedule, cost, scope, benefits, resources: "A GARG-"."""


@dataclass(frozen=True)
class Kind:
    """`label` is of the model, `part_of` its field for the record in whose table it stands; `also`
    are keys that are no fields, `needs` what must be there, `given` what the load fills in. `parts`
    are the tables inside, in the order of writing. A text in place of a table is its field `alone`,
    or names its `file`, whose texts may also hold `names`."""

    label: str = ""
    part_of: str = ""
    also: dict[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    parts: dict[str, Kind] = field(default_factory=dict)
    alone: str = ""
    file: str = ""
    names: tuple[str, ...] = ()
    create: Callable[..., Any] | None = None
    edit: Callable[..., Any] = edit_record
    reason: str = ""
    at: time = time(10)
    changed_at: time = time(12)
    is_change: bool = False

    @property
    def model(self) -> Any:
        return apps.get_model(self.label)

    def has(self, name: str) -> bool:
        return bool(self.label) and any(each.name == name for each in self.model._meta.fields)

    def models(self) -> Iterator[Any]:
        if self.label:
            yield self.model
        for part in self.parts.values():
            yield from part.models()


def _seat(*, scope: Any, **fields: Any) -> Any:
    """`scope` may be the record that has one."""
    return appoint(scope=getattr(scope, "scope", scope), starts_on=clock.today(), **fields)


def _person(*, name: str, **fields: Any) -> Any:
    address = ".".join(name.removeprefix("Councillor ").lower().split()) + "@wolderby.example"
    return create_person(**{"name": name, "email": address} | fields)


def _milestone(*, baseline_on: PartialDate | None = None, **fields: Any) -> Any:
    return _plain("projects.Milestone", baseline_on=baseline_on, forecast_on=baseline_on, **fields)


def _plain(label: str, **fields: Any) -> Any:
    return create_record(apps.get_model(label), **fields)


def _file(label: str) -> Callable[..., Any]:
    def create(*, file: Path, **fields: Any) -> Any:
        stored = take(SimpleUploadedFile(file.name, file.read_bytes()))
        return _plain(label, **fields, **asdict(stored))

    return create


def _decide(clearance: Any, *, by: Any, reason: str, text: str, initials: str = "") -> None:
    """An officer clears the paper with initials, and refuses without."""
    if not initials:
        refuse_clearance(clearance, by=by, text=text)
        return
    printed = Reading(clearance.paper, clock.now()).printed
    seen = {"expected": digest_of(clearance.paper_id), "printed": printed}
    clear_paper(clearance, by=by, text=text, initials=initials, **seen)


SEAT = Kind("people.Appointment", "scope", create=_seat)
REPORT = Kind(
    "projects.StatusReport",
    also={"ratings": RATINGS, "sent_back_because": str},
    needs=("ratings",),
    given=("project", "period_end"),
)
# A milestone's `room` keeps it in the future: whatever today is, it is at least so many weeks
# ahead, and moves for the reason `why_late` when years alone would not do. One without `room` whose
# day has passed was reached on that day.
MILESTONE = Kind(
    "projects.Milestone",
    "project",
    {"actual_on": PartialDate, "room": int, "why_late": str},
    ("key",),
    create=_milestone,
)
# `every` counts the weeks between reports; of a project that `waits`, the newest is unanswered. The
# `returned` one was submitted yesterday, and sent back by the programme's manager.
PROJECT = Kind(
    "projects.Project",
    "programme",
    {"every": int, "waits": bool},
    ("recorded",),
    parts={
        "seats": SEAT,
        "milestones": MILESTONE,
        "documents": Kind(
            "projects.ProjectDocument",
            "project",
            {"file": Path},
            create=_file("projects.ProjectDocument"),
        ),
        "reports": REPORT,
        "draft": REPORT,
        "returned": REPORT,
    },
    file="{owner}/{name}.toml",
    create=create_project,
    edit=edit_project,
)
INDICATOR = Kind(
    "benefits.Indicator",
    "benefit",
    parts={"measurements": Kind("benefits.Measurement", "indicator", at=time(16))},
)
AMOUNT = Kind("benefits.SavingsAmount", "line")
BOARD = Kind(
    "governance.Board",
    "programme",
    {"directs": bool},
    ("key",),
    parts={"seats": SEAT},
    create=create_board,
)
PROGRAMME = Kind(
    "programmes.Programme",
    needs=("recorded", "by"),
    parts={
        "principles": Kind("programmes.Principle", "programme", alone="text"),
        "phases": Kind("programmes.Phase", "programme"),
        "funding": Kind("programmes.FundingSource", "programme"),
        "seats": SEAT,
        "boards": BOARD,
        "projects": PROJECT,
        "benefits": Kind("benefits.Benefit", "programme", parts={"indicators": INDICATOR}),
        "savings_lines": Kind("benefits.SavingsLine", "programme", parts={"amounts": AMOUNT}),
    },
    file="programmes/{name}.toml",
    create=create_programme,
)
READER = Kind(
    "people.RestrictedReader",
    "restriction",
    create=lambda *, restriction, **fields: name_reader(restriction, **fields),
)
RESTRICTION = Kind(
    "people.Restriction",
    "record",
    parts={"readers": READER},
    create=lambda *, record, **fields: restrict(record, **fields),
    edit=release,
    at=time(11, 20),
    changed_at=time(10),
)
SECTION = Kind(
    "reports.PaperSection",
    "paper",
    needs=("key",),
    create=lambda *, position, **fields: _plain(
        "reports.PaperSection", position=position * 10, **fields
    ),
)
PAPER = Kind(
    "reports.Paper",
    needs=("programme", "recorded", "by"),
    parts={
        "sections": SECTION,
        "recommendations": Kind("reports.Recommendation", "paper", alone="text"),
        "background_papers": Kind("reports.BackgroundPaper", "paper", alone="title"),
        "restriction": RESTRICTION,
        "appendices": Kind(
            "reports.Appendix",
            "paper",
            {"file": Path},
            create=_file("reports.Appendix"),
            at=time(12),
        ),
        "clearances": Kind(
            "reports.Clearance",
            "paper",
            needs=("officer",),
            create=ask_for_clearance,
            edit=_decide,
            at=time(9),
            changed_at=time(19),
        ),
    },
    file="papers/{name}.toml",
    names=("next-meeting",),
    create=lambda **fields: create_paper(sections=(), **fields),
)
PERSON = Kind("people.Person", needs=("key",), create=_person)
UNIT = Kind("people.OrganisationUnit", needs=("key",))
PEOPLE = Kind(parts={"units": UNIT, "wards": Kind("people.Ward"), "people": PERSON})
SIGNS_IN = {"sign_in_name": str, "person": "people.Person", "may": str}
ACCOUNTS = Kind(parts={"seats": SEAT, "accounts": Kind(also=SIGNS_IN, needs=tuple(SIGNS_IN))})
FOUNDED = {"name": str, "password": str, "keeper": "people.Person"}
COUNCIL = Kind(
    also=FOUNDED,
    needs=("recorded", *FOUNDED),
    parts={"programmes": PROGRAMME, "papers": PAPER},
)
