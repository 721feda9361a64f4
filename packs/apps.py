from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "packs"

    def ready(self) -> None:
        """Have the queue make packs and tidy after them, and lead to them from meetings and from
        one's own work."""
        from jobs import daily  # noqa: PLC0415  the app registry must be ready
        from jobs.makers import register  # noqa: PLC0415  as above
        from packs.making import PackPdf  # noqa: PLC0415  as above
        from packs.panels import TEMPLATE, pack_panel  # noqa: PLC0415  as above
        from packs.tasks import tidy_pressed  # noqa: PLC0415  as above
        from packs.work import MY_WORK  # noqa: PLC0415  as above
        from records.pages import panels, work  # noqa: PLC0415  as above

        register(PackPdf())
        daily.contribute(tidy_pressed=tidy_pressed)
        work.contribute(MY_WORK)
        panels.contribute(10, TEMPLATE, pack_panel)
