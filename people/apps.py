from django.apps import AppConfig
from django.contrib.auth import signals


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """Hear from Django who signs in."""
        from people import events  # noqa: PLC0415  the app registry must be ready

        signals.user_logged_in.connect(events.signed_in)
        signals.user_logged_out.connect(events.signed_out)
        signals.user_login_failed.connect(events.sign_in_refused)
