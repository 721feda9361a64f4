"""The deadlines of meetings: what is due on which day, how that is worked out, and what is late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import Board
from meetings import sums
from meetings.choices import FROM_DECISION, MeetingState
from meetings.models import DeadlineRule, Meeting
from meetings.queries.calendars import Rules, rules_at
from meetings.sums import Sum
from values import clock, words
from values.working_days import MOST_DAYS, Calendar

CLEARANCES, REPORTS, KEY_NOTICE, AGENDA = "clearances", "reports", "key_notice", "agenda"
PRIVATE_NOTICE, DECISION_NOTICE, EFFECT = "private_notice", "decision_notice", "effect"
LATE, DUE, DONE, AHEAD = "late", "due", "done", "ahead"
TONES = {LATE: "red", DUE: "amber", DONE: "green", AHEAD: "blue"}


@dataclass(frozen=True)
class Deadline:
    """What is due, by when, how that was worked out, and how it stands on the day that is asked."""

    key: str
    label: str
    on: date
    at: time | None
    says: str  # the sum
    stands: str  # LATE, DUE, DONE, AHEAD; empty where nothing records whether it was done
    stands_words: str

    @property
    def when(self) -> str:
        """Tuesday 4 February 2025, 10:00."""
        day = words.long_day(self.on)
        return f"{day}, {words.hour(self.at)}" if self.at else day

    @property
    def is_overdue(self) -> bool:
        return self.stands == LATE

    @property
    def tone(self) -> str:
        return TONES.get(self.stands, "grey")


def deadlines_of(
    meeting: Meeting,
    on: date | None = None,
    *,
    rules: Rules | None = None,
    done: Mapping[str, date] | None = None,
) -> tuple[Deadline, ...]:
    """What is due before and after a meeting, in the order of its days, as it stands on a day
    (today). `done` are the days on which something was done, by key; the agenda's is known. The
    caller loads the meeting with its board. Three queries, unless `rules` have been read."""
    if meeting.state == MeetingState.CANCELLED:
        return ()
    known = dict(done or {})
    if meeting.called_at:
        known.setdefault(AGENDA, timezone.localdate(meeting.called_at))
    return deadlines_on(meeting.board, meeting.held_on, on, rules=rules, done=known)


def deadlines_on(
    board: Board,
    day: date,
    on: date | None = None,
    *,
    rules: Rules | None = None,
    done: Mapping[str, date] | None = None,
) -> tuple[Deadline, ...]:
    """The same for a day on which a board meets, recorded as a meeting or not."""
    on, rules, known = on or clock.today(), rules or rules_at(), done or {}
    rule = rules.of(board, day)
    if rule is None:
        return ()
    calendar = rules.calendar(rule.nation)
    found = [
        _standing(key, label, worked_out, at, calendar, on, known)
        for key, label, worked_out, at in _due(rule, calendar, day, known)
    ]
    return tuple(sorted(found, key=lambda deadline: (deadline.on, deadline.at or time.max)))


Due = tuple[str, str, Sum, time | None]


def _due(
    rule: DeadlineRule, calendar: Calendar, day: date, known: Mapping[str, date]
) -> Iterator[Due]:
    if rule.key_days is not None:
        worked_out = sums.notice_before(calendar, day, rule.key_days, rule.key_counts)
        yield KEY_NOTICE, _("Notice of key decisions published"), worked_out, None
    if rule.clearance_days is not None:
        worked_out = sums.finished(calendar, day, rule.clearance_days)
        yield CLEARANCES, _("Clearances given"), worked_out, rule.clearance_at
    if rule.report_days is not None:
        worked_out = sums.finished(calendar, day, rule.report_days)
        yield REPORTS, _("Reports finished"), worked_out, rule.report_at
    if rule.private_days is not None:
        worked_out = sums.agenda(calendar, day, rule.private_days)
        yield PRIVATE_NOTICE, _("Second notice of a private part published"), worked_out, None
    yield (
        AGENDA,
        _("Agenda and reports published"),
        sums.agenda(calendar, day, rule.agenda_days),
        None,
    )
    noticed = known.get(DECISION_NOTICE, day)
    if rule.notice_days is not None:
        first = rule.notice_counts_the_meeting
        worked_out = sums.notice_after(calendar, day, rule.notice_days, counts_meeting=first)
        yield DECISION_NOTICE, _("Decision notice published"), worked_out, None
        noticed = known.get(DECISION_NOTICE, worked_out.on)
    if rule.call_in_days is not None:
        yield EFFECT, _("Decisions take effect"), _effect(rule, calendar, day, noticed), None


def _effect(rule: DeadlineRule, calendar: Calendar, decided: date, noticed: date) -> Sum:
    begins = decided if rule.call_in_starts in FROM_DECISION else noticed
    number = rule.call_in_days or 0
    worked_out = sums.takes_effect(calendar, begins, number, rule.call_in_starts, rule.effective)
    begun = _("decided %(day)s") if begins is decided else _("notice published %(day)s")
    said = f"{begun % {'day': words.weekday(begins)}}; {worked_out.says}"
    return Sum(worked_out.on, said)


def effective_on(
    board: Board, *, decided_on: date, published_on: date | None = None, rules: Rules | None = None
) -> Sum | None:
    """The day on which a board's decision takes effect that nobody calls in, with the sum; the day
    of the decision where there is no call-in, and None while the call-in period has not begun.
    Three queries, unless `rules` have been read."""
    rules = rules or rules_at()
    rule = rules.of(board, decided_on)
    if rule is None or rule.call_in_days is None:
        return Sum(decided_on, _("takes effect at once: there is no call-in"))
    if published_on is None and rule.call_in_starts not in FROM_DECISION:
        return None
    return _effect(rule, rules.calendar(rule.nation), decided_on, published_on or decided_on)


def expected_effect(board: Board, decided_on: date, rules: Rules | None = None) -> Sum | None:
    """The same while the decision notice is not published yet: as if it will be on its last day.
    None where no rule says when that is."""
    rules = rules or rules_at()
    noticed = notice_due(board, decided_on, rules)
    return effective_on(board, decided_on=decided_on, published_on=noticed, rules=rules)


def notice_due(board: Board, decided_on: date, rules: Rules) -> date | None:
    """The last day for the notice of a board's decision; None where no rule sets one."""
    rule = rules.of(board, decided_on)
    if rule is None or rule.notice_days is None:
        return None
    calendar, first = rules.calendar(rule.nation), rule.notice_counts_the_meeting
    return sums.notice_after(calendar, decided_on, rule.notice_days, counts_meeting=first).on


def _standing(
    key: str,
    label: str,
    due: Sum,
    at: time | None,
    calendar: Calendar,
    on: date,
    known: Mapping[str, date],
) -> Deadline:
    stands, said = _stands(key, due.on, calendar, on, known.get(key))
    return Deadline(key, label, due.on, at, due.says, stands, said)


RECORDED = (AGENDA,)
"""What Mandate itself knows to have been done, or not."""


def _stands(
    key: str, due: date, calendar: Calendar, on: date, done: date | None
) -> tuple[str, str]:
    if done is not None:
        return DONE, done_in_words(calendar, due, done)
    if due > on:
        number = (due - on).days
        return AHEAD, ngettext("tomorrow", "in %(n)d days", number) % {"n": number}
    if due == on:
        return DUE, _("today")
    if key not in RECORDED:
        return "", _("was due")
    return LATE, late_in_words(calendar, due, on)


def done_in_words(calendar: Calendar, due: date, done: date) -> str:
    facts = {"day": words.weekday(done)}
    if done <= due:
        return _("done on %(day)s") % facts
    return _("done on %(day)s, %(late)s") % {**facts, "late": late_in_words(calendar, due, done)}


def late_in_words(calendar: Calendar, due: date, on: date) -> str:
    """2 working days late; at least one, since a day that has begun is lost. After a year nobody
    counts them."""
    if (on - due).days > MOST_DAYS:
        return _("more than a year late")
    number = max(len(calendar.clear_days(due, on)) + calendar.is_working(on), 1)
    said = ngettext("%(n)d working day late", "%(n)d working days late", number)
    return said % {"n": number}
