"""Writes of the reports of programmes: the same cycle as of status reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import writing
from audit.actions import edit_record, refuse_archived
from audit.errors import Refused
from audit.writing import audited
from people.models import Person
from programmes.choices import Rag
from programmes.models import Programme
from projects.choices import ReportState
from projects.correcting import correct_locked, what_is_corrected
from projects.lifecycle import refused_period
from reporting.models import ProgrammeReport
from reporting.queries.periods import current_periods
from reporting.rolling_up import of_programme
from values import clock

SUBMITTED = gettext_lazy("This report has been submitted: recall it or correct it instead.")


def next_programme_report(programme: Programme) -> ProgrammeReport:
    """The report that a programme would open now, unsaved: to the end of its present period, or to
    today."""
    today = clock.today()
    period = current_periods([programme.pk], today).get(programme.pk)
    end = period.ends_on if period and not refused_period(period.ends_on, today) else today
    return ProgrammeReport(programme=programme, period_end=end)


def open_programme_report(
    programme: Programme, *, by: Person, reason: str = "", **fields: Any
) -> ProgrammeReport:
    """Begin the report of a programme for a period, and return it."""
    with audited(by=by, reason=reason or _("Programme report opened")):
        refuse_archived(programme)
        _refuse_period(fields["period_end"])
        return writing.create(ProgrammeReport, programme=programme, **fields)


def edit_programme_report(
    report: ProgrammeReport, *, by: Person, reason: str = "", **fields: Any
) -> ProgrammeReport:
    """Change a draft, and return it as it is now. Raises Refused once it is submitted."""
    with audited(by=by, reason=reason or _("Programme report saved")):
        current = _locked(report)
        if current.state != ReportState.DRAFT:
            raise Refused(str(SUBMITTED))
        _refuse_period(fields.get("period_end", current.period_end))
        return edit_record(current, by=by, is_locked=True, **fields)


def submit_programme_report(
    report: ProgrammeReport, *, by: Person, expected_version: int | None = None
) -> ProgrammeReport:
    """Submit a draft with the rating that its projects' ratings make beside its own, and return it
    as it is now. Raises Refused when it is incomplete, or differs without a reason."""
    with audited(by=by, reason=_("Programme report submitted")):
        current = _locked(report)
        if current.state == ReportState.SUBMITTED and current.submitted_by_id == by.pk:
            return current
        if current.state != ReportState.DRAFT:
            raise Refused(str(SUBMITTED))
        found = of_programme(current.programme)
        _refuse_incomplete(current, found.rag)
        return writing.change(
            current,
            expected_version=expected_version,
            is_locked=True,
            state=ReportState.SUBMITTED,
            submitted_at=clock.now(),
            submitted_by=by,
            rolled_up_rag=found.rag,
            rolled_up_because=f"{found.method_words}: {found.because}"[:300],
            returned_at=None,
            returned_by=None,
            return_reason="",
        )


def accept_programme_report(
    report: ProgrammeReport, *, by: Person, expected_version: int | None = None
) -> ProgrammeReport:
    """Accept a submitted report, and return it as it is now. Raises Refused for one's own."""
    with audited(by=by, reason=_("Programme report accepted")):
        current = _locked(report)
        if current.accepted_by_id == by.pk:
            return current
        _refuse_answering(current, by)
        said = {"accepted_at": clock.now(), "accepted_by": by}
        return writing.change(current, expected_version=expected_version, is_locked=True, **said)


def return_programme_report(
    report: ProgrammeReport, *, by: Person, why: str, expected_version: int | None = None
) -> ProgrammeReport:
    """Return a submitted report as a draft that says what is missing, and return it as it is now.
    Raises Refused without a sentence, and for one's own."""
    why = why.strip()
    if not why:
        raise Refused(_("Say what is missing."), {"why": [_("Say what is missing.")]})
    with audited(by=by, reason=_("Programme report returned")):
        current = _locked(report)
        _refuse_answering(current, by)
        return writing.change(
            current,
            expected_version=expected_version,
            is_locked=True,
            state=ReportState.DRAFT,
            submitted_at=None,
            submitted_by=None,
            returned_at=clock.now(),
            returned_by=by,
            return_reason=why,
        )


def recall_programme_report(
    report: ProgrammeReport, *, by: Person, expected_version: int | None = None
) -> ProgrammeReport:
    """Take back a submitted report that is not accepted, as a draft, and return it as it is now."""
    with audited(by=by, reason=_("Programme report recalled")):
        current = _locked(report)
        if current.state != ReportState.SUBMITTED:
            raise Refused(_("This report has not been submitted."))
        if current.accepted_at is not None:
            facts = {"name": current.accepted_by}
            sentence = _("%(name)s has accepted this report: correct it instead.")
            raise Refused(sentence % facts)
        said = {"state": ReportState.DRAFT, "submitted_at": None, "submitted_by": None}
        return writing.change(current, expected_version=expected_version, is_locked=True, **said)


def correct_programme_report(
    report: ProgrammeReport,
    *,
    by: Person,
    what: str,
    expected_version: int | None = None,
    **fields: Any,
) -> ProgrammeReport:
    """Correct a submitted report as a status report is corrected, and return it as it is now. What
    the projects' ratings made stays as it was when it was submitted."""
    what = what_is_corrected(what)
    with audited(by=by, reason=_("Programme report corrected: %(what)s") % {"what": what}):
        current = _locked(report)
        refuse_archived(current, current.programme)
        fields |= {"correction": what, "expected_version": expected_version}
        corrected: ProgrammeReport = correct_locked(current, by=by, **fields)
        _refuse_incomplete(corrected, corrected.rolled_up_rag)
        return corrected


def _refuse_answering(report: ProgrammeReport, by: Person) -> None:
    if report.state != ReportState.SUBMITTED:
        raise Refused(_("This report has not been submitted."))
    if report.accepted_at is not None:
        raise Refused(_("%(name)s has accepted this report.") % {"name": report.accepted_by})
    if not ProgrammeReport.objects.filter(pk=report.pk).not_written_by(by).exists():
        raise Refused(_("You wrote this report: somebody else must accept or return it."))


def _refuse_incomplete(report: ProgrammeReport, rolled_up: str) -> None:
    missing: dict[str, list[str]] = {}
    if not report.overall_rag:
        missing["overall_rag"] = [_("Choose an overall rating.")]
    elif not report.overall_reason.strip() and (
        report.overall_rag != Rag.GREEN or rolled_up not in ("", report.overall_rag)
    ):
        sentence = _("Say why, unless it is Green as the projects’ ratings make it.")
        missing["overall_reason"] = [sentence]
    if not report.narrative.strip():
        missing["narrative"] = [_("Say what happened in this period.")]
    if missing:
        raise Refused(" ".join(s for several in missing.values() for s in several), missing)


def _refuse_period(end: date) -> None:
    if sentence := refused_period(end, clock.today()):
        raise Refused(sentence, {"period_end": [sentence]})


def _locked(report: ProgrammeReport) -> ProgrammeReport:
    rows = ProgrammeReport.objects.select_for_update(of=("self",)).select_related("programme")
    return rows.get(pk=report.pk)
