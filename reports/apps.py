from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Say what differs between two moments, which clearances wait for somebody who leaves, and
        which parts of a paper are out of date when it is released; add dashboards and papers to the
        menu."""
        from governance import leading  # noqa: PLC0415  the app registry must be ready
        from governance.queries.decisions import ACCOMPANYING  # noqa: PLC0415  as above
        from jobs import makers  # noqa: PLC0415  as above
        from meetings.pages.panels import TEMPLATE  # noqa: PLC0415  as above
        from people.restricting import SUPERSEDED  # noqa: PLC0415  the app registry must be ready
        from people.succession.named import DUTIES  # noqa: PLC0415  as above
        from people.succession.rules_of_two import RULES  # noqa: PLC0415  as above
        from records import blocks  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  the app registry must be ready
        from records.pages import panels, work  # noqa: PLC0415  as above
        from registers import links  # noqa: PLC0415  as above
        from reports import deciding, next_versions, tabling  # noqa: PLC0415  as above
        from reports.blocks import PAPER  # noqa: PLC0415  as above
        from reports.comparison import lines  # noqa: PLC0415  as above
        from reports.deadlines import paper_deadlines  # noqa: PLC0415  as above
        from reports.leading import papers_of  # noqa: PLC0415  as above
        from reports.making import PaperPdf, PaperPublication  # noqa: PLC0415  as above
        from reports.models import (  # noqa: PLC0415  as above
            Clearance,
            Paper,
            PaperSection,
            Publication,
        )
        from reports.one_person import clearances_by_one  # noqa: PLC0415  as above
        from reports.queries import superseded  # noqa: PLC0415  as above
        from reports.queries.clearances import duty_of_clearing  # noqa: PLC0415  as above
        from reports.work import MY_WORK  # noqa: PLC0415  as above

        leading.contribute(60, papers_of)
        contribute(lines, self.get_model("Appendix"))
        tabling.give_to_meetings()
        blocks.contribute(*PAPER)
        panels.contribute(5, TEMPLATE, paper_deadlines)
        panels.contribute(6, deciding.TEMPLATE, deciding.decided_panel)
        panels.contribute(4, next_versions.TEMPLATE, next_versions.next_version_panel)
        ACCOMPANYING.append(deciding.accompanying)
        work.contribute(*MY_WORK)
        drafts = Paper.objects.drafts_for
        links.contribute(PaperSection, is_linked=False)
        links.contribute(Paper, followed_by=drafts, part=PaperSection)
        makers.register(PaperPdf())
        makers.register(PaperPublication())
        RULES.append(clearances_by_one)
        DUTIES[Clearance._meta.get_field("officer")] = duty_of_clearing()
        SUPERSEDED[Clearance] = superseded.clearance
        SUPERSEDED[Publication] = superseded.publication
        self.add_pages()

    def add_pages(self) -> None:
        """The pages of the menu and the tabs of other records."""
        from records.pages import menu, tabs  # noqa: PLC0415  the app registry must be ready

        menu.contribute(
            menu.Item("my_work", _("My work"), "home", order=10, keeps_moment=False),
            menu.Item(
                "papers",
                _("Papers"),
                "reports:paper_list",
                order=40,
                also=("directory:restriction_list",),
            ),
            menu.Item("formats", _("Report formats"), "reports:format_list", 10, under="papers"),
        )
        tabs.contribute(
            "programme",
            tabs.Tab("papers", _("Papers"), "reports:programme_papers", order=50),
        )
        tabs.contribute("board", tabs.Tab("papers", _("Papers"), "reports:board_paper_list", 10))
        tabs.contribute(
            "project",
            tabs.Tab(
                "compare",
                _("Compare two dates"),
                "reports:project_compare",
                order=50,
                keeps_moment=False,
                day_as="to",
            ),
        )
