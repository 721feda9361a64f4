"""One page for the list of every record of a kind: narrowed, sorted, added up, as at any day, and
downloaded as CSV or as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Count, QuerySet, Sum
from django.db.models.sql.where import WhereNode
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from people import events, policy
from people.choices import Act, SecurityEventKind
from people.models import Person
from records.columns import CLASSES_OF_HEADINGS, Column, Row, shown, table_rows, total_cells
from records.filters import ListFilter, filter_of
from records.pages import menu
from records.pages.listing import narrowed, page_of
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.spreadsheets import csv_file, workbook_file
from values.fields import LongTextField

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DESCENDING = "-"


@dataclass(frozen=True)
class Heading:
    """A column's heading, as `components/table.html` takes it."""

    label: str
    classes: str = ""
    sort_url: str = ""
    sorted: str = ""


class ListPage(View):
    """A list of one kind of record. Its `columns` say what it shows; `rows` reads the records in
    one query, with every value that a column, a filter or the order needs."""

    model: ClassVar[Any]
    heading: ClassVar[StrPromise]
    item: ClassVar[str] = ""  # its key in the menu, if it is under another item
    name: ClassVar[str]  # of its files
    columns: ClassVar[Sequence[Column]]
    filters: ClassVar[Mapping[str, django_filters.Filter]] = {}  # besides those of its columns
    most_used: ClassVar[Sequence[str]] = ()  # the filters that stand before all others
    reads: ClassVar[Sequence[str]] = ()  # long texts that it shows
    scope: ClassVar[str | None] = "scope"  # the path from a record to its scope, for downloads
    none_yet: ClassVar[StrPromise] = gettext_lazy("There is nothing here that you may see yet.")
    template = "records/list.html"
    filter_class: ClassVar[type[ListFilter]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "columns" in vars(cls):
            cls.filter_class = _filter_class(cls)
            takes("page", "sort", "format", *ASKED, narrowed_by=cls.filter_class)(cls)

    # --- what differs from kind to kind ---------------------------------------------------------
    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        """The records that a person may see, as at a moment, in the order of the list."""
        raise NotImplementedError

    def told(self, rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
        """The rows, with values that need a query of their own, such as who leads a project."""
        return rows

    def count_words(self, count: int) -> str:
        """The number of records: 2 projects."""
        raise NotImplementedError

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        """(a label, an address) for links to related pages."""
        return []

    def begin(self, request: SignedInRequest, keys: dict[str, Any]) -> None:
        """What the address holds besides the list."""

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        """Additional or different context for its page."""
        return {}

    # --- the page -------------------------------------------------------------------------------
    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        self.begin(request, keys)
        person, asked = request.user.person, moment_asked(request)
        every = self.rows(person, asked.value)
        list_filter = self.filter_class(
            request.GET, queryset=every, request=request, moment=asked.value
        )
        rows, sort = self.sorted(narrowed(list_filter), request.GET.get("sort", ""))
        if "format" in request.GET:
            return self.download(rows, request, asked)
        counted = self.counted(rows)
        count = next((sum(numbers.values()) for _column, numbers in counted), None)
        page = page_of(rows.values_list("pk", flat=True), request, count=count)
        told = self.told(self.read(every, list(page.object_list)), asked.value)
        everywhere, _somewhere = policy.reach_of(person, Act.EXPORT)
        context = {
            "lists": menu.lists_with(self.item) if self.item else None,
            "heading": self.heading,
            "none_yet": self.none_yet,
            "links": self.links(person, asked),
            "filter": list_filter,
            "kept": (*asked.context()["as_at_asked"], *([("sort", sort)] if sort else [])),
            "page": page,
            "columns": self.headings(request.GET, sort),
            "rows": table_rows(self.columns, told, asked.query),
            "count_words": self.count_words(page.paginator.count),
            "counts": _in_words(counted),
            "total": self.total(rows) if told else None,
            "may_export": self.may_export(person),
            "leaves_out": not everywhere,
            "files": [(kind, address(request.GET, format=kind)) for kind in ("csv", "xlsx")],
            **asked.context(),
            **self.context(person, asked),
        }
        return render(request, self.template, context)

    def read(self, every: QuerySet, keys: list[int]) -> list[dict[str, Any]]:
        """The rows of a page in the order of their keys: only these are read whole. Whatever the
        keys were found by is not asked again: in the past that looks up every record."""
        page = every.order_by()
        page.query.where = WhereNode()
        rows = {row["pk"]: row for row in page.filter(pk__in=keys).values("pk", *self.names(every))}
        return [rows[key] for key in keys]

    def sorted(self, rows: QuerySet, asked: str) -> tuple[QuerySet, str]:
        """The rows in the order that is asked for. Raises BadRequest for an unknown order."""
        if not asked:
            return rows, ""
        key = asked.removeprefix(DESCENDING)
        column = next((c for c in shown(self.columns) if c.key == key and c.sorts), None)
        if column is None or asked.startswith(DESCENDING * 2):
            facts = {"key": asked[:40]}
            raise BadRequest(_("This list cannot be sorted by “%(key)s”.") % facts)
        return rows.order_by(column.order(descending=asked != key), "id"), asked

    def names(self, rows: QuerySet) -> list[str]:
        """The values that are read: the record's own except long texts, and those that `rows`
        adds."""
        fields = self.model._meta.concrete_fields
        own = [f.attname for f in fields if not isinstance(f, LongTextField)]
        return [*own, *self.reads, *rows.query.annotations]

    def headings(self, asked: QueryDict, sort: str) -> list[Heading]:
        return [self.heading_of(column, asked, sort) for column in shown(self.columns)]

    def heading_of(self, column: Column, asked: QueryDict, sort: str) -> Heading:
        if not column.sorts:
            return plain_heading(column)
        up, down = column.key, DESCENDING + column.key
        is_sorted = {up: "ascending", down: "descending"}.get(sort, "")
        sort_url = address(asked, sort=down if sort == up else up)
        return replace(plain_heading(column), sort_url=sort_url, sorted=is_sorted)

    # --- over all pages -------------------------------------------------------------------------
    def total(self, rows: QuerySet) -> dict[str, Any] | None:
        """The row of sums over all pages; None if nothing is added up."""
        keys = [c.key for c in self.columns if c.totals and c.kind.is_number]
        if not keys:
            return None
        # A sum must not have the name of its column: the query would confuse the two.
        sums = rows.order_by().aggregate(**{f"all_{key}": Sum(key) for key in keys})
        return total_cells(self.columns, {key: sums[f"all_{key}"] for key in keys})

    def counted(self, rows: QuerySet) -> list[tuple[Column, dict[Any, int]]]:
        """The number of rows with each rating or state: one query for each such column."""
        every = (c for c in self.columns if c.totals and c.choices)
        return [
            (c, dict(rows.order_by().values_list(c.key).annotate(n=Count("id")))) for c in every
        ]

    def may_export(self, person: Person) -> bool:
        """Of what stands in no scope, whoever may download everything."""
        everywhere, somewhere = policy.reach_of(person, Act.EXPORT)
        return everywhere or (bool(somewhere) and self.scope is not None)

    # --- the files ------------------------------------------------------------------------------
    def download(
        self, rows: QuerySet, request: SignedInRequest, asked: AskedMoment
    ) -> HttpResponse:
        """All rows that the person may download, in the page's order. Raises PermissionDenied for
        anyone who may download nothing."""
        person, kind = request.user.person, request.GET["format"]
        if kind not in ("csv", "xlsx"):
            raise BadRequest(_("A list can be downloaded as CSV or XLSX."))
        if not self.may_export(person):
            raise PermissionDenied
        theirs = rows
        if self.scope is not None:
            theirs = rows.filter(policy.where_may(person, Act.EXPORT, rows.model, self.scope))
        told = self.told(list(theirs.values(*self.names(theirs))), asked.value)
        table = ([column.exported(row) for column in self.columns] for row in told)
        headings = [column.heading for column in self.columns]
        events.record(SecurityEventKind.EXPORTED, list=self.name, format=kind)
        if kind == "csv":
            return csv_file(self.name, headings, table)
        return workbook_file(self.name, str(self.heading), headings, table)


def _in_words(counted: list[tuple[Column, dict[Any, int]]]) -> list[str]:
    """Red 3, Amber 1."""
    words_of_all = []
    for column, numbers in counted:
        for value in (*column.choices.values, "") if column.choices else ():
            number = numbers.get(value, 0) + (numbers.get(None, 0) if not value else 0)
            if number:
                label = column.value_in_words(value) or _("None")
                words_of_all.append(_("%(label)s %(number)d") % {"label": label, "number": number})
    return words_of_all


def plain_heading(column: Column) -> Heading:
    return Heading(str(column.label), CLASSES_OF_HEADINGS.get(column.kind, ""))


def table(columns: Sequence[Column], rows: Iterable[Row], query: str = "") -> dict[str, Any]:
    """What `components/table.html` takes, for records that a page shows beside others."""
    return {
        "columns": [plain_heading(column) for column in shown(columns)],
        "rows": table_rows(columns, rows, query),
    }


def address(asked: QueryDict, **changed: str) -> str:
    """The same page with one parameter changed, from its first page; everything else is kept."""
    kept = QueryDict(mutable=True)
    kept.update(changed)
    for name, values in asked.lists():
        if name not in ("page", "format", *changed):
            kept.setlist(name, values)
    return f"?{kept.urlencode(safe=':/')}"


def _filter_class(page: type[ListPage]) -> type[ListFilter]:
    """A list's filter: one for each column that filters, and the list's own."""
    own = {c.key: filter_of(c) for c in page.columns if c.filters}
    first = {"most_used": page.most_used}
    return type(f"{page.__name__}Filter", (ListFilter,), {**own, **page.filters, **first})
