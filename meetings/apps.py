from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

MENU = "meetings"
PLAN = "meetings:forward_plan_item_list"


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        """Add meetings, the forward plan and the rules to the menu, and to the pages of boards."""
        from governance import leading  # noqa: PLC0415  the app registry must be ready
        from meetings.contributed import PAPERS  # noqa: PLC0415  as above
        from meetings.leading import next_meeting  # noqa: PLC0415  as above
        from meetings.models import AgendaItem, Attendance, ItemDecision  # noqa: PLC0415  as above
        from meetings.pages import panels as ours  # noqa: PLC0415  as above
        from meetings.queries.gates import links_of  # noqa: PLC0415  as above
        from meetings.queries.last_time import last_meeting  # noqa: PLC0415  as above
        from meetings.queries.outcomes import entered_as  # noqa: PLC0415  as above
        from meetings.work import MY_WORK  # noqa: PLC0415  as above
        from people.restricting import CLOSED_WITH  # noqa: PLC0415  as above
        from people.succession.named import FACTS  # noqa: PLC0415  as above
        from records.pages import menu, panels, tabs, work  # noqa: PLC0415  as above
        from registers import last_time, links  # noqa: PLC0415  as above

        links.contribute(AgendaItem)
        PAPERS.append(links_of)
        CLOSED_WITH[ItemDecision] = entered_as
        FACTS.add(Attendance._meta.get_field("person"))
        leading.contribute(20, next_meeting)
        last_time.contribute(last_meeting)
        name = "meetings:deadline_rule_list"
        work.contribute(MY_WORK)
        menu.contribute(
            menu.Item("meetings", _("Meetings"), "meetings:meeting_list", order=32),
            menu.Item(
                "coming", _("Coming meetings"), "meetings:coming", 10, under=MENU,
                keeps_moment=False,
            ),
            menu.Item("forward_plan", _("Forward plan"), PLAN, 20, under=MENU),
            menu.Item("deadlines", _("Deadline rules"), name, 80, under=MENU),
            menu.Item("closures", _("Closures"), "meetings:closure_list", 90, under=MENU),
        )  # fmt: skip
        of_board = "meetings:scope_forward_plan_item_list"
        tabs.contribute(
            "board",
            tabs.Tab("meetings", _("Meetings"), "meetings:board_meeting_list", order=10),
            tabs.Tab("forward_plan", _("Forward plan"), of_board, order=50),
        )
        panels.contribute(10, ours.TEMPLATE, ours.deadlines_panel)
        panels.contribute(20, ours.EFFECT, ours.effect_panel)
