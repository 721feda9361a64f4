"""Forms in which a change of somebody's sign-in is proposed, and stopped with a code."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from people.choices import PROPOSED
from people.models import SignInChange
from records.forms import RecordForm


class SignInChangeForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = SignInChange
        fields = ("kind", "email", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.choices = [(each.value, each.label) for each in PROPOSED]


class StopCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the message"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "govuk-input--width-20",
            }
        ),
        help_text=_("A number, then twelve letters and digits."),
    )
