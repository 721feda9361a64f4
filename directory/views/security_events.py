"""Who signed in, exported and was refused: for auditors and those who keep the office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.change_sets import short
from people import events, policy
from people.choices import Act, SecurityEventKind
from people.models import Person, SecurityEvent
from people.queries import names_of, page_of_events
from people.querysets import SecurityEventQuerySet
from records.filters import SecurityEventFilter, kinds_of_record
from records.pages.listing import narrowed
from records.pages.spreadsheets import Columns, csv_file

MOST_EXPORTED = 100_000


@takes("before", "after", "format", narrowed_by=SecurityEventFilter)
def security_events(request: SignedInRequest) -> HttpResponse:
    """The events, newest first; or the same as a table to download, which is itself an event."""
    person = request.user.person
    if not policy.can(person, Act.SEE_SECURITY_EVENTS):
        raise PermissionDenied
    event_filter = SecurityEventFilter(
        request.GET, queryset=SecurityEvent.objects.visible_to(person)
    )
    rows = narrowed(event_filter)
    if "format" in request.GET:
        return _export(request, rows)
    keys = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = page_of_events(rows, **keys)
    except ValueError:
        raise BadRequest(_("The list has no such page.")) from None
    context = {
        "filter": event_filter,
        "is_narrowed": any(event_filter.form.cleaned_data.values()),
        "page": page,
        "rows": _rows(page.events, person),
    }
    return render(request, "directory/security_events.html", context)


def _export(request: SignedInRequest, rows_to_export: SecurityEventQuerySet) -> HttpResponse:
    if request.GET["format"] != "csv":
        raise BadRequest(_("Security events can only be downloaded as CSV."))
    rows = list(rows_to_export.newest_first()[: MOST_EXPORTED + 1])
    if len(rows) > MOST_EXPORTED:
        raise BadRequest(_("There are more than 100,000 events. Choose a shorter period."))
    lines = (_line(row) for row in _rows(rows, request.user.person))
    answer = csv_file("security-events", _columns(), lines)
    events.record(SecurityEventKind.EXPORTED, list="security events", format="csv")
    return answer


def _rows(rows: Iterable[SecurityEvent], reader: Person) -> list[dict[str, Any]]:
    """The events in words. About a record that the reader may not see they say who and when but not
    what, as for a record that does not exist. Two queries: the names of people, and the records
    that the reader may see."""
    rows = list(rows)
    hidden = events.hidden_from(reader, rows)
    names = names_of({event.person_id for event in rows if event.person_id is not None})
    kinds = dict(kinds_of_record())
    return [
        {
            "event": event,
            "facts": ""
            if event.pk in hidden and event.kind != SecurityEventKind.REFUSED
            else event.facts.replace("_", " "),
            "path": "" if event.pk in hidden else event.path,
            "record_id": "" if event.pk in hidden else str(event.record_id or ""),
            "who": names.get(event.person_id, "") if event.person_id is not None else "",
            "reference": short(event.request_id) if ":" not in event.request_id else "",
            "record": _("Does not exist, or not for you")
            if event.pk in hidden
            else kinds.get(event.record_kind, event.record_kind),
        }
        for event in rows
    ]


def _columns() -> Columns:
    headings = (
        _("When"), _("What"), _("Who"), _("Account"), _("Address"), _("Kind of record"),
        _("Record"), _("Facts"), _("Network address"), _("Request or job"),
    )  # fmt: skip
    return [(heading, 20) for heading in headings]


def _line(row: dict[str, Any]) -> list[str]:
    event: SecurityEvent = row["event"]
    return [
        timezone.localtime(event.moment).isoformat(timespec="seconds"),
        str(event.get_kind_display()),
        row["who"],
        str(event.account_id or ""),
        row["path"],
        row["record"],
        row["record_id"],
        row["facts"],
        event.ip or "",
        event.request_id,
    ]
