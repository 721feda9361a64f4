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
