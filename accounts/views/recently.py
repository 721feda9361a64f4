"""Acts that ask again who is there when the sign-in is not fresh, since a machine may be left
alone. What was sent is kept meanwhile, and done once the password or a code has confirmed it. Acts
whose every page asks again say so in `policy.toml` instead (`accounts/signing_in/limits.py`)."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.core import context

from people.choices import ScopeKind
from people.models import Scope

recently_authenticated = reauthentication_required(app="people")
"""For a view that acts only within ten minutes of signing in, or of confirming."""


def confirm_who_it_is() -> None:
    """The same inside a view, when only some of its acts need it."""
    raise_if_reauthentication_required(context.request, app="people")


def confirm_for(scope: Scope) -> None:
    """A role in the office reaches everything: giving or changing one asks who is there."""
    if scope.kind == ScopeKind.OFFICE:
        confirm_who_it_is()
