"""What the lists of benefits, indicators, measurements and savings show of each."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from benefits.choices import BenefitKind, SavingKind
from benefits.queries import (
    AmountRow,
    BaselineRow,
    CostRow,
    IndicatorRow,
    MeasurementRow,
    SavingsRow,
    TargetRow,
    WayRow,
)
from documents.charts import sparkline
from documents.points import Point
from projects.columns import programme_column
from records.columns import Column, Kind, Link, address
from values import words
from values.partial_dates import PartialDate

PAGE = ("benefits:programme_benefits", "programme_reference")
LINE_PAGE = ("benefits:savings_line_detail", "programme_reference", "id")
PROJECT = Column("project_title", _("Project"), filters=True, missing=words.NOTHING)

BENEFITS = (
    Column("title", _("Benefit"), page=PAGE, filters=True),
    programme_column(),
    PROJECT,
    Column("kind", _("Kind"), choices=BenefitKind, filters=True, totals=True),
    Column("owner_name", _("Owner"), filters=True, missing=_("Nobody yet")),
    Column("expected_on", _("Expected"), Kind.DAY, missing=_("Not set")),
    Column("review_on", _("Next review"), Kind.DAY, missing=_("Not set")),
)

SAVINGS = (
    Column("title", _("Savings line"), page=LINE_PAGE, filters=True),
    Column("kind", _("Kind"), choices=SavingKind, filters=True),
    programme_column(),
    PROJECT,
    Column("period", _("Over"), missing=words.NOTHING),
    Column("required_pence", _("Required"), Kind.MONEY, totals=True, missing=_("Not set")),
    Column("achieved_pence", _("Achieved"), Kind.MONEY, totals=True),
    Column("identified_pence", _("Identified"), Kind.MONEY, totals=True),
    Column("at_risk_pence", _("At risk"), Kind.MONEY, totals=True),
    Column("to_find_pence", _("Still to find"), Kind.MONEY, totals=True, missing=_("Not known")),
)


def indicator_columns(benefit_id: int, *, may_edit: bool) -> tuple[Column, ...]:
    """How a benefit is measured, and how far it has come."""

    def links(row: IndicatorRow) -> list[Link]:
        if not may_edit:
            return []
        add = address("benefits:measurement_add", row.id)
        aim = address("benefits:indicator_target_add", row.id)
        edit = address("benefits:indicator_edit", benefit_id, row.id)
        return [
            Link(_now("Add a measurement"), add, row.title),
            Link(_now("Add a target for a period"), aim, row.title),
            Link(_now("Edit"), edit, row.title),
        ]

    return (
        Column("title", _("Indicator"), note=_direction_and_profile, links=links),
        Column("baseline_words", _("Baseline"), note=lambda row: _on(row.baseline_on)),
        Column("latest_words", _("Latest"), note=_latest),
        Column("change_words", _("Change"), note=lambda row: row.verdict_words),
        Column("recent_words", _("Since the last")),
        Column("values", _("Over time"), says=_sparkline, missing=words.NOTHING),
        Column("target_words", _("Target"), note=lambda row: _on(row.final and row.final.period)),
        Column("share_words", _("Way to target"), says=_share),
        Column("rating_words", _("Rating"), says=_rating),
    )


def _direction_and_profile(row: IndicatorRow) -> str:
    return ". ".join(filter(None, (row.direction_words, row.profile_words)))


def _latest(row: IndicatorRow) -> str:
    standing = row.latest.standing_words if row.latest else ""
    return "; ".join(filter(None, (_on(row.latest_on), standing)))


def _sparkline(row: IndicatorRow) -> str:
    """The values so far, drawn; a screen reader says them."""
    if len(row.values) < 2:
        return ""
    said = ", ".join(f"{value.told} ({words.when(value.on)})" for value in row.values)
    points = [
        Point(float(v.on.last.toordinal()), float(v.value), "", "", v.is_provisional)
        for v in row.values
    ]
    return mark_safe(sparkline(points, said))  # noqa: S308  it has escaped what it was given


def _rating(row: IndicatorRow) -> str:
    if row.rating_words == row.target_words:
        return words.NOTHING
    wanted = _now("No corrective action is stated") if row.lacks_action else ""
    return ". ".join(filter(None, (row.rating_words, wanted)))


def _on(value: PartialDate | None) -> str:
    return words.when(value) if value else ""


def _share(row: IndicatorRow) -> str:
    """Nothing where it would only say again that there is no target."""
    return words.NOTHING if row.share_words == row.target_words else row.share_words


def measurement_columns(indicator_id: int, *, may_edit: bool) -> tuple[Column, ...]:
    """What was measured, after the baseline, which has no page of its own."""

    def page(row: BaselineRow | MeasurementRow) -> str:
        if not may_edit or not row.id:
            return ""
        return address("benefits:measurement_edit", indicator_id, row.id)

    return (
        Column(
            "measured_on",
            _("Measured on"),
            Kind.DAY,
            says=lambda row: _on(row.measured_on),
            leads_to=page,
            missing=_("No date"),
        ),
        Column("words", _("Value"), note=lambda row: row.standing_words),
        Column("note", _("Note"), Kind.PROSE, missing=words.NOTHING),
        Column("action", _("Corrective action"), Kind.PROSE, missing=words.NOTHING),
    )


def way_columns(editable: Collection[int]) -> tuple[Column, ...]:
    """How benefits come about; a way to one of the `editable` leads to its form."""

    def page(row: WayRow) -> str:
        if not row.id or row.benefit_id not in editable:
            return ""
        return address("benefits:benefit_path_edit", row.benefit_id, row.id)

    return (
        Column(
            "output",
            _("Output"),
            leads_to=page,
            note=lambda row: row.project_title,
            missing=_("None stated"),
        ),
        Column("capability", _("Capability"), missing=words.NOTHING),
        Column("outcome", _("Outcome"), missing=words.NOTHING),
        Column("benefit", _("Benefit")),
        Column(
            "objective",
            _("Objective"),
            note=lambda row: row.priority,
            missing=words.NOTHING,
        ),
    )


def target_columns(indicator_id: int, *, may_edit: bool) -> tuple[Column, ...]:
    """What an indicator should come to in each period."""

    def page(row: TargetRow) -> str:
        args = [indicator_id, row.id]
        return address("benefits:indicator_target_edit", *args) if may_edit else ""

    return (
        Column("period", _("Period"), says=lambda row: _on(row.period), leads_to=page),
        Column("words", _("Target")),
    )


def found_columns(
    reference: str, editable: Collection[int], *, has_history: bool
) -> tuple[Column, ...]:
    """What each savings line of a programme must save, and how much of it is found; `editable` are
    the lines that the reader may change."""

    def links(row: SavingsRow) -> list[Link]:
        keys = [reference, row.id]
        edit = [
            Link(_now("Add an amount"), address(ADD_AMOUNT, row.id), row.title),
            Link(_now("Edit"), address("benefits:savings_line_edit", *keys), row.title),
        ]
        history = address("benefits:savings_line_history", *keys)
        return [
            *(edit if row.id in editable else []),
            *([Link(_now("History"), history, row.title)] if has_history else []),
        ]

    return (
        Column("title", _("Savings line"), note=_period_and_project, links=links),
        Column("required_pence", _("Required"), Kind.MONEY, missing=_("Not set")),
        Column("achieved_pence", _("Achieved"), Kind.MONEY),
        Column("identified_pence", _("Identified"), Kind.MONEY),
        Column("found_pence", _("Found"), Kind.MONEY),
        Column("to_be_planned_pence", _("To be planned"), Kind.MONEY),
        Column("still_to_find_pence", _("Still to find"), Kind.MONEY, missing=_("Not known")),
    )


def tracked_columns(reference: str, as_at: str = "") -> tuple[Column, ...]:
    """What each savings line of a programme is to bring, has brought and costs; `as_at` keeps the
    moment in its links."""

    def page(row: SavingsRow) -> str:
        return address("benefits:savings_line_detail", reference, row.id) + as_at

    return (
        Column("title", _("Savings line"), leads_to=page, note=_kind_and_projects),
        Column("owner_name", _("Owner"), missing=_("Nobody yet")),
        Column("required_pence", _("Required"), Kind.MONEY, missing=_("Not set")),
        Column("total_pence", _("Planned"), Kind.MONEY),
        Column("achieved_pence", _("Achieved"), Kind.MONEY, note=_delivered),
        Column("residual_pence", _("Still to achieve"), Kind.MONEY),
        Column("cost_pence", _("Cost to achieve"), Kind.MONEY),
        Column("net_pence", _("Net"), Kind.MONEY),
        Column("validated_at", _("Finance"), says=_validated),
    )


def _kind_and_projects(row: SavingsRow) -> str:
    return ", ".join(filter(None, (row.kind_words, row.period, row.projects)))


def _delivered(row: SavingsRow) -> str:
    percent = row.delivered_percent
    return "" if percent is None else f"{words.number(percent)}%"


def _validated(row: SavingsRow) -> str:
    if row.validated_at is None:
        return _now("Not validated")
    return _now("Validated %(day)s") % {"day": words.day_of(row.validated_at)}


def amount_columns(line_id: int, *, may_edit: bool) -> tuple[Column, ...]:
    """The parts of a savings line by year."""

    def page(row: AmountRow) -> str:
        args = [line_id, row.id]
        return address("benefits:savings_amount_edit", *args) if may_edit else ""

    return (
        Column("year_words", _("Financial year"), leads_to=page),
        Column("amount_pence", _("Amount"), Kind.MONEY),
        Column("state_words", _("State")),
        Column("note", _("Note"), missing=words.NOTHING),
    )


def cost_columns(line_id: int, *, may_edit: bool) -> tuple[Column, ...]:
    """What a savings line costs to achieve by year."""

    def page(row: CostRow) -> str:
        return address("benefits:savings_cost_edit", line_id, row.id) if may_edit else ""

    return (
        Column("year_words", _("Financial year"), leads_to=page),
        Column("planned_pence", _("Planned"), Kind.MONEY, missing=_("Not known")),
        Column("actual_pence", _("Actual"), Kind.MONEY, missing=_("Not known yet")),
    )


ADD_AMOUNT = "benefits:savings_amount_add"


def _period_and_project(row: SavingsRow) -> str:
    return ", ".join(filter(None, (row.period, row.project_title)))
