"""Forms of actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.forms import RegisterForm
from records.choosing import Directory, everybody
from records.fields import DayField, ParagraphsField
from records.forms import AttachedFileForm, RecordForm
from registers.actions.actions import Closing
from registers.models import Action, ActionFile, ActionNote
from registers.quick import MOST_LINES, read_lines
from values.fields import of_a_fact

ROWS = forms.Textarea(attrs={"rows": 4})


class ActionForm(RegisterForm):
    """An action's state is changed on pages of its own."""

    class Meta(RecordForm.Meta):
        model = Action
        fields = ("title", "owner", "due_on", "verify_by", "notes")


class ActionNoteForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ActionNote
        fields = ("text",)


class ActionFileForm(AttachedFileForm):
    class Meta(RecordForm.Meta):
        model = ActionFile
        fields = ("title",)


class CloseForm(forms.Form):
    evidence = ParagraphsField(
        label=_("What shows that it is done"), widget=ROWS, max_length=20_000
    )
    closed_on = DayField(
        label=_("Done on"),
        required=False,
        help_text=_("Leave empty for today."),
        validators=[of_a_fact],
    )


class VerifyForm(forms.Form):
    """A button."""


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is opened again"),
        max_length=300,
        help_text=_("Anyone who reads the history will see it."),
    )


class QuickForm(forms.Form):
    """Many actions at once. All lines are checked, and nothing is saved unless all are right."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    lines = ParagraphsField(
        label=_("Actions, one on each line"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "true"}),
        help_text=_("Title; owner; due. Leave out what is not known. For example: Order the vans; "
                    "Lena Marsh; 14 June"),
    )  # fmt: skip

    def clean_lines(self) -> list[dict[str, Any]]:
        """The fields of each action."""
        found = read_lines(self.cleaned_data["lines"], Directory(everybody()))
        if len(found) > MOST_LINES:
            raise ValidationError(
                gettext("Enter at most %(most)d actions at once.") % {"most": MOST_LINES}
            )
        errors = [
            gettext("Line %(number)d: %(error)s") % {"number": each.number, "error": each.error}
            for each in found
            if each.error
        ]
        if errors:
            raise ValidationError(errors)
        return [each.fields for each in found]


class CloseManyForm(forms.Form):
    """Some of several actions, with what shows that they are done: once for all, or for each."""

    evidence = ParagraphsField(
        label=_("What shows that they are done"),
        widget=ROWS,
        required=False,
        max_length=20_000,
        help_text=_("For all that you choose, unless you write something beside one."),
    )

    def __init__(self, *args: Any, actions: Sequence[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = actions
        for each in actions:
            named = {"reference": each.reference, "title": each.title}
            self.fields[f"close_{each.pk}"] = forms.BooleanField(
                label=gettext("%(reference)s: %(title)s") % named, required=False
            )
            self.fields[f"evidence_{each.pk}"] = forms.CharField(
                label=gettext("What shows that %(reference)s is done") % named,
                required=False,
                max_length=2_000,
            )
            self.fields[f"version_{each.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=each.version
            )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each action with its boxes, for the table of the page."""
        for each in self.actions:
            names = ("close", "evidence", "version")
            yield {"action": each} | {name: self[f"{name}_{each.pk}"] for name in names}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [each for each in self.actions if data.get(f"close_{each.pk}")]
        if not chosen:
            raise ValidationError(gettext("Choose at least one action."))
        for each in chosen:
            if not (data.get(f"evidence_{each.pk}") or data.get("evidence")):
                sentence = gettext("Say what shows that %(reference)s is done.")
                self.add_error("evidence", sentence % {"reference": each.reference})
        return data

    def closings(self) -> list[Closing]:
        data = self.cleaned_data
        return [
            Closing(
                each, data[f"version_{each.pk}"], data[f"evidence_{each.pk}"] or data["evidence"]
            )
            for each in self.actions
            if data[f"close_{each.pk}"]
        ]
