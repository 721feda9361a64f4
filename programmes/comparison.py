"""What differs about a programme itself and its funding; and the words of its phases and
principles."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.choices import FundingBasis, PhaseState, ProgrammeState
from programmes.models import FundingSource, Phase, Principle, Programme
from programmes.queries import amount_words
from records.blocks.kinds import field_words
from records.comparison import (
    Group,
    Line,
    Place,
    Span,
    Tone,
    apart,
    became,
    came_or_went,
    moved,
    paired,
    renamed,
    together,
)
from values import words

TEXTS = (
    "also_called", "vision", "aims", "context", "in_scope", "out_of_scope", "constraints",
    "completion_criterion",
)  # fmt: skip
"""The texts of a programme: what differs stands in its history, word by word."""
PROGRAMME = Group("programme", 10, gettext_lazy("The programme"))
MONEY = Group("money", 50, gettext_lazy("Money"))


def lines(span: Span) -> list[Line]:
    """Only when a whole programme is compared, not for a project. Two queries."""
    if span.project_id:
        return []
    old, new = apart(span.changed(Programme).filter(id=span.programme_id))
    if new and not old:
        return []  # there was nothing yet
    return [
        *(line for pair in zip(old, new, strict=True) for line in _programme(*pair)),
        *_funding_lines(span),
    ]


def _programme(old: Programme, new: Programme) -> list[Line]:
    states = (str(ProgrammeState(row.state).label) for row in (old, new))
    start, _tone = moved(old.starts_on, new.starts_on)
    end, tone = moved(old.expected_end_on, new.expected_end_on)
    reworded = _("reworded")
    changes = [
        (_("Programme"), came_or_went(old, new), Tone.NEUTRAL),
        (_("Title"), renamed(old.title, new.title), Tone.NEUTRAL),
        (_("State"), became(*states), Tone.NEUTRAL),
        (_("Portfolio"), _moved_portfolio(old, new), Tone.NEUTRAL),
        (_("Start"), start, Tone.NEUTRAL),
        (_("Expected end"), end, tone),
        *(
            (field_words(Programme, name), reworded, Tone.NEUTRAL)
            for name in TEXTS
            if getattr(old, name) != getattr(new, name)
        ),
    ]
    url = reverse("programmes:programme_history", args=[new.reference])
    return [Line(PROGRAMME, name, text, url, tone) for name, text, tone in changes if text]


def _moved_portfolio(old: Programme, new: Programme) -> str:
    if old.portfolio_id == new.portfolio_id:
        return ""
    if new.portfolio_id is None:
        return _("no longer in a portfolio")
    return _("moved to another portfolio") if old.portfolio_id else _("now in a portfolio")


def say_phase(old: Phase, new: Phase) -> tuple[str, Tone]:
    states = (str(PhaseState(phase.state).label) for phase in (old, new))
    end, tone = moved(old.ends_on, new.ends_on)
    phrase = together(
        renamed(old.title, new.title),
        became(*states),
        _("end %(moved)s") % {"moved": end} if end else "",
    )
    return phrase, tone


def say_principle(old: Principle, new: Principle) -> tuple[str, Tone]:
    return _("principle reworded") if old.text != new.text else "", Tone.NEUTRAL


def _funding_lines(span: Span) -> list[Line]:
    rows = span.changed(FundingSource).filter(programme_id=span.programme_id).in_order()
    lines = (_funding(span.programme_reference, *pair) for pair in paired(*apart(rows)))
    return [line for line in lines if line.words]


def _funding(reference: str, old: Any, new: Any) -> Line:
    row = new or old
    phrase = came_or_went(old, new)
    if phrase:
        phrase = together(phrase, amount_words(row.amount_pence, row.basis))
    else:
        phrase = together(
            renamed(old.title, new.title),
            changed_money(old.amount_pence, new.amount_pence),
            became(*(str(FundingBasis(source.basis).label) for source in (old, new))),
            _approved(old, new),
        )
    url = reverse("programmes:funding_source_history", args=[reference, row.id])
    return Line(MONEY, row.title, phrase, url, place=Place(_("Funding")))


def _approved(old: FundingSource, new: FundingSource) -> str:
    if old.approved_on == new.approved_on:
        return ""
    if new.approved_on is None:
        return _("no longer approved")
    return _("approved %(when)s") % {"when": words.at_when(new.approved_on)}


def changed_money(old: int | None, new: int | None) -> str:
    """£400,000 to £500,000, £100,000 more; a missing amount is not zero. In pence."""
    if old == new:
        return ""
    amounts = {"old": words.money(old), "new": words.money(new)}
    if old is None:
        return _("now %(new)s") % amounts
    if new is None:
        return _("no longer given, was %(old)s") % amounts
    amounts["much"] = words.money(abs(new - old))
    text = (
        _("%(old)s to %(new)s, %(much)s more")
        if new > old
        else _("%(old)s to %(new)s, %(much)s less")
    )
    return text % amounts
