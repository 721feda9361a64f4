"""The second of two people confirms a role that the first has proposed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.requests.signed_in import SignedInRequest
from accounts.views.recently import confirm_for
from audit.errors import Refused
from people.actions import confirm_appointment
from records.views.record_page import RecordView


class ConfirmAppointment(RecordView):
    """Give a role that somebody else has proposed."""

    def already(self, request: SignedInRequest) -> str:
        is_done = self.record.confirmed_by_id is not None and not self.record.is_suggested
        return _("The appointment is already confirmed.") if is_done else ""

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        waits = self.record.is_suggested and self.record.proposed_by_id is not None
        context = {
            "appointment": self.record,
            "hidden": self.read_from(),
            "waits": waits,
            "is_own_proposal": self.record.proposed_by_id == request.user.person_id,
            "cancel_url": self.pages.after(self.record),
            "breadcrumbs": self.pages.crumbs(self.record),
        }
        return render(request, "directory/confirm_appointment.html", context)

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        confirm_for(self.record.scope)
        try:
            confirm_appointment(self.record, by=request.user.person)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The appointment has been confirmed and is in force."))
        return redirect(self.pages.after(self.record))
