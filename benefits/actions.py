"""Writes of savings and of what is measured. Benefits and indicators are plain records
(`audit.actions`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record, edit_record, refuse_archived, unarchive_record
from audit.errors import Refused
from audit.writing import audited
from benefits.choices import SavingState
from benefits.models import (
    Benefit,
    Indicator,
    Measurement,
    SavingsAmount,
    SavingsBaseline,
    SavingsLine,
)
from people.choices import ScopeKind
from people.models import Person, Scope
from programmes import financial_year
from programmes.models import Programme
from values import clock
from values.partial_dates import PartialDate

FIGURES = ("required_pence", "full_year_pence", "kind", "basis", "budget_line", "price_base")
"""The facts of a line that finance validates, besides its amounts and costs."""
CLAIM = ("kind", "description", "assumptions", "measured_how")
"""The facts of a benefit that finance validates."""


def edit_measurement(
    measurement: Measurement, *, by: Person, reason: str = "", **fields: Any
) -> Measurement:
    """Change a measurement and return it. Another value in place of a final one restates it, and
    it says what it was."""
    fields |= _restating(measurement, fields.get("value", measurement.value))
    return edit_record(measurement, by=by, reason=reason, **fields)


def _restating(measurement: Measurement, value: Decimal | None) -> dict[str, Decimal]:
    was = measurement.value
    if measurement.is_provisional or was is None or value == was:
        return {}
    return {"restated_from": was}


def save_measurements(
    programme: Programme,
    cells: Mapping[tuple[Indicator, PartialDate], tuple[Decimal | None, str] | None],
    *,
    are_provisional: bool = False,
    by: Person,
    reason: str = "",
) -> int:
    """Set what was measured of indicators in periods: a value, or why there is none; None takes the
    measurement away. All of them, or none: raises Refused. Returns how many were written. Only new
    ones are provisional when these are."""
    with audited(by=by, reason=reason or _("Measurements entered by quarter")):
        refuse_archived(programme)
        for (indicator, period), said in cells.items():
            refuse_archived(indicator)
            present = Measurement.objects.select_for_update(no_key=True).live()
            kept = present.filter(indicator=indicator, measured_on=period).first()
            if said is None:
                if kept is not None:
                    writing.archive(kept)
                continue
            fields: dict[str, Any] = dict(zip(("value", "why_missing"), said, strict=True))
            if kept is not None:
                fields |= _restating(kept, said[0])
                writing.change(kept, is_locked=True, **fields)
            else:
                fields |= {"measured_on": period, "is_provisional": are_provisional}
                writing.create(Measurement, indicator=indicator, **fields)
        return len(cells)


def edit_line(line: SavingsLine, *, by: Person, reason: str = "", **fields: Any) -> SavingsLine:
    """Change a savings line and return it as it is now. New figures are no longer validated."""
    changed = [name for name in FIGURES if name in fields and fields[name] != getattr(line, name)]
    with audited(by=by, reason=reason or _("Savings line edited")):
        if changed:
            fields |= {"validated_by": None, "validated_at": None}
        edited = edit_record(line, by=by, reason=reason, **fields)
        _refuse_second_claim(edited)
        return edited


def unarchive_line(line: SavingsLine, *, by: Person, reason: str = "") -> SavingsLine:
    """Bring a savings line back, unless another has claimed its budget line in the meantime."""
    with audited(by=by, reason=reason or _("Savings line brought back")):
        back = unarchive_record(line, by=by, reason=reason)
        _refuse_second_claim(back)
        return back


def save_part(line: SavingsLine, write: Any, *, by: Person, reason: str) -> Any:
    """Write a part of a savings line, such as an amount, by a function that returns it, and return
    it. The line is no longer validated, and claims no budget line that another has claimed."""
    with audited(by=by, reason=reason):
        part = write()
        current = SavingsLine.objects.select_for_update(no_key=True).get(pk=line.pk)
        _void(current)
        _refuse_second_claim(current)
        return part


def validate_line(line: SavingsLine, *, by: Person, reason: str = "") -> SavingsLine:
    """Record that finance agrees with the figures of a line, and return it."""
    with audited(by=by, reason=reason or _("Savings line validated by finance")):
        refuse_archived(line)
        return writing.change(line, validated_by=by, validated_at=clock.now())


def validate_benefit(benefit: Benefit, *, by: Person, reason: str = "") -> Benefit:
    """Record that finance agrees with what a benefit claims, and return it."""
    with audited(by=by, reason=reason or _("Benefit validated by finance")):
        refuse_archived(benefit)
        return writing.change(benefit, validated_by=by, validated_at=clock.now())


def edit_benefit(benefit: Benefit, *, by: Person, reason: str = "", **fields: Any) -> Benefit:
    """Change a benefit and return it as it is now. A new claim is no longer validated."""
    if any(name in fields and fields[name] != getattr(benefit, name) for name in CLAIM):
        fields |= {"validated_by": None, "validated_at": None}
    return edit_record(benefit, by=by, reason=reason, **fields)


def hand_over_benefit(
    benefit: Benefit, *, owner: Person, review_on: date, by: Person, reason: str = ""
) -> Benefit:
    """Give a benefit to its owner in the service, who goes on measuring it when its project has
    closed, and return it. Raises Refused when it has been handed over to them already, or when
    the day of its review is past."""
    with audited(by=by, reason=reason or _("Benefit handed over to the service")):
        refuse_archived(benefit, owner)
        if benefit.handed_over_at is not None and benefit.owner == owner:
            sentence = _("It has been handed over to %(name)s already.") % {"name": owner.name}
            raise Refused(sentence, {"owner": [sentence]})
        if review_on < clock.today():
            sentence = _("Choose today or a future day for its next review.")
            raise Refused(sentence, {"review_on": [sentence]})
        return writing.change(
            benefit,
            owner=owner,
            review_on=review_on,
            handed_over_by=by,
            handed_over_at=clock.now(),
        )


def save_amounts(
    programme: Programme,
    cells: Mapping[tuple[SavingsLine, int], int | None],
    *,
    new_state: str = SavingState.TO_BE_IDENTIFIED,
    by: Person,
    reason: str = "",
) -> int:
    """Set the amounts of lines in financial years, in pence; None: nothing is planned any more. All
    of them, or none: raises Refused. Returns how many lines were changed. A year that had no amount
    gets one in `new_state`."""
    with audited(by=by, reason=reason or _("Savings entered by year")):
        refuse_archived(programme)
        lines = {line.pk: line for line, _year in cells}
        for (line, year), pence in cells.items():
            _set_amount(line, year, pence, new_state)
        for line in lines.values():
            current = SavingsLine.objects.select_for_update(no_key=True).get(pk=line.pk)
            _void(current)
            _refuse_second_claim(current)
        return len(lines)


def _set_amount(line: SavingsLine, year: int, pence: int | None, new_state: str) -> None:
    amounts = SavingsAmount.objects.select_for_update(no_key=True).live()
    present = list(amounts.filter(line=line, financial_year=year))
    if len(present) > 1:
        facts = {"line": line.title, "year": financial_year.in_words(year)}
        raise Refused(_("%(line)s has several amounts in %(year)s: edit them one by one.") % facts)
    if not present and pence is not None:
        fields: dict[str, Any] = {"financial_year": year, "amount_pence": pence}
        writing.create(SavingsAmount, line=line, state=new_state, **fields)
    elif present and pence is None:
        writing.archive(present[0])
    elif present:
        writing.change(present[0], is_locked=True, amount_pence=pence)


def keep_baseline(
    programme: Programme, *, title: str, agreed_by: str = "", by: Person, reason: str = ""
) -> SavingsBaseline:
    """Keep the savings of a programme as they stand now under a name, and return that."""
    return create_record(
        SavingsBaseline,
        by=by,
        reason=reason or _("Baseline of savings kept"),
        programme=programme,
        title=title,
        agreed_by=agreed_by,
        taken_at=clock.now(),
    )


def _void(line: SavingsLine) -> None:
    if line.validated_at is not None:
        writing.change(line, is_locked=True, validated_by=None, validated_at=None)


def _refuse_second_claim(line: SavingsLine) -> None:
    """Raise Refused when another line takes a saving from the same budget line in the same year,
    and this one does not say why both do. Lines are compared one after another."""
    claimed = _plain(line.budget_line)
    if not claimed or line.claim_reason.strip() or line.is_archived:
        return
    Scope.objects.select_for_update(no_key=True).get(kind=ScopeKind.OFFICE)
    years = _years_of([line.pk])
    others = SavingsLine.objects.live().exclude(pk=line.pk).exclude(budget_line="")
    same = {other.pk: other for other in others if _plain(other.budget_line) == claimed}
    for year, pk in sorted(_years_of(same)):
        if year in {own for own, _pk in years}:
            sentence = _(
                "“%(other)s” already takes a saving from this budget line in %(year)s. Say why "
                "both do."
            )
            facts = {"other": same[pk].title, "year": financial_year.in_words(year)}
            raise Refused(sentence % facts, {"claim_reason": [sentence % facts]})


def _years_of(lines: Any) -> set[tuple[int, int]]:
    """(financial year, line) for the amounts of lines that are still to come or have come."""
    amounts: Any = SavingsAmount.objects.live().filter(line_id__in=list(lines))
    amounts = amounts.exclude(state=SavingState.UNACHIEVED).exclude(financial_year=None)
    return set(amounts.values_list("financial_year", "line_id"))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
