"""The pages of budget lines and posts, of their parts, and of tolerances for variances."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.actions import edit_record
from money.actions import add_to_scope, add_variance_rule, save_amount
from money.forms import (
    BudgetAmountForm,
    BudgetLineForm,
    FundingYearForm,
    PostForm,
    VarianceReasonForm,
    VarianceRuleForm,
)
from money.models import (
    BudgetAmount,
    BudgetLine,
    FundingYear,
    Post,
    VarianceReason,
    VarianceRule,
)
from people.choices import Act
from people.models import Person, Scope
from programmes.models import FundingSource
from programmes.pages import RegisterPages
from records.pages import menu
from records.pages.record_pages import PartPages, RecordPages
from records.pages.scopes import scope_url


def money_url(scope: Scope) -> str:
    return reverse("money:scope_money", args=[scope.reference])


def money_crumbs(scope: Scope) -> list[tuple[str, str]]:
    return [(scope.title, scope_url(scope)), (_("Money"), money_url(scope))]


class OfScopePages(RegisterPages):
    """Records that hang on a scope of any level; they are found under its money."""

    act = Act.KEEP_MONEY
    namespace = "money"

    def create(self, parent: Scope, /, *, by: Person, **fields: Any) -> Any:
        return add_to_scope(self.model, scope=parent, by=by, **fields)

    def edit(self, record: Any, *, by: Person, **fields: Any) -> Any:
        return edit_record(record, by=by, **fields)

    def after_parent(self, parent: Scope) -> str:
        return money_url(parent)

    def crumbs_of_parent(self, parent: Scope) -> list[tuple[str, str]]:
        return money_crumbs(parent)


class BudgetLinePages(OfScopePages):
    model = BudgetLine
    form_class = BudgetLineForm
    name = "budget_line"


class PostPages(OfScopePages):
    model = Post
    form_class = PostForm
    name = "post"


class LinePartPages(PartPages):
    """A part of a budget line."""

    act = Act.KEEP_MONEY
    namespace = "money"


class BudgetAmountPages(LinePartPages):
    """Whatever changes an amount may leave a variance that needs its reason."""

    model = BudgetAmount
    form_class = BudgetAmountForm
    name = "budget_amount"

    def create(
        self, parent: BudgetLine, /, *, by: Person, why_variance: str = "", **fields: Any
    ) -> Any:
        write = partial(super().create, parent, by=by, **fields)
        return save_amount(parent, write, why=why_variance, by=by, reason=self.add_reason)

    def edit(
        self,
        record: BudgetAmount,
        *,
        by: Person,
        reason: str = "",
        why_variance: str = "",
        **fields: Any,
    ) -> Any:
        write = partial(super().edit, record, by=by, reason=reason, **fields)
        said = reason or _("%(title)s edited") % {"title": self.title}
        return save_amount(record.line, write, why=why_variance, by=by, reason=said)

    def unarchive(self, record: BudgetAmount, *, by: Person, reason: str) -> Any:
        write = partial(super().unarchive, record, by=by, reason=reason)
        return save_amount(record.line, write, by=by, reason=reason)


class VarianceReasonPages(LinePartPages):
    model = VarianceReason
    form_class = VarianceReasonForm
    name = "variance_reason"


class VarianceRulePages(RecordPages):
    """Tolerances are the council's: whoever may edit its rules may in the office."""

    model = VarianceRule
    form_class = VarianceRuleForm
    act = Act.EDIT_RULES
    namespace, name = "money", "variance_rule"

    def find(self, person: Person, keys: dict[str, Any]) -> VarianceRule:
        seen = VarianceRule.objects.visible_to(person)
        found: VarianceRule = get_object_or_404(seen, reference=keys["reference"])
        return found

    def home(self, record: VarianceRule) -> None:
        return None

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> VarianceRule:
        return add_variance_rule(by=by, **fields)

    def crumbs(self, record: VarianceRule) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(None), *super().crumbs(record)]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return [
            menu.ITEMS["programmes"].crumb(),
            (_("Tolerances for variances"), reverse("money:variance_rule_list")),
        ]


class FundingYearPages(PartPages):
    """What a funding source brings in a year: the source is named by its key."""

    model = FundingYear
    form_class = FundingYearForm
    act = Act.KEEP_MONEY
    namespace, name = "money", "funding_year"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> FundingSource:
        seen = FundingSource.objects.visible_to(person).select_related("programme__scope")
        found: FundingSource = get_object_or_404(seen, pk=keys["parent"])
        return found
