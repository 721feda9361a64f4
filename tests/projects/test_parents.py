"""A project may be part of another of its programme: 2a and 2b of 2."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from audit.errors import Refused
from people.choices import Role
from people.models import Person
from projects.actions import edit_project
from projects.models import Project
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read
from tests.sweeps.story import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

NONE = "No other project"


@pytest.fixture
def two() -> Project:
    with on(6, 1):
        programme = factories.programme()
        two = factories.project("Two", programme=programme, printed_number="2")
        for number in ("2a", "2b"):
            factories.project(f"Part {number}", programme=programme, printed_number=number)
        factories.project("Elsewhere", programme=factories.programme("Warm Homes"))
    return two


def named(title: str) -> Project:
    return Project.objects.select_related("scope", "programme").get(title=title)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(factories.account(person))
    return client


def page(client: Client, title: str, **asked: str) -> str:
    url = reverse("projects:project_detail", args=[named(title).reference])
    return read(client.get(url, asked).content.decode()).text


def edit(title: str) -> str:
    return reverse("projects:project_edit", args=[named(title).reference])


def offered(client: Client, title: str) -> list[str] | None:
    form = client.get(edit(title)).context["form"]
    parent = form.fields.get("parent")
    return [label for _, label in parent.choices] if parent else None


def test_a_project_is_put_into_another_and_both_pages_say_so(two: Project) -> None:
    client = signed_in(factories.officer())
    assert offered(client, "Part 2a") == [NONE, "Part 2b", "Two"]
    with on(6, 20):
        for part in ("Part 2a", "Part 2b"):
            sent = {"parent": str(two.pk), "reason": "One piece of work"}
            assert press(client, edit(part), sent).status_code == 302
    part = named("Part 2a")
    assert (part.parent, part.scope.parent, part.programme) == (two, two.scope, two.programme)
    assert part.history.first().history_change_reason == "One piece of work"
    assert "Its parts 2a Part 2a Scoping 2b Part 2b Scoping" in page(client, "Two")
    assert "Part of Two" in page(client, "Part 2a")
    assert "Its parts" not in page(client, "Two", at="2012-06-10")
    assert "Part of" not in page(client, "Part 2a", at="2012-06-10")
    assert offered(client, "Two") is None  # all others of the programme are its parts
    lead = signed_in(factories.holder(Role.PROJECT_LEAD, two.scope))
    assert lead.get(edit("Part 2a")).status_code == 200
    assert press(client, edit("Part 2a"), {"parent": ""}).status_code == 302
    assert named("Part 2a").scope.parent == two.programme.scope
    assert lead.get(edit("Part 2a")).status_code == 403


def test_a_lead_links_only_projects_that_they_may_edit(two: Project) -> None:
    lena = factories.holder(Role.PROJECT_LEAD, named("Part 2a").scope, "Lena Marsh")
    lead = signed_in(lena)
    assert offered(lead, "Part 2a") is None
    edit_project(named("Part 2a"), by=factories.officer(), parent=two)
    assert offered(lead, "Part 2a") is None  # nor may they take it out of what they may not edit
    assert press(lead, edit("Part 2a"), {"title": "Part 2a", "summary": "S"}).status_code == 302
    assert named("Part 2a").parent == two


def test_loops_and_projects_of_other_programmes_are_refused(two: Project) -> None:
    by = factories.officer()
    edit_project(named("Part 2a"), by=by, parent=two)
    loop = "This leads back to Two itself, directly or through others."
    with pytest.raises(Refused, match=loop):
        edit_project(two, by=by, parent=named("Part 2a"))
    with pytest.raises(Refused, match="Choose a project of the same programme"):
        edit_project(two, by=by, parent=named("Elsewhere"))
    assert named("Two").scope.parent == two.programme.scope


def test_a_new_project_may_start_as_a_part(two: Project) -> None:
    client = signed_in(factories.officer())
    add = reverse("projects:project_add", args=[two.programme.reference])
    sent = {"title": "Part 2c", "stage": "scoping", "parent": str(two.pk)}
    assert press(client, add, sent).status_code == 302
    made = named("Part 2c")
    assert (made.parent, made.scope.parent) == (two, two.scope)
