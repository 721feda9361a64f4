from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"

    def ready(self) -> None:
        """Say which seats differ between two moments, and add people and security events to the
        menu."""
        from directory.comparison import seat_lines  # noqa: PLC0415  the app registry must be ready
        from people.choices import Act  # noqa: PLC0415  as above
        from people.models import Appointment  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  as above
        from records.pages import menu, scopes, tabs  # noqa: PLC0415  as above

        contribute(seat_lines, Appointment)
        scopes.seats_page = "directory:scope_detail"
        menu.contribute(
            menu.Item("people", _("People"), "directory:person_list", order=60, act=Act.SEE_PEOPLE),
            menu.Item(
                "security_events",
                _("Security events"),
                "directory:security_events",
                order=70,
                act=Act.SEE_SECURITY_EVENTS,
                keeps_moment=False,
            ),
        )
        tabs.contribute(
            "programme",
            tabs.Tab(
                "activity", _("Activity"), "directory:scope_activity", order=90, keeps_moment=False
            ),
        )
