"""What differs about benefits, how they are measured, and savings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.choices import FOUND, BenefitKind, SavingState
from benefits.lifecycle import is_better
from benefits.models import (
    Benefit,
    Indicator,
    IndicatorTarget,
    Measurement,
    SavingsAmount,
    SavingsLine,
)
from benefits.queries import (
    AmountRow,
    BenefitRow,
    IndicatorRow,
    SavingsRow,
    benefit_rows,
    savings_rows,
)
from people.queries import names_of
from programmes.comparison import MONEY, changed_money
from records.comparison import (
    Group,
    Line,
    Place,
    Span,
    Tone,
    became,
    came_or_went,
    either,
    moved,
    paired,
    renamed,
    together,
)
from values import words

LAST_OF_ALL = 9999  # an amount without a year comes after those that have one
BENEFITS = Group("benefits", 60, gettext_lazy("Benefits and measures"))


def lines(span: Span) -> list[Line]:
    """For a programme, or for one project if the reader may also see its programme, to which
    benefits belong. Nine queries; none if nothing changed."""
    if not span.sees_programme:
        return []
    return [*_benefit_lines(span), *_saving_lines(span)]


def _benefit_lines(span: Span) -> list[Line]:
    if not span.changed_ids(Benefit, Indicator, IndicatorTarget, Measurement):
        return []
    moments = (span.before, span.after)
    old, new = (benefit_rows([span.programme_id], m, in_brief=True) for m in moments)
    owners = names_of({row.owner_id for row in [*old, *new] if row.owner_id}, span.after)
    return [line for pair in _ours(span, old, new) for line in _benefit(span, owners, *pair)]


def _saving_lines(span: Span) -> list[Line]:
    if not span.changed_ids(SavingsLine, SavingsAmount):
        return []
    moments = (span.before, span.after)
    old, new = (savings_rows([span.programme_id], m) for m in moments)
    return [line for pair in _ours(span, old, new) for line in _saving(span, *pair)]


def _ours(span: Span, before: Iterable[Any], after: Iterable[Any]) -> list[tuple[Any, Any]]:
    """The pairs that belong to what is compared at one of the moments or both."""
    pairs = paired(before, after)
    if span.project_id is None:
        return pairs
    return [pair for pair in pairs if any(r and r.project_id == span.project_id for r in pair)]


def _changed_project(span: Span, old: Any, new: Any) -> str:
    if old.project_id == new.project_id:
        return ""
    if span.project_id is None and old.project_id is None:
        return _("now belongs to a project")
    if span.project_id is None:
        return (
            _("moved to another project") if new.project_id else _("no longer belongs to a project")
        )
    is_here = new.project_id == span.project_id
    return _("moved to this project") if is_here else _("moved away from this project")


# --- benefits -----------------------------------------------------------------------------------
def _benefit(
    span: Span, owners: Mapping[int, str], old: BenefitRow | None, new: BenefitRow | None
) -> list[Line]:
    row = either(old, new)
    phrase, tone = came_or_went(old, new), Tone.NEUTRAL
    if old is not None and new is not None:
        phrase, tone = _changed_benefit(span, owners, old, new)
    url = reverse("benefits:benefit_history", args=[span.programme_reference, row.id])
    lines = [Line(BENEFITS, _("Benefit"), phrase, url, tone, Place(row.title))] if phrase else []
    if new is None:
        return lines
    pairs = paired(old.indicators if old else (), new.indicators)
    return [*lines, *(line for pair in pairs for line in _indicator(new, *pair))]


def _changed_benefit(
    span: Span, owners: Mapping[int, str], old: BenefitRow, new: BenefitRow
) -> tuple[str, Tone]:
    kinds = (str(BenefitKind(row.kind).label) for row in (old, new))
    expected, tone = moved(old.expected_on, new.expected_on)
    phrase = together(
        renamed(old.title, new.title),
        became(*kinds),
        _("expected date %(moved)s") % {"moved": expected} if expected else "",
        _changed_owner(owners, old.owner_id, new.owner_id),
        _changed_project(span, old, new),
        _("handed over to the service") if old.handed_over_at != new.handed_over_at else "",
        _("description rewritten") if old.description != new.description else "",
    )
    return phrase, tone


def _changed_owner(owners: Mapping[int, str], old: int | None, new: int | None) -> str:
    if old == new:
        return ""
    names = {"old": owners.get(old or 0, ""), "new": owners.get(new or 0, "")}
    if old is None:
        return _("owned by %(new)s") % names
    if new is None:
        return _("no longer owned by %(old)s") % names
    return _("owned by %(new)s in place of %(old)s") % names


# --- indicators ---------------------------------------------------------------------------------
def _indicator(
    benefit: BenefitRow, old: IndicatorRow | None, new: IndicatorRow | None
) -> list[Line]:
    """The indicator itself, and its measurements: each has a history of its own."""
    row, place = either(old, new), Place(benefit.title)
    phrase = came_or_went(old, new)
    if old is not None and new is not None:
        phrase = together(
            renamed(old.title, new.title),
            _changed_value(_("baseline"), old.baseline_words, new.baseline_words),
            _changed_value(_("target"), old.target_words, new.target_words),
            _changed_target_day(old, new),
        )
    url = reverse("benefits:indicator_history", args=[benefit.id, row.id])
    lines = [Line(BENEFITS, row.title, phrase, url, place=place)] if phrase else []
    return [*lines, *(_measured(place, old, new) if new is not None else [])]


def _changed_value(name: str, old: str, new: str) -> str:
    values = {"name": name, "old": old, "new": new}
    return _("%(name)s %(old)s to %(new)s") % values if old != new else ""


def _changed_target_day(old: IndicatorRow, new: IndicatorRow) -> str:
    phrase, _tone = moved(old.target_on, new.target_on)
    return _("target date %(moved)s") % {"moved": phrase} if phrase else ""


def _measured(place: Place, old: IndicatorRow | None, new: IndicatorRow) -> list[Line]:
    before, after = old.latest if old else None, new.latest
    if after is None or (before and before.value == after.value and before.id == after.id):
        if after is not None or before is None:
            return []
        url = reverse("benefits:measurement_history", args=[new.id, before.id])
        return [Line(BENEFITS, new.title, _("no longer measured"), url, place=place)]
    facts = {"new": after.words, "when": words.at_when(after.measured_on)}
    if before is None:
        text = _("first measured at %(new)s %(when)s") % facts
    else:
        text = _("%(old)s to %(new)s, measured %(when)s") % {**facts, "old": before.words}
    url = reverse("benefits:measurement_history", args=[new.id, after.id])
    tone = _tone(new, before.value, after.value) if before else Tone.NEUTRAL
    return [Line(BENEFITS, new.title, text, url, tone, place)]


def _tone(indicator: IndicatorRow, old: Any, new: Any) -> Tone:
    better = is_better(old, new, indicator.direction, indicator.aim)
    if better is None:
        return Tone.NEUTRAL
    return Tone.BETTER if better else Tone.WORSE


# --- savings ------------------------------------------------------------------------------------
def _saving(span: Span, old: SavingsRow | None, new: SavingsRow | None) -> list[Line]:
    row = either(old, new)
    place = Place(row.title)
    phrase = came_or_went(old, new)
    if old is None and row.required_pence is not None:
        phrase = together(
            phrase, _("%(much)s required") % {"much": words.money(row.required_pence)}
        )
    if old is not None and new is not None:
        required = changed_money(old.required_pence, new.required_pence)
        phrase = together(
            renamed(old.title, new.title),
            _("required %(changed)s") % {"changed": required} if required else "",
            _changed_project(span, old, new),
        )
    url = reverse("benefits:savings_line_history", args=[span.programme_reference, row.id])
    lines = [Line(MONEY, _("Savings line"), phrase, url, place=place)] if phrase else []
    if new is None:
        return lines
    pairs = paired(old.amounts if old else (), new.amounts)
    return [*lines, *(line for pair in pairs for line in _amount(place, *pair))]


def _amount(place: Place, old: AmountRow | None, new: AmountRow | None) -> list[Line]:
    row = either(old, new)
    phrase, tone = came_or_went(old, new), Tone.NEUTRAL
    if old is None or new is None:
        phrase = together(phrase, f"{words.money(row.amount_pence)} {row.state_words.lower()}")
    else:
        phrase = together(
            changed_money(old.amount_pence, new.amount_pence),
            became(old.state_words, new.state_words),
            _("moved from %(year)s") % {"year": old.year_words}
            if old.financial_year != new.financial_year
            else "",
        )
        tone = _tone_of_amount(old, new)
    url = reverse("benefits:savings_amount_history", args=[row.line_id, row.id])
    return [Line(MONEY, row.year_words, phrase, url, tone, place)] if phrase else []


def _tone_of_amount(old: AmountRow, new: AmountRow) -> Tone:
    was, now = _worth(old), _worth(new)
    if was == now:
        return Tone.NEUTRAL
    return Tone.BETTER if now > was else Tone.WORSE


def _worth(amount: AmountRow) -> tuple[int, int, int]:
    """How much of it is found, how much of that is achieved, and when it comes."""
    found_pence = amount.amount_pence if amount.state in FOUND else 0
    achieved = amount.amount_pence if amount.state == SavingState.ACHIEVED else 0
    return found_pence, achieved, -(amount.financial_year or LAST_OF_ALL)
