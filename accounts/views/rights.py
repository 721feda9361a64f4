"""Who may do what, read from the rules in force."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests.signed_in import SignedInRequest
from people import policy
from people.choices import ROLES_OF_SCOPE, Role, ScopeKind
from people.matrix import Row


def rights(request: SignedInRequest) -> HttpResponse:
    """What each role lets its holder do, who gives it, and the rules that always apply."""
    matrix = policy.MATRIX
    kinds = [(kind, [Role(r) for r in roles]) for kind, roles in ROLES_OF_SCOPE.items()]
    held = {held.role for held in policy.holdings(request.user.person)}
    context = {
        "groups": [
            (_(group), [_act(row) for row in rows if not row.waits])
            for group, rows in groupby(matrix.rows, key=attrgetter("group"))
        ],
        "kinds": [
            (ScopeKind(kind).label, [_role(role, role in held) for role in roles])
            for kind, roles in kinds
        ],
        "rules": [_(rule.says) for rule in matrix.rules if not rule.waits],
    }
    return render(request, "account/rights.html", context)


def _act(row: Row) -> tuple[str, list[str], list[str]]:
    """(what it is, the roles that may do it in the order of all roles, what is asked of them)."""
    asked = {
        _("Signs in with a second factor"): row.second_factor,
        _("Confirms with the password or a code"): row.asks_again,
    }
    roles = [str(role.label) for role in Role if role in row.who]
    return _(row.says), roles, [note for note, holds in asked.items() if holds]


def _role(role: Role, is_mine: bool) -> dict[str, object]:
    matrix = policy.MATRIX
    givers = matrix.givers_of(role)
    return {
        "name": role.label,
        "is_mine": is_mine,
        "lets": policy.lets(role),
        "given_by": [str(other.label) for other in Role if other in givers],
        "takes_two": matrix.needs_two(role),
    }
