"""The box for a milestone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.errors import Refused
from people.models import Person
from projects.models import Milestone
from records.choosing import Suggesting, Suggestions
from registers.queries.milestones import find_milestone, words_of


class MilestoneByName(forms.CharField):
    """Cleans to a Milestone, or to None when it is empty. The one that the record names already is
    taken as it is, also where it has been archived since."""

    def __init__(
        self, *, person: Person, kept: Milestone | None, suggestions: Suggestions, **kwargs: Any
    ) -> None:
        help_text = _("Its project’s reference and its name, such as PRJ-0012: Doors open.")
        super().__init__(
            max_length=400, required=False, widget=Suggesting(), help_text=help_text, **kwargs
        )
        self.person, self.kept = person, kept
        box: Any = self.widget
        box.suggestions = suggestions

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Milestone.objects.select_related("scope").filter(pk=value).first()
        return words_of(value) if isinstance(value, Milestone) else value

    def clean(self, value: Any) -> Milestone | None:
        typed = super().clean(value)
        if not typed:
            return None
        if self.kept is not None and typed == words_of(self.kept):
            return self.kept
        try:
            return find_milestone(self.person, typed)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
