from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MENU = "boards"
PLAN = "meetings:forward_plan_item_list"


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        """Add the forward plan and the rules to the menu, and to the pages of boards."""
        from records.pages import menu, tabs  # noqa: PLC0415  the app registry must be ready

        name = "meetings:deadline_rule_list"
        menu.contribute(
            menu.Item("forward_plan", _("Forward plan"), PLAN, 20, under=MENU),
            menu.Item("deadlines", _("Deadline rules"), name, 80, under=MENU),
            menu.Item("closures", _("Closures"), "meetings:closure_list", 90, under=MENU),
        )
        of_board = "meetings:scope_forward_plan_item_list"
        tabs.contribute("board", tabs.Tab("forward_plan", _("Forward plan"), of_board, order=50))
