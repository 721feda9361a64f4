"""Minutes on their own page, and what is printed of a meeting as files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.requests.pace import weighs
from accounts.requests.signed_in import SignedInRequest, verb
from audit.errors import Refused
from documents.html import body_html, standalone_html
from documents.pdf import RenderFailed, render_pdf
from documents.tree import Document
from documents.tree_files import from_json
from documents.word import WORD, render_word
from meetings.actions.minutes import confirm_minutes
from meetings.choices import HELD, MeetingState
from meetings.models import Meeting, Minutes
from meetings.pages.meetings import MeetingPages
from meetings.queries import documents
from meetings.queries.agendas import agenda
from meetings.queries.meetings import find_meeting, meeting_after
from meetings.views.meetings import note_readings
from people import events, policy
from people.choices import Act, SecurityEventKind
from people.models import Person
from values import clock

MINUTED = (MeetingState.OPEN, *HELD)
"""Minutes are drafted from the opening of a meeting on."""


def meeting_minutes(request: SignedInRequest, reference: str) -> HttpResponse:
    """The minutes of a meeting: drafted, or as they were confirmed."""
    person = request.user.person
    meeting = find_meeting(person, reference)
    if meeting.state not in MINUTED:
        raise Http404
    may_edit = meeting.state == MeetingState.CLOSED and policy.can(
        person, Act.PLAN_MEETINGS, meeting
    )
    context = {
        "meeting": meeting,
        "body": body_html(_minutes(meeting, person)),
        "confirmed": Minutes.objects.filter(meeting=meeting).select_related("confirmed_by").first(),
        "may_confirm": meeting.state == MeetingState.CLOSED
        and policy.can(person, Act.CONFIRM_MINUTES, meeting),
        "to_amend": [row for row in agenda(meeting, person) if row.is_open] if may_edit else [],
        "may_edit": may_edit,
        "may_export": policy.can(person, Act.EXPORT, meeting),
        "next": meeting_after(meeting),
        "breadcrumbs": MeetingPages().crumbs(meeting),
    }
    return render(request, "meetings/meeting_minutes.html", context)


def _minutes(meeting: Meeting, reader: Person) -> Document:
    """As they were confirmed, except for somebody who may read what is closed to the public: their
    text is locked, too."""
    confirmed = Minutes.objects.filter(meeting=meeting).first()
    is_public = not meeting.items.live().filter(restriction__isnull=False).exists()
    if confirmed is not None and is_public:
        return from_json(confirmed.document)
    note_readings(agenda(meeting, reader))
    return documents.minutes(meeting, reader)


@verb
def confirm(request: SignedInRequest, reference: str) -> HttpResponse:
    """The chair confirms the minutes of a meeting."""
    meeting = find_meeting(request.user.person, reference)
    if not policy.can(request.user.person, Act.CONFIRM_MINUTES, meeting):
        raise PermissionDenied
    try:
        confirm_minutes(meeting, by=request.user.person)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The minutes are confirmed."))
    return redirect("meetings:meeting_detail", meeting.reference)


PRINTED: dict[str, Any] = {
    "minutes": _minutes,
    "decisions": documents.decision_notice,
    "actions": documents.action_log,
}


@weighs(5)
def meeting_file(request: SignedInRequest, reference: str, what: str, kind: str) -> HttpResponse:
    """The minutes, the decision notice or the action log of a meeting, as HTML, PDF or Word."""
    person = request.user.person
    meeting = find_meeting(person, reference)
    if not policy.can(person, Act.EXPORT, meeting):
        raise PermissionDenied
    is_too_early = what == "minutes" and meeting.state not in MINUTED
    if what not in PRINTED or kind not in MADE or is_too_early:
        raise Http404
    make, content_type, ending = MADE[kind]
    try:
        content = make(PRINTED[what](meeting, person))
    except RenderFailed as failure:
        messages.error(request, str(failure))
        return redirect("meetings:meeting_detail", meeting.reference)
    events.record(SecurityEventKind.EXPORTED, record=meeting, format=kind)
    name = f"{meeting.reference}-{what}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)


MADE: dict[str, Any] = {
    "html": (lambda d: standalone_html(d).encode(), "text/html; charset=utf-8", "html"),
    "pdf": (lambda d: render_pdf(d, moment=clock.now()), "application/pdf", "pdf"),
    "word": (lambda d: render_word(d, moment=clock.now()), WORD, "docx"),
}
