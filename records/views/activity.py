"""What was changed lately: in the office, in a scope, or by a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.models import RecordedChange
from audit.queries.activity import ActivityEntry, Line, Place, page_of_activity, told_to
from people import policy
from people.choices import Act
from people.models import Person, Scope
from people.queries import names_of
from people.withheld import without_restricted
from records.filters import ActivityFilter
from records.pages import scopes
from records.pages.listing import narrowed
from records.pages.record_pages import PAGES_OF
from records.queries import Standing, stood_below
from records.views.timeline import timeline_entry, timeline_record

Crumbs = list[tuple[str, str]]


@takes("before", "after", narrowed_by=ActivityFilter)
def all_activity(request: SignedInRequest) -> HttpResponse:
    """Everything that was changed in what the person may see."""
    return activity_page(request, RecordedChange.objects.all(), heading=_("Activity"))


def history_of_record(request: SignedInRequest, kind: str, pk: int) -> HttpResponseRedirect:
    """To the history page of a record that a line names; to that of its whole when only versions of
    it are for the person, such as those of a report before it was returned; else 404."""
    if kind == Scope._meta.label_lower:
        scope = get_object_or_404(Scope.objects.visible_to(request.user.person), pk=pk)
        return redirect(reverse(scopes.seats_page, args=[scope.reference]))
    pages = next((p() for model, p in PAGES_OF.items() if model._meta.label_lower == kind), None)
    if pages is None:
        raise Http404
    record = _record_or_whole(pages.model, pk, request.user.person)
    if record is None:
        raise Http404
    return redirect(PAGES_OF[type(record)]().url("history", record))


def _record_or_whole(model: Any, pk: int, person: Person) -> Any:
    record = model.objects.visible_to(person).filter(pk=pk).first()
    if record is not None or not model.part_of:
        return record
    version = model.objects.versions().visible_to(person).filter(id=pk).first()
    field = model._meta.get_field(model.part_of)
    whole = getattr(version, field.attname, None)
    return field.related_model.objects.visible_to(person).filter(pk=whole).first()


def activity_page(
    request: SignedInRequest,
    changes: QuerySet[RecordedChange],
    *,
    heading: str,
    caption: str = "",
    crumbs: Crumbs | None = None,
    stood: Standing | None = None,
) -> HttpResponse:
    """A page of changes, as far as its reader may see them; of those that `stood` somewhere."""
    person = request.user.person
    seen, places = _seen(person, changes, stood)
    seen = without_restricted(seen, person)
    found = ActivityFilter(request.GET, queryset=seen)
    narrowing = narrowed(found)
    keys = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = page_of_activity(narrowing, person, **keys, places=places)
    except ValueError:
        raise BadRequest(_("This is no place in the activity.")) from None
    names = names_of(
        {entry.actor_id for entry in page.entries}
        | {entry.on_behalf_of_id for entry in page.entries if entry.on_behalf_of_id}
    )
    context = {
        "heading": heading,
        "caption": caption,
        "filter": found,
        "page": page,
        "is_narrowed": any(found.form.cleaned_data.values()),
        "entries": list(_entries(page.entries, names)),
        "breadcrumbs": crumbs or [],
    }
    return render(request, "records/activity.html", context)


def seen_by(person: Person, changes: QuerySet[RecordedChange]) -> QuerySet[RecordedChange]:
    """The changes in what a person may see. What stands in no scope, such as people, is for those
    who see everybody."""
    standing = standing_of(person)
    if standing is not None:
        changes = changes.filter(standing.where)
    elif not policy.can(person, Act.SEE_PEOPLE):
        changes = changes.filter(stood_in__isnull=False)
    return told_to(changes, person)


def standing_of(person: Person) -> Standing | None:
    """Where what a person may see has stood; None for who sees everything."""
    everywhere, ways = policy.ways_of(person, Act.SEE)
    return None if everywhere else stood_below(ways)


def _seen(
    person: Person, changes: QuerySet[RecordedChange], stood: Standing | None
) -> tuple[QuerySet[RecordedChange], Sequence[Place]]:
    """The changes that a person may see, of those that `stood` somewhere if that is asked; and the
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
    return told_to(changes, person), mine.places


FIELDS_SHOWN = 5
"""Of each record. The rest is on its history page."""


def _entries(entries: Iterable[ActivityEntry], names: dict[int, str]) -> Iterator[dict[str, Any]]:
    """The entries as the timeline shows them. One of a single record is headed by what became of
    it."""
    kept: dict[str, str] = {}
    for entry in entries:
        records = [_record(line, kept) for line in entry.lines]
        what, url = _records_changed(len(records)), ""
        if len(records) == 1:
            what, url = records[0]["title"], records[0]["url"]
            records[0]["title"] = ""
        yield timeline_entry(
            what=what,
            title_url=url,
            who=names.get(entry.actor_id, _("Unknown")),
            when=entry.when,
            why=entry.reason,
            is_loaded=entry.is_loaded,
            records=records,
        )


def _records_changed(count: int) -> str:
    said = ngettext("%(count)d record changed", "%(count)d records changed", count)
    return said % {"count": count}


def _record(line: Line, kept: dict[str, str]) -> dict[str, Any]:
    changes = line.change.changes
    return timeline_record(
        changes[:FIELDS_SHOWN],
        title=_title(line),
        url=_url(line, kept),
        more=_more(len(changes) - FIELDS_SHOWN),
    )


def _more(count: int) -> str:
    if count <= 0:
        return ""
    return ngettext("and %(count)d more field", "and %(count)d more fields", count) % {
        "count": count
    }


def _url(line: Line, kept: dict[str, str]) -> str:
    """The address of `history_of_record`: those of one kind of record begin alike, so each kind's
    is looked up once for a page."""
    if line.kind not in kept:
        kept[line.kind] = reverse("records:history_of_record", args=[line.kind, 0])
    return kept[line.kind].removesuffix("0/") + f"{line.change.record_id}/"


def _title(line: Line) -> str:
    """Milestone changed: First library open, Libraries that lend tools."""
    what = f"{line.change.title}: {line.change.name}"
    return f"{what}, {line.whole}" if line.whole else what
