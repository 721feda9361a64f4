"""What members do themselves: the chair agrees to a late item, and a seat votes."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.requests.signed_in import SignedInRequest, verb
from audit.errors import Refused
from meetings.actions.agendas import consent_to_item
from meetings.actions.outcomes import cast_vote
from meetings.choices import VoteCast
from meetings.models import AgendaItem, ItemDecision
from meetings.queries.meetings import find_meeting
from meetings.queries.sitting import sitting
from people import policy
from people.choices import Act


@verb
def consent(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """The chair agrees that a late item cannot wait."""
    person = request.user.person
    meeting = find_meeting(person, reference)
    item = get_object_or_404(AgendaItem.objects.visible_to(person), meeting=meeting, pk=pk)
    if not policy.can(person, Act.CONFIRM_MINUTES, meeting):
        raise PermissionDenied
    item.meeting = meeting
    try:
        consent_to_item(item, by=person)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You have agreed to the late item."))
    return redirect("meetings:meeting_detail", meeting.reference)


@verb
def vote(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """A member votes on what was put to the vote by name, from their own seat."""
    person = request.user.person
    meeting = find_meeting(person, reference)
    visible = ItemDecision.objects.live().visible_to(person).select_related("item")
    motion = get_object_or_404(visible, item__meeting=meeting, pk=pk)
    if not policy.can(person, Act.DECIDE, meeting):
        raise PermissionDenied
    motion.item.meeting = meeting
    try:
        sitter = sitting(meeting).seat_of(person, motion.item)
        if sitter is None:
            raise Refused(_("You have no seat at this meeting, and so no vote."))
        cast = request.POST.get("cast", "")
        if cast not in VoteCast.values:
            raise Refused(_("Press for, against or abstained."))
        cast_vote(motion, by=person, seat_id=sitter.seat.id, cast=cast)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your vote is recorded."))
    return redirect("meetings:meeting_detail", meeting.reference)
