"""A form field for a rating."""

from __future__ import annotations

from typing import Any

from django import forms

from programmes.choices import RAGS, rag_words


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
