"""Budgets, forecasts and actuals in boxes: lines down; across them the amounts of a whole year, or
one of these by month."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit.errors import Refused
from money.actions import FIELD, Unexplained, save_amounts
from money.choices import Measure, Month
from money.filters import years_offered
from money.forms import AmountsForm, reason_name
from money.models import BudgetAmount, BudgetLine, VarianceReason
from money.pages import money_crumbs, money_url
from people import policy
from people.choices import Act
from people.models import Person
from programmes import financial_year
from programmes.pages import find_scope
from programmes.queries import scopes_within
from records.grids import GridForm, GridRow
from records.views.grid import GridPage

Key = tuple[str, str]


class YearGrid(GridPage):
    """What lines have in a financial year."""

    table_caption = _("Budget lines and their amounts")
    row_heading = _("Budget line")
    nothing = (
        _("No budget lines yet"),
        _("Add a budget line first; its amounts are entered here."),
        _("Add budget line"),
    )

    def open(self, person: Person, keys: dict[str, Any]) -> None:
        self.scope = find_scope(person, keys["reference"])
        if not policy.can(person, Act.KEEP_MONEY, self.scope):
            raise PermissionDenied
        self.year = keys["year"]
        if str(self.year) not in dict(years_offered()):
            raise Http404
        within = scopes_within(self.scope.pk, None)
        rows = BudgetLine.objects.filter(scope__in=within).live().visible_to(person)
        lines = rows.order_by("scope_id", "position", "id")
        self.lines = {str(line.pk): line for line in lines}
        year = BudgetAmount.objects.filter(financial_year=self.year).live()
        self.amounts = list(year.filter(line__in=lines))
        reasons = VarianceReason.objects.filter(financial_year=self.year, line__in=lines).live()
        self.reasons = dict(reasons.values_list("line_id", "why"))

    @property
    def heading(self) -> str:  # type: ignore[override]
        facts = {"year": financial_year.in_words(self.year)}
        return _now("Enter budgets, forecasts and actuals for %(year)s") % facts

    @property
    def text(self) -> str:  # type: ignore[override]
        return _now(
            "Amounts in pounds, like 525,000, 525k or £1.11m, to the penny. An empty box means "
            "that the amount is not known, which is not the same as 0. An agreed budget changes "
            "only by a decision."
        )

    def place(self) -> dict[str, Any]:
        return {
            "caption": self.scope.title,
            "cancel_url": f"{money_url(self.scope)}?year={self.year}",
            "first_url": reverse("money:budget_line_add", args=[self.scope.reference]),
            "breadcrumbs": money_crumbs(self.scope),
            "elsewhere": self.elsewhere(),
        }

    def elsewhere(self) -> dict[str, Any] | None:
        """Where the lines are entered that have no boxes here."""
        if not any((amount.month is None) is not self.is_whole for amount in self.amounts):
            return None
        return {"text": self.elsewhere_words, "links": self.elsewhere_links()}

    elsewhere_words = _("Lines kept by month are entered month by month:")

    def elsewhere_links(self) -> list[tuple[str, str]]:
        args = [self.scope.reference, self.year]
        return [(str(m.label), reverse("money:month_grid", args=[*args, m.value])) for m in Measure]

    # --- what differs between a year and its months ---------------------------------------------
    def columns(self) -> list[tuple[str, str]]:
        return [(measure, str(measure.label)) for measure in Measure]

    def key_of(self, amount: BudgetAmount, measure: str) -> str | None:
        """The column in which an amount stands; None for one kept the other way."""
        return measure if amount.month is None else None

    def measures(self) -> list[str]:
        return list(Measure.values)

    def place_of(self, line: BudgetLine, column: str) -> Any:
        """Where a column's amount is kept, and which of the three it is."""
        return (line, self.year, None), column

    # --- the grid -------------------------------------------------------------------------------
    def grid(self, data: Any = None) -> GridForm:
        labels = Counter(line.title for line in self.lines.values())
        rows = [
            GridRow(key, _label(line, labels), self.note(line)) for key, line in self.lines.items()
        ]
        return AmountsForm(
            data,
            rows=rows,
            columns=self.columns(),
            cells=self.cells(),
            budgets=[column for column, _label in self.columns() if self.is_budget(column)],
            reasons=self.reasons,
            lines={line.pk: line.title for line in self.lines.values()},
        )

    def is_budget(self, column: str) -> bool:
        return column == Measure.BUDGET

    def cells(self) -> dict[Key, int | None]:
        """What stands in each box; a line that keeps an amount the other way has none for it."""
        cells: dict[Key, int | None] = {
            (key, column): None for key in self.lines for column, _label in self.columns()
        }
        for amount in self.amounts:
            key = str(amount.line_id)
            for measure in self.measures():
                pence = getattr(amount, FIELD[measure])
                column = self.key_of(amount, measure)
                if column is not None:
                    cells[key, column] = pence
                elif pence is not None:
                    for other in self.hidden_by(measure):
                        cells.pop((key, other), None)
        return cells

    def note(self, line: BudgetLine) -> str:
        """What tells a line from others, and why some of its boxes are missing."""
        ways = {amount.month is None for amount in self.amounts if amount.line_id == line.pk}
        other = self.other_way if (not self.is_whole) in ways else ""
        return ", ".join(filter(None, (line.cost_centre, line.get_kind_display(), str(other))))

    is_whole = True
    other_way = _("kept by month")

    def hidden_by(self, measure: str) -> list[str]:
        """The columns without a box where a measure is kept the other way."""
        return [measure]

    def save(self, form: GridForm, by: Person) -> str:
        cells = {
            self.place_of(self.lines[row], column): pence
            for (row, column), pence in form.changes().items()
        }
        typed = {line: form.cleaned_data.get(reason_name(line.pk)) for line in self.lines.values()}
        why = {
            (line, self.year): text
            for line, text in typed.items()
            if text and text != self.reasons.get(line.pk)
        }
        try:
            count = save_amounts(cells, why=why, by=by)
        except Unexplained as refusal:
            said = {key: sentence for (key, _year), sentence in refusal.of_lines.items()}
            form.ask_why(said)  # type: ignore[attr-defined]  # it is the grid above
            boxes = {reason_name(key): [sentence] for key, sentence in said.items()}
            raise Refused(str(refusal), boxes) from None
        return ngettext("%(n)d line changed.", "%(n)d lines changed.", count) % {"n": count}


class MonthGrid(YearGrid):
    """One of the three amounts of each line by month."""

    is_whole = False
    other_way = _("kept for the whole year")
    elsewhere_words = _("Lines kept for the whole year are entered on a page of their own:")

    def elsewhere_links(self) -> list[tuple[str, str]]:
        url = reverse("money:year_grid", args=[self.scope.reference, self.year])
        return [(financial_year.in_words(self.year), url)]

    def open(self, person: Person, keys: dict[str, Any]) -> None:
        if keys["measure"] not in Measure.values:
            raise Http404
        self.measure = Measure(keys["measure"])
        super().open(person, keys)

    @property
    def heading(self) -> str:  # type: ignore[override]
        facts = {
            "measure": str(self.measure.label).lower(),
            "year": financial_year.in_words(self.year),
        }
        return _now("Enter the %(measure)s for %(year)s by month") % facts

    def columns(self) -> list[tuple[str, str]]:
        return [(str(month.value), str(month.label)) for month in Month]

    def key_of(self, amount: BudgetAmount, measure: str) -> str | None:
        return None if amount.month is None else str(amount.month)

    def measures(self) -> list[str]:
        return [self.measure]

    def place_of(self, line: BudgetLine, column: str) -> Any:
        return (line, self.year, int(column)), self.measure

    def is_budget(self, column: str) -> bool:
        return self.measure == Measure.BUDGET

    def hidden_by(self, measure: str) -> list[str]:
        return [column for column, _label in self.columns()]


def _label(line: BudgetLine, labels: Counter[str]) -> str:
    """Lines of one title are told apart, so that a pasted row means one of them."""
    if labels[line.title] == 1:
        return line.title
    return f"{line.title} ({line.cost_centre or line.reference})"
