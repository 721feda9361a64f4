"""Publishing a version of a pack: every paper is checked, and the day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.errors import Refused
from audit.writing import audited
from meetings.actions.meetings import call_meeting
from meetings.choices import MeetingState
from meetings.models import Meeting
from meetings.queries.agendas import items_of
from meetings.queries.deadlines import AGENDA, deadlines_of
from packs.choices import WHOLE, PackItemState
from packs.models import Pack, PackItem, PackPublication, PackVersion, PublicBoard
from packs.queries.audiences import is_closed, lacks_readers, newest, restrict_it_first
from packs.queries.sources import digest_of_records, waits
from people import events
from people.choices import Role, SecurityEventKind
from people.models import Person
from people.seats import seats
from reports.models import Paper
from reports.publishing import unfit
from reports.queries.papers import Reading
from values import clock
from values.spelling import alphabetical


def publish_pack(
    version: PackVersion,
    *,
    by: Person,
    late_reason: str = "",
    consented_by: Person | None = None,
    reason: str = "",
) -> PackPublication:
    """Publish a version of a pack as it was made, and return the publication; sent twice, it is
    published once. The agenda of a meeting that has none yet is published with it. Raises Refused
    for the first paper that is not fit (`faults`), and after the deadline without the chair's
    consent and the reason."""
    late_reason = late_reason.strip()
    with audited(by=by, reason=reason or _("Pack published")):
        pack = Pack.objects.select_for_update().get(pk=version.pack_id)
        before = PackPublication.objects.filter(pack_version=version).first()
        if before is not None:
            return before
        if sentences := faults(version):
            raise Refused(" ".join(sentences))
        refuse_late(version, late_reason, consented_by)
        meeting = Meeting.objects.select_related("board").get(pk=pack.meeting_id)
        if meeting.state == MeetingState.PLANNED:
            call_meeting(meeting, by=by)
        is_late = bool(lateness(meeting))
        made = writing.create(
            PackPublication,
            pack_version=version,
            moment=clock.now(),
            published_by=by,
            late_reason=late_reason if is_late else "",
            consented_by=consented_by if is_late else None,
        )
        events.record(SecurityEventKind.PUBLISHED, record=pack, number=version.number)
        return made


def refuse_late(version: PackVersion, late_reason: str, consented_by: Person | None) -> None:
    """Raise Refused after the deadline, unless the chair agrees and the reason is given."""
    said = lateness(version.pack.meeting)
    if said and not late_reason:
        sentence = _("%(late)s Say why it is late and cannot wait.") % {"late": said}
        raise Refused(sentence, {"late_reason": [sentence]})
    if said and consented_by not in chairs_of(version.pack.meeting):
        sentence = _("%(late)s It needs the chair’s consent.") % {"late": said}
        raise Refused(sentence, {"consented_by": [sentence]})


def lateness(meeting: Meeting) -> str:
    """The sentence for a pack that is published after its deadline; "" in time, or without one.
    Three queries."""
    on = clock.today()
    for deadline in deadlines_of(meeting, on):
        if deadline.key == AGENDA and deadline.on < on:
            return _("The agenda and its reports were due by %(when)s (%(sum)s).") % {
                "when": deadline.when,
                "sum": deadline.says,
            }
    return ""


def chairs_of(meeting: Meeting) -> list[Person]:
    """Who may agree to a late pack: those who chair the board today."""
    scope = meeting.board.scope_id
    held = seats([scope], role=Role.CHAIR).get(scope, [])
    keys = [seat.person_id for seat in held if seat.person_id and not seat.is_suggested]
    return list(Person.objects.filter(pk__in=keys).order_by(alphabetical("name"), "id"))


# --- what stands in the way -----------------------------------------------------------------------
def faults(version: PackVersion) -> list[str]:
    """Why a version may not be published, a sentence for each reason."""
    newer = PackVersion.objects.filter(pack_id=version.pack_id, number__gt=version.number)
    if newer.exists():
        return [_("A later version of the pack has been made: publish that one.")]
    items = list(
        PackItem.objects.filter(pack_version=version)
        .select_related("paper__board__scope", "paper__programme__scope", "publication", "item")
        .in_order()
    )
    sentences = list(agenda_faults(version, items))
    last = newest([item.paper_id for item in items if item.paper_id])
    for item in items:
        said = {"number": item.number, "title": item.public_title}
        for why in paper_faults(item, last):
            sentences.append(_("Item %(number)s, “%(title)s”: %(why)s") % {**said, "why": why})
    return sentences


def agenda_faults(version: PackVersion, items: list[PackItem]) -> Iterator[str]:
    """Yield whether the agenda has changed since the version was made."""
    agenda = {
        item.pk: str(item.number or place)
        for place, item in enumerate(items_of(version.pack.meeting), start=1)
    }
    printed = {item.item_id: item for item in items}
    if version.kind in WHOLE and set(printed) != set(agenda):
        yield changed_since()
        return
    for key, item in printed.items():
        waiting = waits(item.item)
        is_same = waiting == item.state if waiting else item.state not in WAITING
        if not is_same or agenda.get(key) != item.number:
            yield changed_since()
            return


WAITING = (PackItemState.TO_FOLLOW, PackItemState.WITHDRAWN)


def changed_since() -> str:
    return _("The agenda has changed since this version was made: make the pack again.")


def paper_faults(item: PackItem, last: dict[int, Any]) -> Iterator[str]:
    """Yield what is wrong with a paper of a pack, or with what the pack holds of it; nothing that
    only its readers may know."""
    if item.fault:
        yield _("it could not be printed.") if item.restriction_id else item.fault
    if item.paper is None or item.state != PackItemState.PRINTED:
        return
    paper: Paper = item.paper
    if lacks_readers(paper, item.item):
        yield restrict_it_first()
    elif is_closed(paper) != bool(item.reasons) and item.item.restriction_id is None:
        yield _("it has been restricted or released since: make the pack again.")
    elif item.publication is not None:
        if last.get(paper.pk) != item.publication:
            yield _("it has been published again since: make the pack again.")
    elif not item.reasons:
        yield _("it is a draft: publish the paper first, and make the pack again.")
    else:
        if unfit(paper, Reading(paper)):
            yield _("it is not fit to go out yet: its own page says why, to its readers.")
        if digest_of_records(paper) != item.digest:
            yield _("it has been changed since: make the pack again.")


# --- for the public -------------------------------------------------------------------------------
def open_to_the_public(*, board_id: int, is_public: bool, by: Person, reason: str = "") -> Any:
    """Let anyone read what is published for a board, or no longer, and return the record of it."""
    said = _("Public page opened") if is_public else _("Public page closed")
    with audited(by=by, reason=reason or said):
        found = PublicBoard.objects.select_for_update().filter(board_id=board_id).first()
        if found is None:
            return writing.create(PublicBoard, board_id=board_id, is_public=is_public)
        return writing.change(found, is_public=is_public)
