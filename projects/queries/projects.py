"""Projects as pages and papers read them, now or at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from audit.queries.moments import as_recorded
from people import policy
from people.models import Person
from programmes.models import Programme
from programmes.queries import ProgrammeRow, programme_at, programme_row
from projects.models import Project, ProjectCategory
from projects.stages import stage_words
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class ProjectRow:
    """A project as it was at a moment."""

    id: int
    reference: str
    programme_id: int
    scope_id: int
    parent_id: int | None
    printed_number: str
    category_id: int | None
    title: str
    second_title: str
    summary: str
    stage: str
    starts_on: PartialDate | None
    expected_end_on: PartialDate | None
    lifecycle_id: int | None
    is_archived: bool

    @property
    def stage_words(self) -> str:
        """Read where a page needs it, once for a request."""
        return stage_words(self.stage)


def find_project(person: Person, reference: str, moment: datetime | None = None) -> Project:
    """The project at an address as it is now, with its scope and programme. Raises NotFound when
    the person may not know that it exists, or that it did at `moment`."""
    named = Project.objects.filter(reference=reference)
    visible = policy.visible_now_or_then(named, person, moment)
    return visible.select_related("scope", "programme__scope").found()


def project_at(project: Project, moment: datetime | None) -> ProjectRow:
    """A project at a moment. Raises NotRecordedThen."""
    return project_row(as_recorded(project, moment))


def programme_of(
    project: Project, row: ProjectRow, person: Person, moment: datetime | None
) -> ProgrammeRow | None:
    """The programme that a project was in at a moment; None if it has left it and the person may
    not see that programme. At most one query."""
    if row.programme_id == project.programme_id:
        return programme_at(project.programme, moment)
    left = Programme.objects.filter(pk=row.programme_id).at(moment).visible_to(person).first()
    return programme_row(left) if left else None


def parent_and_parts(
    row: ProjectRow, person: Person, moment: datetime | None
) -> tuple[ProjectRow | None, list[ProjectRow]]:
    """The project that a project is part of at a moment, and those that are part of it, as far as a
    person may see them. One query."""
    near = Q(parent_id=row.id) | Q(id=row.parent_id or 0)
    near_ones = Project.objects.at(moment, near).visible_to(person).in_order()
    rows = [project_row(other) for other in near_ones]
    parent = next((other for other in rows if other.id == row.parent_id), None)
    return parent, [r for r in rows if r.parent_id == row.id and not r.is_archived]


def project_rows(programme_ids: Iterable[int], moment: datetime | None) -> list[ProjectRow]:
    """The projects of programmes at a moment, in the programmes' order. One query."""
    rows = Project.objects.at(moment, programme_id__in=set(programme_ids)).live()
    return [project_row(row) for row in rows.in_order()]


def categories(programme_ids: Iterable[int], moment: datetime | None) -> dict[int, str]:
    """The titles of the categories of programmes at a moment, by key, in order; archived ones too,
    since a project may still name one. One query."""
    rows = ProjectCategory.objects.at(moment, programme_id__in=set(programme_ids)).in_order()
    return dict(rows.values_list("id", "title"))


def project_row(row: Project) -> ProjectRow:
    return ProjectRow(
        id=row.id,
        reference=row.reference,
        programme_id=row.programme_id,
        scope_id=row.scope_id,
        parent_id=row.parent_id,
        printed_number=row.printed_number,
        category_id=row.category_id,
        title=row.title,
        second_title=row.second_title,
        summary=row.summary,
        stage=row.stage,
        starts_on=row.starts_on,
        expected_end_on=row.expected_end_on,
        lifecycle_id=row.lifecycle_id,
        is_archived=row.is_archived,
    )
