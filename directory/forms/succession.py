"""Forms for a hand-over and for a merge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Person
from records.choosing import NOBODY, TYPE_A_NAME, Directory, PersonByName, everybody
from records.fields import DayField


class HandOverForm(forms.Form):
    """Who takes over what somebody holds: one successor for all lines, or a different one for some.
    `lines` are what is held, each with a key, a name and whether it is a role. Each has a tick,
    `take-…`, and a box, `to-…`."""

    hides_optional = True

    last_day = DayField(label=_("Last day"))
    first_day = DayField(
        label=_("Successor’s first day"),
        required=False,
        help_text=_("If you leave this empty, it is the day after the last day."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("For example: leaves the council. Anyone who reads the history will see it."),
    )
    deactivate = forms.BooleanField(
        label=_("Deactivate them now"),
        required=False,
        help_text=_("They can no longer sign in or be appointed. Nothing is deleted."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, lines: Sequence[Any], leaver: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.directory = Directory(everybody(but=[leaver.pk]))
        self.fields["successor"] = PersonByName(
            directory=self.directory, label=_("Successor"), required=False, help_text=TYPE_A_NAME
        )
        for line in lines:
            self.fields[f"take-{line.key}"] = forms.BooleanField(
                label=line.what, required=False, initial=True
            )
            self.fields[f"to-{line.key}"] = PersonByName(
                directory=self.directory,
                label=_("Who takes over: %(line)s") % {"line": line},
                required=False,
                or_nobody=True,
            )
        self.order_fields(["successor"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        last_day = cleaned.get("last_day")
        if last_day and not cleaned.get("first_day") and "first_day" not in self.errors:
            try:
                cleaned["first_day"] = last_day + timedelta(days=1)
            except OverflowError:
                self.add_error("last_day", _("Last day must be a real date"))
        for_all = [
            line
            for line in self.ticked(cleaned)
            if not cleaned.get(f"to-{line.key}") and f"to-{line.key}" not in self.errors
        ]
        if for_all and not cleaned.get("successor") and "successor" not in self.errors:
            self.add_error("successor", _("Choose who takes over."))
        return cleaned

    def ticked(self, cleaned: dict[str, Any]) -> list[Any]:
        return [line for line in self.lines if cleaned.get(f"take-{line.key}")]

    def names_others(self) -> bool:
        """Whether something was ticked that is not among the lines: somebody else's, or no longer
        theirs."""
        own = {f"take-{line.key}" for line in self.lines}
        return any(name.startswith("take-") and name not in own for name in self.data)

    def chosen(self) -> list[tuple[Any, Person | None]]:
        """(line, its successor or None) for each line ticked."""
        cleaned = self.cleaned_data
        successors: list[tuple[Any, Person | None]] = []
        for line in self.ticked(cleaned):
            to = cleaned[f"to-{line.key}"] or cleaned["successor"]
            successors.append((line, None if to == NOBODY else to))
        return successors

    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """(line, its tick, its box), as the page shows them."""
        return [(line, self[f"take-{line.key}"], self[f"to-{line.key}"]) for line in self.lines]


class MergeForm(forms.Form):
    """Whose duplicate a record is, and how we know."""

    kept = PersonByName(
        label=_("This is the same person as"),
        help_text=_("The record that is kept. Type a name, and choose from the list."),
        error_messages={"required": _("Enter the name of the record that is kept.")},
    )
    reason = forms.CharField(
        label=_("How you know"),
        max_length=300,
        help_text=_("For example: entered twice. Anyone who reads the history will see it."),
        error_messages={"required": _("Say how you know that they are the same person.")},
    )

    def __init__(self, *args: Any, duplicate: Person, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directory = Directory(everybody(but=[duplicate.pk, by.pk]))
        cast(PersonByName, self.fields["kept"]).directory = self.directory
