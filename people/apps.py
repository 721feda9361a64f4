from django.apps import AppConfig
from django.contrib.auth import signals


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """Register the checks that a write makes for the last ones who must remain and for what two
        people did before they became one, and listen to Django for sign-ins."""
        from people import events, last_ones  # noqa: PLC0415  the app registry must be ready
        from people.succession import rules_of_two  # noqa: PLC0415  as above

        last_ones.ask()
        rules_of_two.RULES.append(rules_of_two.appointments_given_by_one)
        rules_of_two.RULES.append(rules_of_two.sign_ins_changed_by_one)
        signals.user_logged_in.connect(events.signed_in)
        signals.user_logged_out.connect(events.signed_out)
        signals.user_login_failed.connect(events.sign_in_refused)
