"""The lists of budget lines, posts and tolerances, and the pages of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.signed_in import SignedInRequest
from money.columns import (
    LINES,
    POSTS,
    VARIANCE_RULES,
    amount_columns,
    reason_columns,
)
from money.filters import YearFilter, years_offered
from money.models import BudgetAmount, BudgetLine, VarianceReason, VarianceRule
from money.pages import (
    BudgetAmountPages,
    BudgetLinePages,
    PostPages,
    VarianceReasonPages,
    VarianceRulePages,
)
from money.queries import years
from money.queries.posts import posts
from people import policy
from people.choices import Act
from people.models import Person
from programmes.filters import ProgrammeWithinFilter
from programmes.queries import scopes_within
from programmes.views import RegisterList
from records.pages.lists import ListPage, table
from records.pages.moments import AskedMoment
from records.pages.record_pages import archived_parts
from records.views.detail import RecordDetail
from values import clock

PARTS = (BudgetAmountPages(), VarianceReasonPages())


class BudgetLineDetail(RecordDetail):
    """A budget line with its amounts by year and month, and why it missed its budget."""

    template = "money/budget_line.html"

    def more(self, row: BudgetLine, person: Person, asked: AskedMoment) -> dict[str, Any]:
        may_edit = not asked.value and policy.can(person, Act.KEEP_MONEY, self.record)
        amounts = BudgetAmount.objects.at(asked.value, line_id__in=[row.id]).live().in_order()
        reasons = VarianceReason.objects.at(asked.value, line_id__in=[row.id]).live().in_order()
        found = list(years.of_lines([row.id], asked.value))
        return {
            "years": [years.added_up(each["financial_year"], [each]) for each in _by_year(found)],
            "amounts": table(
                amount_columns(self._page("amount", row) if may_edit else None), amounts
            ),
            "reasons": table(
                reason_columns(self._page("reason", row) if may_edit else None), reasons
            ),
            "may_edit": may_edit,
            "archived_parts": archived_parts(self.record, person, *PARTS) if may_edit else [],
        }

    def _page(self, what: str, line: BudgetLine) -> Any:
        name = {"amount": "budget_amount", "reason": "variance_reason"}[what]
        return lambda row: reverse(f"money:{name}_edit", args=[line.reference, row.id])


def _by_year(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found, key=lambda each: each["financial_year"])


class BudgetLineList(RegisterList):
    """The budget lines of everything that the person may see, in one financial year."""

    pages = BudgetLinePages()
    detail = BudgetLineDetail
    item = name = "budget-lines"
    tab = "money"
    columns = LINES
    filters = {"year": YearFilter(), "programme": ProgrammeWithinFilter("scope_id")}
    none_yet = _("Budget lines are added on the page of a programme or project, under Money.")

    def begin(self, request: SignedInRequest, keys: dict[str, Any]) -> None:
        super().begin(request, keys)
        asked = request.GET.get("year", "")
        self.year = int(asked) if asked in dict(years_offered()) else 0

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        year = self.year or years.financial_year_of(clock.day_of(moment))
        return years.lines(person, moment, year, self.scopes(moment))

    def scopes(self, moment: datetime | None) -> set[int] | None:
        return scopes_within(self.of.pk, moment) if self.of else None


class PostList(RegisterList):
    """The posts of everything that the person may see, and how many of them are filled."""

    pages = PostPages()
    item = name = "posts"
    tab = "money"
    columns = POSTS
    filters = {"programme": ProgrammeWithinFilter("scope_id")}
    none_yet = _("Posts are added on the page of a programme or project, under Money.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return posts(person, moment, scopes_within(self.of.pk, moment) if self.of else None)


class VarianceRuleList(ListPage):
    """Every tolerance, the newest first."""

    model = VarianceRule
    item, name = "variance_rules", "variance-tolerances"
    heading = _("Tolerances for variances")
    columns = VARIANCE_RULES
    scope = None
    none_yet = _("Until there is a tolerance, no variance needs a reason.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        rows: QuerySet = VarianceRule.objects.at(moment).visible_to(person).live().newest_first()
        return rows

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.EDIT_RULES):
            return []
        return [(VarianceRulePages().add_heading, reverse("money:variance_rule_add"))]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d tolerance", "%(n)d tolerances", count) % {"n": count}
