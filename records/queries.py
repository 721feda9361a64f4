"""Where changes were made at their time: the activity of a scope, or of a reader, is read by
this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from audit.history import history_model
from audit.queries.first_changes import Place
from people import lineage
from people.models import Scope

MOST_PLACES = 20


@dataclass(frozen=True)
class Standing:
    """`where` is the condition that changes were made in some scopes, or below them. All such
    changes are in the `places`, ranges of the index of all histories, unless there would be too
    many ranges; `is_exact` says that nothing else is in them."""

    where: Q
    places: list[Place]
    is_exact: bool


def stood_below(ways: Collection[str]) -> Standing:
    """How to find the changes made in these scopes, or below them. One query for scopes; a second
    if one of them has moved."""
    above = _ever(ways)
    steps = {lineage.keys(way)[-1]: lineage.step_of(way) for way in ways}
    apart = [key for key in sorted(steps) if not _lies_in_others(key, above[key], steps)]
    wholes = [key for key in apart if all(len(lineage.keys(way)) < 2 for way in above[key])]
    parts = [key for key in apart if key not in wholes]
    lay_in = [steps[key] for key in parts]
    below = [
        key
        for key, lies_in in above.items()
        if key not in steps and any(step in way for way in lies_in for step in lay_in)
    ]
    where = Q(stood_within__in=wholes) | Q(stood_in__in=parts)
    if below:
        where |= reduce(or_, (Q(stood_above__contains=step) for step in lay_in))
    places: list[Place] = [("stood_within", key) for key in wholes]
    is_exact = not below
    if len(parts) + len(below) <= MOST_PLACES:
        places += [("stood_in", key) for key in sorted({*parts, *below})]
    else:
        tops = {lineage.keys(way + steps[key])[1] for key in parts for way in above[key]}
        places += [("stood_within", key) for key in sorted(tops)]
        is_exact = False
    return Standing(where, places if len(places) <= MOST_PLACES else [], is_exact)


def _ever(ways: Collection[str]) -> dict[int, set[str]]:
    """What was above these scopes, and above those that have ever lain below them, by key."""
    versions = history_model(Scope)._base_manager.order_by().values_list("id", "above").distinct()
    above: dict[int, set[str]] = defaultdict(set)
    asked: set[str] = set()
    while asking := {*ways} - asked:
        themselves = versions.filter(id__in=[lineage.keys(way)[-1] for way in ways])
        below = versions.filter(reduce(or_, (Q(above__under=way) for way in asking)))
        for key, lies_in in themselves.union(below):
            above[key].add(lies_in)
        asked |= asking
        steps = [(lineage.keys(way)[-1], lineage.step_of(way)) for way in ways]
        ways = {lies_in + step for key, step in steps for lies_in in above[key]}
    return above


def _lies_in_others(key: int, above: set[str], steps: dict[int, str]) -> bool:
    """Whether a scope has always lain in one of some others."""
    others = [step for other, step in steps.items() if other != key]
    return all(any(step in way for step in others) for way in above)
