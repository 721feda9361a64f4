from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MENU = "meetings"


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        """Add the forward plan and the rules to the menu, and to the pages of boards."""
        from records.pages import menu, tabs  # noqa: PLC0415  the app registry must be ready

        menu.contribute(
            menu.Item("forward_plan", _("Forward plan"), "meetings:forward_plan_item_list", 20, under="boards"),
            menu.Item("deadlines", _("Deadline rules"), "meetings:deadline_rule_list", 80, under="boards"),
            menu.Item("closures", _("Closures"), "meetings:closure_list", 90, under="boards"),
        )
        tabs.contribute(
            "board",
            tabs.Tab("forward_plan", _("Forward plan"), "meetings:scope_forward_plan_item_list", 50),
        )
