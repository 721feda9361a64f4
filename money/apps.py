from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MENU = "programmes"


class MoneyConfig(AppConfig):
    name = "money"

    def ready(self) -> None:
        """Add budgets and posts to the menu, and money to the pages of whatever has some."""
        from money import models  # noqa: PLC0415  the app registry must be ready
        from money.blocks import MONEY  # noqa: PLC0415  as above
        from money.charts import budget_chart  # noqa: PLC0415  as above
        from money.comparison import lines  # noqa: PLC0415  as above
        from money.panels import funding_years  # noqa: PLC0415  as above
        from money.report_part import MoneyPart  # noqa: PLC0415  as above
        from programmes import scope_charts  # noqa: PLC0415  as above
        from programmes.comparison import MONEY as MONEY_GROUP  # noqa: PLC0415  as above
        from projects import contributed  # noqa: PLC0415  as above
        from records import blocks  # noqa: PLC0415  the app registry must be ready
        from records.changed_kinds import Telling, tells  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  as above
        from records.pages import menu, panels, tabs  # noqa: PLC0415  as above

        menu.contribute_lists(
            MENU,
            menu.Group.MONEY,
            ("budget-lines", _("Budget lines"), "money:budget_line_list", 45),
            ("posts", _("Posts"), "money:post_list", 46),
        )
        rules = ("variance_rules", _("Tolerances for variances"), "money:variance_rule_list", 90)
        menu.contribute_lists(MENU, menu.Group.RULES, rules)
        tabs.contribute(
            tabs.OF_SCOPES, tabs.Tab("money", _("Money"), "money:scope_money", order=35)
        )
        blocks.contribute(*MONEY)
        scope_charts.contribute("budget", budget_chart)
        contribute(lines, models.BudgetAmount)
        tells(models.BudgetLine, Telling(MONEY_GROUP, came=_("budget line %(change)s")))
        tells(models.Post, Telling(MONEY_GROUP, came=_("post %(change)s")))
        tells(
            models.VarianceReason,
            Telling(MONEY_GROUP, came=_("reason for the variance %(change)s")),
        )
        tells(models.FundingYear, Telling(MONEY_GROUP, came=_("what funding brings %(change)s")))
        contributed.PARTS.append(MoneyPart)
        panels.contribute(3, "money/funding_years_panel.html", funding_years)
