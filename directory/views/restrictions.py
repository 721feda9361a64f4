"""Restrictions: who reads what and why, when each is reviewed, and how it is released."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Refused
from directory.columns import RESTRICTIONS, reader_columns
from directory.forms.restrictions import ReleaseForm
from directory.pages import RestrictionPages
from people import policy
from people.choices import Act
from people.models import Person
from people.restricting import records_of, release
from people.restriction_rows import reader_rows, restriction_rows
from records.pages import menu
from records.pages.lists import table
from records.pages.record_pages import PAGES_OF
from records.views.record_page import RecordView
from values import clock


def restriction_list(request: SignedInRequest) -> HttpResponse:
    """The restrictions that the person may read, the next review first."""
    rows = restriction_rows(request.user.person, clock.today())
    context = {
        "restrictions": table(RESTRICTIONS, rows),
        "breadcrumbs": [menu.ITEMS["papers"].crumb()],
    }
    return render(request, "directory/restriction_list.html", context)


def restriction_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """Why something is restricted, and its readers."""
    person, pages = request.user.person, RestrictionPages()
    restriction = pages.find(person, {"reference": reference})
    records = [(str(r), PAGES_OF[type(r)]().url("detail", r)) for r in records_of(restriction)]
    may_edit = policy.can(person, Act.RESTRICT, restriction)
    context = {
        "restriction": restriction,
        "records": records,
        "readers": table(
            reader_columns(restriction.pk, may_edit=may_edit),
            reader_rows(restriction.pk, clock.today()),
        ),
        "may_edit": may_edit,
        "may_release": not restriction.released_on and policy.can(person, Act.RELEASE, restriction),
        "breadcrumbs": pages.crumbs(restriction)[:-1],
    }
    return render(request, "directory/restriction_detail.html", context)


class ReleaseRestriction(RecordView):
    """Open a restricted record to everybody whose role lets them see it."""

    def permit(self, person: Person) -> None:
        if not policy.can(person, Act.RELEASE, self.record):
            raise PermissionDenied

    def already(self, request: SignedInRequest) -> str:
        return _("This has already been released.") if self.record.released_on else ""

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        return self.page(request, ReleaseForm(given_back(request)))

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = ReleaseForm(request.POST)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                release(self.record, by=request.user.person, reason=reason)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("It has been released."))
                return redirect(self.pages.after(self.record))
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: ReleaseForm) -> HttpResponse:
        context = {
            "form": form,
            "restriction": self.record,
            "hidden": self.read_from(),
            "given_back": copy_given_back(request),
            "cancel_url": self.pages.after(self.record),
            "breadcrumbs": self.pages.crumbs(self.record),
        }
        return render(request, "directory/restriction_release.html", context)
