"""Linking two records, and the way to a record that a link names."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Refused
from people import policy
from people.actions import send_once
from people.choices import Act
from records.pages.moments import ASKED, moment_asked
from records.views.records import sent_key
from registers.actions.links import link
from registers.forms.links import LinkForm
from registers.pages.links import page_of_record
from registers.queries.ends import find_linked


@takes(*ASKED)
def record(request: SignedInRequest, kind: str, pk: int) -> HttpResponseRedirect:
    """Redirects to the page of a record that a link or a comment names."""
    found = find_linked(request.user.person, kind, pk)
    return redirect(page_of_record(found) + moment_asked(request).query)


class AddLink(View):
    def dispatch(self, request: SignedInRequest, kind: str, pk: int) -> HttpResponseBase:  # type: ignore[override]
        self.record = find_linked(request.user.person, kind, pk)
        if not policy.can(request.user.person, Act.KEEP_REGISTERS, self.record):
            raise PermissionDenied
        return super().dispatch(request, kind, pk)

    def get(self, request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
        return self.page(request, self.form(request, given_back(request)))

    def form(self, request: SignedInRequest, data: object) -> LinkForm:
        first = {"form_key": uuid.uuid4()}
        return LinkForm(data, record=self.record, person=request.user.person, initial=first)

    def post(self, request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
        form = self.form(request, request.POST)
        if form.is_valid():
            first, second, relation = form.ends(self.record)

            def act() -> str:
                link(first, second, relation=relation, by=request.user.person)
                return page_of_record(self.record)

            key = sent_key(form.cleaned_data["form_key"], request.POST)
            try:
                url = send_once(account=request.user, key=key, reason=_("Link added"), act=act)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("Link added."))
                return redirect(url)
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: LinkForm) -> HttpResponse:
        url = page_of_record(self.record)
        context = {
            "form": form,
            "heading": _("Link to another record"),
            "caption": str(self.record),
            "button_label": _("Add the link"),
            "cancel_url": url,
            "given_back": copy_given_back(request),
            "breadcrumbs": [(str(self.record), url)],
        }
        return render(request, "records/form.html", context)
