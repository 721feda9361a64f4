"""Security events: who signed in, what was refused, whose role changed, what was exported.

They are written after the page has been made and before it is sent, in a transaction of their own,
so that a refusal stays even though all else was undone. An event reported inside `audited()` is
written there: it stays or goes with the change. Each event is also a line in the log, which leaves
the machine with the other lines.

Nothing here breaks the request that it reports on: an event that cannot be stored is logged."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest

from audit import change_sets
from audit.models import tracked_models
from audit.queries.history import nameable
from people.choices import SecurityEventKind
from people.models import Account, Person, SecurityEvent
from values import clock
from values.log_lines import as_one_line

logger = logging.getLogger("mandate.security")
NOT_FOUND = 404


@dataclass
class Answering:
    """A request that is being answered, and the events reported about it so far."""

    request: HttpRequest
    events: list[SecurityEvent] = field(default_factory=list)
    restriction_id: int | None = None


_answering: ContextVar[Answering | None] = ContextVar("answering", default=None)


def record(
    kind: SecurityEventKind | str,
    *,
    request: HttpRequest | None = None,
    account: Account | None = None,
    person: Person | None = None,
    record: models.Model | None = None,
    **facts: Any,
) -> None:
    """Record a security event. `account` and `person` are who acted, `record` is what was acted on;
    by default the signed-in account of the request that is being answered. `facts` are few and
    short, such as format="csv", and never text that somebody wrote."""
    try:
        answering = _answering.get()
        request = request or (answering.request if answering else None)
        event = _event(kind, request, account, person, record, facts)
        change_set = change_sets._open.get()
        if change_set is not None:
            if not change_set.is_loaded:  # Loaded data report what was done elsewhere, long ago.
                _write([event])
        elif answering is not None:
            answering.events.append(event)
        else:
            _write([event])
    except Exception:
        logger.exception("A security event could not be stored: %s", kind)


def note_reading(opened: Any) -> None:
    """Record, once a request, that a restricted record was read; its page says so too."""
    if opened.restriction_id is None:
        return
    answering = _answering.get()
    if answering is not None:
        answering.request.reads_restricted = True  # type: ignore[attr-defined]
        if answering.restriction_id == opened.restriction_id:
            return
        answering.restriction_id = opened.restriction_id
    record(SecurityEventKind.RESTRICTED_READ, record=opened)


def restriction_read() -> int | None:
    """The restriction on the record read for the page that is being made."""
    answering = _answering.get()
    return answering.restriction_id if answering else None


@contextmanager
def kept_of(request: HttpRequest) -> Iterator[None]:
    """Events reported inside belong to this request and are written at its end."""
    answering = Answering(request)
    token = _answering.set(answering)
    try:
        yield
    finally:
        _answering.reset(token)
        if answering.events:
            try:
                _write(answering.events)
            except Exception:
                kinds = ", ".join(str(event.kind) for event in answering.events)
                logger.exception("Security events could not be stored: %s", kinds)


# --- What Django itself reports (people/apps.py) ----------------------------------------------
def signed_in(sender: Any, request: HttpRequest, user: Account, **kwargs: Any) -> None:
    record(SecurityEventKind.SIGNED_IN, request=request, account=user)


def signed_out(sender: Any, request: HttpRequest, user: Account | None, **kwargs: Any) -> None:
    if user is not None:
        record(SecurityEventKind.SIGNED_OUT, request=request, account=user)


def sign_in_refused(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    """The name typed may be a password in the wrong box: only the account that has this name is
    recorded, never the text."""
    named = Account.objects.named(str(credentials.get("username", ""))[:150])
    record(SecurityEventKind.SIGN_IN_REFUSED, request=request, account=named.first())


# --- How an event is made and written ----------------------------------------------------------
def _event(
    kind: str,
    request: HttpRequest | None,
    account: Account | None,
    person: Person | None,
    record: models.Model | None,
    facts: dict[str, Any],
) -> SecurityEvent:
    user = getattr(request, "user", None)
    if account is None and user is not None and user.is_authenticated:
        account = user if person is None or person.pk == user.person_id else None
    if request is not None and _is_restricted(record):
        request.reads_restricted = True  # type: ignore[attr-defined]
    stopped = clock.stopped()
    event = SecurityEvent(
        kind=str(kind),
        **({"moment": stopped} if stopped else {}),  # otherwise the database's clock
        account_id=account.pk if account else None,
        person_id=person.pk if person else account.person_id if account else None,
        request_id=getattr(request, "id", "") or change_sets.request_id.get(),
        path=as_one_line(request.path)[:300] if request else "",
        ip=address_of(request) if request else None,
        record_kind=record._meta.label_lower if record else "",
        record_id=record.pk if record else None,
        facts=", ".join(f"{name} {as_one_line(str(fact))[:100]}" for name, fact in facts.items())[
            :300
        ],
    )
    # Facts that the log leaves out; the event keeps them, for those who may see the record.
    event.is_withheld = _is_restricted(record) or facts.get("status") == NOT_FOUND  # type: ignore[attr-defined]
    event.path_told = as_one_line(address_told(request))[:300] if request else ""  # type: ignore[attr-defined]
    return event


def _is_restricted(record: Any) -> bool:
    mark = getattr(type(record), "restricted_by", "")
    return bool(mark) and getattr(record, record._meta.get_field(mark).attname) is not None


def address_told(request: Any) -> str:
    """The address as the log writes it: for a restricted record only which page, not whose."""
    match = getattr(request, "resolver_match", None)
    if match is not None and getattr(request, "reads_restricted", False):
        return f"/{match.route}"
    return str(request.path)


def _write(events: Sequence[SecurityEvent]) -> None:
    """People who keep the logs may not read restricted records: for those the log says only who and
    when. Nor does it say whether a record answered with 404 exists."""
    with transaction.atomic():
        SecurityEvent.objects.bulk_create(events)
    for event in events:
        is_told = not getattr(event, "is_withheld", False)
        logger.info(
            "%s",
            event.kind,
            extra={
                "event": event.kind,
                "account": event.account_id,
                "person": event.person_id,
                "request_id": event.request_id,
                "path": getattr(event, "path_told", event.path),
                "ip": event.ip,
                "record": f"{event.record_kind}:{event.record_id}"
                if event.record_kind and is_told
                else None,
                "facts": event.facts or None,
            },
        )


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from: behind a proxy, the last address in its header; None when that is
    not an address, as for a socket."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    try:
        return str(ip_address(address))
    except ValueError:
        return None


# --- What a reader of events may know ----------------------------------------------------------
def hidden_from(reader: Person, events: Sequence[SecurityEvent]) -> set[int]:
    """The keys of the events about a record that a reader may not see, or about an address that
    leads to nothing. One query."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for event in events:
        if event.record_id is not None:
            wanted[event.record_kind].add(event.record_id)
    kinds = {model._meta.label_lower: model for model in tracked_models()}
    parts = [
        nameable(kinds[kind], reader)
        .order_by()
        .filter(pk__in=ids)
        .annotate(kind_of_record=models.Value(kind, output_field=models.CharField()))
        .values_list("kind_of_record", "pk")
        for kind, ids in sorted(wanted.items())
        if kind in kinds
    ]
    seen = set(parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]) if parts else set()
    return {
        event.pk
        for event in events
        if (event.record_kind in kinds and (event.record_kind, event.record_id) not in seen)
        or (event.record_id is None and _found_nothing(event))
    }


def _found_nothing(event: SecurityEvent) -> bool:
    is_refusal = event.kind == SecurityEventKind.REFUSED
    return is_refusal and event.facts.startswith(f"status {NOT_FOUND}")
