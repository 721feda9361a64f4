from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Say what differs between two moments."""
        from people.comparison import contribute  # noqa: PLC0415  the app registry must be ready
        from reports.comparison import lines  # noqa: PLC0415  as above

        contribute(lines)
