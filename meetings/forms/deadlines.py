"""Forms of deadline rules and of days that correct the calendar."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.models import BodyKind
from meetings.models import Closure, DeadlineRule
from records.forms import RecordForm, limit


class DeadlineRuleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = DeadlineRule
        fields = (
            "title",
            "nation",
            "kind",
            "valid_from",
            "agenda_days",
            "report_days",
            "report_at",
            "clearance_days",
            "clearance_at",
            "key_days",
            "key_counts",
            "private_days",
            "notice_days",
            "notice_counts_the_meeting",
            "call_in_days",
            "call_in_starts",
            "call_in_by",
            "effective",
            "source",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "kind", BodyKind.objects.live().in_order(), _("All kinds of body"))


class ClosureForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Closure
        fields = ("on", "title", "nation", "is_working")
