from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self) -> None:
        """Say what differs between two moments, and add a tab to the pages of a programme."""
        from programmes import comparison, models  # noqa: PLC0415  the app registry must be ready
        from programmes.blocks import PROGRAMME  # noqa: PLC0415  as above
        from programmes.comparison import lines  # noqa: PLC0415  the app registry must be ready
        from records import blocks  # noqa: PLC0415  as above
        from records.changed_kinds import Telling, tells  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  as above
        from records.pages import menu, tabs  # noqa: PLC0415  as above

        contribute(lines, models.Programme, models.FundingSource)
        blocks.contribute(*PROGRAMME)
        phase, principle = _("phase %(change)s"), _("principle %(change)s")
        tells(models.Phase, Telling(comparison.PROGRAMME, comparison.say_phase, phase))
        tells(models.Principle, Telling(comparison.PROGRAMME, comparison.say_principle, principle))
        menu.contribute(
            menu.Item(
                "portfolios", _("Portfolios"), "programmes:portfolio_list", 70, under="programmes"
            ),
            menu.Item("lessons", _("Lessons"), "programmes:lesson_list", 60, under="programmes"),
        )
        tabs.contribute(
            tabs.OF_SCOPES,
            tabs.Tab("lessons", _("Lessons"), "programmes:scope_lesson_list", order=70),
        )
        tabs.contribute(
            "programme", tabs.Tab("about", _("About"), "programmes:programme_detail", order=60)
        )
