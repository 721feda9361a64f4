from django.apps import AppConfig
from django.contrib.auth import signals


class AccountsConfig(AppConfig):
    # Its models are those of `people`; allauth has the label `account`.
    name = "accounts"

    def ready(self) -> None:
        """Limit how long a sign-in lasts, and end the sign-ins of an account that passes to another
        person."""
        from accounts.signing_in import devices, limits  # noqa: PLC0415  the registry must be ready
        from people.succession import merging  # noqa: PLC0415  as above

        signals.user_logged_in.connect(limits.begin)
        merging.ENDS_SIGN_INS.append(devices.end_all)
