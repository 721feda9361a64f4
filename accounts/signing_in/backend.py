"""Who a sign-in name and a password belong to."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, cast

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet, Subquery
from django.db.models.expressions import RawSQL

from people import policy
from people.models import Account
from people.queries import council_names
from values import clock


class AccountBackend(AuthenticationBackend):
    """allauth's backend, but it treats a stopped account as one that does not exist: allauth would
    tell anyone who knows the password that the account is stopped.

    Each attempt hashes one password, whatever name was typed: the time of the answer reveals
    nothing."""

    def _authenticate_by_username(self, username: str, password: str) -> AbstractBaseUser | None:
        return self._check_password(Account.objects.named(username).first(), password)

    def get_user(self, user_id: Any) -> Account | None:
        """The account that is signed in, and in the same query what each page needs: the council's
        name, and the roles that its person holds."""
        account: Any = _known_on(clock.today()).filter(pk=user_id).first()
        if account is None or not self.user_can_authenticate(account):
            return None
        policy.keep_holdings(account.person, account.roles_held)
        return cast(Account, account)

    def _check_password(
        self, user: AbstractBaseUser | None, password: str
    ) -> AbstractBaseUser | None:
        matches = super()._check_password(user, password)
        self.unstash_authenticated_user()
        return matches


@lru_cache(maxsize=8)
def _known_on(day: date) -> QuerySet[Account]:
    """Accounts with everything that each page needs about them today, which is `day`. The query is
    built once a day: every request runs it for one account."""
    council, roles = Subquery(council_names()), policy.held_by("person_id")
    return Account.objects.annotate(council_name=_compiled(council), roles_held=_compiled(roles))


def _compiled(part: Subquery) -> RawSQL:
    """A part of that query as SQL: to compile it takes longer than to ask."""
    sql, values = Account._base_manager.values_list(part).query.sql_with_params()
    inner = sql.removeprefix("SELECT ").rpartition(" AS ")[0]
    return RawSQL(inner, values, part.output_field)  # noqa: S611  ours
