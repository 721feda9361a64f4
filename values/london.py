"""Times of day in the United Kingdom, as moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from values import words


class ClocksChange(ValueError):
    """A time that does not name one moment, because the clocks change in that night."""


def in_london(day: date, at: time) -> datetime:
    """The moment at which clocks in the United Kingdom show a time on a day. Raises ClocksChange,
    with a sentence to show, for a time that they skip in spring or show twice in autumn."""
    zone = timezone.get_default_timezone()
    first, second = (datetime.combine(day, at, zone).replace(fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    facts = {"time": f"{at:%H:%M}", "day": words.day(day)}
    shown = first.astimezone(UTC).astimezone(zone)
    if shown.replace(tzinfo=None) != first.replace(tzinfo=None):
        sentence = _("There is no %(time)s on %(day)s: the clocks go forward. Choose another time.")
    else:
        sentence = _("%(time)s comes twice on %(day)s: the clocks go back. Choose another time.")
    raise ClocksChange(sentence % facts)
