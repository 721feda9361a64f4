"""Where in a programme a person may edit benefits and savings."""

from __future__ import annotations

from dataclasses import dataclass

from people import policy
from people.choices import Act
from people.models import Person
from programmes.models import Programme
from projects.models import Project


@dataclass(frozen=True)
class EditRight:
    """In the whole programme, or in some of its projects only."""

    in_programme: bool
    project_ids: frozenset[int] = frozenset()

    @property
    def is_any(self) -> bool:
        return self.in_programme or bool(self.project_ids)

    def covers(self, project_id: int | None) -> bool:
        """Whether it reaches a record of this project; None means a record of the programme."""
        return self.in_programme or project_id in self.project_ids


def edit_right(person: Person, programme: Programme) -> EditRight:
    """Which of a programme's benefits and savings a person may edit. At most one query, besides the
    person's roles; the caller loads the programme with its scope."""
    if policy.can(person, Act.EDIT_BENEFITS, programme):
        return EditRight(in_programme=True)
    projects = Project.objects.live().filter(programme=programme).select_related("scope")
    allowed = (p.pk for p in projects if policy.can(person, Act.EDIT_BENEFITS, p))
    return EditRight(in_programme=False, project_ids=frozenset(allowed))
