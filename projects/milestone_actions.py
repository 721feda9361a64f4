"""Writes of milestones: a forecast moves for a reason, and none lies before its project begins."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record, edit_record
from audit.errors import Refused
from audit.writing import audited
from people.choices import ScopeKind
from people.models import Person, Scope
from projects.models import Milestone, Project
from values import words
from values.partial_dates import PartialDate


def add_milestone(scope: Scope, *, by: Person, reason: str = "", **fields: Any) -> Milestone:
    """Give a project, or a programme itself, a milestone and return it. Raises Refused for a date
    before a project starts."""
    with audited(by=by, reason=reason or _("Milestone created")):
        if scope.kind == ScopeKind.PROGRAMME:
            fields["programme"] = scope.programme
        else:
            fields["project"] = scope.project
            refuse_before_start(scope.project, fields)
        return create_record(Milestone, by=by, reason=reason, scope=scope, **fields)


def edit_milestone(
    milestone: Milestone, *, by: Person, reason: str = "", **fields: Any
) -> Milestone:
    """Change a milestone and return it as it is now. Raises Conflict; Refused when its forecast
    moves without a reason, and for a date before its project starts."""
    if moves_forecast(milestone, fields) and not reason.strip():
        sentence = _("Say why the forecast moves.")
        raise Refused(sentence, {"reason": [sentence]})
    with audited(by=by, reason=reason or _("Milestone edited")):
        changed = {n: v for n, v in fields.items() if getattr(milestone, n, None) != v}
        refuse_before_start(milestone.project, changed)
        return edit_record(milestone, by=by, reason=reason, **fields)


def moves_forecast(milestone: Milestone, fields: dict[str, Any]) -> bool:
    """Whether an edit moves the day on which a milestone is expected, which somebody was told. One
    that is expected on its baseline is still so when the baseline is corrected."""
    if (milestone.forecast_on or milestone.baseline_on) is None:
        return False
    forecast = fields.get("forecast_on", milestone.forecast_on)
    baseline = fields.get("baseline_on", milestone.baseline_on)
    return (forecast or baseline) != (milestone.forecast_on or baseline)


def refuse_before_start(project: Project | None, fields: dict[str, Any]) -> None:
    """Raise Refused for a baseline or a forecast that lies wholly before its project begins."""
    start = project.starts_on if project is not None else None
    if start is None:
        return
    for name in ("baseline_on", "forecast_on"):
        when = fields.get(name)
        if when is not None and when.last < start.first:
            sentence = _("The date is before the project starts (%(day)s).")
            sentence = sentence % {"day": words.when(start)}
            raise Refused(sentence, {name: [sentence]})


def refuse_start_after(project: Project, start: PartialDate | None) -> None:
    """Raise Refused for a start of a project that lies after what is still expected of it."""
    if start is None or start == project.starts_on:
        return
    rows = Milestone.objects.live().filter(project=project, actual_on=None).in_order()
    for milestone in rows:
        expected = milestone.forecast_on or milestone.baseline_on
        if expected is not None and expected.last < start.first:
            sentence = _("“%(title)s” is expected %(day)s, before the project would start.")
            facts = {"title": milestone.title, "day": words.when(expected)}
            raise Refused(sentence % facts, {"starts_on": [sentence % facts]})


def move_baseline(
    milestone: Milestone, *, by: Person, baseline_on: PartialDate | None, **how: Any
) -> Milestone:
    """Give a milestone a new baseline, as was decided, and return it as it is now. The baseline
    first agreed stays beside it, with the number of times it was moved. Raises Conflict; Refused
    without a different date, for one before its project starts, and when it has been reached."""
    with audited(by=by, reason=how.get("reason") or _("Re-baselined")):
        current = Milestone.objects.select_for_update().get(pk=milestone.pk)
        writing.refuse_conflict(current, how.get("expected_version"))
        if current.baseline_on is None:
            raise Refused(_("There is no baseline yet: edit the milestone to enter one."))
        if current.actual_on is not None:
            raise Refused(_("The milestone has been reached: its baseline stays."))
        if baseline_on is None or baseline_on == current.baseline_on:
            sentence = _("Enter a date other than the present baseline.")
            raise Refused(sentence, {"baseline_on": [sentence]})
        refuse_before_start(current.project, {"baseline_on": baseline_on})
        times = current.times_rebaselined + 1
        return edit_record(current, by=by, baseline_on=baseline_on, times_rebaselined=times, **how)
