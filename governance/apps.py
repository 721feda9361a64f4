from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        """Say what differs between two moments, and add boards to the menu."""
        from audit.following import follows  # noqa: PLC0415  the app registry must be ready
        from governance import criteria  # noqa: PLC0415  as above
        from governance.actions.tolerances import raise_exceptions  # noqa: PLC0415  as above
        from governance.blocks import BOARD  # noqa: PLC0415  as above
        from governance.blocks_of_decisions import DECIDED  # noqa: PLC0415  as above
        from governance.comparison import lines  # noqa: PLC0415  the app registry must be ready
        from governance.models import Board, Decision, Tolerance  # noqa: PLC0415  as above
        from governance.one_person import reviews_vetted_by_their_submitter  # noqa: PLC0415  as above
        from governance.tolerances import RULES  # noqa: PLC0415  as above
        from governance.views import agreed, changes, endings  # noqa: PLC0415  as above
        from governance.work import MY_WORK  # noqa: PLC0415  as above
        from people.succession import named, rules_of_two  # noqa: PLC0415  as above
        from projects.stages import CRITERION_RULES  # noqa: PLC0415  as above
        from records import blocks  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  as above
        from records.pages import panels, work  # noqa: PLC0415  as above
        from records.pages.record_pages import BESIDE_ARCHIVING, BESIDE_EDITING  # noqa: PLC0415  as above
        from registers import links  # noqa: PLC0415  as above

        moving: set[type[Any]] = {Tolerance}
        moving |= {kind for rule in RULES.values() for kind in rule.moved_by}
        for model in moving:
            follows(model, raise_exceptions)
        CRITERION_RULES.update(criteria.RULES)
        rules_of_two.RULES.append(reviews_vetted_by_their_submitter)
        named.FACTS.add(Decision._meta.get_field("maker"))
        contribute(lines, Board)
        links.contribute(Board)
        blocks.contribute(*BOARD, *DECIDED)
        work.contribute(MY_WORK)
        BESIDE_EDITING.extend((endings.links, agreed.links))
        BESIDE_ARCHIVING.append(agreed.ways_to_remove)
        panels.contribute(5, "governance/settle_panel.html", changes.panel)
        panels.contribute(5, "governance/settle_panel.html", endings.panel)
        self.fill_menu()

    def fill_menu(self) -> None:
        """Where boards, decisions, gates and tolerances are found."""
        from records.pages import menu, tabs  # noqa: PLC0415  the app registry must be ready

        menu.contribute(
            menu.Item("boards", _("Boards"), "governance:board_list", order=30),
            menu.Item(
                "governance", _("Governance"), "governance:office_governance", 10, under="boards"
            ),
            menu.Item(
                "body_kinds", _("Kinds of body"), "governance:body_kind_list", 90, under="boards"
            ),
        )
        decisions = ("decisions", _("Decisions"), "governance:decision_list", 30)
        menu.contribute_lists("registers", menu.Group.DECISIONS, decisions)
        menu.contribute_lists(
            "programmes",
            menu.Group.PROJECTS,
            ("gates", _("Gates"), "governance:gate_list", 15),
            ("exceptions", _("Exceptions"), "governance:exception_list", 16),
        )
        tabs.contribute(
            "project", tabs.Tab("gates", _("Gates"), "governance:project_gates", order=20)
        )
        tolerances = tabs.Tab(
            "tolerances", _("Tolerances"), "governance:scope_tolerances", order=68
        )
        tabs.contribute("programme", tolerances)
        tabs.contribute("project", tolerances)
        tabs.contribute(
            "programme",
            tabs.Tab("boards", _("Boards and people"), "governance:programme_boards", order=40),
        )
