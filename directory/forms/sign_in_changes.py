"""The form that proposes a change to how somebody signs in."""

from __future__ import annotations

from typing import Any, cast

from django import forms

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
