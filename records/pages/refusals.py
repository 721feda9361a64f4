"""The event recorded when a page answers 403 or 404 to somebody who is signed in."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Value
from django.http import HttpRequest
from django.urls import ResolverMatch

from people import events
from people.choices import SecurityEventKind
from people.models import Person, Scope
from records.pages.record_pages import PAGES_OF, PartPages, RecordPages

FORBIDDEN, NOT_FOUND = REFUSALS = (403, 404)
logger = logging.getLogger("mandate.security")


def note_refusal(request: HttpRequest, status: int) -> None:
    """Record the event, except for a 404 on a page that names no record, or that names one the
    person may see. It makes no difference whether the record exists: to anyone who may not see it,
    the list of events and the log look the same."""
    try:
        account: Any = getattr(request, "user", None)
        if account is None or not account.is_authenticated or request.resolver_match is None:
            return
        with transaction.atomic():
            named = record_named(request.resolver_match)
            if status == NOT_FOUND and not request.resolver_match.kwargs:
                return
            if status == NOT_FOUND and named is not None and _sees(account.person, named):
                return
        events.record(
            SecurityEventKind.REFUSED,
            request=request,
            record=named,
            status=status,
            method=request.method,
        )
    except Exception:
        logger.exception("A refusal could not be recorded")


def record_named(match: ResolverMatch) -> models.Model | None:
    """The record that an address names, whether or not anybody may see it."""
    pages = getattr(match.func, "view_initkwargs", {}).get("pages")
    keys = match.kwargs
    if isinstance(pages, PartPages):
        return _part_named(pages, keys)
    if "pk" in keys and "kind" in keys:
        kinds = {model._meta.label_lower: model for model in PAGES_OF}
        return _first(kinds[keys["kind"]], pk=keys["pk"]) if keys["kind"] in kinds else None
    if "pk" in keys and isinstance(pages, RecordPages):
        return _first(pages.model, pk=keys["pk"])
    reference = keys.get("reference") or keys.get("parent")
    if reference is None:
        return None
    if isinstance(pages, RecordPages) and not _has_reference(pages.model):
        return _first(pages.model, pk=reference) if str(reference).isdecimal() else None
    if isinstance(pages, RecordPages):
        return _first(pages.model, reference=reference)
    return _of_any_kind(reference)


def _of_any_kind(reference: str) -> models.Model | None:
    """The record with a reference, of whatever kind: two queries."""
    kinds, sql = _kinds_with_references()
    values = [value for number in range(len(kinds)) for value in (number, reference)]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = min(cursor.fetchall(), default=None)
    return found and _first(kinds[found[0]], pk=found[1])


@cache
def _kinds_with_references() -> tuple[list[Any], str]:
    """The kinds of record that have references, and the query that finds which of them, by its
    number here, has a given one, with the key of the record. It is compiled once."""
    kinds: list[Any] = [model for model in (*PAGES_OF, Scope) if _has_reference(model)]
    each = [
        model._base_manager.filter(reference="").order_by().values_list(Value(number), "pk")
        for number, model in enumerate(kinds)
    ]
    sql, _values = each[0].union(*each[1:], all=True).query.sql_with_params()
    return kinds, sql


def _part_named(pages: PartPages, keys: dict[str, Any]) -> models.Model | None:
    if "pk" not in keys:
        return _first(pages.parent_model, **{pages.parent_key: keys["parent"]})
    of = {f"{pages.parent_field}__{pages.parent_key}": keys["parent"]}
    return _first(pages.model, pk=keys["pk"], **of)


def _first(model: Any, **lookup: Any) -> models.Model | None:
    return model._base_manager.filter(**lookup).order_by().first()


def _has_reference(model: Any) -> bool:
    return any(field.name == "reference" for field in model._meta.concrete_fields)


def _sees(person: Person, record: Any) -> bool:
    return type(record).objects.visible_to(person).filter(pk=record.pk).exists()
