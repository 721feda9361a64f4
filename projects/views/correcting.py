"""Correcting a submitted report."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Conflict, NotFound, Refused
from projects.choices import SENT
from projects.contributed import computed_for
from projects.correcting import correct_report
from projects.forms import WORDS, CorrectionForm
from projects.pages import project_crumbs
from projects.views.reports import beside, rating_lines
from projects.views.submitted import find_to_report
from records.views.conflicts import conflict_page, settle


class CorrectReport(View):
    """The form of a submitted report, with the sentence that says what is corrected."""

    def dispatch(self, request: SignedInRequest, reference: str, pk: int) -> HttpResponseBase:  # type: ignore[override]
        self.project, self.report = find_to_report(request.user.person, reference, pk)
        if self.report.state not in SENT:
            raise NotFound
        self.submitted = copy(self.report)  # a form writes what is typed into its record
        return super().dispatch(request, reference, pk)

    def get(self, request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
        sent = given_back(request)
        initial = {"version": self.report.version}
        return self.page(request, self.form(sent and settle(sent), initial=initial))

    def post(self, request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
        form = self.form(settle(request.POST))
        if form.is_valid():
            try:
                correct_report(
                    self.report,
                    by=request.user.person,
                    what=form.cleaned_data["correction"],
                    expected_version=form.cleaned_data["version"],
                    **form.values(),
                )
            except Conflict as conflict:
                return self.conflict(request, form, conflict)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The status report has been corrected."))
                return redirect("projects:report_detail", self.project.reference, pk)
        return self.page(request, form)

    def form(self, data: Any, **kwargs: Any) -> CorrectionForm:
        return CorrectionForm(instance=self.report, data=data, is_submission=True, **kwargs)

    def page(self, request: SignedInRequest, form: CorrectionForm) -> HttpResponse:
        context = {
            "project": self.project,
            "report": self.report,
            "form": form,
            "ratings": rating_lines(form, self.submitted, computed_for(self.project)),
            "texts": [beside(form, None, name) for name in WORDS],
            "given_back": copy_given_back(request),
            "breadcrumbs": project_crumbs(self.project),
        }
        return render(request, "projects/report_correct.html", context)

    def conflict(
        self, request: SignedInRequest, form: CorrectionForm, conflict: Conflict
    ) -> HttpResponse:
        initial = {"version": conflict.current.version}
        return conflict_page(
            request,
            conflict,
            saved=CorrectionForm(instance=conflict.current, initial=initial),
            typed=form,
            caption=self.project.title,
            cancel_url=request.path,
            breadcrumbs=project_crumbs(self.project),
        )
