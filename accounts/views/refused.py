"""What an action refused, beside the fields of the form that was sent."""

from __future__ import annotations

from typing import Any

from audit.errors import Refused


def add_refusal(form: Any, refusal: Refused) -> None:
    """Show an action's refusal beside the fields that it names."""
    placed = False
    for name, sentences in refusal.fields.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
            placed = True
    if not placed:
        form.add_error(None, str(refusal))
