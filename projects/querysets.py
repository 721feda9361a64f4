"""How projects and what belongs to them are read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from audit.querysets import TrackedQuerySet
from people import lineage, policy
from people.choices import Act, ScopeKind
from people.models import Person, Scope
from projects.choices import SENT, ReportState


class LifecycleQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """All of them, for anyone who sees anything: they hold no facts."""
        return self if _sees_anything(person) else self.none()


class LifecycleVersionQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return self if _sees_anything(person) else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-valid_from", "-id")


def _sees_anything(person: Person) -> bool:
    everywhere, somewhere = policy.reach_of(person, Act.SEE)
    return everywhere or bool(somewhere)


class ProjectQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, within=("programme__scope", "parent__scope"))

    def ever_in(self, programme: Any) -> Self:
        """Those that were ever in a programme, or in a project there. Their scopes say so: these
        have few versions, where a project has one for each change."""
        step = lineage.step(ScopeKind.PROGRAMME, programme.scope_id)
        were_there = Scope.objects.versions().filter(above__contains=step)
        return self.filter(scope__id__among=were_there.values("id"))

    def in_order(self) -> Self:
        """In the programme's order: by place in the list, not by printed number."""
        return self.order_by("programme_id", "position", "id")


class ProjectPartQuerySet(TrackedQuerySet):
    """Records that belong to a project."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="project__scope")


class PositionedPartQuerySet(ProjectPartQuerySet):
    def in_order(self) -> Self:
        return self.order_by("project_id", "position", "id")


class MilestoneQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person)

    def in_order(self) -> Self:
        """By baseline, then forecast; those without one last, on both engines."""
        dates = (F(name).asc(nulls_last=True) for name in ("baseline_on", "forecast_on"))
        return self.order_by("programme_id", "project_id", *dates, "id")


NEWEST_FIRST = ("-counts_on", "-submitted_at", "-id")
"""The one order of submitted reports; `lifecycle.counts_on` says why."""


class ReportQuerySet(TrackedQuerySet):
    """Reports that are drafted, submitted, and accepted or returned by somebody who wrote nothing
    of them. Some versions of them are drafts, which not everybody sees."""

    hides_versions = True
    scope: ClassVar[str]
    """The way to the scope that reports."""
    main_text: ClassVar[str]
    """The text that says what happened."""

    def visible_to(self, person: Person) -> Self:
        """Only those who may see drafts see a draft, and the versions of a report before it was
        submitted."""
        return policy.visible(self, person, scope=self.scope).told_to(person)

    def told_to(self, person: Person) -> Self:
        """Those versions that are not hidden, among the versions of reports that a person may
        see."""
        sees_drafts = policy.where_may(person, Act.SEE_DRAFTS, self.model, self.scope)
        return self.filter(Q(state=ReportState.SUBMITTED) | sees_drafts)

    def submitted(self) -> Self:
        return self.filter(state=ReportState.SUBMITTED)

    def sent(self) -> Self:
        """Those that their writers have finished, whether or not the board sees them yet."""
        return self.filter(state__in=SENT)

    def drafts(self) -> Self:
        return self.filter(state=ReportState.DRAFT)

    def not_written_by(self, person: Person) -> Self:
        """Without the reports of which a person wrote any version."""
        versions = type(self)(model=self.model, using=self.db).versions()
        wrote = versions.written_by(person).filter(id=OuterRef("pk"))
        return self.exclude(Exists(wrote))

    def written_by(self, person: Person) -> Self:
        """Those versions that a person wrote or submitted, under their own record or one merged
        into it. Beginning a report and leaving it empty, or returning it, does not count as
        writing."""
        merged = Person._base_manager.filter(merged_into=person.pk).values("pk")
        wrote = Q(state=ReportState.DRAFT, history_user_id=person.pk) | Q(submitted_by=person.pk)
        wrote |= Q(state=ReportState.DRAFT, history_user_id__in=merged) | Q(corrected_by=person.pk)
        began = Q(version=1, overall_rag="", **{self.main_text: ""})
        return (
            self.filter(wrote)
            .exclude(began)
            .exclude(Q(returned_at__isnull=False) & self._returning())
        )

    def _returning(self) -> Exists:
        """Those versions that only return a report: only this turns a submitted report into a
        draft, and it changes nothing that anyone wrote."""
        before = {"id": OuterRef("id"), "version": OuterRef("version") - 1}
        versions = type(self)(model=self.model, using=self.db)
        submitted = versions.filter(**before, state__in=SENT)
        return Exists(submitted.order_by().filter(~Q(state=OuterRef("state"))))


class StatusReportQuerySet(ReportQuerySet):
    scope = "project__scope"
    main_text = "achieved"

    def of(self, projects: Iterable[Any]) -> Self:
        return self.filter(project_id__in=[project.pk for project in projects])

    def newest_of_each(self, projects: QuerySet, moment: datetime | None) -> Self:
        """The latest submitted report of each of these projects at a moment, however old. One
        lookup in an index for each project."""
        key = "history_id" if moment else "id"
        rows = self._newest(projects, moment, key, 0)
        return (self.versions() if moment else self).filter(**{f"{key}__among": rows})

    def drafts_or_newest(self, projects: QuerySet) -> Self:
        """The drafts of these projects, and the latest submitted report of each."""
        latest = self._newest(projects, None, "id", 0)
        drafts = Q(state=ReportState.DRAFT, project_id__in=projects.order_by().values("pk"))
        return self.live().filter(drafts | Q(id__among=latest))

    def since_or_newest(self, projects: QuerySet, moment: datetime | None, since: date) -> Self:
        """The submitted reports of these projects at a moment that count as later than `since`; and
        for each project the latest, and the one before it, however old."""
        theirs = {  # as the index of submitted versions has them
            "project_id__in": projects.order_by().values("pk"),
            "state": ReportState.SUBMITTED,
            "is_archived": False,
        }
        key = "history_id" if moment else "id"
        newest = Q()
        for place in (0, 1):
            newest |= Q(**{f"{key}__among": self._newest(projects, moment, key, place)})
        if moment is None:
            return self.filter(newest | Q(counts_on__gt=since), **theirs)
        recent = self.at(moment, counts_on__gt=since, **theirs)
        return self._past(moment).filter(newest | Q(history_id__among=recent.values("history_id")))

    def _newest(self, projects: QuerySet, moment: datetime | None, key: str, place: int) -> Any:
        """The keys of the submitted reports in this place, counted from the latest, in each of
        these projects."""
        key_in_place = self.of_project(moment).values(key)[place : place + 1]
        return projects.order_by().values_list(Subquery(key_in_place))

    def of_project(self, moment: datetime | None) -> Self:
        """For a subquery: the submitted reports of a row's project, at a moment, the latest
        first."""
        submitted = self.of_each(moment, project_id=OuterRef("id")).live().submitted()
        return submitted.order_by(*NEWEST_FIRST)

    def with_unchanged_since(self, times: int) -> Self:
        """With the end of the period that the report so many times earlier was for, this one
        included, if what was achieved and what is planned have read the same ever since; or None.
        Of the latest reports of projects."""
        earlier = type(self)(model=self.model, using=self.db).live().submitted()
        earlier = earlier.filter(project=OuterRef("project")).order_by(*NEWEST_FIRST)
        same = Q()
        for place in range(1, times):
            for name in ("achieved", "next_steps"):
                same &= Q(**{name: Subquery(earlier.values(name)[place : place + 1])})
        first = Subquery(earlier.values("period_end")[times - 1 : times])
        return self.annotate(unchanged_since=Case(When(same, then=first)))

    def next_to_write(self) -> Self:
        """Drafts, the one to write first: returned reports, then the older period."""
        return self.order_by(F("returned_at").asc(nulls_last=True), "period_end", "id")

    def to_answer(self, projects: QuerySet) -> Self:
        """The reports of these projects that may be accepted or returned: the latest of each, until
        it is accepted, and each that waits. Nobody may answer one that they wrote: see
        `not_written_by`."""
        latest = self._newest(projects, None, "id", 0)
        waits = Q(
            state=ReportState.WAITING, is_archived=False, project_id__in=projects.values("pk")
        )
        return self.filter(Q(id__among=latest) | waits).filter(accepted_at=None)

    def newest_first(self) -> Self:
        return self.order_by("project_id", *NEWEST_FIRST)
