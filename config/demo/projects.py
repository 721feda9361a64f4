"""Loads a project with everything that happened to it, in the order in which it happened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from audit.actions import edit_record
from audit.writing import audited
from config.demo.calendar import end_of_month
from config.demo.gates import gate_events
from config.demo.loading import Event, Loading, saying
from config.demo.reading import Row, refuse
from people.choices import Role
from people.models import Person
from programmes.choices import WORRYING, Rag
from programmes.models import Programme
from projects import actions
from projects.choices import Dimension, Stage
from projects.models import Milestone, Project, StatusReport
from values import words
from values.partial_dates import PartialDate, Precision

RATINGS = {"R": Rag.RED, "A": Rag.AMBER, "G": Rag.GREEN, "-": ""}
TEXTS = dict.fromkeys(("overall_reason", "achieved", "next_steps", "help_needed"), "")
COURSE = {"seats", "milestones", "reports", "draft", "returned", "gates"}
"""Parts that are written in an order of their own."""


@dataclass
class Course:
    """A project while its course is written: its lead, the person who answers the lead's reports,
    the last days of their periods, oldest first, and its milestones by key."""

    loading: Loading
    row: Row
    minute: int  # the leads of one programme write one after another
    lead: Person
    manager: Person
    ends: list[date]
    project: Project = field(default_factory=Project)
    milestones: dict[str, Milestone] = field(default_factory=dict)

    def plan(self, on: date, at: tuple[int, int], reason: str, by: Person, write: Any) -> None:
        moment = self.loading.calendar.moment(on, *at)
        self.loading.events.append(Event(moment, by, reason, self.row.where, write))

    def keep(self, key: str, milestone: Milestone) -> None:
        """Texts name a milestone by its expected date, as exactly as that is known."""
        self.milestones[key] = milestone
        when = milestone.forecast_on or milestone.baseline_on
        self.loading.names[key] = words.when(when)


def load_project(loading: Loading, programme: Programme, owner: Row, place: int) -> None:
    row = owner.rows("projects")[place]
    lead = _holder(loading, row, Role.PROJECT_LEAD)
    manager = _holder(loading, owner, Role.PROGRAMME_MANAGER)
    manager = loading.keeper if manager == lead else manager  # nobody accepts their own report
    every = timedelta(weeks=row.also.get("every", 2))
    ends = loading.calendar.period_ends(len(row.rows("reports")), every)
    course = Course(loading, row, 5 * place, lead, manager, ends)
    _begin(course, programme, loading.of(owner.also["by"]))
    _plan_reports(course)
    for milestone in row.rows("milestones"):
        if "baseline_on" in milestone.fields:
            _plan_milestone(course, milestone)
    for gate in row.rows("gates"):
        steps = gate_events(loading, gate, course.project, lead, manager)
        # An agenda takes in what waits for its board, and meetings are loaded last.
        (loading.events if "decided" in gate.also else loading.after_meetings).extend(steps)
    loading.write_events()


def _holder(loading: Loading, row: Row, role: Role) -> Person:
    for seat in row.rows("seats"):
        if seat.fields["role"] == role and "person" in seat.fields:
            return loading.of(seat.fields["person"])
    return refuse(row.where, _("nobody named holds the role “%(role)s”."), role=role)


def _begin(course: Course, programme: Programme, by: Person) -> None:
    """The project, its people and its milestones, as they were agreed at the start."""
    loading, row, lead = course.loading, course.row, course.lead
    moment = loading.calendar.moment(row.also["recorded"], 9, course.minute % 60)
    loading.names = {}
    programme = loading.of(row.also["began_in"]) if "began_in" in row.also else programme
    with audited(by=by, reason=_("Project started"), dated=moment):
        start = replace(row, fields={k: v for k, v in row.fields.items() if k != "summary"})
        course.project = loading.create(start, by, programme=programme, stage=Stage.SCOPING)
        for part in row.rows("milestones"):
            course.keep(part.also["key"], loading.create(part, by, project=course.project))
        _edit_summary(course, by)
        loading.parts(row, course.project, lead, *[n for n in row.parts if n not in COURSE])
    with audited(by=loading.keeper, reason=_("Roles given"), dated=moment):
        loading.parts(row, course.project, loading.keeper, "seats")


def _edit_summary(course: Course, by: Person) -> None:
    """Texts name milestones by the dates now expected."""
    summary = course.loading.of(course.row.fields.get("summary", ""))
    if summary != course.project.summary:
        course.project = actions.edit_project(course.project, by=by, summary=summary)


def _plan_milestone(course: Course, row: Row) -> None:
    """What happens to a milestone after the start: new forecasts, and the day it is reached."""
    today, baseline, minute = (
        course.loading.calendar.today,
        row.fields["baseline_on"],
        course.minute % 60,
    )
    is_month = baseline.precision == Precision.MONTH
    moves = [
        (move.also["recorded"], move.fields["forecast_on"].last, move.also["reason"])
        for move in row.rows("changes")
    ]
    last = moves[-1][1] if moves else baseline.last
    earliest = today + timedelta(weeks=row.also.get("room", 0))
    if "room" in row.also and last < earliest:
        later = end_of_month(earliest) if is_month else earliest
        moves.append((_when_seen(last, course.ends), later, row.also.get("why_late", "")))
    for on, to, why in moves:
        write = partial(_change, course, row, forecast_on=_known(to, is_month))
        course.plan(on, (10, minute), why, course.lead, write)
    actual = row.also.get("actual_on")
    if actual is None and "room" not in row.also and last < today:
        actual = _known(last, is_month)
    if actual is not None:
        on = max(actual.last, course.row.also["recorded"])
        write = partial(_change, course, row, actual_on=actual)
        course.plan(on, (16, minute), _("Milestone reached"), course.lead, write)


def _known(on: date, is_month: bool) -> PartialDate:
    return PartialDate.month(on.year, on.month) if is_month else PartialDate.day(on)


def _when_seen(forecast: date, ends: list[date]) -> date:
    """The day of the report in which a lead sees that a forecast cannot be met: two reports before
    it, but neither before the first report nor after the last but one."""
    before = [end for end in ends[:-1] if end < forecast]
    return before[-2] if len(before) > 1 else ends[0]


def _change(course: Course, row: Row, **fields: Any) -> None:
    key = row.also["key"]
    with saying(row.where):
        course.keep(key, edit_record(course.milestones[key], by=course.lead, **fields))
    _edit_summary(course, course.lead)


def _plan_reports(course: Course) -> None:
    row, lead, manager = course.row, course.lead, course.manager
    hour, minute = divmod(course.minute, 60)
    submitted, accepted = _("Status report submitted"), _("Status report accepted")
    submit, save = actions.submit_report, actions.save_report
    for end, report in zip(course.ends, row.rows("reports"), strict=True):
        write = partial(_submit, course, report, end, submit)
        course.plan(end, (14 + hour, minute), submitted, lead, write)
    for end in course.ends[: -1 if row.also.get("waits") else None]:
        course.plan(end, (17, 0), accepted, manager, partial(_accept, course, end))
    yesterday = course.loading.calendar.today - timedelta(days=1)
    for draft in row.rows("draft"):
        write = partial(_submit, course, draft, None, save)
        course.plan(yesterday, (16, minute), _("Status report saved"), lead, write)
    for returned in row.rows("returned"):
        write = partial(_submit, course, returned, None, submit)
        course.plan(yesterday, (17, 30), submitted, lead, write)
        write = partial(_return, course, returned)
        course.plan(yesterday, (18, 15), _("Status report returned"), manager, write)


def _accept(course: Course, end: date) -> None:
    report = StatusReport.objects.get(project=course.project, period_end=end)
    actions.accept_report(report, by=course.manager)


def _return(course: Course, row: Row) -> None:
    report = StatusReport.objects.filter(project=course.project).latest("period_end")
    why = course.loading.of(row.also.get("sent_back_because", ""))
    with saying(row.where):
        actions.return_report(report, by=course.manager, why=why)


def _submit(course: Course, row: Row, end: date | None, write: Any) -> None:
    """`write` submits the report, or saves it."""
    with saying(row.where):
        draft = actions.open_report(project=course.project, by=course.lead, period_end=end)
        write(draft, by=course.lead, **_fields(course, row))


def _fields(course: Course, row: Row) -> dict[str, Any]:
    ratings = zip(("overall", *Dimension), row.also["ratings"].replace(" ", ""), strict=True)
    rated = {f"{part}_rag": RATINGS[letter] for part, letter in ratings}
    said = course.loading.fields(row)
    reason = said.get("overall_reason") or _("Being put right: see what is planned next.")
    reasons = {
        f"{part}_reason": reason for part in Dimension.values if rated[f"{part}_rag"] in WORRYING
    }
    return TEXTS | rated | reasons | said
