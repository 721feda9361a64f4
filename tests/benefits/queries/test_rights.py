"""Where a person may edit benefits and savings."""

import pytest

from benefits.queries import (
    EditRight,
    edit_right,
)
from people.choices import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_right_to_edit_reaches_the_programme_or_the_projects_one_leads() -> None:
    project = factories.project()
    programme = project.programme
    factories.project("A project of somebody else", programme=programme)
    manager = factories.holder(Role.PROGRAMME_MANAGER, programme.scope)
    lead = factories.holder(Role.PROJECT_LEAD, project.scope)
    reader = factories.holder(Role.CRITICAL_FRIEND, programme.scope)

    rights = [edit_right(person, programme) for person in (manager, lead, reader)]

    assert rights == [
        EditRight(in_programme=True),
        EditRight(in_programme=False, project_ids=frozenset({project.pk})),
        EditRight(in_programme=False),
    ]
    assert [right.covers(None) for right in rights] == [True, False, False]
    assert [right.covers(project.pk) for right in rights] == [True, True, False]
