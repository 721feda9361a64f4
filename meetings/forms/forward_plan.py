"""The form of a forward plan item."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from meetings.choices import COMING, NoticeException, PlanState
from meetings.models import ForwardPlanItem, Meeting
from programmes.forms import RegisterForm
from records.forms import RecordForm, limit
from values import clock, words


class ForwardPlanItemForm(RegisterForm):
    """It chooses among the coming meetings of its own board. It comes to stand on an agenda by an
    act of its own."""

    class Meta(RecordForm.Meta):
        model = ForwardPlanItem
        fields = (
            "title",
            "about",
            "meeting",
            "due_on",
            "owner",
            "is_key",
            "key_because",
            "first_published_on",
            "exception",
            "exception_because",
            "restriction_expected",
            "paragraph",
            "restricted_because",
            "documents",
            "state",
            "notes",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        board = self.instance.scope.board
        coming = Meeting.objects.live().filter(board=board, state__in=COMING)
        coming = coming.filter(held_on__gte=clock.today()).in_order()
        limit(self, "meeting", coming, empty_label=_("No meeting yet"))
        field = cast(forms.ModelChoiceField, self.fields["meeting"])
        field.label_from_instance = meeting_label  # type: ignore[assignment, method-assign]
        without = cast(forms.ChoiceField, self.fields["exception"])
        without.choices = [("", _("No exception")), *NoticeException.choices]
        self.fields["title"].label = _("Matter")
        self.fields["owner"].label = _("Lead")
        self.fields["due_on"].label = _("Date or period, if there is no meeting yet")
        if self.instance.state != PlanState.ON_AGENDA:
            state = cast(forms.ChoiceField, self.fields["state"])
            state.choices = [
                choice for choice in PlanState.choices if choice[0] != PlanState.ON_AGENDA
            ]


def meeting_label(meeting: Any) -> str:
    """Programme board, 13 February 2025."""
    return f"{meeting.title}, {words.day(meeting.held_on)}"
