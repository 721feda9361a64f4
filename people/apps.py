from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """Say what differs between two moments, and how long a sign-in lasts."""
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415  as below

        from people import comparison  # noqa: PLC0415  the app registry must be ready
        from people.accounts import limits  # noqa: PLC0415  as above

        user_logged_in.connect(limits.begin, dispatch_uid="people.accounts.limits")
        comparison.contribute(comparison.seat_lines)
