"""The criteria of gates that are worked out from records: one class each. Its docstring is the
sentence on the page, and `name` is what lifecycles call it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from benefits.models import Benefit, Indicator, Measurement
from people.choices import Role
from people.models import Appointment
from programmes.choices import DocumentKind
from programmes.models import Document, Lesson
from projects.choices import MilestoneState
from projects.models import Milestone, Project, StatusReport
from projects.queries import milestones
from registers.models import Issue
from values import clock, words

RECENT = timedelta(days=31)


@dataclass(frozen=True)
class Found:
    """Whether a criterion is met, and by what."""

    is_met: bool
    words: str


class Rule:
    name: ClassVar[str]

    @property
    def sentence(self) -> str:
        return _(" ".join((type(self).__doc__ or "").split()))

    def read(self, project: Project) -> Found:
        raise NotImplementedError


class SummaryWritten(Rule):
    """The project says what it will change and for whom."""

    name = "summary-written"

    def read(self, project: Project) -> Found:
        is_met = bool(project.summary.strip())
        return Found(is_met, _("Its summary is written.") if is_met else _("It has no summary."))


class LeadNamed(Rule):
    """Somebody leads the project."""

    name = "lead-named"

    def read(self, project: Project) -> Found:
        seats = Appointment.objects.live().current(clock.today()).filter(role=Role.PROJECT_LEAD)
        seats = seats.filter(scope_id=project.scope_id, person__isnull=False)
        names = list(seats.order_by("id").values_list("person__name", flat=True))
        return Found(bool(names), ", ".join(names) or _("Nobody leads it."))


class BusinessCase(Rule):
    """A business case is attached."""

    name = "business-case"

    def read(self, project: Project) -> Found:
        kept = Document.objects.live().open().filter(scope=project.scope_id)
        case = kept.filter(kind=DocumentKind.BUSINESS_CASE).order_by("-id").first()
        if case is None:
            return Found(False, _("No document is marked as a business case."))
        if not case.versions.live().exists():
            return Found(False, _("%(document)s has no version yet.") % {"document": case})
        return Found(True, str(case))


class MilestonesHaveBaselines(Rule):
    """There are milestones, and each has a baseline."""

    name = "milestones-have-baselines"

    def read(self, project: Project) -> Found:
        rows = Milestone.objects.live().filter(project=project)
        every, without = rows.count(), rows.filter(baseline_on=None).count()
        if not every:
            return Found(False, _("It has no milestones."))
        if without:
            said = ngettext("%(n)d has no baseline.", "%(n)d have no baseline.", without)
            return Found(False, said % {"n": without})
        said = ngettext("%(n)d milestone.", "%(n)d milestones.", every)
        return Found(True, said % {"n": every})


class NoOverdueMilestone(Rule):
    """No milestone is overdue."""

    name = "no-overdue-milestone"

    def read(self, project: Project) -> Found:
        rows = milestones([project.pk], None)[project.pk]
        late = [row.title for row in rows if row.timing.state == MilestoneState.OVERDUE]
        return Found(not late, "; ".join(late) or _("None is overdue."))


class RecentReport(Rule):
    """The latest status report is at most a month old."""

    name = "recent-report"

    def read(self, project: Project) -> Found:
        rows = StatusReport.objects.live().filter(project=project).submitted()
        latest = rows.newest_first().first()
        if latest is None:
            return Found(False, _("No status report has been submitted."))
        is_recent = (latest.counts_on or latest.period_end) >= clock.today() - RECENT
        return Found(is_recent, _("To %(day)s.") % {"day": words.day(latest.period_end)})


class BenefitsHaveBaselines(Rule):
    """Each of its benefits has a measure with a baseline."""

    name = "benefits-have-baselines"

    def read(self, project: Project) -> Found:
        named = list(Benefit.objects.live().filter(project=project).order_by("id"))
        measured = Indicator.objects.live().filter(baseline_value__isnull=False)
        with_one = set(measured.values_list("benefit_id", flat=True).filter(benefit__in=named))
        without = [str(benefit) for benefit in named if benefit.pk not in with_one]
        if not named:
            return Found(False, _("It has no benefits."))
        return Found(not without, "; ".join(without) or _("Each has one."))


class BenefitsMeasured(Rule):
    """Each of its benefits has been measured."""

    name = "benefits-measured"

    def read(self, project: Project) -> Found:
        named = list(Benefit.objects.live().filter(project=project).order_by("id"))
        taken = Measurement.objects.live().filter(indicator__benefit__in=named)
        with_one = set(taken.values_list("indicator__benefit_id", flat=True))
        without = [str(benefit) for benefit in named if benefit.pk not in with_one]
        if not named:
            return Found(False, _("It has no benefits."))
        return Found(not without, "; ".join(without) or _("Each has been measured."))


class LessonsRecorded(Rule):
    """Lessons have been recorded."""

    name = "lessons-recorded"

    def read(self, project: Project) -> Found:
        count = Lesson.objects.live().filter(scope_id=project.scope_id).count()
        return Found(bool(count), ngettext("%(n)d lesson.", "%(n)d lessons.", count) % {"n": count})


class NoOpenIssue(Rule):
    """No issue is open."""

    name = "no-open-issue"

    def read(self, project: Project) -> Found:
        rows = Issue.objects.live().filter(scope_id=project.scope_id)
        still = rows.exclude(state__in=Issue.closed_states).order_by("id")
        titles = [str(issue) for issue in still]
        return Found(not titles, "; ".join(titles) or _("None is open."))


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        SummaryWritten(), LeadNamed(), BusinessCase(), MilestonesHaveBaselines(),
        NoOverdueMilestone(), RecentReport(), BenefitsHaveBaselines(), BenefitsMeasured(),
        LessonsRecorded(), NoOpenIssue(),
    )
}  # fmt: skip
