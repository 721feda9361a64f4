"""Who a sign-in name and a password belong to."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Subquery

from people import policy
from people.models import Account
from people.queries import council_names


class AccountBackend(AuthenticationBackend):
    """allauth's, to which an account that was stopped is like one that does not exist: allauth
    would say that it is stopped to whoever knows its password.

    Each attempt hashes one password, whoever is named: the time of the answer tells nothing.
    """

    def _authenticate_by_username(self, username: str, password: str) -> AbstractBaseUser | None:
        return self._check_password(Account.objects.named(username).first(), password)

    def get_user(self, user_id: Any) -> Account | None:
        """Whoever is signed in, and in the same query what each page needs: the council's name,
        and the roles that they hold."""
        known = Account.objects.annotate(
            council_name=Subquery(council_names()), roles_held=policy.held_by("person_id")
        )
        account: Any = known.filter(pk=user_id).first()
        if account is None or not self.user_can_authenticate(account):
            return None
        policy.keep_holdings(account.person, account.roles_held)
        return cast(Account, account)

    def _check_password(
        self, user: AbstractBaseUser | None, password: str
    ) -> AbstractBaseUser | None:
        found = super()._check_password(user, password)
        self.unstash_authenticated_user()
        return found
