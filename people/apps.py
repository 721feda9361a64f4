from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """Say what differs between two moments."""
        from people import comparison  # noqa: PLC0415  the app registry must be ready

        comparison.contribute(comparison.seat_lines)
