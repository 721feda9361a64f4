"""Overriding the rating of a programme or a portfolio for one period."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import NotFound, Refused
from people import policy
from people.choices import Act, ScopeKind
from people.models import Person, Scope
from programmes.pages import find_scope
from records.pages.scopes import scope_url
from reporting.actions.rules import override_rating
from reporting.forms.rules import OverrideForm
from reporting.queries.periods import end_of_period
from reporting.rolling_up import of_scope
from values import clock, words

KINDS = (ScopeKind.PROGRAMME, ScopeKind.PORTFOLIO)


class OverrideRating(View):
    """The rolled-up rating, and the form that puts another in its place."""

    def dispatch(self, request: SignedInRequest, reference: str) -> HttpResponseBase:  # type: ignore[override]
        self.person: Person = request.user.person
        self.scope: Scope = find_scope(self.person, reference)
        if self.scope.kind not in KINDS:
            raise NotFound
        if not policy.can(self.person, Act.OVERRIDE_RATING, self.scope):
            raise PermissionDenied
        return super().dispatch(request, reference)

    def get(self, request: SignedInRequest, reference: str) -> HttpResponse:
        return self.page(request, OverrideForm(given_back(request)))

    def post(self, request: SignedInRequest, reference: str) -> HttpResponse:
        form = OverrideForm(request.POST)
        if form.is_valid():
            try:
                made = override_rating(self.scope, by=self.person, **form.cleaned_data)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                message = _("The rating is overridden until %(day)s.")
                messages.success(request, message % {"day": words.day(made.until_on)})
                return redirect(scope_url(self.scope))
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: OverrideForm) -> HttpResponse:
        context: dict[str, Any] = {
            "form": form,
            "scope": self.scope,
            "rolled_up": of_scope(self.scope),
            "until_on": end_of_period(self.scope, clock.today()),
            "cancel_url": scope_url(self.scope),
            "given_back": copy_given_back(request),
            "breadcrumbs": [(self.scope.title, scope_url(self.scope))],
        }
        return render(request, "reporting/override.html", context)
