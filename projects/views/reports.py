"""Writing a project's status report: a working copy while typing, a draft, submitted."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import forget, given_back
from accounts.views.refused import add_refusal
from audit.errors import Conflict, Refused
from people import policy
from people.actions import drop_working_copy, keep_working_copy, send_once
from people.choices import Act
from people.models import Person, WorkingCopy
from projects import actions, queries
from projects.choices import OVERALL, SENT, Dimension, ReportState, rated_words
from projects.contributed import (
    Computed,
    ReportPart,
    computed_for,
    is_shown_once_accepted,
    parts_of,
)
from projects.forms import WORDS, StatusReportForm
from projects.models import StatusReport
from projects.pages import project_crumbs
from records.views.conflicts import conflict_page, settle
from records.views.records import sent_key
from records.views.working_copies import restored
from values import words


class EditReport(View):
    """The draft report of a project, with the last report beside every field."""

    def dispatch(self, request: SignedInRequest, reference: str) -> HttpResponseBase:  # type: ignore[override]
        self.person: Person = request.user.person
        self.project = queries.find_project(self.person, reference)
        if not policy.can(self.person, Act.REPORT_STATUS, self.project):
            raise PermissionDenied
        self.url = reverse("projects:project_detail", args=[reference])
        return super().dispatch(request, reference)

    def get(self, request: SignedInRequest, reference: str) -> HttpResponse:
        try:
            report = queries.draft_of(self.project) or actions.next_report(self.project)
        except Refused as refusal:
            return self.refused(request, refusal)
        take_back(request, report)
        copy = WorkingCopy.objects.filter(account=request.user, form=form_name(report)).first()
        initial = {"version": report.version, "form_key": uuid.uuid4()}
        form = StatusReportForm(instance=report, initial=initial)
        if copy is not None:
            form.initial.update(restored(copy, StatusReportForm.Meta.fields))
        parts = parts_of(report, self.person, kept=copy.fields if copy else None)
        return self.page(request, report, form, parts, copy)

    def post(self, request: SignedInRequest, reference: str) -> HttpResponse:
        try:
            report = self.posted_report(request)
        except Refused as refusal:
            return self.refused(request, refusal)
        if "copy" in request.POST:
            return self.copy_forward(request, report)
        is_submission = "submit" in request.POST
        form = StatusReportForm(
            instance=report, data=settle(request.POST), is_submission=is_submission
        )
        parts = parts_of(report, self.person, data=request.POST)
        if all([form.is_valid(), *(part.is_valid() for part in parts)]):
            try:
                return self.write(request, report, form, parts)
            except Conflict as conflict:
                return self.conflict(request, form, conflict)
            except Refused as refusal:
                add_refusal(form, refusal)
        return self.page(request, report, form, parts, None)

    def copy_forward(self, request: SignedInRequest, report: StatusReport) -> HttpResponse:
        """The form as it was typed, with the last report's values where it is empty. Nothing is
        saved yet."""
        last = queries.last_submitted(self.project, before=report.period_end)
        typed: dict[str, Any] = request.POST.dict()
        for name in StatusReportForm.copied:
            typed[name] = typed.get(name) or getattr(last, name, "")
        form = StatusReportForm(instance=report, initial=typed)
        return self.page(
            request, report, form, parts_of(report, self.person, kept=request.POST.dict()), None
        )

    def refused(self, request: SignedInRequest, refusal: Refused) -> HttpResponse:
        """Back to the project, which accepts no report; the sentence says why."""
        messages.error(request, str(refusal))
        return redirect(self.url)

    def posted_report(self, request: SignedInRequest) -> StatusReport:
        """The report that was on screen, which may have been submitted since. Without one it is the
        draft; if the page was opened without a draft, one is opened when the form can be saved."""
        pk = request.POST.get("report", "")
        mine = StatusReport.objects.live().filter(project=self.project)
        report = mine.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 18 else None
        if report is None and "form_key" not in request.POST:
            report = queries.draft_of(self.project)
        return report or actions.next_report(self.project)

    def write(
        self,
        request: SignedInRequest,
        report: StatusReport,
        form: StatusReportForm,
        parts: list[ReportPart],
    ) -> HttpResponse:
        """Save or submit the report. One that is not open yet is opened by it, once, however often
        it is sent."""
        is_submission = "submit" in request.POST
        act = actions.submit_report if is_submission else actions.save_report
        version, values = form.cleaned_data["version"], form.values()

        def written() -> StatusReport:
            return act(report, by=self.person, expected_version=version, parts=parts, **values)

        if report.pk is None:
            said = _("Status report submitted") if is_submission else _("Status report saved")
            key = send_once(
                account=request.user,
                key=sent_key(form.cleaned_data["form_key"], request.POST),
                reason=said,
                act=lambda: str(written().pk),
            )
            saved = StatusReport.objects.get(pk=int(key))
        else:
            saved = written()
        drop_working_copy(account=request.user, form=form_name(report))
        if is_submission:
            self.say_submitted(request, saved)
            return redirect(self.url)
        messages.success(
            request, _("Draft saved. Only people who report on this project can see it.")
        )
        return redirect("projects:report_edit", self.project.reference)

    def say_submitted(self, request: SignedInRequest, report: StatusReport) -> None:
        """How the report now counts: as the latest, or below a later one."""
        last = queries.last_submitted(self.project)
        if report.state == ReportState.WAITING:
            message = _("Status report submitted. The board sees it once it is accepted.")
            return messages.success(request, message)
        if last is None or last.pk == report.pk:
            message = _("Status report submitted. The board can see it now.")
            return messages.success(request, message)
        message = _(
            "Status report to %(day)s submitted. The report to %(last)s is still the latest; this"
            " one is listed among the earlier reports."
        )
        days = {"day": words.day(report.period_end), "last": words.day(last.period_end)}
        return messages.success(request, message % days)

    def context(self) -> dict[str, Any]:
        return {"project": self.project, "breadcrumbs": project_crumbs(self.project)}

    def page(
        self,
        request: SignedInRequest,
        report: StatusReport,
        form: StatusReportForm,
        parts: list[ReportPart],
        copy: WorkingCopy | None,
    ) -> HttpResponse:
        if report.state in SENT and not form.is_bound:
            return redirect(self.url)
        last = queries.last_submitted(self.project, before=report.period_end)
        context = {
            **self.context(),
            "form": form,
            "parts": parts,
            "faults": [fault for part in parts for fault in part.errors()],
            "report": report,
            "is_shown_once_accepted": is_shown_once_accepted(self.project),
            "ratings": rating_lines(form, last, computed_for(self.project)),
            "texts": [beside(form, last, name) for name in WORDS],
            "last": last,
            "last_label": _("Last report, %(day)s") % {"day": words.day(last.period_end)}
            if last
            else _("Last report"),
            "working_copy_url": reverse("records:working_copy", args=[form_name(report)]),
            "drop_url": reverse("records:working_copy_drop", args=[form_name(report)]),
            "kept_at": f"{timezone.localtime(copy.kept_at):%H:%M}" if copy else "",
            "kept_iso": copy.kept_at.isoformat() if copy else "",
            "history_url": reverse(
                "projects:report_history", args=[self.project.reference, report.pk]
            )
            if report.pk
            else "",
        }
        return render(request, "projects/report_form.html", context)

    def conflict(
        self, request: SignedInRequest, form: StatusReportForm, conflict: Conflict
    ) -> HttpResponse:
        return conflict_page(
            request,
            conflict,
            saved=StatusReportForm(instance=conflict.current),
            typed=form,
            caption=self.project.title,
            cancel_url=reverse("projects:report_edit", args=[self.project.reference]),
            breadcrumbs=project_crumbs(self.project),
        )


def form_name(report: StatusReport) -> str:
    """The name under which a working copy of a report is kept."""
    return f"status-report/{report.pk or f'new-{report.project.reference}'}"


def take_back(request: SignedInRequest, report: StatusReport) -> None:
    """Turn a form that was sent too late into the working copy of its report."""
    sent = given_back(request)
    if sent is None:
        return
    if sent.get("report") == str(report.pk or ""):
        version = sent.get("version", "")
        keep_working_copy(
            account=request.user,
            form=form_name(report),
            fields=sent.dict(),
            base_version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        )
    forget(request)


def beside(form: StatusReportForm, last: StatusReport | None, name: str) -> dict[str, Any]:
    """A field, with the last report's value, and whether it is the same."""
    before = getattr(last, name, None)
    return {
        "field": form[name],
        "last": before,
        "is_same": bool(before) and form[name].value() == before,
    }


def rating_lines(
    form: StatusReportForm, last: StatusReport | None, computed: Mapping[str, Computed]
) -> list[dict[str, Any]]:
    """The lines of the grid: the whole, then each dimension, with its rating and reason, those of
    the last report, and what the rules work out."""
    return [
        {
            "label": rated_words(name),
            "rating": beside(form, last, f"{name}_rag"),
            "reason": beside(form, last, f"{name}_reason"),
            "computed": computed.get(name),
        }
        for name in (OVERALL, *Dimension.values)
    ]
