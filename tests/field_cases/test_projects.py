"""Projects between programmes."""

from __future__ import annotations

import pytest
from django.test import Client

from audit.actions import create_record
from audit.errors import Refused
from people.models import Person
from projects.actions import edit_project, move_project
from projects.models import Project, ProjectCategory
from tests import factories
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


def category(project: Project, by: Person) -> ProjectCategory:
    return create_record(ProjectCategory, by=by, programme=project.programme, title="High priority")


def test_field_case_C02_a_project_moves_with_its_history_and_both_programmes_say_so() -> None:
    by = factories.officer()
    project = factories.project("Two", programme=factories.programme())
    left, category_left = project.programme, category(project, by)
    edit_project(project, by=by, category=category_left)
    part = factories.project("Two a", programme=left, parent=project, category=category_left)
    report = factories.report(project=project)
    goal = factories.programme("Warm Homes")
    client, base = Client(), f"/projects/{project.reference}"
    client.force_login(factories.account(by))
    form = client.get(f"{base}/move/").context["form"]
    assert [str(p) for p in form.fields["programme"].queryset] == ["Warm Homes"]
    sent = {"programme": str(goal.pk), "reason": "", "version": str(project.version + 1)}
    refused = client.post(f"{base}/move/", sent)
    assert "Say why the project moves." in refused.content.decode()
    moved = client.post(f"{base}/move/", sent | {"reason": "Heat is one programme now"})
    assert moved.status_code == 302
    for one in (project, part):
        one.refresh_from_db()
        assert (one.programme, one.category, one.parent_id) == (
            goal,
            None,
            None if one == project else project.pk,
        )
    assert list(project.status_reports.all()) == [report]
    says = "to Warm Homes, 4 July 2012 Heat is one programme now"
    old = read(client.get(f"/programmes/{left.reference}/projects/").content.decode()).text
    assert f"Moved to another programme Two {says} Two a {says}" in old
    assert (
        "From Open Doors on 4 July 2012: Heat is one programme now"
        in read(client.get(f"{base}/").content.decode()).text
    )
    category_of_goal = category(project, by)
    with pytest.raises(Refused, match="Choose a category of the same programme"):
        move_project(project, programme=left, by=by, category=category_of_goal)
