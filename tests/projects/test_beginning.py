"""A new project with its lead, dates and first milestones: one page, all or nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from people.choices import Role
from people.models import Appointment
from programmes.models import Programme
from projects.models import Milestone, Project
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read
from values.partial_dates import PartialDate

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("july_2012"),
    pytest.mark.one_engine,
]


@pytest.fixture
def programme() -> Programme:
    return factories.programme()


@pytest.fixture
def client(programme: Programme) -> Client:
    client = Client()
    client.force_login(factories.account())
    return client


def add(programme: Programme) -> str:
    return reverse("projects:project_add", args=[programme.reference])


SENT = {
    "title": "Tools for all",
    "starts_on": "May 2012",
    "expected_end_on": "2012/13",
}


def test_one_page_begins_it(client: Client, programme: Programme) -> None:
    lead, owner = factories.person("Lena Marsh"), factories.person("Owen Reed")
    lines = "First shelf; 1 September 2012; Reed\n\nEvery library\tQ4 2012/13\nReview"
    lead_of_schools = {"lead": lead.name, "lead_limited_to": "Schools"}
    typed = SENT | lead_of_schools | {"first_milestones": lines}
    assert press(client, add(programme), typed).status_code == 302
    project = Project.objects.get()
    assert (project.starts_on, project.expected_end_on) == (
        PartialDate.month(2012, 5),
        PartialDate.financial_year(2012),
    )
    seats = Appointment.objects.filter(scope=project.scope)
    held = seats.values_list("role", "person__name", "limited_to")
    assert list(held) == [(Role.PROJECT_LEAD, "Lena Marsh", "Schools")]
    written = Milestone.objects.order_by("id").values_list("title", "baseline_on", "owner")
    assert list(written) == [
        ("First shelf", PartialDate.from_iso("2012-09-01"), owner.pk),
        ("Every library", PartialDate.quarter(2012, 4), None),
        ("Review", None, None),
    ]
    acts = {row.change_set for row in (*project.history.all(), *Milestone.history.all())}
    assert len(acts) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"first_milestones": "First shelf; someday\n; 2012\nA; 2012; Nemo; more"},
            "Line 2: it has no title. Line 3: it has more than three parts: title; date; owner.",
        ),
        ({"first_milestones": "x" * 301}, "Line 1: its title must have 300 characters or fewer."),
        (
            {"first_milestones": "First shelf; 30 April 2012"},
            "The date is before the project starts (May 2012).",
        ),
        ({"first_milestones": "A; 2012; Nemo"}, "Nobody here is called “Nemo”"),
        ({"first_milestones": "A\n" * 51}, "Enter at most 50 milestones."),
        ({"lead_limited_to": "Schools"}, "Name the lead who is limited to this part."),
        ({"lead": "Olive Tarrant"}, "Nobody gives themselves a role."),
        ({"expected_end_on": "2011"}, "The expected end must not be before the start."),
    ],
)
def test_what_is_wrong_leaves_nothing_behind(
    client: Client, programme: Programme, typed: dict[str, str], sentence: str
) -> None:
    answer = press(client, add(programme), SENT | typed)
    text = read(answer.content.decode()).text
    assert (answer.status_code, sentence in text) == (200, True), text
    for name, value in typed.items():
        assert answer.context["form"][name].value() == value
    assert not Project.objects.exists() and not Appointment.objects.filter(role=Role.PROJECT_LEAD)
