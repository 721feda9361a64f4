"""Writes of projects, their milestones and their status reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import edit_record, refuse_archived
from audit.errors import Refused
from audit.writing import audited
from people.actions import create_with_scope, edit_with_scope
from people.choices import ScopeKind
from people.models import Person, Scope
from programmes.models import Programme
from projects import letters
from projects.choices import SENT, ReportState, Stage
from projects.contributed import (
    ReportPart,
    is_shown_once_accepted,
    missing_by_rules,
    next_period_by_calendar,
    tell_submitted,
)
from projects.lifecycle import (
    counts_on,
    may_move_report,
    missing_in_report,
    next_period_end,
    refused_period,
)
from projects.milestone_actions import refuse_start_after
from projects.models import Project, ProjectCategory, StatusReport
from projects.queries import Answer, answer_to, next_due
from projects.querysets import StatusReportQuerySet
from projects.stages import (
    Rules,
    lifecycles,
    stage_words,
)
from values import clock


def create_project(
    *,
    programme: Programme,
    by: Person,
    parent: Project | None = None,
    reason: str = "",
    **fields: Any,
) -> Project:
    """Create a project in a programme, possibly as part of another project there; last in the order
    unless `position` says otherwise. Raises Refused for a parent in another programme."""
    with audited(by=by, reason=reason or _("Project created")):
        refuse_archived(programme, parent)
        _refuse_parent(parent, programme)
        _refuse_category(fields.get("category"), programme)
        rules = lifecycles().of(getattr(fields.get("lifecycle"), "pk", None))
        fields.setdefault("stage", rules.first)
        _refuse_stage(fields["stage"], rules)
        fields.setdefault("position", programme.projects.count() + 1)
        return create_with_scope(
            Project,
            ScopeKind.PROJECT,
            "PRJ",
            (parent or programme).scope,
            programme=programme,
            parent=parent,
            **fields,
        )


def edit_project(
    project: Project,
    *,
    by: Person,
    reason: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> Project:
    """Change a project and its scope, and return it as it is now: what is part of it moves along.
    Raises Refused for a parent in another programme, or in the project itself."""

    def above(current: Project) -> Scope:
        parent = fields.get("parent", current.parent)
        _refuse_parent(parent, current.programme)
        _refuse_category(fields.get("category"), current.programme)
        return (parent or current.programme).scope

    with audited(by=by, reason=reason or _("Project edited")):
        refuse_start_after(project, fields.get("starts_on"))
        if "lifecycle" in fields or "stage" in fields:
            follows = fields.get("lifecycle", project.lifecycle)
            rules = lifecycles().of(getattr(follows, "pk", None))
            _refuse_stage(fields.get("stage", project.stage), rules)
        return edit_with_scope(
            project, by=by, above=above, expected_version=expected_version, **fields
        )


def move_project(
    project: Project,
    *,
    programme: Programme,
    by: Person,
    parent: Project | None = None,
    category: ProjectCategory | None = None,
    reason: str = "",
) -> Project:
    """Move a project, with all that is part of it, into a programme, or into another project there,
    and return it as it is now. Categories are a programme's own: each leaves the one it had, and
    what moves may get another. Raises Refused for a parent or a category of another programme, and
    for a parent in the project itself."""
    with audited(by=by, reason=reason or _("Project moved")):
        refuse_archived(project, programme, parent)
        _refuse_parent(parent, programme)
        _refuse_category(category, programme)
        # The scope first: the project's history then holds its new place.
        writing.change(project.scope, parent=(parent or programme).scope)
        place: dict[str, Any] = {"programme": programme, "parent": parent, "category": category}
        moved = writing.change(project, **place)
        for part in Project.objects.filter(scope__above__under=moved.scope.way).order_by("id"):
            writing.change(part, programme=programme, category=None)
        return moved


def _refuse_stage(stage: str, rules: Rules) -> None:
    if stage not in rules.titles:
        sentence = _("This lifecycle has no stage “%(stage)s”: choose one of %(stages)s.")
        facts = {"stage": stage_words(stage), "stages": ", ".join(rules.titles.values())}
        raise Refused(sentence % facts, {"stage": [sentence % facts]})


def _refuse_parent(parent: Project | None, programme: Programme) -> None:
    if parent is not None and parent.programme_id != programme.pk:
        sentence = _("Choose a project of the same programme.")
        raise Refused(sentence, {"parent": [sentence]})


def _refuse_category(category: ProjectCategory | None, programme: Programme) -> None:
    if category is not None and category.programme_id != programme.pk:
        sentence = _("Choose a category of the same programme.")
        raise Refused(sentence, {"category": [sentence]})


def open_report(*, project: Project, by: Person, period_end: date | None = None) -> StatusReport:
    """The project's draft report; a new one for the next period when there is none.

    Raises Refused for an archived project, and for a closed one that has no draft left to finish.
    """
    with audited(by=by, reason=_("Status report opened")):
        project = Project.objects.select_for_update().get(pk=project.pk)
        refuse_archived(project)
        reports = StatusReport.objects.live().filter(project=project)
        draft = reports.drafts().next_to_write().first()
        if draft is not None:
            return draft
        new = next_report(project, period_end)
        return writing.create(StatusReport, project=project, period_end=new.period_end)


def next_report(project: Project, period_end: date | None = None) -> StatusReport:
    """The report that a project would open now, unsaved. Raises Refused for a project that has no
    more reports: an archived or a closed one."""
    refuse_archived(project)
    if project.stage == Stage.CLOSED:
        raise Refused(_("This project is closed, so it has no more status reports."))
    if period_end is None:
        period_end = next_period_by_calendar(project)
    if period_end is None:
        period_end = _next_period_end(StatusReport.objects.live().filter(project=project))
    _refuse_period(period_end)
    return StatusReport(project=project, period_end=period_end)


def save_report(
    report: StatusReport,
    *,
    by: Person,
    reason: str = "",
    expected_version: int | None = None,
    parts: Iterable[ReportPart] = (),
    **fields: Any,
) -> StatusReport:
    """Save a draft report with the parts of its form, and return it as it is now; if it is not open
    yet, it is opened. Raises Conflict, and Refused once it has been submitted."""
    with audited(by=by, reason=reason or _("Status report saved")):
        current = locked(report, opened_by=by)
        refuse_archived(current.project)
        if current.state != ReportState.DRAFT:
            raise Refused(_("This report has been submitted and cannot be changed."))
        period_end = fields.get("period_end", current.period_end)
        _refuse_period(period_end)
        for part in parts:
            part.write()
        first = _first_submitted(current, period_end)
        return edit_record(
            current,
            by=by,
            expected_version=expected_version,
            is_locked=True,
            first_submitted_at=first,
            **fields,
        )


def submit_report(
    report: StatusReport,
    *,
    by: Person,
    reason: str = "",
    expected_version: int | None = None,
    parts: Iterable[ReportPart] = (),
    **fields: Any,
) -> StatusReport:
    """Save a draft report, submit it to the board, and return it as it is now. Sent twice by the
    same person, it submits once. Raises Conflict, and Refused when the report is incomplete."""
    with audited(by=by, reason=reason or _("Status report submitted")):
        current = locked(report, opened_by=by)
        if current.state in SENT and current.submitted_by_id == by.pk:
            return current
        refuse_archived(current.project)
        if current.state != ReportState.DRAFT:
            raise Refused(_("This report has been submitted and cannot be changed."))
        now, period_end = clock.now(), fields.get("period_end", current.period_end)
        _refuse_period(period_end)
        for part in parts:
            part.write()
        waits = is_shown_once_accepted(current.project)
        submission: dict[str, Any] = {
            "state": ReportState.WAITING if waits else ReportState.SUBMITTED,
            "submitted_at": now,
            "first_submitted_at": _first_submitted(current, period_end) or now,
            "submitted_by": by,
            "counts_on": counts_on(period_end, timezone.localdate(now)),
            **NOT_RETURNED,
        }
        submitted = edit_record(
            current,
            by=by,
            expected_version=expected_version,
            is_locked=True,
            **fields,
            **submission,
        )
        refuse_incomplete(submitted)
        tell_submitted(submitted, by=by)
        return submitted


def _first_submitted(report: StatusReport, period_end: date) -> datetime | None:
    """When it was submitted for the first time; to another day it is another report."""
    return report.first_submitted_at if period_end == report.period_end else None


def accept_report(
    report: StatusReport, *, by: Person, reason: str = "", expected_version: int | None = None
) -> StatusReport:
    """Accept a submitted report, which then never changes, and return it as it is now. Sent twice
    by the same person, it accepts once. Raises Conflict, and Refused as `_refuse_answering`
    does."""
    reason = reason or _("Status report accepted")
    return _answer(
        report,
        "accepted",
        by=by,
        reason=reason,
        expected_version=expected_version,
        also=lambda current: {"state": ReportState.SUBMITTED},
    )


def return_report(
    report: StatusReport,
    *,
    by: Person,
    why: str,
    reason: str = "",
    expected_version: int | None = None,
) -> StatusReport:
    """Return a submitted report to the person who submitted it, as a draft that says what is
    missing, write to them, and return the report as it is now. Sent twice by the same person, it
    returns once. Raises Conflict; Refused without a reason, and as `_refuse_answering` does."""
    if not why.strip():
        raise Refused(_("Say what is missing."), {"why": [_("Say what is missing.")]})
    return _answer(
        report,
        "returned",
        by=by,
        reason=reason or _("Status report returned"),
        expected_version=expected_version,
        also=lambda current: {
            **NOT_SUBMITTED,
            "returned_to": current.submitted_by,
            "return_reason": why.strip(),
        },
        then=letters.tell_writer_after,
    )


NOT_SUBMITTED = {
    "state": ReportState.DRAFT, "submitted_at": None, "submitted_by": None, "counts_on": None,
}  # fmt: skip
NOT_RETURNED = {"returned_at": None, "returned_by": None, "returned_to": None, "return_reason": ""}


def _answer(
    report: StatusReport,
    word: str,
    *,
    by: Person,
    reason: str,
    expected_version: int | None,
    also: Callable[[StatusReport], dict[str, Any]] = lambda current: {},
    then: Callable[[StatusReport], None] = lambda answered: None,
) -> StatusReport:
    """Write who has "accepted" or "returned" a report, and when, with the other values that follow
    from the report as it is; then call `then`. If this person has already done so, do nothing."""
    with audited(by=by, reason=reason) as change:
        current = locked(report)
        if getattr(current, f"{word}_by_id") == by.pk:
            return current
        _refuse_answering(current, by)
        answer = {f"{word}_at": change.moment, f"{word}_by": by, **also(current)}
        answer["acceptance_void_because"] = ""
        answered = writing.change(
            current, expected_version=expected_version, is_locked=True, **answer
        )
        then(answered)
        return answered


def _refuse_answering(report: StatusReport, by: Person) -> None:
    """Raise Refused unless somebody may accept or return a report: its state allows it, it is the
    newest that its project has submitted, and they wrote none of it."""
    refuse_archived(report, report.project)
    answer = answer_to(report.project, report.pk, by)
    if answer != Answer.POSSIBLE:
        raise Refused(_why_not(report, answer))


def _why_not(report: StatusReport, answer: Answer) -> str:
    """The reason why somebody may not accept or return a report."""
    if answer == Answer.NOT_ONES_OWN:
        return _("You wrote this report: somebody else must accept or return it.")
    if report.accepted_by:
        return _("%(name)s has accepted this report.") % {"name": report.accepted_by}
    if report.returned_by:
        return _("%(name)s has returned this report.") % {"name": report.returned_by}
    if not may_move_report(report.state, ReportState.DRAFT):
        return _("This report has not been submitted.")
    return _("There is a later report: only the latest can be accepted or returned.")


def locked(report: StatusReport, *, opened_by: Person | None = None) -> StatusReport:
    """A report as it is now, with its project, both locked until we have written. If it is not open
    yet, it is `opened_by` somebody."""
    if report.pk is None and opened_by is not None:
        report = open_report(project=report.project, by=opened_by)
    rows = StatusReport.objects.select_for_update(of=("self",)).select_related("project")
    return rows.get(pk=report.pk)


def _next_period_end(reports: StatusReportQuerySet) -> date:
    """The end of the next period for a project with these reports."""
    due = next_due(reports.submitted().newest_first().first())
    return next_period_end(due, clock.today(), set(reports.values_list("period_end", flat=True)))


def _refuse_period(end: date) -> None:
    sentence = refused_period(end, clock.today())
    if sentence:
        raise Refused(sentence, {"period_end": [sentence]})


def refuse_incomplete(report: StatusReport) -> None:
    missing = missing_in_report(vars(report)) | missing_by_rules(report)
    if missing:
        raise Refused(
            " ".join(sentence for sentences in missing.values() for sentence in sentences), missing
        )
