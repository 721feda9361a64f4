"""Papers on the agendas of meetings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.requests.signed_in import SignedInRequest, verb
from audit.errors import Refused
from meetings.views.meetings import find_to_plan
from reports.models import Paper
from reports.tabling import table_paper


@verb
def table(request: SignedInRequest, reference: str, paper: str) -> HttpResponse:
    """Put a paper on the agenda of the meeting that it names."""
    person = request.user.person
    meeting = find_to_plan(person, reference)
    found = get_object_or_404(Paper.objects.visible_to(person), reference=paper)
    try:
        table_paper(meeting, found, by=person)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The paper is on the agenda."))
    return redirect("meetings:meeting_detail", meeting.reference)
