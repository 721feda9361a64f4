"""Forms for what is done with a reason, and for the answer to an escalation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class WhyForm(forms.Form):
    """Why something is done; an act that always needs a reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, error_messages={"required": _("Say why.")}
    )


class AnswerForm(forms.Form):
    """Whether a scope takes what was escalated to it."""

    decision = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("accepted", _("Accept it: it is dealt with here")), ("returned", _("Return it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Accept it or return it.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("Needed when you return it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "returned" and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why you return it."))
        return cleaned
