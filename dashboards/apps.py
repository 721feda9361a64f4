from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    name = "dashboards"

    def ready(self) -> None:
        """Put programmes into the menu, each with its dashboard in front, and onto the page of
        one's own work."""
        from dashboards.queries.roadmap import roadmap_chart  # noqa: PLC0415  as below
        from dashboards.work import MY_WORK  # noqa: PLC0415  the app registry must be ready
        from programmes import scope_charts  # noqa: PLC0415  as above
        from records.pages import menu, tabs, work  # noqa: PLC0415  as above

        work.contribute(*MY_WORK)
        scope_charts.contribute("roadmap", roadmap_chart, wide=1000, narrow=400)
        page, group = "dashboards:programme_list", menu.Group.PROGRAMMES
        menu.contribute(menu.Item("programmes", _("Programmes"), page, order=20, group=group))
        menu.contribute_lists(
            "programmes", group, ("overview", _("Overview"), "dashboards:overview", 5)
        )
        tabs.contribute(
            "programme",
            tabs.Tab("dashboard", _("Dashboard"), "dashboards:programme_dashboard", order=10),
            tabs.Tab("roadmap", _("Roadmap"), "dashboards:programme_roadmap", order=35),
        )
        tabs.contribute(
            "project",
            tabs.Tab("roadmap", _("Roadmap"), "dashboards:project_roadmap", order=25),
        )
