"""What was changed lately: in the office, in a scope, or by a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.history import history_model
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
) -> HttpResponse:
    """A page of changes, as far as its reader may see them."""
    person = request.user.person
    places = places_seen_by(person)
    seen = told_to(changes, person) if places else seen_by(person, changes)
    seen = without_restricted(seen, person)
    found = ActivityFilter(request.GET, queryset=seen)
    narrowing = narrowed(found)
    keys = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = page_of_activity(narrowing, person, **keys, places=places)
    except ValueError:
        raise BadRequest(_("There is no such place in the activity.")) from None
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
    everywhere, scopes = policy.reach_of(person, Act.SEE)
    if not everywhere:
        changes = changes.filter(Q(stood_in__in=scopes) | Q(stood_within__in=scopes))
    elif not policy.can(person, Act.SEE_PEOPLE):
        changes = changes.filter(stood_in__isnull=False)
    return told_to(changes, person)


MOST_PLACES = 20


def places_seen_by(person: Person) -> list[Place]:
    """The same as places, for who sees a few; else none. What has only ever stood in programmes
    that are among them has no place of its own."""
    everywhere, scopes = policy.reach_of(person, Act.SEE)
    if everywhere or len(scopes) > MOST_PLACES:
        return []
    programmes = policy.programmes_held(person) & scopes
    parents: dict[int, set[int | None]] = {scope: set() for scope in scopes}
    stood = history_model(Scope)._base_manager.filter(id__in=scopes)
    for scope, parent in stood.order_by().values_list("id", "parent_id").distinct():
        parents[scope].add(parent)
    apart = (scope for scope in sorted(scopes) if not parents[scope] <= programmes)
    return [(column_of(scope in programmes), scope) for scope in apart]


def column_of(is_programme: bool) -> str:
    """What stands in a programme itself stands within it too (audit/places.py); nothing stands
    within a project or a board without standing in it."""
    return "stood_within" if is_programme else "stood_in"


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
