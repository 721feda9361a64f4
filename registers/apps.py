from dataclasses import replace

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MENU = "registers"


class RegistersConfig(AppConfig):
    name = "registers"

    def ready(self) -> None:
        """Say which kinds of record can be linked and commented on, and add the registers to the
        menu and to the pages of everything that has some."""
        from benefits.models import Benefit  # noqa: PLC0415  the app registry must be ready
        from jobs import daily  # noqa: PLC0415  as above
        from money.models import BudgetLine  # noqa: PLC0415  as above
        from people.succession.rules_of_two import RULES  # noqa: PLC0415  as above
        from programmes.agreeing import AGREED_BY  # noqa: PLC0415  as above
        from programmes.models import FundingSource, Programme  # noqa: PLC0415  as above
        from programmes.registers import registers  # noqa: PLC0415  as above
        from projects.models import Milestone, Project  # noqa: PLC0415  as above
        from records import blocks  # noqa: PLC0415  as above
        from records.changed_kinds import Telling, tells  # noqa: PLC0415  as above
        from records.pages import panels, work  # noqa: PLC0415  as above
        from registers import links  # noqa: PLC0415  as above
        from registers.blocks import REGISTERS  # noqa: PLC0415  as above
        from registers.comparison import RISKS, say_risk  # noqa: PLC0415  as above
        from registers.models import Risk  # noqa: PLC0415  as above
        from registers.one_person import actions_verified_by_their_closer  # noqa: PLC0415  as above
        from registers.pages.comments import comment_panel  # noqa: PLC0415  as above
        from registers.pages.links import link_panel  # noqa: PLC0415  as above
        from registers.panels import dependencies  # noqa: PLC0415  as above
        from registers.queries.agreed import agreed_to  # noqa: PLC0415  as above
        from registers.tasks import send_reminders  # noqa: PLC0415  as above
        from registers.work import MY_WORK  # noqa: PLC0415  as above

        links.contribute(
            *registers(), Programme, Project, Milestone, Benefit, FundingSource, BudgetLine
        )
        AGREED_BY.append(agreed_to)
        RULES.append(actions_verified_by_their_closer)
        daily.contribute(send_reminders=send_reminders)
        panels.contribute(10, "registers/link_panel.html", link_panel)
        panels.contribute(20, "registers/comment_panel.html", comment_panel)
        blocks.contribute(*REGISTERS)
        tells(Risk, Telling(RISKS, say_risk))
        work.contribute(MY_WORK)
        panels.contribute(5, "registers/dependencies_panel.html", dependencies)
        self.fill_menu()

    def fill_menu(self) -> None:
        """Every register has a place in the menu of registers, and all a tab on a scope's page."""
        from records.pages import menu, tabs  # noqa: PLC0415  the app registry must be ready
        from registers.views import entries  # noqa: PLC0415  as above
        from registers.views.risks import RiskList  # noqa: PLC0415  as above

        group = menu.Group.REGISTERS
        landing = menu.Item(MENU, _("Registers"), "registers:registers", order=25, group=group)
        menu.contribute(landing)
        lists = (
            RiskList,
            entries.IssueList,
            entries.AssumptionList,
            entries.DependencyList,
            entries.ChangeRequestList,
        )
        for place, each in enumerate(lists, start=1):
            address = f"registers:{each.pages.name}_list"
            of = menu.Group.DECISIONS if each is entries.ChangeRequestList else group
            menu.contribute_lists(MENU, of, (each.item, each.heading, address, 10 * place))
        menu.contribute_lists(MENU, group, ("heat_map", _("Heat map"), "registers:heat_map", 15))
        matrices = ("risk_matrices", _("Risk matrices"), "registers:matrix_list", 90)
        menu.contribute_lists(MENU, menu.Group.RULES, matrices)
        for order, key in ((80, "lessons"), (82, "documents"), (84, "closing_reports")):
            menu.contribute(replace(menu.ITEMS[key], under=MENU, order=order))
        menu.contribute_lists(
            MENU,
            menu.Group.DECISIONS,
            ("actions", _("Actions"), "registers:action_list", 30),
            ("reviews", _("Reviews"), "registers:review_list", 70),
        )
        tabs.contribute(
            tabs.OF_SCOPES,
            tabs.Tab(MENU, _("Registers"), "registers:scope_registers", order=65),
        )
