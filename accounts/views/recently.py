"""Acts that ask who it is again, when the sign-in is not fresh: a machine may be left alone.

What was sent is kept meanwhile, and done once the password or a code has confirmed it. Acts of
which every page asks say so in `policy.toml` instead (`accounts/signing_in/limits.py`).
"""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.core import context

from people.choices import ScopeKind
from people.models import Scope

recently_authenticated = reauthentication_required(app="people")
"""For a view: it is done only within ten minutes of signing in, or of confirming."""


def confirm_who_it_is() -> None:
    """The same inside a view, for acts of which only some need it."""
    raise_if_reauthentication_required(context.request, app="people")


def confirm_for(scope: Scope) -> None:
    """A role in the office reaches everything: giving or changing one asks who it is."""
    if scope.kind == ScopeKind.OFFICE:
        confirm_who_it_is()
