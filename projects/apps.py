from collections.abc import Callable
from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

ACTS: dict[str, Callable[[int], str]] = {
    "Status report opened": lambda count: ngettext(
        "%(who)s began the status report of %(whole)s",
        "%(who)s began the status reports of %(count)d projects",
        count,
    ),
    "Status report submitted": lambda count: ngettext(
        "%(who)s submitted the status report of %(whole)s",
        "%(who)s submitted the status reports of %(count)d projects",
        count,
    ),
    "Status report accepted": lambda count: ngettext(
        "%(who)s accepted the status report of %(whole)s",
        "%(who)s accepted the status reports of %(count)d projects",
        count,
    ),
    "Status report returned": lambda count: ngettext(
        "%(who)s returned the status report of %(whole)s",
        "%(who)s returned the status reports of %(count)d projects",
        count,
    ),
    "Status report saved": lambda count: ngettext(
        "%(who)s worked on the status report of %(whole)s",
        "%(who)s worked on the status reports of %(count)d projects",
        count,
    ),
}
"""The sentences for these acts in the activity."""

MENU = "programmes"


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self) -> None:
        """Say what differs between two moments, and add a tab to the pages of a programme."""
        from people.succession.rules_of_two import RULES  # noqa: PLC0415  as above
        from programmes import scope_charts  # noqa: PLC0415  as above
        from projects import contributed  # noqa: PLC0415  as above
        from projects.blocks import PROJECT  # noqa: PLC0415  as above
        from projects.comparison import lines  # noqa: PLC0415  the app registry must be ready
        from projects.milestone_part import MilestonePart  # noqa: PLC0415  as above
        from projects.one_person import acceptances_by_an_author  # noqa: PLC0415  as above
        from projects.panels import MILESTONES, milestones_panel  # noqa: PLC0415  as above
        from projects.trends.milestones import trend_of_scope  # noqa: PLC0415  as above
        from projects.trends.moved import SPANS, moved_of_scope  # noqa: PLC0415  as above
        from projects.trends.ratings import ratings_chart  # noqa: PLC0415  as above
        from projects.trends.slips import slips_chart  # noqa: PLC0415  as above
        from records import blocks  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  as above
        from records.pages import panels, tabs  # noqa: PLC0415  as above
        from records.views.acts import SENTENCES  # noqa: PLC0415  as above

        contribute(lines, *self.get_models())
        panels.contribute(1, MILESTONES, milestones_panel)
        blocks.contribute(*PROJECT)
        SENTENCES.update(ACTS)
        contributed.PARTS.append(MilestonePart)
        scope_charts.contribute("expected", trend_of_scope)
        scope_charts.contribute("ratings", ratings_chart)
        scope_charts.contribute("slips", slips_chart)
        for span in SPANS:
            scope_charts.contribute(f"moved-{span}", partial(moved_of_scope, span))
        RULES.append(acceptances_by_an_author)
        fill_menu()
        tabs.contribute(
            "programme", tabs.Tab("projects", _("Projects"), "projects:project_list", order=20)
        )
        tabs.contribute(
            "project",
            tabs.Tab("project", _("Overview"), "projects:project_detail", order=10),
            tabs.Tab("plan", _("Plan"), "projects:project_plan", order=20),
            tabs.Tab("people", _("People and resources"), "projects:project_people", order=30),
            tabs.Tab("case", _("Options"), "projects:project_case", order=40),
        )


def fill_menu() -> None:
    """The lists over all projects."""
    from records.pages.menu import Group, contribute_lists  # noqa: PLC0415  as above

    contribute_lists(
        MENU,
        Group.PROJECTS,
        ("projects", _("Projects"), "projects:every_project_list", 10),
        ("milestones", _("Milestones"), "projects:every_milestone_list", 20),
        ("coming_milestones", _("Coming milestones"), "projects:coming_milestone_list", 21),
    )
    report = ("status_reports", _("Status reports"), "projects:every_report_list", 30)
    contribute_lists(MENU, Group.REPORTS, report)
    lifecycles = ("lifecycles", _("Lifecycles"), "projects:lifecycle_list", 90)
    contribute_lists(MENU, Group.RULES, lifecycles)
