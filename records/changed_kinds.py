"""What changed of every kind of record, for comparisons: what no app says in words of its own is
said here, field by field. A kind may say how it `tells` its changes: words and tone alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator, capfirst

from audit.models import tracked_models
from audit.places import path_to_scope
from records.comparison import (
    Group,
    Line,
    Place,
    Say,
    Span,
    by_fields,
    lines_of_kind,
    told_in_own_words,
)
from values import words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ORDER = 80
"""Of a group whose kind names none: after all others."""


@dataclass(frozen=True)
class Telling:
    """How a kind is told where it differs from the rest: its group, and its words with their tone.
    `came` is said of one that came or went: “phase %(change)s”."""

    group: Group | None = None
    say: Say | None = None
    came: StrPromise | str = "%(change)s"


_tellings: dict[type[Any], Telling] = {}


def tells(model: type[Any], telling: Telling) -> None:
    """Let a kind say its changes otherwise. Called once, from an app's `ready()`."""
    _tellings[model] = telling


def lines(span: Span) -> list[Line]:
    """Of every kind that changed and that no app tells. One query for each."""
    models = (m for m in tracked_models() if _is_told_here(m, span) and span.changed_ids(m))
    return [line for model in models for line in _lines(span, model)]


def _is_told_here(model: Any, span: Span) -> bool:
    """A scope is told by its record; what only some may read, to a reader alone."""
    if model.is_scope or not path_to_scope(model) or model in told_in_own_words():
        return False
    is_for_some = model.restricted_by or model.objects.none().hides_versions
    return span.reader is not None or not is_for_some


def _lines(span: Span, model: Any) -> list[Line]:
    telling = _tellings.get(model, Telling())
    return lines_of_kind(
        _rows(span, model),
        telling.group or _group(model),
        telling.say or by_fields(_fields(model)),
        _url,
        _placed(span, model),
        _subject,
        telling.came,
    )


def _rows(span: Span, model: Any) -> QuerySet:
    """Of what is compared, not of all that stands around it."""
    rows = span.changed(model)
    rows = rows if span.reader is None else rows.visible_to(span.reader)
    ids = [scope.id for scope in span.scopes]
    changed: QuerySet = rows.filter(**{f"{path_to_scope(model)}__in": ids})
    in_order = getattr(changed, "in_order", None)
    return in_order() if in_order else changed.order_by("id")


def _group(model: Any) -> Group:
    nouns: Any = capfirst(model._meta.verbose_name_plural)  # which is translated when it is shown
    return Group(str(model._meta.model_name), ORDER, nouns, is_internal=True)


def _fields(model: Any) -> list[str]:
    """Those that somebody edits."""
    return [f.name for f in model._meta.concrete_fields if f.editable and not f.primary_key]


def _url(row: Any) -> str:
    return reverse("records:history_of_record", args=[row.instance_type._meta.label_lower, row.id])


def _placed(span: Span, model: Any) -> Callable[[Any], Place | None]:
    """The scope in which a record stands, where that is not all that is compared."""
    titles = {scope.id: scope.title for scope in span.scopes if scope.id != span.scope_id}

    def place(row: Any) -> Place | None:
        title = titles.get(getattr(row, "scope_id", 0))
        return Place(title) if title else None

    return place


def _subject(row: Any) -> str:
    """What a record is called: by its name, or by its kind where it has none."""
    kind = row.instance_type
    value = getattr(row, kind.named_by, None)
    name = words.in_words(row._meta.get_field(kind.named_by), value) if value else ""
    return Truncator(capfirst(name or str(kind._meta.verbose_name))).chars(80)
