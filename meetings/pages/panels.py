"""What meetings add to pages: the deadlines of a meeting, and when a decision takes effect."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import Decision
from meetings.models import Meeting
from meetings.queries.calendars import rules_at
from meetings.queries.deadlines import deadlines_of, effective_on, notice_due
from people.models import Person
from records.pages.moments import AskedMoment
from values import clock, words

TEMPLATE, EFFECT = "meetings/deadlines_panel.html", "meetings/effect_panel.html"


def deadlines_panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """The deadlines of a meeting, as they stand on the day of the page."""
    return panel_of(record, asked) if isinstance(record, Meeting) else None


def panel_of(meeting: Meeting, asked: AskedMoment) -> dict[str, Any]:
    """The same for any page that is about a meeting, such as a paper's."""
    on = timezone.localdate(asked.value) if asked.value else clock.today()
    rules = rules_at(asked.value)
    deadlines = deadlines_of(meeting, on, rules=rules)
    late = sum(deadline.is_overdue for deadline in deadlines)
    rule = rules.of(meeting.board, meeting.held_on)
    return {
        "deadlines": deadlines,
        "rule": rule,
        "late_words": ngettext(
            "%(n)d deadline has passed and is not met.",
            "%(n)d deadlines have passed and are not met.",
            late,
        )
        % {"n": late}
        if late
        else "",
        "none_words": "" if rule else _("No deadline rule is in force for this board and day."),
    }


def effect_panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """When a board's decision that may be called in takes effect by the rule in force, with the
    sum: if its notice is published on the last day for it."""
    if not isinstance(record, Decision) or record.board is None or not record.call_in:
        return None
    rules = rules_at(asked.value)
    noticed = notice_due(record.board, record.made_on, rules)
    found = effective_on(record.board, decided_on=record.made_on, published_on=noticed, rules=rules)
    return {"on": words.long_day(found.on), "says": found.says} if found else None
