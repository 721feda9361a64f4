from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Say what differs between two moments, which clearances wait for who leaves, and what of a
        paper is out of date when it is released."""
        from people.comparison import contribute  # noqa: PLC0415  the app registry must be ready
        from people.restricting import SUPERSEDED  # noqa: PLC0415  as above
        from people.succession.named import DUTIES  # noqa: PLC0415  as above
        from reports.comparison import lines  # noqa: PLC0415  as above
        from reports.models import Clearance, Publication  # noqa: PLC0415  as above
        from reports.queries import superseded  # noqa: PLC0415  as above
        from reports.queries.clearances import duty_of_clearing  # noqa: PLC0415  as above

        contribute(lines)
        DUTIES[Clearance._meta.get_field("officer")] = duty_of_clearing()
        SUPERSEDED[Clearance] = superseded.clearance
        SUPERSEDED[Publication] = superseded.publication
