"""What `templates/components/timeline.html` shows of a change set, put into words here: a page has
hundreds of these lines, and a template would take longer to find the words than to show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.queries.history import FieldChange
from values import words
from values.word_diff import Segment

Changed = tuple[str, str, str, tuple[Segment, ...]]
"""(field, before, after, segments) as the filter `field_changes` takes it."""


def timeline_entry(
    *,
    what: str,
    who: str,
    when: datetime,
    why: str,
    records: Sequence[dict[str, Any]],
    is_loaded: bool = False,
    recorded_at: datetime | None = None,
    **urls: str,
) -> dict[str, Any]:
    """An entry of the timeline. `urls` may be `title_url`, `url` and `restore_url`."""
    moment = words.moment(when)
    recorded = words.moment(recorded_at) if is_loaded and recorded_at else ""
    return {
        "what": what,
        "by": _("by %(who)s") % {"who": who},
        "iso": timezone.localtime(when).isoformat(),
        "moment": moment,
        "of_moment": _("of %(when)s") % {"when": moment},
        "when": _("Loaded; dated %(when)s") % {"when": moment} if is_loaded else moment,
        "recorded": _("recorded on %(when)s") % {"when": recorded} if recorded else "",
        "why": why,
        "records": records,
        "title_url": "",
        "url": "",
        "restore_url": "",
    } | urls


def timeline_record(
    changes: Iterable[FieldChange], *, title: str = "", url: str = "", more: str = ""
) -> dict[str, Any]:
    """What happened to one record of an entry. `more` says what is left out."""
    return {"title": title, "url": url, "changes": changed(changes), "more": more}


def changed(changes: Iterable[FieldChange]) -> list[Changed]:
    return [(change.field, change.before, change.after, change.segments) for change in changes]
