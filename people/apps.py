from django.apps import AppConfig
from django.contrib.auth import signals


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """Say what differs between two moments, and hear from Django who signs in."""
        from people import comparison, events  # noqa: PLC0415  the app registry must be ready

        comparison.contribute(comparison.seat_lines)
        signals.user_logged_in.connect(events.signed_in)
        signals.user_logged_out.connect(events.signed_out)
        signals.user_login_failed.connect(events.sign_in_refused)
