"""What differs about a programme itself, its phases, principles and funding."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.choices import FundingBasis, PhaseState, ProgrammeState
from programmes.models import FundingSource, Phase, Principle, Programme
from programmes.queries import amount_words
from programmes.registers import RegisterEntry, registers
from records.comparison import (
    Group,
    Line,
    Place,
    Span,
    Tone,
    apart,
    became,
    by_fields,
    came_or_went,
    lines_of_kind,
    moved,
    paired,
    renamed,
    together,
)
from values import words

PROGRAMME = Group("programme", 10, gettext_lazy("The programme"))
MONEY = Group("money", 50, gettext_lazy("Money"))


def lines(span: Span) -> list[Line]:
    """Only when a whole programme is compared, not for a project. Four queries."""
    if span.project_id:
        return []
    old, new = apart(span.changed(Programme).filter(id=span.programme_id))
    if new and not old:
        return []  # there was nothing yet
    return [
        *(line for pair in zip(old, new, strict=True) for line in _programme(*pair)),
        *_parts(span, Phase, _phase),
        *_parts(span, Principle, _principle),
        *_parts(span, FundingSource, _funding),
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
        (_("Start"), start, Tone.NEUTRAL),
        (_("Expected end"), end, tone),
        (_("Vision"), reworded if old.vision != new.vision else "", Tone.NEUTRAL),
        (_("Aims"), reworded if old.aims != new.aims else "", Tone.NEUTRAL),
    ]
    url = reverse("programmes:programme_history", args=[new.reference])
    return [Line(PROGRAMME, name, text, url, tone) for name, text, tone in changes if text]


def _parts(span: Span, model: Any, line: Any) -> list[Line]:
    rows = span.changed(model).filter(programme_id=span.programme_id).in_order()
    pairs = paired(*apart(rows))
    lines: list[Line] = [line(span.programme_reference, old, new) for old, new in pairs]
    return [each for each in lines if each.words]


def _phase(reference: str, old: Any, new: Any) -> Line:
    row, tone = new or old, Tone.NEUTRAL
    phrase = came_or_went(old, new)
    phrase = _("phase %(change)s") % {"change": phrase} if phrase else ""
    if not phrase:
        states = (str(PhaseState(phase.state).label) for phase in (old, new))
        end, tone = moved(old.ends_on, new.ends_on)
        phrase = together(
            renamed(old.title, new.title),
            became(*states),
            _("end %(moved)s") % {"moved": end} if end else "",
        )
    url = reverse("programmes:phase_history", args=[reference, row.id])
    return Line(PROGRAMME, row.title, phrase, url, tone)


def _principle(reference: str, old: Any, new: Any) -> Line:
    row = new or old
    phrase = came_or_went(old, new)
    if phrase:
        phrase = _("principle %(change)s") % {"change": phrase}
    elif old.text != new.text:
        phrase = _("principle reworded")
    url = reverse("programmes:principle_history", args=[reference, row.id])
    return Line(PROGRAMME, Truncator(row.text).chars(80), phrase, url)


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


# --- registers ----------------------------------------------------------------------------------
def register_lines(span: Span) -> list[Line]:
    """The entries in all registers of what is compared. One query for each register that
    changed."""
    return [line for model in registers() for line in _entry_lines(span, model)]


def _entry_lines(span: Span, model: type[RegisterEntry]) -> list[Line]:
    if not span.changed_ids(model):
        return []
    scopes = {scope.id: scope for scope in span.scopes}
    name = f"{model._meta.app_label}:{model._meta.model_name}_history"
    nouns: Any = capfirst(model._meta.verbose_name_plural)  # translated when it is shown
    told = [f.name for f in model._meta.fields if f.editable and not f.primary_key]

    def place_of(row: Any) -> Place | None:
        return Place(scopes[row.scope_id].title) if row.scope_id != span.scope_id else None

    return lines_of_kind(
        span.changed(model).filter(scope_id__in=scopes).in_order(),
        Group(str(model._meta.model_name), 47, nouns, is_internal=True),
        by_fields(told),
        lambda row: reverse(name, args=[row.reference]),
        place_of,
    )
