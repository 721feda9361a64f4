"""The past moment for which a page is asked.

`?at=2012-03-31` means the end of that day, `?at=2012-03-31T14:05` that minute: in Europe/London, or
in the zone that `&tz=` names. An hour that occurs twice when the clocks go back is the first one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import TrackedModel
from people.queries import first_recorded_at
from values import clock, words
from values.clock import end_of
from values.typed_dates import NotUnderstood, read_day

ASKED = ("at", "tz")
Record = TypeVar("Record", bound=TrackedModel)


@dataclass(frozen=True)
class AskedMoment:
    """`value` is None for now. `asked` is the moment as written in an address: (name, value) pairs.
    `path` is the page's, and `kept` its other parameters, such as the filters of a list."""

    value: datetime | None
    asked: tuple[tuple[str, str], ...] = ()
    path: str = ""
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> str:
        """The query that keeps a link at this moment; empty for now."""
        return f"?{urlencode(self.asked, safe=':/')}" if self.value else ""

    @property
    def now_url(self) -> str:
        """The same page now."""
        return f"{self.path}?{urlencode(self.kept)}" if self.kept else self.path

    def context(self, *, now_url: str = "") -> dict[str, Any]:
        """What the page's frame, its filter and its date control need. `now_url` is where to go
        back to if the page does not exist now."""
        return {
            "as_at_only": bool(now_url),
            "as_at": self.value,
            "as_at_words": words.moment(self.value) if self.value else "",
            "as_at_query": self.query,
            "as_at_asked": self.asked if self.value else (),
            "as_at_kept": self.kept,
            "as_at_now_url": now_url or self.now_url,
            "as_at_day": words.day(date.fromisoformat(self.asked[0][1][:10])) if self.value else "",
            "as_at_today": "" if self.value else words.day(clock.today()),
        }


EARLIER_HOLDERS = gettext_lazy(
    "Who held a role before then is listed under “Earlier holders” on today’s pages of people and "
    "roles."
)
"""A page as at a day shows what was recorded then; who held a role then may have been recorded
later."""


def moment_asked(request: HttpRequest, *, look_in: Any = "") -> AskedMoment:
    """The moment of a page. Raises BadRequest for anything but a day or a minute, for an unknown
    zone, for the future, and for a moment before the first record: `look_in` then says where the
    reader may look instead. A past moment costs one query."""
    text, name = (request.GET.get(part, "").strip() for part in ASKED)
    zone = _zone(name)
    kept = tuple((n, v) for n, vs in request.GET.lists() for v in vs if v and n not in NOT_KEPT)
    value, in_address = _moment(text, zone) if text else (None, "")
    if value is None:
        return AskedMoment(None, (), request.path, kept)
    _refuse_before_the_first(value, look_in)
    asked = (("at", in_address), ("tz", name)) if name else (("at", in_address),)
    # In UTC: Python never finds two moments equal when one is in an hour in which the clocks
    # change.
    return AskedMoment(value.astimezone(UTC), asked, request.path, kept)


NOT_KEPT = (*ASKED, "page")


def _zone(name: str) -> tzinfo:
    if not name:
        return timezone.get_default_timezone()
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise BadRequest(_("“%(text)s” is not a time zone.") % {"text": name[:40]}) from None


def _moment(text: str, zone: tzinfo) -> tuple[datetime | None, str]:
    """The moment that a text names, and how an address writes it; None for today, which is now."""
    today = timezone.localdate(clock.now(), zone)
    day = _day(text)
    if day is not None:
        if day > today:
            _refuse_to_come(words.day(day))
        return None if day == today else end_of(day, zone), day.isoformat()
    naive = _read(datetime, text)
    if naive is None or naive.tzinfo is not None:
        _refuse_as_no_date(text)
    if naive.date() > today:
        _refuse_to_come(words.day(naive.date()))
    value = timezone.make_aware(naive, zone)
    if value > clock.now():
        _refuse_to_come(words.moment(value))
    return value, _said(naive)


def day_asked(text: str) -> date:
    """A day as an address holds it, or as a person types it there. Raises BadRequest."""
    day = _day(text)
    if day is None:
        _refuse_as_no_date(text)
    return day


def _day(text: str) -> date | None:
    try:
        return _read(date, text) or read_day(text)
    except NotUnderstood:
        return None


def _refuse_as_no_date(text: str) -> NoReturn:
    raise BadRequest(_("“%(text)s” is not a date.") % {"text": text[:40]})


def _said(naive: datetime) -> str:
    """2012-03-31T14:05, with seconds only if there are any."""
    return naive.isoformat().removesuffix(":00")


def _read(kind: Any, text: str) -> Any:
    try:
        return kind.fromisoformat(text)
    except ValueError:
        return None


def _refuse_to_come(moment: str) -> NoReturn:
    raise BadRequest(_("%(moment)s is in the future.") % {"moment": moment})


def _refuse_before_the_first(moment: datetime, look_in: Any) -> None:
    first = first_recorded_at()
    if first is None:
        raise BadRequest(_("Nothing has been recorded here yet."))
    if moment < first:
        local = first.astimezone(moment.tzinfo)
        when = words.moment(first) if local.date() == moment.date() else words.day(local.date())
        sentence = _("The first record here dates from %(moment)s.") % {"moment": when}
        raise BadRequest(f"{sentence} {look_in}".rstrip())
