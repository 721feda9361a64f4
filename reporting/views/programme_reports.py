"""The report of a programme: its page, and the acts of its cycle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.requests.signed_in import SignedInRequest, verb
from audit.errors import Refused
from people import policy
from people.choices import Act
from people.models import Person
from programmes.models import Programme
from programmes.queries import find_programme
from projects.choices import ReportState
from projects.forms import AnswerForm
from projects.queries.corrections import what_was_corrected
from projects.views.correcting import CorrectingView
from records.forms import READ_FROM_NOTHING
from records.pages.lists import table
from records.views.timeline import changed
from reporting.actions import programmes as actions
from reporting.columns import OWED
from reporting.forms.programmes import ProgrammeCorrectionForm
from reporting.models import ProgrammeReport, ReportingPeriod
from reporting.owing import owed, told_to, with_leads
from reporting.pages.calendars import reporting_crumbs
from reporting.rolling_up import of_programme

DONE: dict[str, Any] = {
    "submit": gettext_lazy("Programme report submitted."),
    "accept": gettext_lazy("Programme report accepted."),
    "return": gettext_lazy("The programme report is a draft again, and says what is missing."),
    "recall": gettext_lazy("The programme report is a draft again."),
}


def programme_report(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """One report of a programme, beside what its projects’ ratings make."""
    programme, report = _find(request.user.person, reference, pk)
    return _page(request, programme, report)


@verb
def move(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Submit a report of a programme, accept it, return it or recall it."""
    person = request.user.person
    programme, report = _find(person, reference, pk)
    if not policy.can(person, Act.ACCEPT_REPORT, programme):
        raise PermissionDenied
    to, why, form = (
        request.POST.get("to", ""),
        request.POST.get("why", ""),
        AnswerForm(request.POST),
    )
    acts: dict[str, Callable[..., ProgrammeReport]] = {
        "submit": actions.submit_programme_report,
        "accept": actions.accept_programme_report,
        "return": lambda *args, **said: actions.return_programme_report(*args, why=why, **said),
        "recall": actions.recall_programme_report,
    }
    if to not in acts:
        raise BadRequest(_("Choose what to do with the report."))
    try:
        if not form.is_valid():
            raise Refused(str(READ_FROM_NOTHING))
        acts[to](report, by=person, expected_version=form.cleaned_data["version"])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, programme, _find(person, reference, pk)[1], why=why)
    messages.success(request, str(DONE[to]))
    return redirect("reporting:programme_report_detail", programme.reference, pk)


class CorrectProgrammeReport(CorrectingView):
    template_name = "reporting/programme_report_correct.html"
    detail = "reporting:programme_report_detail"
    done = gettext_lazy("The programme report has been corrected.")
    form_class = ProgrammeCorrectionForm
    act = staticmethod(actions.correct_programme_report)

    def find(self, person: Person, reference: str, pk: int) -> tuple[Programme, ProgrammeReport]:
        programme, report = _find(person, reference, pk)
        if not policy.can(person, Act.EDIT_PROGRAMME, programme):
            raise PermissionDenied
        return programme, report

    def context(self, form: ProgrammeCorrectionForm) -> dict[str, Any]:
        return {
            "heading": _("Correct a programme report"),
            "breadcrumbs": reporting_crumbs(self.whole),
        }


def _find(person: Person, reference: str, pk: int) -> tuple[Programme, ProgrammeReport]:
    programme = find_programme(person, reference)
    rows = ProgrammeReport.objects.visible_to(person).filter(programme=programme)
    rows = rows.select_related("submitted_by", "accepted_by", "returned_by", "corrected_by")
    return programme, get_object_or_404(rows, pk=pk)


def _page(
    request: SignedInRequest, programme: Programme, report: ProgrammeReport, why: str = ""
) -> HttpResponse:
    person = request.user.person
    report.programme = programme
    may_act = policy.can(person, Act.ACCEPT_REPORT, programme) and not report.is_archived
    is_draft = report.state == ReportState.DRAFT
    is_waiting = report.state == ReportState.SUBMITTED and report.accepted_at is None
    periods = ReportingPeriod.objects.live().filter(
        programme=programme, starts_on__lte=report.period_end, ends_on__gte=report.period_end
    )
    before = (
        ProgrammeReport.objects.live()
        .submitted()
        .filter(programme=programme, period_end__lt=report.period_end)
    )
    context = {
        "programme": programme,
        "report": report,
        "rolled_up": of_programme(programme) if is_draft else None,
        "projects": table(
            OWED, with_leads(told_to(person, owed(list(periods.select_related("calendar")))))
        ),
        "before": before.newest_first().first(),
        "may_edit": may_act and is_draft,
        "may_answer": may_act
        and is_waiting
        and ProgrammeReport.objects.filter(pk=report.pk).not_written_by(person).exists(),
        "may_recall": may_act and is_waiting,
        "may_correct": may_act and not is_draft,
        "changes": changed(
            what_was_corrected(ProgrammeReport, report.pk, report.corrected_at, person)
        ),
        "why": why,
        "breadcrumbs": reporting_crumbs(programme),
    }
    return render(request, "reporting/programme_report.html", context)
