from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self) -> None:
        """Say what differs between two moments, and add a tab to the pages of a programme."""
        from people.succession import named  # noqa: PLC0415  the app registry must be ready
        from programmes import comparison, models  # noqa: PLC0415  the app registry must be ready
        from programmes.blocks import PROGRAMME  # noqa: PLC0415  as above
        from programmes.blocks_of_briefs import BRIEF  # noqa: PLC0415  as above
        from programmes.comparison import lines  # noqa: PLC0415  the app registry must be ready
        from records import blocks  # noqa: PLC0415  as above
        from records.changed_kinds import Telling, tells  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  as above
        from records.pages import menu, tabs  # noqa: PLC0415  as above

        named.FACTS.add(models.Stakeholder._meta.get_field("person"))
        contribute(lines, models.Programme, models.FundingSource)
        blocks.contribute(*PROGRAMME, *BRIEF)
        phase, principle = _("phase %(change)s"), _("principle %(change)s")
        tells(models.Phase, Telling(comparison.PROGRAMME, comparison.say_phase, phase))
        tells(models.Principle, Telling(comparison.PROGRAMME, comparison.say_principle, principle))
        menu.contribute_lists(
            "programmes",
            menu.Group.PROGRAMMES,
            ("portfolios", _("Portfolios"), "programmes:portfolio_list", 70),
            ("priorities", _("Corporate priorities"), "programmes:priority_list", 80),
        )
        menu.contribute_lists(
            "programmes",
            menu.Group.LEARNING,
            ("lessons", _("Lessons"), "programmes:lesson_list", 60),
            ("documents", _("Documents"), "programmes:document_list", 75),
            ("closing_reports", _("Closing reports"), "programmes:closing_report_list", 78),
        )
        tabs.contribute(
            tabs.OF_SCOPES,
            tabs.Tab("lessons", _("Lessons"), "programmes:scope_lesson_list", order=70),
            tabs.Tab("documents", _("Documents"), "programmes:scope_document_list", order=72),
        )
        tabs.contribute(
            "programme",
            tabs.Tab("about", _("About"), "programmes:programme_detail", order=60),
            tabs.Tab("brief", _("Brief"), "programmes:programme_brief", order=62),
        )
