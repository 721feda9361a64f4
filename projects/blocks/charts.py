"""Milestones as a chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.bars import Bar, Bars
from documents.charts import Chart, figure
from documents.content import FigureContent, LiveContent
from programmes.blocks import scopes_of
from projects.blocks.milestones import slipped, table_of
from projects.blocks.reading import milestones_chosen, which_projects
from projects.choices import MilestoneState
from projects.trends.ratings import ratings_within
from records.blocks import About, Block, Choices


class ChartChoices(Choices):
    projects = which_projects()


class RatingsTrend(Block):
    """How many projects were red, amber and green at the end of each month of a year, as bars over
    the table of them."""

    name, label = "ratings-trend", gettext_lazy("Chart of ratings over a year")

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        chart = ratings_within(scopes_of(about), about.moment)
        nil = _("No project has been rated yet.")
        return FigureContent(figure(chart) if chart else None, nil=nil)


class SlipsChart(Block):
    """A bar for each milestone that is later than was agreed, as long as it is late, over the table
    of them."""

    name, label, form = "slips-chart", gettext_lazy("Chart of slips"), ChartChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        found = milestones_chosen(about, chosen)
        late = [pair for pair in slipped(found) if pair[1].slip_days]
        nil = _("No milestone has slipped.")
        if not late:
            return FigureContent(None, nil=nil)
        to_come = sum(row.state != MilestoneState.DONE for _whole, row in found)
        project, worst = max(late, key=lambda pair: pair[1].slip_days or 0)
        chart = Chart(
            headline=ngettext(
                "%(late)d of %(count)d milestones to come is later than was agreed.",
                "%(late)d of %(count)d milestones to come are later than was agreed.",
                len(late),
            )
            % {"late": len(late), "count": to_come},
            sentence=_("The furthest behind is %(milestone)s (%(project)s): %(slip)s.")
            % {"milestone": worst.title, "project": project.title, "slip": worst.slip_words},
            source=_("Source: baselines and forecasts of the milestones."),
            table=table_of(
                _("Milestones that slipped"),
                late,
                ["title", "project", "slip", "baseline", "expected"],
            ),
            drawn=Bars(
                tuple(
                    Bar(row.title, (float(max(row.slip_days or 0, 0)),), row.slip_words)
                    for _project, row in late
                )
            ),
        )
        return FigureContent(figure(chart), nil=nil)
