"""What is printed of a meeting: its minutes, its decision notice, and the log of actions. Each is a
document tree, of which HTML, PDF and Word are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from documents import tree
from documents.tree import Block, Document, Heading, Paragraph, Table, Words
from documents.tree import words as text
from documents.typed import record_text
from governance.models import Decision
from meetings.choices import ItemKind, ItemState, MeetingState, MotionState, Presence
from meetings.models import AgendaItem, Attendance, ItemDecision, Meeting
from meetings.queries.agendas import ItemRow, agenda, when_words
from meetings.queries.meetings import meeting_after
from meetings.queries.outcomes import actions_of, decisions_of, open_actions
from meetings.queries.sitting import Sitter, Sitting, sitting
from people import policy
from people.models import Person
from people.queries import council_name
from registers.models import Action
from values import words


def document(meeting: Meeting, title: str, blocks: Iterable[Block], status: str = "") -> Document:
    """A document about a meeting: whose it is, which meeting, and when it was."""
    council = council_name()
    lines = [
        tree.HeaderLine("status", status),
        tree.HeaderLine("council", council),
        tree.HeaderLine("body", meeting.board.title),
        tree.HeaderLine("title", title),
        tree.HeaderLine("meeting day", when_words(meeting)),
        tree.HeaderLine("place", meeting.place),
    ]
    foot = (meeting.reference, status, _("Page {page} of {pages}"))
    return Document(
        title=_("%(title)s, %(board)s, %(day)s")
        % {"title": title, "board": meeting.board.title, "day": words.day(meeting.held_on)},
        language=get_language() or "en-gb",
        reference=meeting.reference,
        header=tree.Header(council, tuple(line for line in lines if line.text)),
        blocks=tuple(blocks),
        sheets=tree.Sheets(foot=foot),
    )


def minutes(meeting: Meeting, reader: Person | None) -> Document:
    """The minutes, drafted from what was recorded, for a reader or for the public (None). Ten
    queries."""
    sits, rows = sitting(meeting), agenda(meeting, reader)
    read = {row.id for row in rows if row.is_open}
    sits = replace(sits, interests=tuple(one for one in sits.interests if one.item_id in read))
    decided = decisions_of(meeting)
    actions = actions_of(row.id for row in rows)
    blocks = [*_attendance(sits, rows)]
    for row in rows:
        blocks += _item(sits, row, decided[row.id], actions[row.id])
    is_draft = meeting.state != MeetingState.CONFIRMED
    return document(meeting, _("Minutes"), blocks, _("Draft, not confirmed") if is_draft else "")


def _attendance(sits: Sitting, rows: list[ItemRow]) -> Iterator[Block]:
    numbers = {row.id: row.number for row in rows}
    groups = (
        (_("Present"), (Presence.PRESENT, Presence.SUBSTITUTED)),
        (_("Apologies"), (Presence.APOLOGIES,)),
        (_("Absent"), (Presence.ABSENT,)),
    )
    yield Heading(2, _("Attendance"))
    for label, presences in groups:
        names = [_sitter(s, numbers) for s in sits.sitters if s.presence in presences]
        if names:
            yield _labelled(label, "; ".join(names))
    if sits.others:
        yield _labelled(_("In attendance"), "; ".join(map(_guest, sits.others)))
    if not any(sitter.presence for sitter in sits.sitters):
        yield Paragraph(text(_("Attendance is not recorded.")))


def _sitter(sitter: Sitter, numbers: dict[int, str]) -> str:
    """Ada Grange (in the chair, from item 3)."""
    came = sitter.attendance
    said = []
    if came is not None and came.presides:
        said.append(_("in the chair"))
    if came is not None and came.from_item_id in numbers:
        said.append(_("from item %(number)s") % {"number": numbers[came.from_item_id]})
    if came is not None and came.until_item_id in numbers:
        said.append(_("until item %(number)s") % {"number": numbers[came.until_item_id]})
    return f"{sitter.name} ({', '.join(said)})" if said else sitter.name


def _guest(came: Attendance) -> str:
    return came.person.name if came.person else came.name


def _labelled(label: str, said: str) -> Paragraph:
    return Paragraph((Words(f"{label}: ", is_strong=True), Words(said)))


def _item(
    sits: Sitting, row: ItemRow, decided: list[ItemDecision], actions: list[Action]
) -> Iterator[Block]:
    """One item of the minutes; of a closed one, that it was taken and why it is closed."""
    item = row.item
    yield Heading(2, row.title, number=f"{row.number}.")
    if not row.is_open:
        yield Paragraph(text(row.closed_because))
        return
    if item.state == ItemState.WITHDRAWN:
        yield Paragraph(text(_("Report withdrawn: %(why)s") % {"why": item.state_reason}))
        return
    if item.is_late:
        yield _labelled(_("Late item"), f"{item.late_reason} {item.urgency_reason}")
        if item.consented_by is not None:
            yield Paragraph(text(_("The chair agreed that it could not wait.")))
    for interest in sits.interests:
        if interest.item_id == item.pk:
            yield _labelled(_("Interest"), sits.interest_words(interest))
            yield Paragraph(text(_left_or_stayed(interest.dispensation)))
    yield from record_text(item.minuted)
    if not item.minuted:
        yield from _by_itself(sits, item)
    for motion in decided:
        yield from _motion(motion, sits)
    if item.outcome and (not decided or item.kind == ItemKind.GATE):
        yield Paragraph((Words(str(item.get_outcome_display()), is_strong=True),))
    if actions:
        yield action_table(actions, _("Actions"))


def _by_itself(sits: Sitting, item: AgendaItem) -> Iterator[Block]:
    """What the records say by themselves about an item of a kind, where nobody wrote more."""
    if item.kind == ItemKind.APOLOGIES:
        away = [s.name for s in sits.sitters if s.presence == Presence.APOLOGIES]
        said = _("Apologies were received from: %(names)s.") % {"names": "; ".join(away)}
        yield Paragraph(text(said if away else _("There were no apologies.")))
    elif item.kind == ItemKind.INTERESTS:
        declared = [sits.interest_words(interest) for interest in sits.interests]
        if declared:
            yield tree.BulletList(tuple(map(text, declared)))
        else:
            yield Paragraph(text(_("No interests were declared.")))
    elif item.kind == ItemKind.NEXT:
        later = meeting_after(sits.meeting)
        day = {"when": when_words(later)} if later else {}
        said = _("The next meeting is on %(when)s.") % day if later else _("It is not planned yet.")
        yield Paragraph(text(said))


def _left_or_stayed(dispensation: str) -> str:
    if dispensation:
        return _("Took part under a dispensation: %(said)s") % {"said": dispensation}
    return _("Took no part in this item.")


def _motion(motion: ItemDecision, sits: Sitting) -> Iterator[Block]:
    labels = {
        MotionState.CARRIED: _("Resolved"),
        MotionState.LOST: _("Not agreed"),
        MotionState.PUT: _("Put to the vote"),
    }
    number = f" ({motion.decision.reference})" if motion.decision else ""
    yield _labelled(labels[MotionState(motion.state)] + number, motion.title)
    yield from record_text(motion.text)
    if motion.votes_for is not None:
        yield Paragraph(text(votes_words(motion)))
    if motion.is_by_name:
        yield from _by_name(motion)


def votes_words(motion: ItemDecision) -> str:
    """For 5, against 2, abstained 1."""
    facts = {
        "for": motion.votes_for,
        "against": motion.votes_against,
        "abstained": motion.votes_abstained,
    }
    counted = _("For %(for)d, against %(against)d, abstained %(abstained)d.") % facts
    if not motion.casting_vote:
        return counted
    cast = motion.get_casting_vote_display()
    return _("%(counted)s The chair’s casting vote: %(cast)s.") % {"counted": counted, "cast": cast}


def _by_name(motion: ItemDecision) -> Iterator[Block]:
    by_way: dict[str, list[str]] = {}
    for vote in motion.votes.all():
        by_way.setdefault(str(vote.get_cast_display()), []).append(vote.voter)
    for way, names in by_way.items():
        yield _labelled(way, "; ".join(names))


def action_table(actions: Iterable[Action], caption: str) -> Table:
    columns = (
        tree.Column(_("Reference"), is_short=True),
        tree.Column(_("Action")),
        tree.Column(_("Owner")),
        tree.Column(_("Due"), is_short=True),
        tree.Column(_("State")),
    )
    rows = tuple(
        (
            action.reference,
            action.title,
            str(action.owner or _("Nobody yet")),
            words.when(action.due_on) if action.due_on else _("No date"),
            str(action.get_state_display()),
        )
        for action in actions
    )
    return Table(caption, columns, rows)


def decision_notice(meeting: Meeting, reader: Person | None) -> Document:
    """What a meeting decided, with what the law asks to be published of it; of what is closed to
    the reader, the title for the public and why."""
    rows = agenda(meeting, reader)
    decided = decisions_of(meeting)
    blocks: list[Block] = []
    for row in rows:
        for motion in decided[row.id]:
            if motion.decision is None:
                continue
            if _is_kept_from(reader, motion.decision):
                blocks += _closed_notice(row, motion.decision)
            else:
                blocks += _notice(row.number, motion, motion.decision)
    if not blocks:
        blocks = [tree.Notice(text(_("The meeting took no decisions.")))]
    return document(meeting, _("Decision notice"), blocks)


def _is_kept_from(reader: Person | None, decision: Decision) -> bool:
    if reader is None:
        return decision.restriction_id is not None
    return policy.is_closed(reader, decision)


def _closed_notice(row: ItemRow, decision: Decision) -> Iterator[Block]:
    yield Heading(2, row.title, number=f"{row.number}.")
    yield _labelled(_("Decision"), decision.reference)
    yield Paragraph(text(row.closed_because))


def notice_of(motion: ItemDecision, decision: Decision) -> Document:
    """One decision of a meeting, with what the law asks to be published of it."""
    blocks = _notice(str(motion.item.number or ""), motion, decision)
    return document(motion.item.meeting, _("Decision"), blocks)


def _notice(number: str, motion: ItemDecision, decision: Decision) -> Iterator[Block]:
    yield Heading(2, decision.title, number=f"{number}." if number else "")
    yield from record_text(decision.text)
    facts = (
        (_("Decision"), decision.reference),
        (_("Made on"), words.day(decision.made_on)),
        (_("Key decision"), _("Yes") if decision.is_key else _("No")),
        (_("Subject to call-in"), _("Yes") if decision.call_in else _("No")),
        (_("Effective from"), words.day(decision.effective_on) if decision.effective_on else ""),
        (_("Reasons"), decision.reasons),
        (_("Options considered and rejected"), decision.options_rejected),
        (_("Interests declared"), decision.interests),
        (_("Dispensations"), decision.dispensations),
        (_("Votes"), votes_words(motion) if motion.votes_for is not None else ""),
    )
    for label, said in facts:
        if said:
            yield _labelled(label, said)


def action_log(meeting: Meeting, reader: Person) -> Document:
    """The actions of a board that are not closed, as its meeting goes through them."""
    actions = open_actions(meeting.board, reader)
    blocks: list[Block] = [action_table(actions, _("Actions not closed"))]
    if not actions:
        blocks = [tree.Notice(text(_("No action of the board is open.")))]
    return document(meeting, _("Action log"), blocks)
