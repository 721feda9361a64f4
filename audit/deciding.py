"""What was agreed changes only because of a decision.

A model names such fields in `only_by_decision`. Entering a value for the first time is no change,
nor is putting right, on the day of its entry, what was entered wrongly; a load of dated records is
none either. A field in `agreed_at_once` is agreed as soon as its record is entered, even if it is
empty. Any other change is refused outside `decided()`, which only the actions that record decisions
open, and `corrected()`, for the slips that somebody with the right to it puts right. So is
archiving the record, or what it is part of: entered anew, the value would be another. Each version
that is written inside says because of what (`HistoryRow.because`)."""

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
from audit.models import TrackedModel, tracked_models
from values import clock

CORRECTION = "correction"


class NotDecided(Refused):
    """Somebody would change what was agreed without a decision."""


@contextmanager
def decided(decision: Any) -> Iterator[None]:
    """Inside, what was agreed may change, because of a decision that has been recorded."""
    if decision.pk is None:
        raise NotAudited("A decision is recorded before it changes anything.")
    with _open(because_of(decision)):
        yield


def because_of(decision: Any) -> str:
    """What each version says that was written because of a decision."""
    return f"{decision._meta.label_lower}:{decision.pk}"


def has_moved(decision: Any, record: Any) -> bool:
    """Whether a record was changed because of a decision. One query."""
    versions = history_model(type(record))._base_manager
    return bool(versions.filter(id=record.pk, because=because_of(decision)).exists())


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
    names = {record._meta.get_field(name).name for name in changing}
    named = [name for name in record.only_by_decision if name in names]
    is_parting = "is_archived" in names
    if not (named or is_parting) or because.get() or open_change_set().is_loaded:
        return
    for name in named:
        if is_agreed(record, name):
            sentence = _("This is agreed (%(field)s): only a decision changes it.")
            sentence = sentence % {"field": _label(record, name)}
            raise NotDecided(sentence, {name: [sentence]})
    held = held_by(record) if is_parting else None
    if held is not None:
        whose, name = held
        sentence = _(
            "%(record)s is agreed (%(field)s): only a decision removes it, or brings it back."
        )
        raise NotDecided(sentence % {"record": whose, "field": _label(whose, name)})


def is_agreed(record: Any, name: str) -> bool:
    """Whether a value counts as agreed: it was entered on an earlier day, or a decision has changed
    it. At most one query."""
    if name in record.agreed_at_once:
        return True
    return _is_entered(record, name) and _has_stood(record, name)


def _is_entered(record: Any, name: str) -> bool:
    return getattr(record, record._meta.get_field(name).attname) not in (None, "")


def _has_stood(record: Any, name: str) -> bool:
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


def kinds_decided_on() -> list[type[TrackedModel]]:
    """The kinds of record of which something changes only by decision."""
    return [model for model in tracked_models() if model.only_by_decision]


def kinds_that_hold() -> list[type[TrackedModel]]:
    """Those, and the kinds of which they are part: what is agreed goes when one of these goes."""
    kinds = kinds_decided_on()
    wholes: list[Any] = [whole.related_model for model in kinds if (whole := _whole(model))]
    return [*dict.fromkeys([*kinds, *wholes])]


def held_by(record: Any) -> tuple[Any, str] | None:
    """An agreed value that goes when a record goes, and whose it is: its own, or that of a part
    that is in use. A stage goes with its project and is entered with another, so it counts from the
    day after, as what else is agreed. A query for each part and field, until one is found."""
    for holder in (record, *_parts(record)):
        for name in holder.only_by_decision:
            if _is_entered(holder, name) and _has_stood(holder, name):
                return holder, name
    return None


def _parts(record: Any) -> Iterator[Any]:
    """What is part of a record, in use, and of a kind with agreed values."""
    for model in kinds_decided_on():
        whole = _whole(model)
        if whole is not None and whole.related_model is type(record):
            yield from model._base_manager.filter(**{whole.name: record, "is_archived": False})


def _whole(model: type[TrackedModel]) -> Any:
    """The field that names the record of which one is part."""
    return model._meta.get_field(model.part_of) if model.part_of else None


def _label(record: Any, name: str) -> str:
    return str(record._meta.get_field(name).verbose_name)
