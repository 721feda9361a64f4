from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"

    def ready(self) -> None:
        """Check that every page has a policy, and add the office's activity to the menu."""
        from records.changed_kinds import lines  # noqa: PLC0415  as above
        from records.checks import every_address_is_in_the_policy  # noqa: PLC0415  as above
        from records.comparison import contribute  # noqa: PLC0415  as above
        from records.pages import menu  # noqa: PLC0415  the app registry must be ready

        contribute(lines)
        checks.register(every_address_is_in_the_policy, checks.Tags.urls)
        menu.contribute(
            menu.Item("activity", _("Activity"), "records:activity", order=50, keeps_moment=False)
        )
