from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        """Say what differs between two moments, and add boards to the menu."""
        from governance.blocks import BOARD  # noqa: PLC0415  as above
        from governance.comparison import lines  # noqa: PLC0415  the app registry must be ready
        from records import blocks  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  as above
        from records.pages import menu, tabs  # noqa: PLC0415  as above
        from registers import links  # noqa: PLC0415  as above

        contribute(lines, *self.get_models())
        links.contribute(self.get_model("Board"))
        blocks.contribute(*BOARD)
        menu.contribute(
            menu.Item("boards", _("Boards"), "governance:board_list", order=30),
            menu.Item(
                "decisions", _("Decisions"), "governance:decision_list", 30, under="registers"
            ),
        )
        tabs.contribute(
            "programme",
            tabs.Tab("boards", _("Boards and people"), "governance:programme_boards", order=40),
        )
