from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "registers"

    def ready(self) -> None:
        """Say which kinds of record can be linked and commented on."""
        from benefits.models import Benefit  # noqa: PLC0415  the app registry must be ready
        from programmes.models import Programme  # noqa: PLC0415  as above
        from programmes.registers import registers  # noqa: PLC0415  as above
        from projects.models import Milestone, Project  # noqa: PLC0415  as above
        from registers import links  # noqa: PLC0415  as above

        links.contribute(*registers(), Programme, Project, Milestone, Benefit)
