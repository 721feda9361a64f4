"""The words of the activity: an act in a sentence, and the same act on one day in one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import tracked_models
from audit.queries.activity import ActivityEntry, Line
from audit.queries.history import FieldChange
from people.models import Scope
from records.views.timeline import changed
from values.words import hour

SENTENCES: dict[str, Callable[[int], str]] = {}
"""The sentence for an act, keyed by the reason that it writes: for a number of records, with
`%(who)s`, `%(count)d`, and `%(whole)s` for one. The app that owns the act adds it in its
`apps.py`."""

FIELDS_SHOWN = 5
"""For each record. The rest is on its history page."""
FEW = 5
"""Up to so many records a line shows what changed in each; beyond that it only names them."""

Names = dict[int, str]


@dataclass(frozen=True)
class ActivityLine:
    """A line of the activity: the act in a sentence, who did it and why (unless the sentence says
    so), and the records behind it, each with its address and what changed in it."""

    iso: str
    time: str
    words: str
    by: str
    why: str
    is_loaded: bool
    records: tuple[dict[str, Any], ...]

    @property
    def url(self) -> str:
        """The address of the only record, when there is no more to show."""
        only = self.records[0]
        return "" if len(self.records) > 1 or only["changes"] else only["url"]


def by_day(entries: Iterable[ActivityEntry], names: Names) -> list[tuple[str, list[ActivityLine]]]:
    """The acts of each day, newest first. Acts that one person repeated on a day, with the same
    reason and to the same kinds of record, are shown together with the newest."""
    days: dict[date, dict[Any, list[ActivityEntry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        days[timezone.localtime(entry.when).date()][_alike(entry)].append(entry)
    kept: dict[str, str] = {}
    return [
        (
            formats.date_format(day, "l j F Y"),
            [_activity_line(alike, names, kept) for alike in acts.values()],
        )
        for day, acts in days.items()
    ]


def who_did(entry: ActivityEntry, names: Names) -> str:
    who = names.get(entry.actor_id, _("Unknown"))
    if entry.on_behalf_of_id is None:
        return who
    other = names.get(entry.on_behalf_of_id, _("Unknown"))
    return _("%(who)s on behalf of %(other)s") % {"who": who, "other": other}


def title_of(line: Line) -> str:
    """Milestone changed: First library open, Libraries that lend tools."""
    title = f"{line.change.title}: {line.change.name}"
    return f"{title}, {line.whole}" if line.whole else title


def _alike(entry: ActivityEntry) -> Any:
    titles = frozenset(line.change.title for line in entry.lines)
    return entry.actor_id, entry.on_behalf_of_id, entry.reason, entry.is_loaded, titles


def _activity_line(
    alike: Sequence[ActivityEntry], names: Names, kept: dict[str, str]
) -> ActivityLine:
    first = alike[0]
    who, when = who_did(first, names), timezone.localtime(first.when)
    lines = [line for entry in alike for line in entry.lines]
    shown = [line for line in lines if line.kind not in _untold()] or lines
    sentence = _sentence(first.reason, shown, who)
    words, is_reason_said = (sentence, True) if sentence else _what(shown, first.reason)
    return ActivityLine(
        iso=when.isoformat(),
        time=hour(when.time()),
        words=words,
        by="" if sentence else _("by %(who)s") % {"who": who},
        why="" if is_reason_said else first.reason,
        is_loaded=first.is_loaded,
        records=tuple(_records(shown, names.get(first.actor_id, ""), kept)),
    )


@cache
def _untold() -> frozenset[str]:
    """The kinds whose records are written only along with others."""
    by_products = {m._meta.label_lower for m in tracked_models() if m.is_by_product}
    return frozenset({Scope._meta.label_lower, *by_products})


def _sentence(reason: str, lines: Sequence[Line], who: str) -> str:
    """An app's sentence for its own act; empty if it has none, or if the reader may not see one of
    the records."""
    wholes = {line.whole for line in lines}
    if reason not in SENTENCES or "" in wholes or len({line.kind for line in lines}) > 1:
        return ""
    count = len(wholes)
    facts = {"who": who, "whole": min(wholes), "count": count}
    return SENTENCES[reason](count) % facts


def _what(lines: Sequence[Line], reason: str) -> tuple[str, bool]:
    """What happened to these records, and whether those words include the reason."""
    first = lines[0].change
    is_default = reason == first.title
    if len(lines) == 1:
        return title_of(lines[0]), is_default
    if len({line.change.title for line in lines}) == 1:
        facts = {"count": len(lines), "nouns": first.nouns, "happened": first.happened.words}
        return _("%(count)d %(nouns)s %(happened)s") % facts, is_default
    whole = _whole_of(lines)
    if whole and reason:
        facts = {"reason": reason, "name": whole, "count": len(lines)}
        return _("%(reason)s: %(name)s, %(count)d records") % facts, True
    count = len(lines)
    facts = {"count": count}
    return ngettext("%(count)d record changed", "%(count)d records changed", count) % facts, False


def _whole_of(lines: Sequence[Line]) -> str:
    """The name of the one record of which all the others are part; otherwise empty."""
    wholes = {line.whole for line in lines}
    named = {line.change.name for line in lines} & wholes
    return named.pop() if len(named) == 1 and len(wholes) <= 2 else ""


def _records(lines: Sequence[Line], actor: str, kept: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The records behind a line, and what changed in them if they are few."""
    for line in lines:
        changes = _telling(line.change.changes, actor) if len(lines) <= FEW else []
        more = len(changes) - FIELDS_SHOWN
        yield {
            "title": title_of(line),
            "url": _url(line, kept),
            "changes": changed(changes[:FIELDS_SHOWN]),
            "more": _more(more) if more > 0 else "",
        }


def _telling(changes: Iterable[FieldChange], actor: str) -> list[FieldChange]:
    """Leaves out fields that only say who acted, since the line says that."""
    nothing = ("", _("empty"))
    return [c for c in changes if not (c.after == actor and c.before in nothing)]


def _more(count: int) -> str:
    sentence = ngettext("and %(count)d more field", "and %(count)d more fields", count)
    return sentence % {"count": count}


def _url(line: Line, kept: dict[str, str]) -> str:
    """The address of `history_of_record`: those of one kind of record begin alike, so each kind is
    looked up once for a page."""
    if line.kind not in kept:
        kept[line.kind] = reverse("records:history_of_record", args=[line.kind, 0])
    return kept[line.kind].removesuffix("0/") + f"{line.change.record_id}/"
