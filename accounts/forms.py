"""Forms of signing in: allauth's, in the house's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """Sign-in name and password. Nothing has the focus: the page begins at its top, with the link
    that skips to the main content, also in a screen reader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = _("Sign-in name"), _("Password")
        name.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        password.help_text = ""
        without_placeholders(self)


def without_placeholders(form: forms.Form) -> None:
    """Labels stand above their boxes; a placeholder inside would vanish just when it is needed."""
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
        error_messages={"required": _("Enter the new password a second time")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(_("The two passwords differ"))
        return again


class SetPasswordForm(NewPasswordForm):
    """A new password, and the code that came with a message."""

    sign_in_name = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
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
        help_text=_("Twelve letters and digits, such as abcd-2345-efgh."),
    )
    field_order = ("sign_in_name", "code", "password", "again")


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


class CurrentPasswordForm(ReauthenticateForm):
    """One's own password again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password")
        self.fields["password"].error_messages["required"] = _("Enter your password")
        self.fields["password"].help_text = ""
        without_placeholders(self)


class ChangePasswordForm(NewPasswordForm):
    """One's own password: the current one, and the new one. `is_current` says whether a text is the
    current one."""

    current = forms.CharField(
        label=_("Your current password"),
        strip=False,
        error_messages={"required": _("Enter your current password")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "password", "again")

    def __init__(self, *args: Any, is_current: Callable[[str], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_current = is_current

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not self.is_current(current):
            raise forms.ValidationError(_("The password is wrong."))
        return current


class OfACode:
    """What the forms with a code share: the label, and the keyboard of a phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]  # type: ignore[attr-defined]
        code.label = _("Code")
        code.widget.attrs |= {"inputmode": "numeric", "class": "govuk-input--width-10"}
        without_placeholders(self)  # type: ignore[arg-type]


class CodeForm(OfACode, AuthenticateForm):
    """The code of a phone, or a recovery code, while signing in."""


class CodeAgainForm(OfACode, CodeReauthenticateForm):
    """The same, to confirm who is asking."""


class SetUpForm(OfACode, ActivateTOTPForm):
    """The first code of a phone."""
