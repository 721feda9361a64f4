"""The form in which somebody comments or answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.choosing import Directory, PersonByName, everybody
from records.fields import ParagraphsField

WHOLE = ""


class CommentForm(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    part = forms.TypedChoiceField(label=_("About"), coerce=int, empty_value=None, required=False)
    text = ParagraphsField(
        label=_("Comment"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
        help_text=_("It is never printed. Everybody who may read the comments here can read it."),
    )
    to = PersonByName(
        label=_("For"),
        required=False,
        help_text=_("A person who sees this record: they get a message."),
    )

    def __init__(self, *args: Any, parts: dict[int, str], is_answer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directory = Directory(everybody())
        box: Any = self.fields["to"]
        box.directory = self.directory
        if is_answer or not parts:
            del self.fields["part"]
        else:
            choice: Any = self.fields["part"]
            choice.choices = [(WHOLE, gettext("All of it")), *parts.items()]
        if is_answer:
            self.fields["text"].label = gettext("Answer")
