"""What was changed lately: in the office, in a scope, or by a person."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import RecordedChange
from audit.queries.activity import ActivityEntry, Line, page_of_activity, told_to
from people import policy
from people.choices import Act, ScopeKind
from people.filters import ActivityFilter
from people.models import Person, Scope
from people.pages import PAGES_OF
from people.queries import names_of
from people.requests import SignedInRequest
from people.views.scopes import scope_url

Crumbs = list[tuple[str, str]]


def all_activity(request: SignedInRequest) -> HttpResponse:
    """Everything that was changed in what the person may see."""
    return _page(request, RecordedChange.objects.all(), heading=_("Activity"))


def scope_activity(request: SignedInRequest, reference: str) -> HttpResponse:
    """What was changed in a programme with all that lies in it, in a project, or on a board."""
    visible = Scope.objects.visible_to(request.user.person)
    scope = get_object_or_404(visible, reference=reference)
    if scope.kind == ScopeKind.OFFICE:
        return redirect("people:activity")
    # What stands in a programme itself stands within it too (audit/places.py).
    column = "stood_within" if scope.kind == ScopeKind.PROGRAMME else "stood_in"
    changes = RecordedChange.objects.filter(**{column: scope.pk})
    crumbs = [(scope.title, scope_url(scope))]
    return _page(request, changes, heading=_("Activity"), caption=scope.title, crumbs=crumbs)


def person_activity(request: SignedInRequest, reference: str) -> HttpResponse:
    """What a person changed, as far as its reader may see it."""
    person = get_object_or_404(Person.objects.visible_to(request.user.person), reference=reference)
    changes = RecordedChange.objects.filter(actor_id=person.pk)
    crumbs = [(person.name, reverse("people:person_detail", args=[person.reference]))]
    return _page(request, changes, heading=_("Activity"), caption=person.name, crumbs=crumbs)


def history_of_record(request: SignedInRequest, kind: str, pk: int) -> HttpResponseRedirect:
    """To the history page of a record that a line of activity names; 404 to who may not see it."""
    if kind == Scope._meta.label_lower:
        scope = get_object_or_404(Scope.objects.visible_to(request.user.person), pk=pk)
        return redirect("people:scope_detail", scope.reference)
    pages = next((p() for model, p in PAGES_OF.items() if model._meta.label_lower == kind), None)
    if pages is None:
        raise Http404
    record = get_object_or_404(pages.model.objects.visible_to(request.user.person), pk=pk)
    return redirect(pages.url("history", record))


def _page(
    request: SignedInRequest,
    changes: QuerySet[RecordedChange],
    *,
    heading: str,
    caption: str = "",
    crumbs: Crumbs | None = None,
) -> HttpResponse:
    person = request.user.person
    places = places_seen_by(person)
    seen = told_to(changes, person) if places else seen_by(person, changes)
    found = ActivityFilter(request.GET, queryset=seen)
    if not found.is_valid():
        raise BadRequest(next(iter(found.errors.values()))[0])
    keys = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = page_of_activity(found.qs, person, **keys, places=places)
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
        "entries": [_entry(entry, names) for entry in page.entries],
        "breadcrumbs": crumbs or [],
    }
    return render(request, "people/activity.html", context)


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


def places_seen_by(person: Person) -> list[Q]:
    """The same as conditions of which one must hold, for who sees a few places; else none."""
    everywhere, scopes = policy.reach_of(person, Act.SEE)
    if everywhere or len(scopes) > MOST_PLACES:
        return []
    columns = ("stood_in", "stood_within")
    return [Q(**{column: scope}) for scope in sorted(scopes) for column in columns]


FIELDS_SHOWN = 5
"""Of each record. The rest is on its history page."""


def _entry(entry: ActivityEntry, names: dict[int, str]) -> dict[str, Any]:
    first = entry.lines[0]
    is_one = len(entry.lines) == 1
    said = {
        "who": names.get(entry.actor_id, _("Unknown")),
        "when": entry.when,
        "why": entry.reason,
        "is_loaded": entry.is_loaded,
    }
    if is_one:
        record = _record(first)
        return said | {
            "what": record["title"],
            "title_url": record["url"],
            "records": [record | {"title": ""}],
        }
    count = len(entry.lines)
    what = ngettext("%(count)d record changed", "%(count)d records changed", count)
    return said | {
        "what": what % {"count": count},
        "records": [_record(line) for line in entry.lines],
    }


def _record(line: Line) -> dict[str, Any]:
    more = len(line.change.changes) - FIELDS_SHOWN
    said = ngettext("and %(count)d more field", "and %(count)d more fields", more)
    return {
        "title": _title(line),
        "url": reverse("people:history_of_record", args=[line.kind, line.change.record_id]),
        "changes": line.change.changes[:FIELDS_SHOWN],
        "more": said % {"count": more} if more > 0 else "",
    }


def _title(line: Line) -> str:
    """Milestone changed: First library open, Libraries that lend tools."""
    what = f"{line.change.title}: {line.change.name}"
    return f"{what}, {line.whole}" if line.whole else what
