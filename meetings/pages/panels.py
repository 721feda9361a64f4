"""What meetings add to pages: the deadlines of a meeting, and when a decision takes effect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import Decision
from meetings.models import DeadlineRule, Meeting
from meetings.queries.calendars import rules_at
from meetings.queries.deadlines import Deadline, deadlines_of, expected_effect
from people.models import Person
from records.pages.moments import AskedMoment
from values import clock, words

TEMPLATE, EFFECT = "meetings/deadlines_panel.html", "meetings/effect_panel.html"


def deadlines_panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """The deadlines of a meeting, as they stand on the day of the page."""
    if not isinstance(record, Meeting):
        return None
    rules = rules_at(asked.value)
    deadlines = deadlines_of(record, day_of(asked), rules=rules)
    return panel_of(deadlines, rules.of(record.board, record.held_on))


def day_of(asked: AskedMoment) -> date:
    return timezone.localdate(asked.value) if asked.value else clock.today()


def panel_of(deadlines: Sequence[Deadline], rule: DeadlineRule | None) -> dict[str, Any]:
    """What `deadlines_panel.html` shows, for any page that is about a meeting."""
    late = sum(deadline.is_overdue for deadline in deadlines)
    said = ngettext(
        "%(n)d deadline has passed and is not met.",
        "%(n)d deadlines have passed and are not met.",
        late,
    )
    return {
        "deadlines": deadlines,
        "rule": rule,
        "late_words": said % {"n": late} if late else "",
        "none_words": "" if rule else _("No deadline rule is in force for this board and day."),
    }


def effect_panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """When a board's decision that may be called in takes effect by the rule in force, with the
    sum: if its notice is published on the last day for it."""
    if not isinstance(record, Decision) or record.board is None or not record.call_in:
        return None
    found = expected_effect(record.board, record.made_on, rules_at(asked.value))
    return {"on": words.long_day(found.on), "says": found.says} if found else None
