"""Savings by year and state, one line of them, and the grid in which they are entered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from benefits import queries
from benefits.actions import save_amounts
from benefits.choices import SavingState
from benefits.columns import amount_columns, cost_columns, tracked_columns
from benefits.models import SavingsAmount, SavingsLine
from benefits.pages import benefits_crumbs, savings_crumbs, savings_url
from benefits.queries import tracker as tracking
from people import policy
from people.choices import Act
from people.models import Person
from programmes import financial_year
from programmes.pages import programme_frame
from programmes.queries import find_programme, programme_at
from records.amounts import PoundsField
from records.grids import GridForm, GridRow
from records.pages.lists import table
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.views.detail import RecordDetail
from records.views.grid import GridPage
from values import clock

AGAINST = "against"
NO_RIGHT = queries.EditRight(in_programme=False)  # nobody edits the past


@takes(AGAINST, *ASKED)
def programme_savings(request: SignedInRequest, reference: str) -> HttpResponse:
    """The savings of a programme by year and state: what is achieved, what is left to find, what
    the strategy asks for, and how an earlier plan compares."""
    person, asked = request.user.person, moment_asked(request)
    programme = find_programme(person, reference, asked.value)
    rows = queries.savings_rows([programme.pk], asked.value)
    baselines = tracking.baselines_of(programme.pk, asked.value)
    chosen = next((b for b in baselines if str(b.pk) == request.GET.get(AGAINST)), None)
    then = tracking.planned_at(programme.pk, chosen) if chosen else ()
    found = tracking.tracker(rows, tracking.requirements_of(programme.pk, asked.value), then)
    right = queries.edit_right(person, programme) if not asked.value else NO_RIGHT
    context = {
        "programme": programme_at(programme, asked.value),
        "headline": tracking.headline(found),
        "tracker": found,
        "lines": table(tracked_columns(programme.reference, asked.query), rows, asked.query),
        "warnings": tracking.warnings(rows),
        "claims": [row for row in rows if row.claim_reason],
        "baselines": baselines,
        "chosen": chosen,
        "may_add": right.is_any,
        "may_plan": right.in_programme,
        "breadcrumbs": benefits_crumbs(programme),
        **programme_frame(programme, person, asked),
    }
    return render(request, "benefits/programme_savings.html", context)


class SavingsLineDetail(RecordDetail):
    """A savings line with its amounts, its costs and who brings it."""

    template = "benefits/savings_line.html"

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        (found,) = queries.savings_rows([row.programme_id], asked.value, line_id=row.id)
        may_edit = not asked.value and policy.can(person, self.pages.act, self.pages.home(row))
        return {
            "line": found,
            "amounts": table(amount_columns(row.id, may_edit=may_edit), found.amounts),
            "costs": table(cost_columns(row.id, may_edit=may_edit), found.costs),
            "shares": queries.shares_of(row.id, asked.value),
            "may_edit": may_edit,
            "may_validate": not asked.value
            and not row.is_archived
            and policy.can(person, Act.VALIDATE_SAVINGS, self.record.programme),
        }


class AmountsForm(GridForm):
    beside = ("new_state",)

    new_state = forms.ChoiceField(
        label=gettext_lazy("A new amount is"),
        choices=SavingState.choices,
        initial=SavingState.TO_BE_IDENTIFIED,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Choose from the list what a new amount is")
        },
    )


class SavingsGrid(GridPage):
    """All amounts of a programme in boxes: lines down, financial years across."""

    heading = gettext_lazy("Enter savings by year")
    text = gettext_lazy(
        "Amounts in pounds, like 525,000, 525k or £1.11m. An empty box means that nothing is "
        "planned, which is not the same as 0."
    )
    table_caption = gettext_lazy("Savings lines by financial year")
    row_heading = gettext_lazy("Savings line")
    nothing = (
        gettext_lazy("No savings lines yet"),
        gettext_lazy("Add a savings line first; its years are entered here."),
        gettext_lazy("Add a savings line"),
    )

    def open(self, person: Person, keys: dict[str, Any]) -> None:
        self.programme = find_programme(person, keys["reference"])
        right = queries.edit_right(person, self.programme)
        if not right.is_any:
            raise PermissionDenied
        lines = SavingsLine.objects.filter(programme=self.programme).live().in_order()
        self.lines = {str(line.pk): line for line in lines if right.covers(line.project_id)}

    def place(self) -> dict[str, Any]:
        return {
            "caption": self.programme.title,
            "cancel_url": savings_url(self.programme),
            "first_url": reverse("benefits:savings_line_add", args=[self.programme.reference]),
            "breadcrumbs": savings_crumbs(self.programme),
        }

    def save(self, form: GridForm, by: Person) -> str:
        cells = {(self.lines[row], int(year)): p for (row, year), p in form.changes().items()}
        state = form.cleaned_data["new_state"] or SavingState.TO_BE_IDENTIFIED
        count = save_amounts(self.programme, cells, new_state=state, by=by)
        return ngettext("%(n)d line changed.", "%(n)d lines changed.", count) % {"n": count}

    def grid(self, data: Any = None) -> GridForm:
        kept = self.amounts()
        years = self.years({int(year) for _line, year in kept})
        rows = [
            GridRow(key, line.title, line.get_kind_display()) for key, line in self.lines.items()
        ]
        empty = {(key, str(year)): None for key in self.lines for year in years}
        cells = {cell: pence for cell, pence in (empty | kept).items() if pence is not SEVERAL}
        columns = [(str(year), financial_year.in_words(year)) for year in years]
        return AmountsForm(
            data, rows=rows, columns=columns, cells=cells, field_of=lambda row: PoundsField()
        )

    def amounts(self) -> dict[tuple[str, str], Any]:
        """The pence of each line and year that has an amount; SEVERAL where one box will not do."""
        amounts = SavingsAmount.objects.live().filter(line__in=list(self.lines.values()))
        found: dict[tuple[str, str], Any] = {}
        for amount in amounts.exclude(financial_year=None):
            cell = str(amount.line_id), str(amount.financial_year)
            found[cell] = SEVERAL if cell in found else amount.amount_pence
        return found

    def years(self, used: set[int]) -> list[int]:
        """The years that lines name or have amounts in, and this one to the third after it."""
        this = financial_year.financial_year_of(clock.today())
        named = {y for line in self.lines.values() for y in (line.first_year, line.last_year) if y}
        known = used | named | {this, this + 3}
        return list(range(max(min(known), max(known) - MOST_YEARS + 1), max(known) + 1))


SEVERAL = object()
MOST_YEARS = 12
