"""The form that links two records."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.errors import Refused
from people.models import Person
from records.choosing import Suggesting
from registers.choices import REVERSED, Relation
from registers.queries.ends import find_record, suggested

OTHER_WAY = "-"


def relations() -> list[tuple[str, Any]]:
    """Each relation, as read from this record and from the other one."""
    return [
        choice
        for relation in Relation
        for choice in (
            (relation.value, relation.label),
            (OTHER_WAY + relation.value, REVERSED[relation]),
        )
    ]


class LinkForm(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    relation = forms.ChoiceField(label=_("This record"), choices=relations)
    other = forms.CharField(
        label=_("Other record"),
        max_length=400,
        widget=Suggesting,
        help_text=_(
            "Its reference, such as ACT-0012. Records of the same programme are suggested."
        ),
    )

    def __init__(self, *args: Any, record: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        box: Any = self.fields["other"].widget
        box.suggestions = list(suggested(record, person))

    def clean_other(self) -> Any:
        try:
            return find_record(self.person, self.cleaned_data["other"])
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def ends(self, record: Any) -> tuple[Any, Any, str]:
        """(the first record, the second, the relation) as they are saved."""
        other, relation = self.cleaned_data["other"], self.cleaned_data["relation"]
        if relation.startswith(OTHER_WAY):
            return other, record, relation.removeprefix(OTHER_WAY)
        return record, other, relation
