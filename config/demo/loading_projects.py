"""Loads projects with everything that happened to them, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from audit import words
from audit.actions import create_record, edit_record
from audit.partial_dates import Precision
from audit.writing import audited
from config.demo.calendar import DemoCalendar, as_known, end_of_month
from config.demo.loading import Loading
from config.demo.people import KEEPER
from config.demo.shapes import DemoMilestone, DemoProgramme, DemoProject, Report, Seat
from people.choices import Role
from people.models import Person
from programmes.choices import Rag
from projects.actions import (
    accept_report,
    create_project,
    edit_project,
    open_report,
    return_report,
    save_report,
    submit_report,
)
from projects.choices import Dimension, Stage
from projects.models import Milestone, Project, StatusReport

RATINGS = {"R": Rag.RED, "A": Rag.AMBER, "G": Rag.GREEN, "-": ""}


@dataclass(frozen=True)
class Event:
    """Something that a lead, or somebody else, records at a moment, with the reason that the
    history keeps."""

    moment: datetime
    reason: str
    write: Callable[[], None]
    by: Person | None = None


@dataclass
class Course:
    """A project while its course is written: its lead, who accepts the lead's reports, and its
    milestones by key."""

    loading: Loading
    data: DemoProject
    minute: int
    lead: Person
    manager: Person
    project: Project = field(default_factory=Project)
    milestones: dict[str, Milestone] = field(default_factory=dict)

    @property
    def calendar(self) -> DemoCalendar:
        return self.loading.calendar

    def say(self, text: str) -> str:
        """A text of the data with dates in words, those of milestones as forecast by now."""
        return self.calendar.say(text, {k: expected(m) for k, m in self.milestones.items()})


def load_projects(loading: Loading, programme: DemoProgramme) -> None:
    """The programme's projects, each from its first day to today's draft."""
    for position, data in enumerate(programme.projects):
        lead = _holder(data.seats, Role.PROJECT_LEAD)
        manager = _holder(programme.seats, Role.PROGRAMME_MANAGER)
        manager = KEEPER if manager == lead else manager  # nobody accepts what they wrote
        people = loading.people
        course = Course(loading, data, 5 * position, people[lead], people[manager])
        _begin(course, programme)
        events = [*_stages(course), *_reports(course)]
        for milestone in data.milestones:
            events += _milestone(course, milestone)
        for event in sorted(events, key=lambda each: each.moment):
            with audited(by=event.by or course.lead, reason=event.reason, dated=event.moment):
                event.write()


def _holder(seats: tuple[Seat, ...], role: Role) -> str:
    return next(seat.person for seat in seats if seat.role == role and seat.person)


def expected(milestone: Milestone) -> str:
    """When a milestone is expected, as exactly as that is known."""
    return words.when(milestone.forecast_on or milestone.baseline_on)


def _begin(course: Course, programme: DemoProgramme) -> None:
    """The project, its people and its milestones, as they were agreed at the start."""
    data, calendar, loading = course.data, course.calendar, course.loading
    by = loading.people[programme.by]
    moment = calendar.moment(calendar.day(data.created), 9, course.minute % 60)
    with audited(by=by, reason=_("Project started"), dated=moment):
        course.project = create_project(
            programme=loading.programmes[programme.key],
            by=by,
            printed_number=data.printed_number,
            category=data.category,
            title=data.title,
            stage=Stage.SCOPING,
        )
        loading.projects[data.key] = course.project
        for milestone in data.milestones:
            day = calendar.day(milestone.baseline) if milestone.baseline is not None else None
            baseline = as_known(day, milestone.precision)
            course.milestones[milestone.key] = create_record(
                Milestone,
                by=by,
                project=course.project,
                title=calendar.say(milestone.title),
                baseline_on=baseline,
                forecast_on=baseline,
            )
        edit_project(course.project, by=by, summary=course.say(data.summary))
    keeper = loading.people[KEEPER]
    with audited(by=keeper, reason=_("Roles given"), dated=moment):
        loading.seat(course.project.scope, data.seats, keeper)


def _stages(course: Course) -> list[Event]:
    return [
        Event(
            course.calendar.moment(course.calendar.day(change.when), 12),
            change.why,
            lambda stage=change.stage: _edit_project(course, stage=stage),  # type: ignore[misc]
        )
        for change in course.data.stages
    ]


def _edit_project(course: Course, **fields: Any) -> None:
    course.project = edit_project(course.project, by=course.lead, **fields)


def _milestone(course: Course, data: DemoMilestone) -> list[Event]:
    """What becomes of a milestone after the start: new forecasts, and the day it is reached."""
    calendar = course.calendar
    if data.baseline is None:
        return []
    ends = _period_ends(course)
    days = [(ends[move.report], calendar.day(move.to), move.why) for move in data.moves]
    last = days[-1][1] if days else calendar.day(data.baseline)
    if data.room is not None:
        earliest = calendar.today + timedelta(weeks=data.room)
        if last < earliest:
            later = end_of_month(earliest) if data.precision == Precision.MONTH else earliest
            days.append((_when_seen(last, ends), later, data.why_late))
    events = [
        Event(
            calendar.moment(on, 10, course.minute % 60),
            why,
            lambda to=to: _change_milestone(  # type: ignore[misc]
                course, data.key, forecast_on=as_known(to, data.precision)
            ),
        )
        for on, to, why in days
    ]
    actual = calendar.day(data.actual) if data.actual is not None else None
    if actual is None and data.room is None and last < calendar.today:
        actual = last
    if actual is not None:
        recorded = max(actual, calendar.day(course.data.created))
        events.append(
            Event(
                calendar.moment(recorded, 16, course.minute % 60),
                _("Milestone reached"),
                lambda: _change_milestone(
                    course, data.key, actual_on=as_known(actual, data.precision)
                ),
            )
        )
    return events


def _when_seen(forecast: date, ends: list[date]) -> date:
    """The day of the report in which a lead sees that a forecast cannot be met: two reports before
    it, but not before the first nor after the last but one."""
    before = [end for end in ends[:-1] if end < forecast]
    return before[-2] if len(before) > 1 else ends[0]


def _change_milestone(course: Course, key: str, **fields: Any) -> None:
    course.milestones[key] = edit_record(course.milestones[key], by=course.lead, **fields)
    summary = course.say(course.data.summary)
    if summary != course.project.summary:
        _edit_project(course, summary=summary)


def _period_ends(course: Course) -> list[date]:
    return course.calendar.period_ends(len(course.data.reports), course.data.every)


def _reports(course: Course) -> list[Event]:
    calendar, minute = course.calendar, course.minute
    events = [
        Event(
            calendar.moment(end, 14 + minute // 60, minute % 60),
            _("Status report submitted"),
            lambda end=end, report=report: _submit(course, end, report),  # type: ignore[misc]
        )
        for end, report in zip(_period_ends(course), course.data.reports, strict=True)
    ]
    accepted = _period_ends(course)[: -1 if course.data.waits else None]
    events += [
        Event(
            calendar.moment(end, 17),
            _("Status report accepted"),
            lambda end=end: _accept(course, end),  # type: ignore[misc]
            course.manager,
        )
        for end in accepted
    ]
    yesterday = calendar.today - timedelta(days=1)
    if draft := course.data.draft:
        moment = calendar.moment(yesterday, 16, minute % 60)
        events.append(Event(moment, _("Status report saved"), lambda: _leave_draft(course, draft)))
    if returned := course.data.returned:
        write = partial(_submit, course, None, returned.report)
        events.append(
            Event(calendar.moment(yesterday, 17, 30), _("Status report submitted"), write)
        )
        moment, back = calendar.moment(yesterday, 18, 15), partial(_return, course, returned.why)
        events.append(Event(moment, _("Status report returned"), back, course.manager))
    return events


def _accept(course: Course, end: date) -> None:
    report = StatusReport.objects.get(project=course.project, period_end=end)
    accept_report(report, by=course.manager)


def _return(course: Course, why: str) -> None:
    report = StatusReport.objects.filter(project=course.project).latest("period_end")
    return_report(report, by=course.manager, why=course.say(why))


def _submit(course: Course, end: date | None, report: Report) -> None:
    draft = open_report(project=course.project, by=course.lead, period_end=end)
    submit_report(draft, by=course.lead, **_fields(course, report))


def _leave_draft(course: Course, report: Report) -> None:
    draft = open_report(project=course.project, by=course.lead)
    save_report(draft, by=course.lead, **_fields(course, report))


def _fields(course: Course, report: Report) -> dict[str, Any]:
    overall, dimensions = report.ratings.split()
    fields = {
        f"{dimension}_rag": RATINGS[letter]
        for dimension, letter in zip(Dimension, dimensions, strict=True)
    }
    return fields | {
        "overall_rag": RATINGS[overall],
        "overall_reason": course.say(report.why),
        "achieved": course.say(report.achieved),
        "next_steps": course.say(report.next_steps),
        "help_needed": course.say(report.help_needed),
    }
