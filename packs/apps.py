from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "packs"

    def ready(self) -> None:
        """Have the queue make packs, and lead to them from meetings and from one's own work."""
        from jobs.makers import register  # noqa: PLC0415  the app registry must be ready
        from packs.making import PackPdf  # noqa: PLC0415  as above
        from packs.panels import TEMPLATE, pack_panel  # noqa: PLC0415  as above
        from packs.work import MY_WORK  # noqa: PLC0415  as above
        from records.pages import panels, work  # noqa: PLC0415  as above

        register(PackPdf())
        work.contribute(MY_WORK)
        panels.contribute(10, TEMPLATE, pack_panel)
