from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        """Add meetings to the menu and to the pages of boards."""
        from meetings.models import AgendaItem  # noqa: PLC0415  the app registry must be ready
        from records.pages import menu, tabs  # noqa: PLC0415  as above
        from registers import links  # noqa: PLC0415  as above

        links.contribute(AgendaItem)
        menu.contribute(menu.Item("meetings", _("Meetings"), "meetings:meeting_list", order=32))
        tabs.contribute(
            "board", tabs.Tab("meetings", _("Meetings"), "meetings:board_meeting_list", order=10)
        )
