"""The form in which the end of a phase, a programme or a project is decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.actions.endings import (
    CLOSING_OUTCOMES,
    OUTCOMES,
    Ending,
    next_phase,
    sponsors_of,
)
from governance.forms.gates import DecideGateForm
from governance.models import Board
from people.choices import ScopeKind
from people.models import Person, Scope
from programmes.models import Phase
from records.fields import DayField
from values.spelling import alphabetical


class DecideEndingForm(DecideGateForm):
    """What the body decided, on whose recommendation, and whether things go on at once."""

    effective_on: Any = None  # Django's way to leave it out: an end is in force at once
    field_order = ("recommended_by", "recommended_on", "board", "outcome", "text", "goes_on")

    recommended_by = forms.ModelChoiceField(
        Scope.objects.none(),
        label=_("Board that recommended it"),
        required=False,
        empty_label=_("No board"),
    )
    recommended_on = DayField(label=_("Recommended on"), required=False)
    board = forms.ModelChoiceField(
        Board.objects.none(),
        label=_("Body that decided"),
        error_messages={"required": _("Choose the body that decided.")},
    )
    goes_on = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, person: Person, ending: Ending) -> None:
        sponsors = sponsors_of(ending)
        initial = {
            "board": sponsors[0].pk if len(sponsors) == 1 else None,
            "recommended_by": ending.recommended_by_id,
            "recommended_on": ending.recommended_on,
        }
        super().__init__(data, initial=initial)
        boxes: Any = self.fields
        scopes = Scope.objects.visible_to(person).filter(kind=ScopeKind.BOARD)
        boxes["recommended_by"].queryset = scopes.order_by(alphabetical("title"), "id")
        boards = Board.objects.visible_to(person).live()
        boxes["board"].queryset = boards.order_by(alphabetical("title"), "id")
        if sponsors:
            names = ", ".join(str(sponsor) for sponsor in sponsors)
            boxes["board"].help_text = _now("%(names)s sponsors the programme.") % {"names": names}
        kinds = OUTCOMES[type(ending)].choices
        if not isinstance(ending, Phase):
            kinds = [(value, label) for value, label in kinds if value in CLOSING_OUTCOMES]
        boxes["outcome"].choices = kinds
        self._ask_what_follows(ending)

    def _ask_what_follows(self, ending: Ending) -> None:
        if not isinstance(ending, Phase):
            closed = _now("If it is agreed, close “%(title)s” too")
            self.fields["goes_on"].label = closed % {"title": ending.scope.title}
            return
        after = next_phase(ending)
        if after is None:
            del self.fields["goes_on"]
            return
        begun = _now("If it goes on, “%(title)s” begins")
        self.fields["goes_on"].label = begun % {"title": after.title}
        self.fields["goes_on"].initial = True
