"""Addresses of budgets, posts and what funding brings in each year."""

from django.urls import path

from money import pages
from money.views import lists, scopes
from money.views.grids import MonthGrid, YearGrid
from programmes.views import register_urls
from records.views.detail import RecordDetail
from records.views.records import AddRecord, part_urls, record_urls

app_name = "money"

rule = pages.VarianceRulePages()

urlpatterns = [
    path("scopes/<str:reference>/money/", scopes.scope_money, name="scope_money"),
    path("scopes/<str:reference>/money/<int:year>/", YearGrid.as_view(), name="year_grid"),
    path(
        "scopes/<str:reference>/money/<int:year>/<str:measure>/",
        MonthGrid.as_view(),
        name="month_grid",
    ),
    *register_urls("budget-lines", lists.BudgetLineList),
    *part_urls("budget-lines/", "amounts", pages.BudgetAmountPages()),
    *part_urls("budget-lines/", "reasons", pages.VarianceReasonPages()),
    *register_urls("posts", lists.PostList),
    *part_urls("funding/", "years", pages.FundingYearPages()),
    path("variance-tolerances/", lists.VarianceRuleList.as_view(), name="variance_rule_list"),
    path("variance-tolerances/add/", AddRecord.as_view(pages=rule), name="variance_rule_add"),
    path(
        "variance-tolerances/<str:reference>/",
        RecordDetail.as_view(pages=rule),
        name="variance_rule_detail",
    ),
    *record_urls("variance-tolerances/", rule),
]
