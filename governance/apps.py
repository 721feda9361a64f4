from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        """Say what differs between two moments."""
        from governance.comparison import lines  # noqa: PLC0415  the app registry must be ready
        from records.comparison import contribute  # noqa: PLC0415  as above

        contribute(lines)
