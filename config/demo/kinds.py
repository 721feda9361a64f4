"""The kinds of table that the data may hold, from `kinds.toml`, and the actions that write them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.actions import create_record, edit_record
from benefits.actions import hand_over_benefit, validate_benefit, validate_line
from benefits.models import Benefit, SavingsLine
from documents.format_files import read_file
from governance.actions.boards import create_board, direct, sponsor
from governance.actions.endings import decide_ending
from governance.models import Tolerance
from money.actions import add_to_scope, add_variance_rule
from money.models import BudgetLine, Post
from people.actions import appoint, create_person
from people.choices import Role
from people.models import Person
from people.restricting import name_reader, release, restrict
from programmes.actions import add_priority, create_portfolio, create_programme, record_entry
from programmes.models import DocumentVersion, Phase, Programme
from programmes.registers import RegisterEntry
from projects.actions import create_project, edit_project, move_project
from projects.models import Milestone, Project
from registers.actions.actions import close_action
from registers.actions.escalations import escalate
from registers.actions.reviews import act_on_review, add_scale
from registers.actions.risks import edit_risk, record_risk
from registers.models import Action, Review, Risk
from reports.actions import add_picture, create_paper
from reports.annexing import add_annex
from reports.clearing import ask_for_clearance, clear_paper, refuse_clearance
from reports.formats import import_format, start_format
from reports.models import Clearance, FormatVersion, Paper, PaperPicture, PaperSection
from reports.queries.digests import digest_of
from reports.queries.papers import Reading
from uploads.store import take
from values import clock
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class Kind:
    label: str = ""
    part_of: str = ""
    also: dict[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    parts: dict[str, str] = field(default_factory=dict)
    alone: str = ""
    file: str = ""
    names: tuple[str, ...] = ()
    at: time = time(10)
    changed_at: time = time(12)
    is_change: bool = False

    @property
    def model(self) -> Any:
        return apps.get_model(self.label)

    @property
    def create(self) -> Callable[..., Any]:
        action = CREATE.get(self.label, _entry if self.is_entry else create_record)
        return partial(action, self.model) if action in (create_record, _file, _entry) else action

    @property
    def is_entry(self) -> bool:
        return issubclass(self.model, RegisterEntry)

    def has(self, name: str) -> bool:
        return bool(self.label) and any(each.name == name for each in self.model._meta.fields)


def _seat(*, scope: Any, **fields: Any) -> Any:
    """`scope` may be the record that has one."""
    return appoint(scope=getattr(scope, "scope", scope), starts_on=clock.today(), **fields)


def _entry(model: Any, *, scope: Any, **fields: Any) -> Any:
    """`scope` may be the record that has one."""
    record = record_risk if model is Risk else partial(record_entry, model)
    return record(scope=getattr(scope, "scope", scope), **fields)


def _tolerance(*, scope: Any, **fields: Any) -> Tolerance:
    return create_record(Tolerance, scope=scope.scope, **fields)


def _of_scope(model: Any, *, scope: Any, **fields: Any) -> Any:
    """`scope` may be the record that has one."""
    return add_to_scope(model, scope=getattr(scope, "scope", scope), **fields)


def _action(
    *, review: Review | None = None, action: Action | None = None, by: Person, **fields: Any
) -> Action:
    """An action of a scope, or one that comes from a review; or it is closed."""
    if action is not None:
        return close_action(action, by=by, **fields)
    if review is not None:
        return act_on_review(review, [fields], by=by)[0]
    return cast(Action, _entry(Action, by=by, **fields))


def _person(*, name: str, **fields: Any) -> Person:
    address = ".".join(name.removeprefix("Councillor ").lower().split()) + "@wolderby.example"
    return create_person(**{"name": name, "email": address} | fields)


def _milestone(*, baseline_on: PartialDate | None = None, **fields: Any) -> Milestone:
    """Of a project, or of a programme itself; expected when it was agreed unless it says else."""
    dates = {"baseline_on": baseline_on, "forecast_on": baseline_on}
    return create_record(Milestone, **dates | fields)


def _file(model: Any, *, file: Path, **fields: Any) -> Any:
    stored = take(SimpleUploadedFile(file.name, file.read_bytes()))
    return create_record(model, **fields, **asdict(stored))


def _format_version(*, file: Path, valid_from: date, by: Person) -> FormatVersion:
    return import_format(
        read_file(file.read_bytes(), roles=Role.values), by=by, valid_from=valid_from
    )


def _picture(*, file: Path, **fields: Any) -> PaperPicture:
    stored = take(SimpleUploadedFile(file.name, file.read_bytes()))
    return add_picture(**fields, **asdict(stored))


def _version(*, file: Path | None = None, **fields: Any) -> DocumentVersion:
    """A version with its file, or without."""
    if file is not None:
        return cast(DocumentVersion, _file(DocumentVersion, file=file, **fields))
    return create_record(DocumentVersion, **fields)


def _paper(*, programme: Programme | None = None, **fields: Any) -> Paper:
    return create_paper(programmes=[programme] if programme else [], sections=(), **fields)


def _section(*, position: int, level: str = "main", **fields: Any) -> PaperSection:
    return create_record(PaperSection, position=position * 10, level=level, **fields)


def _decide(clearance: Clearance, *, reason: str, **fields: Any) -> None:
    """An officer clears the paper with initials, and refuses without."""
    if "initials" not in fields:
        refuse_clearance(clearance, **fields)
        return
    printed = Reading(clearance.paper, clock.now()).printed
    clear_paper(clearance, expected=digest_of(clearance.paper_id), printed=printed, **fields)


def _benefit(*, benefit: Benefit | None = None, by: Person, **fields: Any) -> Benefit:
    """A new benefit; or finance validates one, or it is handed over."""
    if benefit is None:
        return create_record(Benefit, by=by, **fields)
    act = hand_over_benefit if fields else validate_benefit
    return act(benefit, by=by, **fields)


def _savings_line(*, line: SavingsLine | None = None, by: Person, **fields: Any) -> SavingsLine:
    """A new line; or finance validates one."""
    if line is None:
        return create_record(SavingsLine, by=by, **fields)
    return validate_line(line, by=by)


def _project(*, project: Project | None = None, by: Person, **fields: Any) -> Project:
    """A new project; or one moves to another programme."""
    if project is None:
        return create_project(by=by, **fields)
    return move_project(project, by=by, **fields)


def _phase(phase: Phase, *, by: Person, reason: str, **fields: Any) -> Any:
    """A phase is edited, or its end is decided, in the words of what its review found."""
    if "outcome" not in fields:
        return edit_record(phase, by=by, reason=reason, **fields)
    found = fields["review_found"]
    edit_record(phase, by=by, reason=reason, review_found=found)
    decided = {name: fields[name] for name in ("outcome", "recommended_by", "recommended_on")}
    board, on = fields["decided_by"].board, fields["decided_on"]
    return decide_ending(phase, by=by, board=board, made_on=on, text=found, goes_on=True, **decided)


CREATE: dict[str, Callable[..., Any]] = {
    "benefits.Benefit": _benefit,
    "benefits.SavingsLine": _savings_line,
    "governance.Board": create_board,
    "governance.Sponsorship": lambda *, board, **fields: sponsor(board, **fields),
    "governance.Tolerance": _tolerance,
    "money.BudgetLine": partial(_of_scope, BudgetLine),
    "money.Post": partial(_of_scope, Post),
    "money.VarianceRule": add_variance_rule,
    "people.Appointment": _seat,
    "people.Direction": lambda *, scope, directs, **fields: direct(
        scope.board, directed=directs.scope, **fields
    ),
    "people.Person": _person,
    "registers.Action": _action,
    "registers.IssueEscalation": lambda *, entry, why, **fields: escalate(
        entry, reason=why, **fields
    ),
    "registers.JudgementScale": add_scale,
    "people.RestrictedReader": lambda *, restriction, **fields: name_reader(restriction, **fields),
    "people.Restriction": lambda *, record, **fields: restrict(record, **fields),
    "programmes.CorporatePriority": add_priority,
    "programmes.DocumentVersion": _version,
    "programmes.Portfolio": create_portfolio,
    "programmes.Programme": create_programme,
    "projects.Milestone": _milestone,
    "projects.Project": _project,
    "reports.Annex": add_annex,
    "reports.Appendix": _file,
    "reports.Clearance": ask_for_clearance,
    "reports.FormatVersion": _format_version,
    "reports.Paper": _paper,
    "reports.PaperPicture": _picture,
    "reports.PaperSection": _section,
    "reports.ReportFormat": start_format,
}
EDIT: dict[str, Callable[..., Any]] = {
    "people.Restriction": release,
    "programmes.Phase": _phase,
    "projects.Project": edit_project,
    "registers.Risk": edit_risk,
    "reports.Clearance": _decide,
}
"""Any other record is written by `create_record` and `edit_record`."""

_TABLES = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))
KINDS = {name: Kind(**table) for name, table in _TABLES.items()}
