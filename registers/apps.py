from dataclasses import replace

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MENU = "registers"


class RegistersConfig(AppConfig):
    name = "registers"

    def ready(self) -> None:
        """Add the registers to the menu, and to the pages of everything that has some."""
        from records.pages import menu, tabs  # noqa: PLC0415  the app registry must be ready

        menu.contribute(menu.Item(MENU, _("Registers"), "registers:registers", order=25))
        menu.contribute(replace(menu.ITEMS["lessons"], under=MENU, order=80))
        tabs.contribute(
            tabs.OF_SCOPES,
            tabs.Tab(MENU, _("Registers"), "registers:scope_registers", order=65),
        )
