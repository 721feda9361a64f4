from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        """Let calendars follow meetings, and add a tab to the pages of a programme."""
        from meetings.contributed import PLANNED  # noqa: PLC0415  the app registry must be ready
        from records.pages import tabs  # noqa: PLC0415  as above
        from reporting.actions.calendars import follow_meetings  # noqa: PLC0415  as above

        PLANNED.append(follow_meetings)
        tabs.contribute(
            "programme",
            tabs.Tab(
                "reporting", _("Reporting"), "reporting:programme_reporting", order=25,
                keeps_moment=False,
            ),
        )  # fmt: skip
