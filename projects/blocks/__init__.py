"""What papers draw from projects, milestones and status reports."""

from django.utils.translation import gettext_lazy as _

from projects.blocks.charts import RatingsTrend, SlipsChart
from projects.blocks.figures import COUNTS, DATES
from projects.blocks.milestones import Milestones, Slips, milestone_list
from projects.blocks.moved import MovedMilestones
from projects.blocks.summaries import Projects, Ratings, project_list, report_list, with_leads
from projects.blocks.teams import Teams, Workstreams
from projects.columns import MILESTONES, PROJECTS, REPORTS
from records.blocks import ListBlock

PROJECT = (
    Projects(),
    Ratings(),
    Milestones(),
    Slips(),
    SlipsChart(),
    MovedMilestones(),
    RatingsTrend(),
    Teams(),
    Workstreams(),
    ListBlock("projects-list", _("Projects"), PROJECTS, project_list, with_leads),
    ListBlock("milestones-list", _("Milestones"), MILESTONES, milestone_list),
    ListBlock("reports-list", _("Status reports"), REPORTS, report_list),
    *COUNTS,
    *DATES,
)
"""What `projects` lets papers ask for."""
