"""Deadline rules and closures: their lists."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy, ngettext

from audit.queries.moments import value_at
from governance.models import BodyKind
from meetings.columns import CLOSURES, RULES
from meetings.models import Closure, DeadlineRule
from meetings.pages.deadlines import ClosurePages, DeadlineRulePages, RulePages
from people import policy
from people.models import Person
from records.filters import ArchivedFilter
from records.pages.lists import ListPage
from records.pages.moments import AskedMoment
from records.views.detail import RecordDetail
from records.views.records import AddRecord, record_urls


class RuleList(ListPage):
    """A list of what holds for the whole council."""

    pages: ClassVar[RulePages]
    scope = None
    filters = {"is_archived": ArchivedFilter(gettext_lazy("In use"), gettext_lazy("Archived"))}

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, self.pages.act):
            return []
        return [(self.pages.add_heading, reverse(f"{self.pages.namespace}:{self.pages.name}_add"))]


class DeadlineRuleList(RuleList):
    """Every rule, the newest of each nation first."""

    pages = DeadlineRulePages()
    model = DeadlineRule
    item, name = "deadlines", "deadline-rules"
    heading = gettext_lazy("Deadline rules")
    columns = RULES
    none_yet = gettext_lazy("Without a rule, no deadline is counted.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        rows: QuerySet = DeadlineRule.objects.at(moment).visible_to(person)
        rows = rows.annotate(kind_name=value_at(moment, BodyKind, "kind_id", "name"))
        return rows.order_by("nation", "-valid_from", "-id")

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d rule", "%(n)d rules", count) % {"n": count}


class ClosureList(RuleList):
    """Every correction of the calendar, the newest first."""

    pages = ClosurePages()
    model = Closure
    item, name = "closures", "closures"
    heading = gettext_lazy("Closures")
    columns = CLOSURES
    none_yet = gettext_lazy(
        "Bank holidays are known. Add a day on which they are wrong for this council."
    )

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        rows: QuerySet = Closure.objects.at(moment).visible_to(person)
        return rows.order_by("-on", "-id")

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d day", "%(n)d days", count) % {"n": count}


def rule_urls(plural: str, of: type[RuleList]) -> list[URLPattern]:
    """The addresses of a kind of rule: its list, and its pages."""
    pages, name = of.pages, of.pages.name
    add, detail = AddRecord.as_view(pages=pages), RecordDetail.as_view(pages=pages)
    return [
        path(f"{plural}/", of.as_view(), name=f"{name}_list"),
        path(f"{plural}/add/", add, name=f"{name}_add"),
        path(f"{plural}/<str:reference>/", detail, name=f"{name}_detail"),
        *record_urls(f"{plural}/", pages),
    ]
