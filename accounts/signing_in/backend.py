"""Who a sign-in name and a password belong to."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from people.models import Account


class AccountBackend(AuthenticationBackend):
    """allauth's, to which an account that was stopped is like one that does not exist: allauth
    would say that it is stopped to whoever knows its password.

    Each attempt hashes one password, whoever is named: the time of the answer tells nothing.
    """

    def _authenticate_by_username(self, username: str, password: str) -> AbstractBaseUser | None:
        return self._check_password(Account.objects.named(username).first(), password)

    def _check_password(
        self, user: AbstractBaseUser | None, password: str
    ) -> AbstractBaseUser | None:
        found = super()._check_password(user, password)
        self.unstash_authenticated_user()
        return found
