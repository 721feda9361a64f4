"""The history of any record: a page, and the same as a table to download."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.history import Entry, RecordChange, told
from audit.queries.versions import history_for
from people import events, policy
from people.choices import Act, SecurityEventKind
from people.queries import names_of
from records.filters import HistoryFilter
from records.pages.listing import page_of
from records.pages.spreadsheets import Columns, csv_file, workbook_file
from records.views.record_page import RecordPageView
from records.views.timeline import timeline_entry, timeline_record

Names = Mapping[int, str]

CHANGE_SETS_A_PAGE = 10
RECORDS_AN_ENTRY = 20
"""A load may change a thousand records at once: the page shows the first few, the download all."""


@takes("page", "format", narrowed_by=HistoryFilter)
class RecordHistory(RecordPageView):
    """Who changed a record or a part of it, when, why, and from what to what. Anyone who sees the
    record may read it; versions that are not for everybody, such as drafts, are left out."""

    request: SignedInRequest

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        person = request.user.person
        self.record = self.pages.find(person, keys)
        history = history_for(self.record, person)
        names = names_of(history.actors())
        history_filter = HistoryFilter(request.GET, history=history, names=names)
        narrowing = history_filter.narrowing()
        change_sets = history.change_sets(**narrowing)
        if "format" in request.GET:
            export = EXPORTS.get(request.GET["format"])
            if not self.may_export:
                raise PermissionDenied
            if export is None:
                raise BadRequest(_("A history can be downloaded as CSV or XLSX."))
            entries = told(history, change_sets, narrowing["field"])
            answer = export("history", list(table(entries, _all_names(entries))))
            asked = request.GET["format"]
            events.record(SecurityEventKind.EXPORTED, record=self.record, format=asked)
            return answer
        page = page_of(change_sets, request, CHANGE_SETS_A_PAGE)
        entries = told(history, list(page), narrowing["field"], most=RECORDS_AN_ENTRY)
        everybody = _all_names(entries, names)
        context = {
            "record": self.record,
            "filter": history_filter,
            "selected": history_filter.chosen(request.path),
            "query": history_filter.query(),
            "page": page,
            "count": _count(page.paginator.count),
            "may_export": self.may_export,
            "entries": [self.row(entry, everybody) for entry in entries],
            "beside": self.pages.beside(self.record),
            "breadcrumbs": self.pages.crumbs(self.record),
        }
        return render(request, "records/history.html", context)

    def row(self, entry: Entry, names: Names) -> dict[str, Any]:
        """An entry as the timeline shows it."""
        return timeline_entry(
            what=entry.title,
            who=_who(entry, names),
            when=entry.when,
            why=entry.reason,
            is_loaded=entry.is_loaded,
            recorded_at=entry.recorded_at,
            records=_records(entry),
            restore_url=self.restore_url(entry.own),
        )

    def restore_url(self, own: RecordChange | None) -> str:
        """The link to restore an older version, for those who may edit a record that is in use."""
        if own is None or own.version == self.record.version or not self.may_restore:
            return ""
        before, after = self.restore_urls
        return f"{before}{own.version}{after}"

    @cached_property
    def restore_urls(self) -> tuple[str, str]:
        """The parts before and after the number of a version in the address that restores it:
        looked up once for a page."""
        name = f"{self.pages.namespace}:{self.pages.name}_restore"
        before, _number, after = reverse(
            name, args=[*self.pages.address(self.record), 0]
        ).rpartition("0")
        return before, after

    @property
    def may_export(self) -> bool:
        person, home = self.request.user.person, self.pages.home(self.record)
        return policy.can(person, Act.EXPORT, home)

    @cached_property
    def may_restore(self) -> bool:
        """Whether the reader may edit the record. A record without a form cannot be edited."""
        has_form = hasattr(self.pages, "form_class") and self.pages.has_edit
        if self.record.is_archived or not has_form:
            return False
        try:
            self.pages.permit(self.request.user.person, self.record)
        except PermissionDenied:
            return False
        return True


def table(entries: Sequence[Entry], names: Names) -> Iterator[list[str]]:
    """A row for each change of a field, and one for a change without any, such as archiving."""
    for entry in entries:
        by = names.get(entry.actor_id, _("Unknown"))
        other = entry.on_behalf_of_id
        behalf = "" if other is None else names.get(other, _("Unknown"))
        loaded = _("yes") if entry.is_loaded else _("no")
        why = [_iso(entry.when), by, behalf, entry.reason]
        how = [loaded, _iso(entry.recorded_at), str(entry.change_set), entry.request_id]
        for record in entry.records:
            cells = [capfirst(record.noun), record.name, record.happened.words]
            fields = [[c.field, c.before, c.after] for c in record.changes] or [["", "", ""]]
            yield from ([*why, *cells, *field, *how] for field in fields)


def columns() -> Columns:
    return [
        (_("When"), 27),
        (_("Who"), 22),
        (_("On behalf of"), 22),
        (_("Why"), 40),
        (_("Kind of record"), 18),
        (_("Record"), 34),
        (_("What happened"), 15),
        (_("Field"), 22),
        (_("Before"), 40),
        (_("After"), 40),
        (_("Loaded"), 8),
        (_("Recorded"), 27),
        (_("Change set"), 38),
        (_("Request or job"), 38),
    ]


EXPORTS: dict[str, Callable[[str, list[list[str]]], HttpResponse]] = {
    "csv": lambda name, rows: csv_file(name, columns(), rows),
    "xlsx": lambda name, rows: workbook_file(name, _("History"), columns(), rows),
}


def _records(entry: Entry) -> list[dict[str, Any]]:
    """The records of an entry as the timeline shows them, and how many it leaves out."""
    records = [
        timeline_record(change.changes, title=_record_title(entry, change))
        for change in entry.records
    ]
    if entry.left_out:
        more = ngettext("and %(count)d more record", "and %(count)d more records", entry.left_out)
        records.append(timeline_record([], more=more % {"count": entry.left_out}))
    return records


def _record_title(entry: Entry, change: RecordChange) -> str:
    """The heading above the changes of one record: what the entry's own heading leaves open."""
    if change.is_own:
        return "" if len(entry.records) == 1 else change.name
    return change.name if entry.is_alike else f"{change.title}: {change.name}"


def _who(entry: Entry, names: Names) -> str:
    who = names.get(entry.actor_id, _("Unknown"))
    if entry.on_behalf_of_id is None:
        return who
    other = names.get(entry.on_behalf_of_id, _("Unknown"))
    return _("%(who)s on behalf of %(other)s") % {"who": who, "other": other}


def _all_names(entries: Sequence[Entry], known: Names | None = None) -> Names:
    """The names of those who acted, and of those on whose behalf they acted."""
    known = known or {}
    met = {entry.actor_id for entry in entries}
    met |= {entry.on_behalf_of_id for entry in entries if entry.on_behalf_of_id is not None}
    unknown = met - set(known)
    return {**known, **names_of(unknown)} if unknown else known


def _count(count: int) -> str:
    return ngettext("%(count)d change", "%(count)d changes", count) % {"count": count}


def _iso(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
