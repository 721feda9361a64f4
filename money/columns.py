"""What the lists of budget lines and posts show of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from money.choices import Month, PostKind, Spending, YearMoney
from money.queries.years import YearSum, variance_words
from programmes import financial_year
from records.columns import Column, Kind, Row, address
from values import words

NOT_KNOWN = _("Not known")


def _variance_tag(row: Row) -> str:
    return variance_words(row["variance_pence"], row["budget_pence"])


LINE_TITLE = Column(
    "title", _("Budget line"), page=("money:budget_line_detail", "reference"), filters=True
)
LINES = (
    LINE_TITLE,
    Column("reference", _("Reference"), only_exported=True),
    Column("scope_title", _("Of"), filters=True),
    Column("cost_centre", _("Cost centre"), filters=True, missing=words.NOTHING),
    Column("kind", _("Kind"), choices=Spending, filters=True),
    Column("owner_name", _("Budget holder"), filters=True, missing=_("Nobody yet")),
    Column("budget_pence", _("Budget"), Kind.MONEY, totals=True, missing=NOT_KNOWN),
    Column("forecast_pence", _("Forecast"), Kind.MONEY, totals=True, missing=NOT_KNOWN),
    Column("actual_pence", _("Actual"), Kind.MONEY, totals=True, missing=NOT_KNOWN),
    Column("variance_pence", _("Variance"), Kind.MONEY, totals=True, missing=NOT_KNOWN),
)

AMOUNTS = (
    Column("budget_pence", _("Budget"), Kind.MONEY, missing=NOT_KNOWN),
    Column("forecast_pence", _("Forecast"), Kind.MONEY, missing=NOT_KNOWN),
    Column("actual_pence", _("Actual"), Kind.MONEY, missing=NOT_KNOWN),
)

LINES_OF_SCOPE = (
    LINE_TITLE,
    Column("scope_title", _("Of")),
    Column("cost_centre", _("Cost centre"), missing=words.NOTHING),
    Column("kind", _("Kind"), choices=Spending),
    *AMOUNTS,
    Column("variance_pence", _("Variance"), says=_variance_tag, note=lambda row: row["why"]),
)

YEARS = (
    Column("year_words", _("Financial year"), note=lambda row: row.kind_words),
    *AMOUNTS,
    Column("variance_words", _("Variance"), note=lambda row: _not_compared(row)),
)


def _not_compared(row: YearSum) -> str:
    """The variance leaves out lines without it."""
    if not row.unknown or row.variance_pence is None:
        return ""
    return _now("without lines whose variance is not known: %(n)d") % {"n": row.unknown}


def _year(page: Callable[[Row], str] | None) -> Column:
    return Column(
        "financial_year",
        _("Financial year"),
        says=lambda row: financial_year.in_words(row.financial_year),
        leads_to=page,
    )


def amount_columns(page: Callable[[Row], str] | None) -> tuple[Column, ...]:
    """The amounts of one line; `page` gives the address of each, or nothing."""
    return (
        _year(page),
        Column("month", _("Month"), says=_month),
        *AMOUNTS,
    )


def _month(row: Row) -> str:
    return _now("The whole year") if row.month is None else str(Month(row.month).label)


def reason_columns(page: Callable[[Row], str] | None) -> tuple[Column, ...]:
    """Why a line was over or under its budget."""
    return (
        _year(page),
        Column("why", _("Why"), Kind.PROSE),
    )


def funding_year_columns(source: int, *, may_edit: bool) -> tuple[Column, ...]:
    """What a funding source brings in each year."""

    def page(row: Row) -> str:
        return address("money:funding_year_edit", source, row.id) if may_edit else ""

    return (
        _year(page),
        Column("kind", _("What it is"), choices=YearMoney),
        Column("amount_pence", _("Amount"), Kind.MONEY, missing=_("Not stated")),
        Column("note", _("Note"), missing=words.NOTHING),
    )


POSTS = (
    Column("title", _("Post"), page=("money:post_detail", "reference"), filters=True),
    Column("reference", _("Reference"), only_exported=True),
    Column("scope_title", _("Of"), filters=True),
    Column("kind", _("Kind"), choices=PostKind, filters=True),
    Column("grade", _("Grade"), filters=True, missing=words.NOTHING),
    Column("starts_on", _("From"), Kind.DAY, missing=_("Not set")),
    Column("ends_on", _("Until"), Kind.DAY, only_exported=True),
    Column("number", _("Number"), Kind.NUMBER, totals=True),
    Column("filled", _("Filled"), Kind.NUMBER, totals=True, missing=NOT_KNOWN),
    Column("source_title", _("Paid from"), missing=_("Not stated")),
)

POSTS_OF_SCOPE = (
    Column(
        "title",
        _("Post"),
        page=("money:post_detail", "reference"),
        note=lambda row: "; ".join(filter(None, (row["scope_title"], row["source_title"]))),
    ),
    *(column for column in POSTS if column.key in ("kind", "grade", "starts_on")),
    *(column for column in POSTS if column.key in ("number", "filled")),
)


def years_of_funding(years: Iterable[int]) -> tuple[Column, ...]:
    """What each funding source brings in each of some years."""
    return (Column("title", _("Source")), *(_of_year(year) for year in years))


def _of_year(year: int) -> Column:
    def said(row: Row) -> str:
        text: str = row.by_year.get(year, "")
        return text

    label: Any = financial_year.in_words(year)
    key = f"year_{year}"
    return Column(key, label, Kind.NUMBER, value=said, says=said, missing=words.NOTHING)


VARIANCE_RULES = (
    Column(
        "valid_from", _("Valid from"), Kind.DAY, page=("money:variance_rule_detail", "reference")
    ),
    Column("percent", _("Reason needed above, %"), Kind.NUMBER, missing=words.NOTHING),
    Column("amount_pence", _("Reason needed above"), Kind.MONEY, missing=words.NOTHING),
    Column("red_percent", _("Red above, %"), Kind.NUMBER, missing=words.NOTHING),
    Column("red_pence", _("Red above"), Kind.MONEY, missing=words.NOTHING),
)
