"""Form fields for a rating and for a financial year."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from programmes import financial_year
from programmes.choices import RAGS, rag_words
from values import clock

YEARS_BACK, YEARS_AHEAD = 20, 15


class RagSelect(forms.RadioSelect):
    """Radios with the rating's tag beside each."""

    template_name = "django/forms/widgets/rag.html"


class RagField(forms.ChoiceField):
    """A rating: "red", "amber" or "green"; "" means not rated, which is a choice of its own."""

    widget = RagSelect

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", lambda: [(rag, rag_words(rag)) for rag in RAGS])
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)


def year_box(label: Any, help_text: Any = "", required: bool = False) -> forms.TypedChoiceField:
    """A choice of financial years. Cleans to the year it starts in; None when empty."""
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=required, help_text=help_text
    )


def offer_years(form: Any, name: str, none: Any) -> None:
    """Let a field choose among financial years, including the record's own, and none."""
    own = getattr(form.instance, name)
    this = financial_year.financial_year_of(clock.today())
    years = {*range(this - YEARS_BACK, this + YEARS_AHEAD + 1), *([own] if own else [])}
    in_words = [(year, financial_year.in_words(year)) for year in sorted(years)]
    cast(forms.ChoiceField, form.fields[name]).choices = [("", none), *in_words]
