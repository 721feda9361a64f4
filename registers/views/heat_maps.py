"""The heat map: how many risks lie where on the matrix, each cell a link to them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from people import policy
from people.choices import Act
from people.models import Scope
from programmes.pages import find_scope
from programmes.queries import scopes_within
from records.filters import DayBox
from records.pages import menu
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.scopes import scope_url
from registers.choices import RATING_NAMES, RiskKind
from registers.queries.heat_maps import Cell, HeatMap, heat_map
from values import words


class HeatMapForm(forms.Form):
    """What a heat map shows."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=RiskKind.choices, required=False)
    rating = forms.ChoiceField(
        label=gettext_lazy("Rating"),
        choices=list(RATING_NAMES.items()),
        required=False,
    )
    since = DayBox(label=gettext_lazy("Compared with"), required=False)


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
    found = heat_map(
        request.user.person,
        asked.value,
        scopes=scopes_within(of.pk, asked.value) if of else None,
        kind=kind,
        rating=rating,
        since=typed.get("since"),
    )
    base = (
        reverse("registers:scope_risk_list", args=[of.reference])
        if of
        else reverse("registers:risk_list")
    )
    chosen = {"standing": "open", "kind": kind, "rating": "" if rating == "current" else rating}
    return {
        "form": form,
        "map": drawn(found, base, chosen, asked) if found else None,
        "lists": menu.items_under("registers") if of is None else [],
        "here": "heat_map",
        **asked.context(),
    }


def drawn(found: HeatMap, base: str, chosen: dict[str, str], asked: AskedMoment) -> dict[str, Any]:
    """A heat map as its template takes it: each cell with its words, and its link where it holds
    risks."""
    rows = [
        {"label": label, "cells": [_cell(cell, base, chosen, asked) for cell in cells]}
        for label, cells in found.rows
    ]
    down, across = _("Likelihood"), _("Impact")
    if found.is_impact_down:
        down, across = across, down
    return {
        "rows": rows,
        "columns": found.columns,
        "corner": _("%(down)s down, %(across)s across") % {"down": down, "across": across.lower()},
        "since": words.day(found.since),
        "not_placed": _not_placed(found.not_placed),
        "bands": found.scales.bands,
        "appetite": found.scales.appetite,
    }


def _cell(cell: Cell, base: str, chosen: dict[str, str], asked: AskedMoment) -> dict[str, Any]:
    place = {"likelihood": str(cell.likelihood), "impact": str(cell.impact)}
    query = [(n, v) for n, v in (chosen | place).items() if v] + list(asked.asked)
    return {
        "tone": cell.band.tone,
        "band": cell.band.label,
        "score": cell.score,
        "now": cell.now,
        "before": _("was %(count)d") % {"count": cell.before},
        "changed": cell.now != cell.before,
        "url": f"{base}?{urlencode(query)}" if cell.now else "",
    }


def _not_placed(count: int) -> str:
    """3 open risks are not rated by this matrix."""
    sentence = ngettext(
        "%(count)d open risk has no place here: it was not rated by a matrix of this size.",
        "%(count)d open risks have no place here: they were not rated by a matrix of this size.",
        count,
    )
    return sentence % {"count": count} if count else ""
