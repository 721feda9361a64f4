"""Giving a clearance, for its officer; and asking for one again."""

from __future__ import annotations

from copy import copy
from functools import cached_property
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
from people import policy
from people.choices import Act
from people.models import Person
from records.views.record_page import RecordView
from reports.choices import ClearanceState
from reports.clearing import ask_again, clear_paper, edited_since, moved_since, refuse_clearance
from reports.forms import GiveClearanceForm
from reports.models import Clearance
from reports.queries.clearances import may_give
from reports.queries.papers import Reading
from values import clock


class GiveClearance(RecordView):
    """The officer who was asked clears the version that they read, or says what must change. Other
    people who give clearances there see how it stands."""

    record: Clearance

    def permit(self, person: Person) -> None:
        if not policy.can(person, Act.CLEAR, self.record.paper):
            raise PermissionDenied

    def already(self, request: SignedInRequest) -> str:
        """The message to the officer who has already sent the same."""
        meant, is_own = (
            request.POST.get("decision"),
            request.user.person_id == self.record.officer_id,
        )
        is_so = is_own and not self.record.is_archived and self.record.state == meant
        is_decided = meant in (ClearanceState.CLEARED, ClearanceState.NOT_CLEARED)
        return _("You have already said so.") if is_so and is_decided else ""

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        initial = {"initials": initials_of(request.user.person), "given_on": clock.today()}
        sent = given_back(request)
        form = self.form(sent, initial)
        if sent is not None and sent.get("expected") != self.reading.written:
            form.add_error(None, edited_since())
        elif sent is not None and sent.get("printed") != self.reading.printed:
            form.add_error(None, moved_since())
        return self.page(request, form)

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.decide(request, form.cleaned_data)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                return redirect(self.pages.after(self.record))
        return self.page(request, form)

    @cached_property
    def reading(self) -> Reading:
        """The paper as the page shows it."""
        return Reading(self.record.paper)

    def form(self, data: Any, initial: dict[str, Any] | None = None) -> GiveClearanceForm:
        # A form writes what is typed into its record: the page shows the saved one.
        return GiveClearanceForm(data, instance=copy(self.record), initial=initial)

    def decide(self, request: SignedInRequest, typed: dict[str, Any]) -> None:
        by = request.user.person
        if typed["decision"] == ClearanceState.CLEARED:
            names = ("expected", "printed", "text", "initials", "given_on")
            clear_paper(self.record, by=by, **{name: typed[name] for name in names})
            messages.success(request, _("You have cleared the paper."))
        else:
            refuse_clearance(self.record, by=by, text=typed["text"])
            messages.success(
                request,
                _("You have not cleared the paper. The person who asked you gets a message."),
            )

    def page(self, request: SignedInRequest, form: GiveClearanceForm) -> HttpResponse:
        person, paper = request.user.person, self.record.paper
        rows = self.reading.clearances
        is_waiting = not self.record.is_archived and self.record.state == ClearanceState.WAITING
        context = {
            "form": form,
            "hidden": self.read_from(),
            "digest": self.reading.written,
            "printed": self.reading.printed if is_waiting else "",
            "paper": paper,
            "asked_by": self.record.asked_by.name,
            "row": next((row for row in rows if row.id == self.record.pk), None),
            "is_asked": is_waiting
            and person.pk == self.record.officer_id
            and may_give(person, self.record),
            "given_back": copy_given_back(request),
            "cancel_url": self.pages.after(self.record),
            "breadcrumbs": self.pages.crumbs(self.record),
        }
        return render(request, "reports/clearance_give.html", context)


class AskAgain(RecordView):
    """Ask the same officer again, with one button."""

    record: Clearance

    def already(self, request: SignedInRequest) -> str:
        is_waiting = not self.record.is_archived and self.record.state == ClearanceState.WAITING
        message = _("%(officer)s has already been asked.") % {"officer": self.record.officer}
        return message if is_waiting else ""

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        try:
            ask_again(self.record, by=request.user.person)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            message = _("%(officer)s has been asked again.") % {"officer": self.record.officer}
            messages.success(request, message)
        return redirect(self.pages.after(self.record))


def initials_of(person: Person) -> str:
    """The initials of a name, as many as are printed."""
    return "".join(name[0] for name in person.name.split() if name[0].isalpha())[:6].upper()
