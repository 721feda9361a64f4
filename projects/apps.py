from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self) -> None:
        """Say what differs between two moments, and add a tab to the pages of a programme."""
        from people.succession.rules_of_two import RULES  # noqa: PLC0415  as above
        from projects.comparison import lines  # noqa: PLC0415  the app registry must be ready
        from projects.one_person import acceptances_by_an_author  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  as above
        from records.pages import tabs  # noqa: PLC0415  as above

        contribute(lines)
        RULES.append(acceptances_by_an_author)
        tabs.contribute(
            "programme", tabs.Tab("projects", _("Projects"), "projects:project_list", order=20)
        )
