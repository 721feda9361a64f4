"""Forms of meetings, their series and their agendas."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting, MeetingSeries, StandingItem
from records.forms import RecordForm, limit

TIME_HELP = _("Such as 14:00.")
TIME_FORMATS = (
    "%H:%M", "%H:%M:%S", "%H.%M", "%I:%M%p", "%I:%M %p", "%I.%M%p", "%I.%M %p", "%I%p", "%I %p",
    "%H%M",
)  # fmt: skip
"""As people write times: 14:00, 14.00, 2pm, 2.30 pm, 1400."""


class Timed(RecordForm):
    """A form with times of day, which are typed in one box each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts", "ends"):
            field: Any = self.fields[name]
            field.input_formats = TIME_FORMATS
            field.widget = forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"})
            field.help_text = TIME_HELP
            for code in ("invalid", "required"):
                field.error_messages[code] = _("Enter a time, such as 14:00.")


class MeetingForm(Timed):
    class Meta(RecordForm.Meta):
        model = Meeting
        fields = ("title", "held_on", "starts", "ends", "place", "link", "contact")


class MeetingSeriesForm(Timed):
    class Meta(RecordForm.Meta):
        model = MeetingSeries
        fields = (
            "title", "frequency", "repeats_by", "starts_on", "ends_on", "named_days", "starts",
            "ends", "when_closed", "place", "link",
        )  # fmt: skip


class StandingItemForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = StandingItem
        fields = ("title", "kind", "place", "minutes", "series", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        series = MeetingSeries.objects.live().filter(board=self.instance.board_id).order_by("id")
        limit(self, "series", series, empty_label=_("Every meeting of the board"))


class LateReasonsForm(forms.Form):
    """Why an item is late: asked once the agenda is published."""

    late_reason = forms.CharField(
        label=_("Why it is late"),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why the item is late.")},
    )
    urgency_reason = forms.CharField(
        label=_("Why it cannot wait"),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why the item cannot wait.")},
        help_text=_("The special circumstances: printed on the agenda and in the minutes."),
    )


class AgendaItemForm(RecordForm):
    """An item of an agenda. Once the agenda is published, a new item says why it is late."""

    late_reason = LateReasonsForm.base_fields["late_reason"]
    urgency_reason = LateReasonsForm.base_fields["urgency_reason"]
    beside = ("late_reason", "urgency_reason")

    class Meta(RecordForm.Meta):
        model = AgendaItem
        fields = ("title", "kind", "summary", "presenter", "minutes")

    def __init__(self, *args: Any, is_late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["late_reason"], self.fields["urgency_reason"]

    def values(self) -> dict[str, Any]:
        names = [n for n in ("late_reason", "urgency_reason") if n in self.fields]
        return super().values() | {name: self.cleaned_data[name] for name in names}


class CancelForm(forms.Form):
    why = forms.CharField(
        label=_("Why it is cancelled"),
        max_length=200,
        error_messages={"required": _("Say why the meeting is cancelled.")},
    )
