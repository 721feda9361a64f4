"""Figures of projects and milestones that stand in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.content import in_words
from programmes.choices import RAGS, rag_words
from projects.blocks.reading import milestones_of, projects_of, standings_of
from projects.choices import MilestoneState
from projects.models import Milestone, Project, StatusReport
from projects.queries import MilestoneRow, ProjectRow
from projects.stages import lifecycles
from records.blocks import About, Choices, Figure, One, Told, field_words

ANY = ("any", gettext_lazy("Any"))


class CountChoices(Choices):
    stage = One(
        gettext_lazy("Stage"), lambda about: [ANY, *lifecycles(about.moment).titles.items()]
    )


class ProjectsCount(Figure):
    """How many projects the programme has, in words up to nine."""

    name, label, form = "projects count", gettext_lazy("Number of projects"), CountChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        stage = chosen["stage"]
        at_stage = [p for p in projects_of(about) if stage in (ANY[0], p.stage)]
        of = ((Project, {"programme_id__in": about.programme_ids}),)
        return Told(in_words(len(at_stage)), record=_("Projects"), of=of)


class RatedChoices(Choices):
    rating = One(
        gettext_lazy("Rating"),
        lambda about: [(rag or "none", rag_words(rag)) for rag in RAGS],
    )


class ProjectsRated(Figure):
    """How many projects have a rating by their latest reports, in words up to nine."""

    name, label, form = "projects rated", gettext_lazy("Number of projects rated"), RatedChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        rag = "" if chosen["rating"] == "none" else chosen["rating"]
        count = sum(standing.rag == rag for standing in standings_of(about))
        keys = [project.id for project in projects_of(about)]
        of = (
            (Project, {"programme_id__in": about.programme_ids}),
            (StatusReport, {"project_id__in": keys}),
        )
        return Told(in_words(count), record=_("Status reports"), field=_("Overall"), of=of)


class StateChoices(Choices):
    state = One(gettext_lazy("State"), lambda about: [ANY, *MilestoneState.choices])


class MilestonesCount(Figure):
    """How many milestones there are, in all or in one state, in words up to nine."""

    name, label = "milestones count", gettext_lazy("Number of milestones")
    form = StateChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        state = chosen["state"]
        count = sum(state in (ANY[0], row.state) for _project, row in milestones_of(about))
        scopes = [whole.scope_id for whole in (*about.programmes, *projects_of(about))]
        of = ((Milestone, {"scope_id__in": scopes}),)
        return Told(in_words(count), record=_("Milestones"), of=of)


def _milestones(about: About) -> list[tuple[str, str]]:
    return [(str(row.id), f"{row.title} ({whole.title})") for whole, row in milestones_of(about)]


class MilestoneChoice(Choices):
    milestone = One(gettext_lazy("Milestone"), _milestones, must=True)


class MilestoneFigure(Figure):
    """A date of one milestone."""

    form = MilestoneChoice
    field: ClassVar[str]

    def said(self, row: MilestoneRow) -> str:
        raise NotImplementedError

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        key = chosen["milestone"]
        whole, row = next(
            (found for found in milestones_of(about) if str(found[1].id) == key), (None, None)
        )
        if whole is None or row is None:  # a moment before it was recorded
            return Told("")
        of_project = isinstance(whole, ProjectRow)
        return Told(
            self.said(row),
            record=row.title,
            field=field_words(Milestone, self.field),
            page=(
                "projects:project_detail" if of_project else "programmes:programme_detail",
                (whole.reference,),
            ),
            of=((Milestone, {"id": row.id}),),
        )


class Forecast(MilestoneFigure):
    """When a milestone is expected, as exactly as its project says."""

    name, label, field = "forecast", gettext_lazy("Forecast of a milestone"), "forecast_on"

    def said(self, row: MilestoneRow) -> str:
        return row.forecast_words if row.forecast else ""


class Baseline(MilestoneFigure):
    """The date that was agreed for a milestone."""

    name, label, field = "baseline", gettext_lazy("Baseline of a milestone"), "baseline_on"

    def said(self, row: MilestoneRow) -> str:
        return row.baseline_words if row.baseline else ""


class Actual(MilestoneFigure):
    """When a milestone was reached."""

    name, label, field = "actual", gettext_lazy("Day a milestone was reached"), "actual_on"

    def said(self, row: MilestoneRow) -> str:
        return row.actual_words if row.actual else ""


class Slip(MilestoneFigure):
    """How much later or earlier a milestone is than was agreed: 14 days late."""

    name, label, field = "slip", gettext_lazy("Slip of a milestone"), "forecast_on"

    def said(self, row: MilestoneRow) -> str:
        return row.slip_words


COUNTS = (ProjectsCount(), ProjectsRated(), MilestonesCount())
DATES = (Forecast(), Baseline(), Actual(), Slip())
