"""Forms of signing in: allauth's, in the house's words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """Sign-in name and password. Nothing has the focus: the page begins at its top, with the link
    that skips to the main content, also for those who hear it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = _("Sign-in name"), _("Password")
        name.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        password.help_text = ""
        without_placeholders(self)


def without_placeholders(form: forms.Form) -> None:
    """Labels stand above their boxes; a second one inside goes away when it is needed."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class ForgottenForm(forms.Form):
    sign_in_name = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters, and not a common one. Three random words are good."),
    )
    again = forms.CharField(
        label=_("The same again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(_("The two passwords differ"))
        return again
