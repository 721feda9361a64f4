"""What is done to a benefit or a savings line: finance validates it, a project hands it over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.requests.signed_in import SignedInRequest
from audit.errors import Refused
from benefits.actions import hand_over_benefit
from benefits.forms import HandOverForm
from benefits.models import Benefit, SavingsLine
from people import policy
from people.choices import Act
from people.models import Person
from records.views.acting import ActOn
from records.views.record_page import RecordView


class Validate(RecordView):
    """Finance agrees with what a benefit or a savings line claims, as it was read."""

    record: Benefit | SavingsLine
    write: Callable[..., Any] = None  # type: ignore[assignment]

    def permit(self, person: Person) -> None:
        if not policy.can(person, Act.VALIDATE_SAVINGS, self.record.programme):
            raise PermissionDenied

    def already(self, request: SignedInRequest) -> str:
        is_so = self.record.validated_by_id == request.user.person_id
        return _("You have already validated it.") if is_so else ""

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        try:
            self.write(self.record, by=request.user.person)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("%(title)s: validated.") % {"title": self.record})
        return redirect(self.pages.after(self.record))


class HandOver(ActOn):
    """Gives a benefit to its owner in the service."""

    record: Benefit
    heading, label = gettext_lazy("Hand over to the service"), gettext_lazy("Hand it over")
    done = gettext_lazy("%(title)s: handed over.")

    def form(self, person: Person, data: Any = None) -> forms.Form:
        return HandOverForm(data, owner=self.record.owner)

    def text(self, person: Person) -> str:
        return _("The service goes on measuring the benefit when the project has closed.")

    def act(self, by: Person, **typed: Any) -> Benefit:
        return hand_over_benefit(self.record, by=by, **typed)
