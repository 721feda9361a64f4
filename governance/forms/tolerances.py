"""Forms of tolerances and exceptions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.gates import DecideGateForm
from governance.models import Board, Tolerance, ToleranceException
from people.models import Person
from records.forms import RecordForm, limit
from values.spelling import alphabetical


class ToleranceForm(RecordForm):
    """`person` chooses among the boards that they see."""

    class Meta(RecordForm.Meta):
        model = Tolerance
        fields = ("kind", "limit", "board", "note")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["kind"]
        if "board" in self.fields:
            boards = Board.objects.visible_to(person).live().order_by(alphabetical("title"), "id")
            limit(self, "board", boards, empty_label=_("Whoever is above"))


class ExceptionForm(RecordForm):
    """What those who lead say about an exception; the rest is worked out."""

    class Meta(RecordForm.Meta):
        model = ToleranceException
        fields = ("options", "recommendation")


class DecideExceptionForm(DecideGateForm):
    """What was decided about an exception, in the words of its record."""

    outcome: forms.Field = None  # type: ignore[assignment]  # Django's way to leave it out
