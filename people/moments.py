"""The past moment that a page is asked for: `?at=2012-03-31` means the end of that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import clock, words


@dataclass(frozen=True)
class AskedMoment:
    """`value` is None for now."""

    value: datetime | None
    day: date

    @property
    def query(self) -> str:
        """What a link carries so that it stays at this moment."""
        return f"?at={self.day.isoformat()}" if self.value else ""

    def context(self) -> dict[str, Any]:
        """What the page's frame and its date control need."""
        return {
            "as_at": self.value,
            "as_at_words": words.moment(self.value) if self.value else "",
            "as_at_query": self.query,
            "as_at_day": self.day.isoformat() if self.value else "",
            "latest_day": clock.today().isoformat(),
        }


def moment_asked(request: HttpRequest) -> AskedMoment:
    """The moment of a page. Raises BadRequest for what is not a day, or a day to come."""
    text = request.GET.get("at", "").strip()
    today = clock.today()
    if not text:
        return AskedMoment(None, today)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadRequest(_("“%(text)s” is not a date.") % {"text": text[:40]}) from None
    if day > today:
        raise BadRequest(_("%(day)s is in the future.") % {"day": words.day(day)})
    if day.year < 1990:
        raise BadRequest(_("Nothing was recorded before 1990."))
    if day == today:
        return AskedMoment(None, today)
    return AskedMoment(end_of(day), day)


def end_of(day: date) -> datetime:
    """The last moment of a day in Europe/London, as an aware datetime."""
    return timezone.make_aware(datetime.combine(day, time.max))
