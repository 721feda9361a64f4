"""The forward plan: its items in the order in which they are decided, and their notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.queries.moments import value_at
from meetings import sums
from meetings.choices import NoticeException
from meetings.models import ForwardPlanItem, Meeting
from meetings.queries.calendars import Rules
from values.fields import PartialDateField


def by_day(rows: QuerySet, moment: datetime | None) -> QuerySet:
    """Entries of the forward plan, what is still to be decided first, with the day of each: that of
    the meeting, or the date or period given."""
    held_on = value_at(moment, Meeting, "meeting_id", "held_on")
    said = Coalesce(Cast(held_on, CharField()), Cast("due_on", CharField()))
    rows = rows.annotate(decided_on=Cast(said, PartialDateField()))
    is_over = Case(When(state__in=ForwardPlanItem.closed_states, then=1), default=0)
    return rows.order_by(is_over, F("decided_on").asc(nulls_last=True), "id")


@dataclass(frozen=True)
class Notice:
    """Whether the public hears of a key decision long enough before it."""

    says: str  # the sum
    verdict: str
    tone: str


def notice_of(item: Any, decided_on: date | None, rules: Rules) -> Notice | None:
    """The notice of a key decision, with the sum; None for any other. A decision in a period is
    counted to the first day of it."""
    board = item.scope.board
    if not item.is_key or decided_on is None:
        return None
    rule = rules.of(board, decided_on)
    if rule is None or rule.key_days is None:
        return Notice("", _("No deadline rule in force asks for a notice."), "grey")
    calendar = rules.calendar(rule.nation)
    latest = sums.notice_before(calendar, decided_on, rule.key_days, rule.key_counts)
    published = item.first_published_on
    if published is None:
        verdict = _("The notice is not published yet: this is its last day.")
        return Notice(latest.says, verdict, "amber")
    if published >= decided_on:
        return Notice("", _("The notice was published after the decision."), "red")
    says = sums.clear_days_in_words(calendar, published, decided_on, rule.key_counts)
    if published <= latest.on:
        return Notice(says, _("The notice is long enough."), "green")
    number = len(sums.clear_days(calendar, published, decided_on, rule.key_counts))
    missing = rule.key_days - number
    if missing <= 0:
        return Notice(says, _("The notice is long enough."), "green")
    short = ngettext(
        "The notice is %(n)d day too short.", "The notice is %(n)d days too short.", missing
    )
    verdict = short % {"n": missing}
    if item.exception:
        label = NoticeException(item.exception).label
        return Notice(says, f"{verdict} {label}: {item.exception_because}", "amber")
    hint = _("Record the exception under which it is taken, or move the decision.")
    return Notice(says, f"{verdict} {hint}", "red")
