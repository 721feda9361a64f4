"""The dates of milestones, confirmed or moved in the form of a status report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from audit.change_sets import for_reason
from audit.errors import Refused
from projects.contributed import ReportPart
from projects.milestone_actions import edit_milestone, moves_forecast, refuse_before_start
from projects.models import Milestone
from records.fields import PartialDateField
from values import clock, words
from values.fields import not_ahead
from values.partial_dates import UNKNOWN, PartialDate


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone in the form, with its boxes."""

    title: str
    baseline: str
    is_over: bool  # what is expected lies in the past
    forecast: BoundField
    actual: BoundField
    why: BoundField
    seen: BoundField


class MilestonesForm(forms.Form):
    """Three boxes for each milestone that has not been reached."""

    hides_optional = True

    def __init__(self, milestones: list[Milestone], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.milestones = milestones
        for milestone in milestones:
            self._add(milestone)

    def _add(self, milestone: Milestone) -> None:
        key, of = milestone.pk, {"title": milestone.title}
        label = {"forecast": _("Forecast of %(title)s"), "actual": _("%(title)s reached")}
        self.fields[f"{key}-forecast"] = PartialDateField(
            label=label["forecast"] % of, required=False, initial=milestone.forecast_on
        )
        self.fields[f"{key}-actual"] = PartialDateField(
            label=label["actual"] % of, required=False, takes_unknown=True
        )
        why = _("Why %(title)s moves") % of
        self.fields[f"{key}-why"] = forms.CharField(label=why, required=False, max_length=300)
        self.fields[f"{key}-seen"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=_as_seen(milestone.forecast_on)
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for milestone in self.milestones:
            self._check(milestone, data)
        return data

    def _check(self, milestone: Milestone, data: dict[str, Any]) -> None:
        key = milestone.pk
        forecast, actual = data.get(f"{key}-forecast"), data.get(f"{key}-actual")
        if actual is not None and actual != UNKNOWN:
            try:
                not_ahead(actual)
            except forms.ValidationError as error:
                self.add_error(f"{key}-actual", error)
        if f"{key}-forecast" not in data or forecast == milestone.forecast_on:
            return
        if data.get(f"{key}-seen", "") != _as_seen(milestone.forecast_on):
            sentence = _("%(title)s: somebody has moved it since you opened the page.")
            self.add_error(f"{key}-forecast", sentence % {"title": milestone.title})
        elif moves_forecast(milestone, {"forecast_on": forecast}) and not data.get(f"{key}-why"):
            sentence = _("Say why the forecast of %(title)s moves.")
            self.add_error(f"{key}-why", sentence % {"title": milestone.title})
        try:
            refuse_before_start(milestone.project, {"forecast_on": forecast})
        except Refused as refusal:
            self.add_error(f"{key}-forecast", str(refusal))

    def changes(self) -> list[tuple[Milestone, dict[str, Any], str]]:
        """The milestones that change: their new values, and why."""
        found = []
        for milestone in self.milestones:
            forecast, actual, why = (
                self.cleaned_data[f"{milestone.pk}-{name}"]
                for name in ("forecast", "actual", "why")
            )
            said = {"forecast_on": forecast, "actual_on": actual}
            changed = {n: value for n, value in said.items() if getattr(milestone, n) != value}
            if changed:
                found.append((milestone, changed, why))
        return found


def _as_seen(date: PartialDate | None) -> str:
    return date.isoformat() if date else ""


class MilestonePart(ReportPart):
    """The milestones that a project has still to reach."""

    key, order, template = "milestones", 10, "projects/milestone_part.html"

    form: MilestonesForm

    def make(self, data: Mapping[str, Any] | None) -> MilestonesForm:
        rows = Milestone.objects.live().filter(project=self.project, actual_on=None).in_order()
        rows = rows.select_related("project")
        return MilestonesForm(list(rows), data=data, prefix=self.key)

    def is_shown(self) -> bool:
        return bool(self.form.milestones)

    def write(self) -> None:
        for milestone, changed, why in self.form.changes():
            with for_reason(why or _("Confirmed in the status report")):
                edit_milestone(milestone, by=self.person, reason=why, **changed)

    def lines(self) -> list[MilestoneLine]:
        today = clock.today()
        return [self._line(milestone, today) for milestone in self.form.milestones]

    def _line(self, milestone: Milestone, today: Any) -> MilestoneLine:
        boxes = (
            self.form[f"{milestone.pk}-{name}"] for name in ("forecast", "actual", "why", "seen")
        )
        expected = milestone.forecast_on or milestone.baseline_on
        is_over = expected is not None and expected.last < today
        return MilestoneLine(milestone.title, words.when(milestone.baseline_on), is_over, *boxes)
