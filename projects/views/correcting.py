"""Correcting a submitted report."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views import View

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Conflict, NotFound, Refused
from people.models import Person
from projects.choices import SENT
from projects.contributed import computed_for
from projects.correcting import correct_report
from projects.forms import WORDS, CorrectionForm
from projects.pages import project_crumbs
from projects.views.reports import beside, rating_lines
from projects.views.submitted import find_to_report
from records.views.conflicts import conflict_page, settle

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class CorrectingView(View):
    """The form of a submitted report of either kind, with the sentence that says what is
    corrected."""

    template_name: ClassVar[str]
    detail: ClassVar[str]
    done: ClassVar[StrPromise]
    form_class: ClassVar[Any]
    act: ClassVar[Any]  # a static method

    def find(self, person: Person, reference: str, pk: int) -> tuple[Any, Any]:
        """The record that reports, and its report, for those who may correct it."""
        raise NotImplementedError

    def form(self, data: Any, **kwargs: Any) -> Any:
        return self.form_class(instance=self.report, data=data, **kwargs)

    def context(self, form: Any) -> dict[str, Any]:
        """What the page shows besides; with its breadcrumbs."""
        raise NotImplementedError

    def dispatch(self, request: SignedInRequest, reference: str, pk: int) -> HttpResponseBase:  # type: ignore[override]
        self.whole, self.report = self.find(request.user.person, reference, pk)
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
                self.act(
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
                messages.success(request, str(self.done))
                return redirect(self.detail, reference, pk)
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: Any) -> HttpResponse:
        context = {
            "caption": self.whole.title,
            "reference": self.whole.reference,
            "report": self.submitted,
            "form": form,
            "detail": self.detail,
            "given_back": copy_given_back(request),
            **self.context(form),
        }
        return render(request, self.template_name, context)

    def conflict(self, request: SignedInRequest, form: Any, conflict: Conflict) -> HttpResponse:
        initial = {"version": conflict.current.version}
        return conflict_page(
            request,
            conflict,
            saved=self.form_class(instance=conflict.current, initial=initial),
            typed=form,
            caption=self.whole.title,
            cancel_url=request.path,
            breadcrumbs=self.context(form)["breadcrumbs"],
        )


class CorrectReport(CorrectingView):
    template_name = "projects/report_correct.html"
    detail = "projects:report_detail"
    done = _("The status report has been corrected.")
    form_class = CorrectionForm
    act = staticmethod(correct_report)

    def find(self, person: Person, reference: str, pk: int) -> tuple[Any, Any]:
        return find_to_report(person, reference, pk)

    def form(self, data: Any, **kwargs: Any) -> CorrectionForm:
        form: CorrectionForm = super().form(data, is_submission=True, **kwargs)
        return form

    def context(self, form: CorrectionForm) -> dict[str, Any]:
        return {
            "heading": _("Correct a status report"),
            "ratings": rating_lines(form, self.submitted, computed_for(self.whole)),
            "texts": [beside(form, None, name) for name in WORDS],
            "breadcrumbs": project_crumbs(self.whole),
        }
