"""The page that leads to all registers, and their lists."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from people import policy
from people.choices import Act
from people.models import Person, Scope
from programmes.pages import find_scope
from programmes.registers import RegisterEntry, page_of
from records.pages import menu
from records.pages.lists import table
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.record_pages import PAGES_OF
from records.pages.scopes import scope_url
from registers.columns.escalations import WAITING
from registers.columns.landing import COUNTS
from registers.queries.escalations import waiting
from registers.queries.landing import RegisterCount, counts

MENU = "registers"


@takes(*ASKED)
def every_register(request: SignedInRequest) -> HttpResponse:
    """The registers of everything that the reader may see."""
    asked = moment_asked(request)
    return render(request, "registers/registers.html", _context(request, asked, None))


@takes(*ASKED)
def registers_of_scope(request: SignedInRequest, reference: str) -> HttpResponse:
    """The registers of one scope and what lies below it."""
    person, asked = request.user.person, moment_asked(request)
    of = find_scope(person, reference, asked.value)
    row = as_recorded(of, asked.value)
    sees_now = not asked.value or policy.can(person, Act.SEE, of)
    context = {
        **_context(request, asked, of),
        "of": row,
        "breadcrumbs": [(row.title, scope_url(of))],
        **asked.context(now_url="" if sees_now else reverse("home")),
    }
    return render(request, "registers/registers.html", context)


def _context(request: SignedInRequest, asked: AskedMoment, of: Scope | None) -> dict[str, Any]:
    found = counts(request.user.person, asked.value, of.pk if of else None)
    rows = [_row(each, of, asked) for each in found if each.model in PAGES_OF]
    rows.sort(key=lambda row: row["order"])
    return {
        "registers": table(COUNTS, rows, asked.query),
        "waiting": None if asked.value else _waiting(request.user.person, of),
        "heat_map_url": _heat_map_url(of),
        "lists": None if of else menu.lists_with(MENU),
        **asked.context(),
    }


def _waiting(person: Person, of: Scope | None) -> dict[str, Any]:
    rows = []
    for model, row in waiting(person, of):
        url = reverse(page_of(model), args=[row["reference"]])
        rows.append(row | {"noun": capfirst(str(model._meta.verbose_name)), "url": url})
    return table(WAITING, rows)


def _heat_map_url(of: Scope | None) -> str:
    if of is None:
        return reverse("registers:heat_map")
    return reverse("registers:scope_heat_map", args=[of.reference])


def _row(found: RegisterCount, of: Scope | None, asked: AskedMoment) -> dict[str, Any]:
    """Of a list: its address goes by the name of its pages."""
    url = list_url(found.model, of)
    keys = [key for key, item in menu.ITEMS.items() if item.address == list_name(found.model)]
    return {
        "noun": capfirst(str(found.model._meta.verbose_name_plural)),
        "count": found.count,
        "open": found.open,
        "overdue": found.overdue,
        "check": found.check,
        "url": url,
        "query": asked.query,
        "order": menu.ITEMS[keys[0]].order if keys else 0,
    }


def list_name(model: type[RegisterEntry]) -> str:
    """The name of the page that lists all entries of a kind."""
    pages = PAGES_OF[model]
    return f"{pages.namespace}:{pages.name}_list"


def list_url(model: type[RegisterEntry], of: Scope | None) -> str:
    """The list of a kind: of everything, or of one scope."""
    if of is None:
        return reverse(list_name(model))
    pages = PAGES_OF[model]
    return reverse(f"{pages.namespace}:scope_{pages.name}_list", args=[of.reference])
