from django.apps import AppConfig
from django.contrib.auth import signals
from django.core import checks


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """Say what differs between two moments, check that every page has been decided about, and
        hear from Django who signs in."""
        from accounts.signing_in import limits  # noqa: PLC0415  as above
        from people import events  # noqa: PLC0415  the app registry must be ready
        from records import comparison  # noqa: PLC0415  the app registry must be ready
        from records.checks import every_address_is_in_the_policy  # noqa: PLC0415  as above

        comparison.contribute(comparison.seat_lines)
        checks.register(every_address_is_in_the_policy, checks.Tags.urls)
        signals.user_logged_in.connect(events.signed_in)
        signals.user_logged_out.connect(events.signed_out)
        signals.user_login_failed.connect(events.sign_in_refused)
        signals.user_logged_in.connect(limits.begin)
