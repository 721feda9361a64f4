from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self) -> None:
        """Say what differs between two moments."""
        from people.comparison import contribute  # noqa: PLC0415  as above
        from programmes.comparison import lines  # noqa: PLC0415  the app registry must be ready

        contribute(lines)
