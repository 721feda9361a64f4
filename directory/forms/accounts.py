"""Forms for those who keep accounts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from people.choices import ResetReason


class AccountForm(forms.Form):
    sign_in_name = forms.CharField(label=_("Sign-in name"), max_length=150)


class ResetForm(forms.Form):
    """Why a second factor is reset: one of a few reasons, which a log may hold."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=ResetReason.choices, widget=forms.RadioSelect
    )
