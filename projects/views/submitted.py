"""A submitted report: its page, accepting it and returning it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from accounts import mail
from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest, verb
from accounts.signing_in.kept_forms import copy_given_back, given_back
from audit.errors import Refused
from people import policy
from people.choices import Act
from people.models import Person
from projects import actions, queries
from projects.choices import SENT, ReportState
from projects.contributed import BESIDE_REPORT
from projects.correcting import recall_report
from projects.forms import AnswerForm, ReturnForm
from projects.models import Project, StatusReport
from projects.queries import Answer
from projects.queries.corrections import what_was_corrected
from projects.views.frame import crumbs_to
from records.forms import READ_FROM_NOTHING
from records.pages.moments import ASKED, moment_asked
from records.views.timeline import changed


@takes(*ASKED)
def report_detail(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """One submitted report, as it was submitted, with the forms to accept or return it for anyone
    who may."""
    project = queries.find_project(request.user.person, reference, moment_asked(request).value)
    return report_page(request, project, pk)


@verb
def accept(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Accept a submitted report."""
    project, report = find_to_answer(request.user.person, reference, pk)
    form = AnswerForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(str(READ_FROM_NOTHING))
        version = form.cleaned_data["version"]
        actions.accept_report(report, by=request.user.person, expected_version=version)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Status report accepted."))
    return back_to(project, pk)


@verb
def recall(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Take back a submitted report that is not accepted yet."""
    project, report = find_to_report(request.user.person, reference, pk)
    form = AnswerForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(str(READ_FROM_NOTHING))
        version = form.cleaned_data["version"]
        recall_report(report, by=request.user.person, expected_version=version)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return back_to(project, pk)
    messages.success(request, _("The status report is a draft again."))
    return redirect("projects:report_edit", project.reference)


class ReturnReport(View):
    """The page of a submitted report, with the form that says what is missing."""

    def dispatch(self, request: SignedInRequest, reference: str, pk: int) -> HttpResponseBase:  # type: ignore[override]
        self.project, self.report = find_to_answer(request.user.person, reference, pk)
        return super().dispatch(request, reference, pk)

    def get(self, request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
        return report_page(request, self.project, pk, ReturnForm(given_back(request)))

    def post(self, request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
        form = ReturnForm(request.POST)
        if not form.is_valid():
            if self.report.state in SENT:
                return report_page(request, self.project, pk, form)
            return back_to(self.project, pk)
        try:
            returned = actions.return_report(
                self.report,
                by=request.user.person,
                why=form.cleaned_data["why"],
                expected_version=form.cleaned_data["version"],
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            message = _("The status report has been returned to %(name)s.")
            messages.success(request, message % {"name": returned.returned_to})
            say_who_is_told(request, returned)
        return back_to(self.project, pk)


def find_to_answer(person: Person, reference: str, pk: int) -> tuple[Project, StatusReport]:
    """A project and its report, for those who accept the project's reports."""
    project = queries.find_project(person, reference)
    if not policy.can(person, Act.ACCEPT_REPORT, project):
        raise PermissionDenied
    return project, get_object_or_404(StatusReport.objects.live().filter(project=project), pk=pk)


def find_to_report(person: Person, reference: str, pk: int) -> tuple[Project, StatusReport]:
    """A project and its report, for those who report on the project."""
    project = queries.find_project(person, reference)
    if not policy.can(person, Act.REPORT_STATUS, project):
        raise PermissionDenied
    return project, get_object_or_404(StatusReport.objects.live().filter(project=project), pk=pk)


def back_to(project: Project, pk: int) -> HttpResponse:
    """Redirects to the report; to its project when it is a draft again."""
    if StatusReport.objects.live().sent().filter(pk=pk).exists():
        return redirect("projects:report_detail", project.reference, pk)
    return redirect("projects:project_detail", project.reference)


def report_page(
    request: SignedInRequest, project: Project, pk: int, form: ReturnForm | None = None
) -> HttpResponse:
    person = request.user.person
    asked = moment_asked(request)
    row = queries.project_at(project, asked.value)
    crumbs = crumbs_to(queries.programme_of(project, row, person, asked.value))
    sees_now = policy.can(person, Act.SEE, project)
    sees_waiting = policy.can(person, Act.SEE_DRAFTS, project)
    report = queries.submitted_report(project, pk, asked.value, sees_waiting=sees_waiting)
    may_report = not asked.value and policy.can(person, Act.REPORT_STATUS, project)
    latest = queries.latest_in_brief([project.pk], asked.value).get(project.pk)
    may_answer = not asked.value and policy.can(person, Act.ACCEPT_REPORT, project)
    answer = queries.answer_to(project, pk, person) if may_answer else Answer.NONE
    as_read = ReturnForm(initial={"version": report.version})
    context: dict[str, Any] = {
        "project": row,
        "report": report,
        "answer": answer.value,
        "before": queries.report_before(report, asked.value),
        "beside": [lines for read in BESIDE_REPORT for lines in read(report, asked.value)],
        "changes": changed(what_was_corrected(StatusReport, pk, report.corrected_at, person)),
        "is_hidden": report.state == ReportState.WAITING,
        "may_recall": may_report and report.accepted_at is None,
        "may_correct": may_report,
        "later": latest if latest and latest.id != pk else None,
        "form": form if form and form.is_bound else as_read,
        "is_returning": form is not None,
        "given_back": copy_given_back(request),
        "sees_history": sees_now and is_seen(pk, person),
        "breadcrumbs": [
            *crumbs,
            (row.title, reverse("projects:project_detail", args=[project.reference])),
        ],
        **asked.context(now_url="" if sees_now else crumbs[0][1]),
    }
    return render(request, "projects/report_detail.html", context)


def is_seen(pk: int, person: Person) -> bool:
    """Whether a person sees a report now, since it may have been returned after the moment
    asked."""
    return StatusReport.objects.visible_to(person).filter(pk=pk).exists()


def say_who_is_told(request: SignedInRequest, report: StatusReport) -> None:
    """Tell the person who returned a report whether a message goes to its author."""
    person = queries.writer_to_tell(report)
    if person is None:
        message = _("No message could be sent: tell %(name)s yourself.")
        messages.info(request, message % {"name": report.returned_to})
    elif folder := mail.written_to():
        message = _("This demonstration sends no mail: the message is a file in %(folder)s.")
        messages.info(request, message % {"folder": folder})
    else:
        messages.info(request, _("A message is on its way to %(name)s.") % {"name": person})
