from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PacksConfig(AppConfig):
    name = "packs"

    def ready(self) -> None:
        """Have the queue make packs, and lead to them from boards and meetings."""
        from jobs.makers import register  # noqa: PLC0415  the app registry must be ready
        from packs.making import PackPdf  # noqa: PLC0415  as above
        from packs.work import MY_WORK  # noqa: PLC0415  as above
        from records.pages import tabs, work  # noqa: PLC0415  as above

        register(PackPdf())
        work.contribute(MY_WORK)
        tabs.contribute("meeting", tabs.Tab("pack", _("Pack"), "packs:meeting_pack", order=50))
