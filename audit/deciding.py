"""What was agreed changes only because of a decision.

A model names such fields in `only_by_decision`. Entering a value for the first time is no change,
nor is putting right, on the day of its entry, what was entered wrongly; a load of dated records is
none either. Any other change is refused outside `decided()`, which only the actions that record
decisions open, and `corrected()`, for the slips that somebody with the right to it puts right. Each
version that is written inside says because of what (`HistoryRow.because`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.change_sets import because, open_change_set
from audit.errors import NotAudited, Refused
from audit.history import history_model
from values import clock

CORRECTION = "correction"


class NotDecided(Refused):
    """Somebody would change what was agreed without a decision."""


@contextmanager
def decided(decision: Any) -> Iterator[None]:
    """Inside, what was agreed may change, because of a decision that has been recorded."""
    if decision.pk is None:
        raise NotAudited("A decision is recorded before it changes anything.")
    with _open(f"{decision._meta.label_lower}:{decision.pk}"):
        yield


@contextmanager
def corrected() -> Iterator[None]:
    """Inside, a slip in what was agreed may be put right."""
    with _open(CORRECTION):
        yield


@contextmanager
def _open(why: str) -> Iterator[None]:
    open_change_set()
    token = because.set(why)
    try:
        yield
    finally:
        because.reset(token)


def refuse_undecided(record: Any, changing: Collection[str]) -> None:
    """Raise NotDecided when a change of these fields of a record, as it is now, needs a decision
    that nobody has made. No query, unless one of them is the kind that does."""
    named = [name for name in record.only_by_decision if name in changing]
    if not named or because.get() or open_change_set().is_loaded:
        return
    for name in named:
        if is_agreed(record, name):
            label = str(record._meta.get_field(name).verbose_name)
            sentence = _("This is agreed (%(field)s): only a decision changes it.")
            sentence = sentence % {"field": label}
            raise NotDecided(sentence, {name: [sentence]})


def is_agreed(record: Any, name: str) -> bool:
    """Whether a value counts as agreed: it was entered on an earlier day, or a decision has changed
    it. At most one query."""
    value = getattr(record, record._meta.get_field(name).attname)
    if value is None or value == "":
        return False
    if name in record.agreed_at_once:
        return True
    entered = Q(**{f"{name}__isnull": False})
    rows = history_model(type(record))._base_manager.filter(entered, id=record.pk).order_by()
    found = rows.aggregate(first=Min("history_date"), because=Max("because"))
    first = found["first"]
    return bool(found["because"]) or (
        first is not None and timezone.localdate(first) < clock.today()
    )


def agreed_fields(record: Any) -> list[str]:
    """The fields of a record that only a decision changes now. A query for each."""
    return [name for name in record.only_by_decision if is_agreed(record, name)]
