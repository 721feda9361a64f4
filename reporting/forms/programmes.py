"""The form of the report of a programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.choices import rag_words
from programmes.fields import RagField
from projects.contributed import confidence_choices
from projects.forms import correction_field
from records.forms import LastTime, RecordForm, form_field
from reporting.models import ProgrammeReport
from reporting.rolling_up import of_programme
from values import clock
from values.words import day

WORDS = ("overall_reason", "narrative", "next_steps", "decisions_wanted")
"""What is said in words, and stands beside what was said last time."""


def report_field(field: Any, **kwargs: Any) -> forms.Field | None:
    if field.name.endswith("_rag"):
        return RagField(label=capfirst(str(field.verbose_name)))
    return form_field(field, **kwargs)


class ProgrammeReportForm(RecordForm):
    class Meta:
        model = ProgrammeReport
        fields: tuple[str, ...] = (
            "period_end", "overall_rag", "overall_reason", "confidence", "narrative", "next_steps",
            "decisions_wanted",
        )  # fmt: skip
        formfield_callback = report_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["confidence"]
        scale = confidence_choices(self.instance.period_end or clock.today())
        kept = {} if not self.instance.confidence else dict(field.choices)
        now = [(k, v) for k, v in kept.items() if k == self.instance.confidence]
        field.choices = [("", _("Not rated")), *dict([*scale, *now]).items()]
        self.fields["narrative"].help_text = _("Needed before the report is submitted.")
        self.fields["overall_rag"].help_text = self._by_the_rule()
        self.last_time = self._last_time()

    def _by_the_rule(self) -> str:
        """What the projects' ratings make, now, or when it was submitted."""
        if self.instance.rolled_up_because:
            rag, because = self.instance.rolled_up_rag, self.instance.rolled_up_because
        else:
            found = of_programme(self.instance.programme)
            rag, because = found.rag, f"{found.method_words}: {found.because}"
        facts = {"rating": rag_words(rag), "because": because}
        return gettext("By the rule it is %(rating)s. %(because)s") % facts if rag else ""

    def _last_time(self) -> LastTime | None:
        if self.instance.period_end is None:
            return None
        last = ProgrammeReport.objects.before(self.instance).first()
        if last is None:
            return None
        words = {name: getattr(last, name) for name in WORDS}
        return LastTime(
            label=gettext("Last report, %(day)s") % {"day": day(last.period_end)},
            words={**words, "confidence": last.get_confidence_display()},
            ratings={"overall_rag": last.overall_rag},
        )


class ProgrammeCorrectionForm(ProgrammeReportForm):
    """A submitted report as it should have been, and what was wrong with it. Its period stays."""

    reason = None  # type: ignore[assignment]  # the correction says why
    correction = correction_field()

    class Meta(ProgrammeReportForm.Meta):
        fields = ProgrammeReportForm.Meta.fields[1:]
