from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MENU = "programmes"


class BenefitsConfig(AppConfig):
    name = "benefits"

    def ready(self) -> None:
        """Say what differs between two moments, and add a tab to the pages of a programme."""
        from benefits.blocks import BENEFIT  # noqa: PLC0415  as above
        from benefits.comparison import lines  # noqa: PLC0415  the app registry must be ready
        from benefits.work import MY_WORK  # noqa: PLC0415  as above
        from records import blocks  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  as above
        from records.pages import menu, tabs, work  # noqa: PLC0415  as above

        contribute(lines, *self.get_models())
        blocks.contribute(*BENEFIT)
        work.contribute(MY_WORK)
        menu.contribute_lists(
            MENU,
            menu.Group.MONEY,
            ("benefits", _("Benefits"), "benefits:every_benefit_list", 40),
            ("savings", _("Savings"), "benefits:every_savings_line_list", 50),
        )
        tabs.contribute(
            "programme",
            tabs.Tab(
                "benefits", _("Benefits and savings"), "benefits:programme_benefits", order=30
            ),
        )
