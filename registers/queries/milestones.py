"""Milestones to choose from, by what somebody types: the reference of its project or
programme, and the name."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from audit.errors import Refused
from people.models import Person, Scope
from programmes.queries import programme_around, scopes_within
from projects.models import Milestone
from registers.queries.ends import TYPED
from values.spelling import alphabetical, is_called

SUGGESTED = 300
"""Milestones that a box suggests; any other may be typed."""


def words_of(milestone: Milestone) -> str:
    """PRJ-0003: Doors open."""
    return f"{milestone.scope.reference}: {milestone.title}"


def suggested_milestones(scope: Scope | None, reader: Person) -> list[tuple[str, str]]:
    """(what to type, the project or programme) for the milestones of the programme in which a scope
    lies, or of all where it lies in none: by programme, then by project."""
    rows: Any = _open_to(reader)
    around = programme_around(scope)
    if around is not None:
        rows = rows.filter(scope__in=scopes_within(around.pk, None))
    rows = rows.order_by(
        "scope__above", alphabetical("scope__title"), "scope_id", "baseline_on", "id"
    )
    return [(words_of(each), each.scope.title) for each in rows[:SUGGESTED]]


def find_milestone(reader: Person, typed: str) -> Milestone:
    """The milestone that somebody types: by the reference of its project or programme
    and its name, or by a name that no other has. Raises Refused."""
    match = TYPED.fullmatch(typed)
    rows = _open_to(reader)
    if match is not None and match[2]:
        named = rows.filter(is_called("title", match[2]), scope__reference=match[1].upper())
    else:
        named = rows.filter(is_called("title", typed))
    found = list(named.order_by("id")[:2])
    if len(found) == 1:
        return found[0]
    sentence = (
        _("More than one milestone is called “%(name)s”: choose one from the list.")
        if found
        else _("No milestone that you may see is called “%(name)s”: choose one from the list.")
    )
    raise Refused(sentence % {"name": Truncator(typed.strip()).chars(80)})


def _open_to(reader: Person) -> QuerySet:
    rows: QuerySet = Milestone.objects.visible_to(reader).live()
    in_use = Q(project__is_archived=False) | Q(programme__is_archived=False)
    return rows.filter(in_use).select_related("scope")
