"""The heat map: how many risks lie where on the matrix, each cell a link to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from people import lineage, policy
from people.choices import Act
from people.models import Person, Scope
from programmes.pages import find_scope
from programmes.queries import scopes_within
from records.filters import DayBox
from records.pages import menu
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.pictures import pictured
from records.pages.scopes import scope_url
from registers.choices import RATING_NAMES, RiskKind
from registers.last_time import Then, last_time
from registers.queries.drawing import axes, chart_of, was_words
from registers.queries.heat_maps import Cell, HeatMap, heat_map, on_day


class HeatMapForm(forms.Form):
    """What a heat map shows."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=RiskKind.choices, required=False)
    rating = forms.ChoiceField(
        label=gettext_lazy("Rating"),
        choices=list(RATING_NAMES.items()),
        required=False,
    )
    since = DayBox(
        label=gettext_lazy("Compared with"),
        required=False,
        help_text=gettext_lazy("Empty: the last meeting of its board, or a quarter ago."),
    )


@takes("kind", "rating", "since", *ASKED)
def heat_map_of_all(request: SignedInRequest) -> HttpResponse:
    """Of everything that the reader may see."""
    asked = moment_asked(request)
    return render(request, "registers/heat_map.html", _context(request, asked, None))


@takes("kind", "rating", "since", *ASKED)
def heat_map_of_scope(request: SignedInRequest, reference: str) -> HttpResponse:
    """Of one scope and what lies below it."""
    person, asked = request.user.person, moment_asked(request)
    of = find_scope(person, reference, asked.value)
    row = as_recorded(of, asked.value)
    sees_now = not asked.value or policy.can(person, Act.SEE, of)
    context = {
        **_context(request, asked, of),
        "of": row,
        "breadcrumbs": [
            (row.title, scope_url(of)),
            (_("Risks"), reverse("registers:scope_risk_list", args=[of.reference])),
        ],
        **asked.context(now_url="" if sees_now else reverse("home")),
    }
    return render(request, "registers/heat_map.html", context)


def _context(request: SignedInRequest, asked: AskedMoment, of: Scope | None) -> dict[str, Any]:
    form = HeatMapForm(request.GET)
    if not form.is_valid():
        raise BadRequest(next(iter(form.errors.values()))[0])
    typed = form.cleaned_data
    kind, rating = typed.get("kind") or "threat", typed.get("rating") or "current"
    person = request.user.person
    found = heat_map(
        person,
        asked.value,
        scopes=scopes_within(of.pk, asked.value) if of else None,
        kind=kind,
        rating=rating,
        then=on_day(typed["since"]) if typed.get("since") else _last_time(of, person, asked),
    )
    base = (
        reverse("registers:scope_risk_list", args=[of.reference])
        if of
        else reverse("registers:risk_list")
    )
    chosen = {"standing": "open", "kind": kind, "rating": "" if rating == "current" else rating}

    def url(cell: Cell) -> str:
        place = {"likelihood": str(cell.likelihood), "impact": str(cell.impact)}
        query = [(n, v) for n, v in (chosen | place).items() if v] + list(asked.asked)
        return f"{base}?{urlencode(query)}" if cell.now else ""

    return {
        "form": form,
        "map": drawn(found, url) if found else None,
        "chart": pictured(chart_of(found, kind=kind, rating=rating, url=url)) if found else None,
        "lists": None if of else menu.lists_with("heat_map"),
        **asked.context(),
    }


def _last_time(of: Scope | None, person: Person, asked: AskedMoment) -> Then | None:
    """The last meeting of the board that looks after a scope, or after what it lies in."""
    if of is None:
        return None
    return last_time(lineage.keys(of.way)[::-1], person, asked.value)


def drawn(found: HeatMap, url: Callable[[Cell], str]) -> dict[str, Any]:
    """A heat map as its template takes it: each cell with its words, and its link where it holds
    risks."""
    rows = [
        {"label": label, "cells": [_cell(cell, url(cell)) for cell in cells]}
        for label, cells in found.rows
    ]
    down, across = axes(found)
    return {
        "rows": rows,
        "columns": found.columns,
        "corner": _("%(down)s down, %(across)s across") % {"down": down, "across": across.lower()},
        "then": found.then,
    }


def _cell(cell: Cell, url: str) -> dict[str, Any]:
    return {
        "tone": cell.band.tone,
        "band": cell.band.label,
        "score": cell.score,
        "now": cell.now,
        "before": was_words(cell),
        "url": url,
    }
