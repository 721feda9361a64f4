"""Recent changes: in the office, in a scope, or by a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.models import RecordedChange, tracked_models
from audit.queries.activity import (
    ActivityEntry,
    page_of_activity,
    whole_activity,
)
from audit.queries.first_changes import Place
from people import events, policy
from people.choices import Act, SecurityEventKind
from people.models import Person, Scope
from people.queries import names_of
from people.withheld import without_restricted
from records.filters import ActivityFilter
from records.pages import scopes
from records.pages.listing import narrowed
from records.pages.record_pages import PAGES_OF
from records.pages.spreadsheets import Columns, csv_file, workbook_file
from records.queries import Standing, stood_below
from records.views.acts import by_day, who_did

Crumbs = list[tuple[str, str]]


@takes("before", "after", "format", narrowed_by=ActivityFilter)
def all_activity(request: SignedInRequest) -> HttpResponse:
    """Every change in what the person may see."""
    return activity_page(request, RecordedChange.objects.all(), heading=_("Activity"))


def history_of_record(request: SignedInRequest, kind: str, pk: int) -> HttpResponseRedirect:
    """Redirects to the history page of a record that a line names; to that of its whole when the
    person may see only some of its versions, such as those of a report before it was returned, or
    when its kind has no pages of its own, such as a vote; otherwise 404."""
    model = next((model for model in tracked_models() if model._meta.label_lower == kind), None)
    record = _record_or_whole(model, pk, request.user.person) if model else None
    while record is not None and type(record) not in PAGES_OF and not isinstance(record, Scope):
        record = _whole_of(record, request.user.person)
    if record is None:
        raise Http404
    if isinstance(record, Scope):
        return redirect(reverse(scopes.seats_page, args=[record.reference]))
    return redirect(PAGES_OF[type(record)]().url("history", record))


def _record_or_whole(model: Any, pk: int, person: Person) -> Any:
    record = model.objects.visible_to(person).filter(pk=pk).first()
    if record is not None or not model.part_of:
        return record
    version = model.objects.versions().visible_to(person).filter(id=pk).first()
    return _whole_of(version, person, model) if version else None


def _whole_of(part: Any, person: Person, model: Any = None) -> Any:
    """What a record, or one of its versions, is part of, if the person may see it."""
    model = model or type(part)
    if not model.part_of:
        return None
    field = model._meta.get_field(model.part_of)
    whole = getattr(part, field.attname)
    return field.related_model.objects.visible_to(person).filter(pk=whole).first()


def activity_page(
    request: SignedInRequest,
    changes: QuerySet[RecordedChange],
    *,
    heading: str,
    caption: str = "",
    crumbs: Crumbs | None = None,
    scope: Scope | None = None,
) -> HttpResponse:
    """A page of changes, as far as its reader may see them; or all of them as a file, for those who
    may export in the scope, or without a scope in the office."""
    person = request.user.person
    seen, places = _seen(person, changes, stood_below([scope.way]) if scope else None)
    seen = without_restricted(seen, person)
    activity_filter = ActivityFilter(request.GET, queryset=seen)
    narrowing = narrowed(activity_filter)
    may_export = policy.can(person, Act.EXPORT, scope)
    if "format" in request.GET:
        if not may_export:
            raise PermissionDenied
        try:
            entries = whole_activity(narrowing, person, most=MOST_EXPORTED, places=places)
        except ValueError:
            raise BadRequest(
                _("There are more than 5,000 changes. Choose a shorter period.")
            ) from None
        return file_of(request.GET["format"], entries)
    keys = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = page_of_activity(narrowing, person, **keys, places=places)
    except ValueError:
        raise BadRequest(_("There is no such page of the activity.")) from None
    context = {
        "heading": heading,
        "caption": caption,
        "filter": activity_filter,
        "page": page,
        "is_narrowed": any(activity_filter.form.cleaned_data.values()),
        "days": by_day(page.entries, _names_of_actors(page.entries)),
        "may_export": may_export,
        "breadcrumbs": crumbs or [],
    }
    return render(request, "records/activity.html", context)


def seen_by(person: Person, changes: QuerySet[RecordedChange]) -> QuerySet[RecordedChange]:
    """The changes in places that a person may see. Records without a scope, such as people, are for
    those who may see everybody."""
    standing = standing_of(person)
    if standing is not None:
        changes = changes.filter(standing.where)
    elif not policy.can(person, Act.SEE_PEOPLE):
        changes = changes.filter(stood_in__isnull=False)
    return changes


def standing_of(person: Person) -> Standing | None:
    """The places of all that a person may see; None for a person who sees everything."""
    everywhere, ways = policy.ways_of(person, Act.SEE)
    return None if everywhere else stood_below(ways)


def _seen(
    person: Person, changes: QuerySet[RecordedChange], stood: Standing | None
) -> tuple[QuerySet[RecordedChange], Sequence[Place]]:
    """The changes that a person may see, limited to those that `stood` somewhere if given; and the
    places to look for them, if they are few."""
    if stood is not None:
        if not (stood.places and stood.is_exact):
            changes = changes.filter(stood.where)
        if stood.places:
            return seen_by(person, changes), stood.places
    mine = standing_of(person)
    if mine is None or not mine.places:
        return seen_by(person, changes), ()
    if not mine.is_exact:
        changes = changes.filter(mine.where)
    return changes, mine.places


MOST_EXPORTED = 5_000


def file_of(asked: str, entries: list[ActivityEntry]) -> HttpResponse:
    """The activity as a table to download, a row for each change of a field."""
    export = EXPORTS.get(asked)
    if export is None:
        raise BadRequest(_("The activity can be downloaded as CSV or XLSX."))
    answer = export(list(_table(entries)))
    events.record(SecurityEventKind.EXPORTED, list="activity", format=asked)
    return answer


EXPORTS: dict[str, Callable[[list[list[str]]], HttpResponse]] = {
    "csv": lambda rows: csv_file("activity", _columns(), rows),
    "xlsx": lambda rows: workbook_file("activity", _("Activity"), _columns(), rows),
}


def _table(entries: list[ActivityEntry]) -> Iterator[list[str]]:
    names = _names_of_actors(entries)
    for entry in entries:
        when = timezone.localtime(entry.when).isoformat(timespec="seconds")
        act = [when, who_did(entry, names), entry.reason]
        for line in entry.lines:
            cells = [line.change.title, line.change.name, line.whole]
            fields = [[c.field, c.before, c.after] for c in line.change.changes] or [["", "", ""]]
            yield from ([*act, *cells, *field] for field in fields)


def _columns() -> Columns:
    return [
        (_("When"), 27),
        (_("Who"), 22),
        (_("Why"), 40),
        (_("What happened"), 24),
        (_("Record"), 34),
        (_("Part of"), 34),
        (_("Field"), 22),
        (_("Before"), 40),
        (_("After"), 40),
    ]


def _names_of_actors(entries: list[ActivityEntry]) -> dict[int, str]:
    met = {entry.actor_id for entry in entries}
    return names_of(met | {e.on_behalf_of_id for e in entries if e.on_behalf_of_id is not None})
