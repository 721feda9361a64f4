"""Which calendar somebody wants to read elsewhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.models import Board
from people.models import Person
from values.spelling import alphabetical


class CalendarFeedForm(forms.Form):
    board = forms.ModelChoiceField(
        Board.objects.none(),
        label=_("Calendar"),
        required=False,
        empty_label=_("My meetings and due days"),
    )

    hides_optional = True

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards: Any = self.fields["board"]
        visible = Board.objects.visible_to(person).live()
        boards.queryset = visible.order_by(alphabetical("title"), "id")
