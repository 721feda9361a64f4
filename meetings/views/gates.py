"""A gate review is put on an agenda by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.requests.signed_in import SignedInRequest
from governance.choices import GateState
from governance.models import GateReview
from meetings.actions.agendas import add_item
from meetings.actions.gates import table_review
from meetings.choices import MeetingState
from meetings.forms.meetings import LateReasonsForm
from meetings.models import AgendaItem, Meeting
from meetings.pages.meetings import MeetingPages
from people.models import Person
from records.views.acting import ActOn


class TableReview(ActOn):
    """While the agenda is being written, at once; once it is published, as a late item, which says
    why."""

    pages = MeetingPages()
    record: Meeting
    heading = label = _("Put it on the agenda")
    done = _("The gate review is on the agenda.")

    def dispatch(self, request: SignedInRequest, gate: str, **keys: Any) -> HttpResponseBase:  # type: ignore[override]
        rows = GateReview.objects.visible_to(request.user.person).live().select_related("project")
        self.review = get_object_or_404(rows, reference=gate)
        return super().dispatch(request, **keys)

    def already(self, request: SignedInRequest) -> str:
        if self.review.state != GateState.TABLED:
            return ""
        return _now("The gate review is on an agenda already.")

    def text(self, person: Person) -> str:
        return f"{self.review.title}: {self.review.project.title}"

    def form(self, person: Person, data: Any = None) -> forms.Form:
        is_late = self.record.state != MeetingState.PLANNED
        return LateReasonsForm(data) if is_late else forms.Form(data)

    def act(self, by: Person, **typed: Any) -> AgendaItem:
        return table_review(self.record, self.review, by=by, add=add_item, **typed)
