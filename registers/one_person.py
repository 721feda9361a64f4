"""Actions, which nobody verifies who closed them, checked again when two people turn out to be
one."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from people.succession.rules_of_two import Pair, Void
from registers.choices import ActionState
from registers.models import Action


def actions_verified_by_their_closer(pair: Pair) -> Iterator[Void]:
    """They are done, and wait to be verified again."""
    verified = Action.objects.select_for_update(of=("self",)).filter(
        state=ActionState.VERIFIED, closed_by__in=pair.ids, verified_by__in=pair.ids
    )
    for action in verified.order_by("id"):
        why = _("%(who)s are one person, who closed it.") % {"who": pair}
        undone = {"state": ActionState.DONE, "verified_on": None, "verified_by": None}
        yield Void(action, undone, why)
