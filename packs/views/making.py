"""Making and publishing packs, and opening the public page of a board."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.pace import weighs
from accounts.requests.signed_in import SignedInRequest, verb
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Refused
from governance.queries.boards import find_board
from jobs.actions import ask_for_file
from meetings.models import Meeting
from meetings.queries.meetings import find_meeting
from packs.building import open_pack
from packs.forms import BuildForm, PublishPackForm
from packs.models import Pack, PackVersion, PublicBoard
from packs.pages import crumbs_of, find_version, may_plan, pack_crumbs, permit_planning
from packs.publishing import chairs_of, faults, lateness, open_to_the_public, publish_pack
from packs.queries.sources import title_of
from people import policy
from people.choices import Act
from people.models import Person

EXPECTED_PAGES = 20
"""About how many pages a pack has: only its progress is measured by it."""


def meeting_pack(request: SignedInRequest, reference: str) -> HttpResponse:
    """The pack of a meeting, or the way to make it."""
    person = request.user.person
    meeting = find_meeting(person, reference)
    pack = Pack.objects.filter(meeting=meeting).visible_to(person).first()
    if pack is not None:
        return redirect("packs:pack_detail", pack.reference)
    context = {
        "meeting": meeting,
        "title": title_of(meeting),
        "may_plan": may_plan(person, meeting.board),
        "breadcrumbs": crumbs_of(meeting.board),
    }
    return render(request, "packs/meeting_pack.html", context)


@weighs(20)
@verb
def build(request: SignedInRequest, reference: str) -> HttpResponse:
    """Have the next version of a meeting's pack made."""
    person = request.user.person
    meeting = find_meeting(person, reference)
    permit_planning(person, meeting.board)
    form = BuildForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Choose what to make."))
        return redirect("packs:meeting_pack", reference)
    try:
        pack = open_pack(meeting, by=person)
        job = ask_for_file(
            account=request.user,
            kind="pack",
            arguments={"reference": pack.reference, "kind": form.cleaned_data["kind"]},
            file_name=f"{pack.reference}.pdf",
            pages=pages_before(pack),
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("packs:meeting_pack", reference)
    return redirect("jobs:file_detail", job.pk)


def pages_before(pack: Pack) -> int:
    """As many pages as the last version had."""
    last = PackVersion.objects.filter(pack=pack).newest_first().first()
    return last.last_page - last.first_page + 1 if last else EXPECTED_PAGES


def publish(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """What stands in the way of publishing a version, or the button."""
    person = request.user.person
    version = find_version(person, reference, number)
    if not policy.can(person, Act.PUBLISH, version.pack.meeting.board):
        raise PermissionDenied
    meeting: Meeting = version.pack.meeting
    done = reverse("packs:pack_detail", args=[reference])
    late, chairs = lateness(meeting), chairs_of(meeting)
    sent = request.POST if request.method == "POST" else given_back(request)
    form = PublishPackForm(sent, chairs=chairs, is_late=bool(late))
    if request.method == "POST" and form.is_valid():
        try:
            publish_pack(version, by=person, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The pack has been published."))
            return redirect(done)
    context = {
        "pack": version.pack,
        "version": version,
        "form": form,
        "late": late,
        "has_chair": bool(chairs),
        "faults": [] if hasattr(version, "publication") else faults(version),
        "is_published": hasattr(version, "publication"),
        "given_back": copy_given_back(request),
        "cancel_url": reverse("packs:pack_version", args=[reference, number]),
        "breadcrumbs": pack_crumbs(version.pack),
    }
    return render(request, "packs/pack_publish.html", context)


def public_switch(request: SignedInRequest, reference: str) -> HttpResponse:
    """Whether anyone may read what is published for a board."""
    person = request.user.person
    board = find_board(person, reference)
    if not policy.can(person, Act.PUBLISH, board):
        raise PermissionDenied
    found = PublicBoard.objects.filter(board=board).first()
    is_public = found is not None and found.is_public
    if request.method == "POST":
        return switched(request, board, person)
    context = {
        "board": board,
        "is_public": is_public,
        "public_url": reverse("packs:public_board", args=[board.reference]),
        "breadcrumbs": crumbs_of(board),
    }
    return render(request, "packs/public_switch.html", context)


def switched(request: SignedInRequest, board: Any, person: Person) -> HttpResponse:
    wanted = request.POST.get("public")
    if wanted in ("yes", "no"):
        open_to_the_public(board_id=board.pk, is_public=wanted == "yes", by=person)
        opened = _("Anyone may now read what is published for this board.")
        closed = _("Only people who sign in may now read what is published for this board.")
        messages.success(request, opened if wanted == "yes" else closed)
    return redirect("packs:public_switch", board.reference)
