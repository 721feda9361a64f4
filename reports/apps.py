from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Say what differs between two moments, and which clearances wait for who leaves."""
        from people.succession.named import DUTIES  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  the app registry must be ready
        from reports.comparison import lines  # noqa: PLC0415  as above
        from reports.models import Clearance  # noqa: PLC0415  as above
        from reports.queries.clearances import duty_of_clearing  # noqa: PLC0415  as above

        contribute(lines)
        DUTIES[Clearance._meta.get_field("officer")] = duty_of_clearing()
