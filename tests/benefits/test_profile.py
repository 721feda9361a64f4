"""What a benefit says of whom it serves, on what it rests, and when it arrives."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from audit.actions import edit_record
from benefits.models import Benefit
from benefits.queries import benefit_rows
from projects.models import Project
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read

pytestmark = pytest.mark.django_db


def test_a_benefit_arrives_some_months_after_its_milestone_and_moves_with_it(
    project: Project,
) -> None:
    milestone = factories.milestone("Go live", project=project, baseline_on=date(2012, 11, 30))
    programme = project.programme
    factories.benefit(programme=programme, milestone=milestone, months_after=2)

    def said() -> str:
        (row,) = benefit_rows([programme.pk], None)
        return row.realised_words

    assert said() == "2 months after “Go live” (30 November 2012): January 2013"
    edit_record(milestone, by=factories.officer(), forecast_on=date(2013, 1, 15))
    assert said() == (
        "2 months after “Go live” (15 January 2013): March 2013, moved from January 2013"
    )


def test_the_profile_is_entered_and_shown_and_months_need_a_milestone(
    manager: Client, project: Project
) -> None:
    add = reverse("benefits:benefit_add", args=[project.programme.reference])
    typed = {"title": "Calmer homes", "kind": "qualitative", "beneficiaries": "Children in care"}
    form = press(manager, add, typed | {"months_after": "3"}).context["form"]
    assert form.errors == {"__all__": ["Choose the milestone that it comes after."]}
    assert press(manager, add, typed | {"assumptions": "Carers stay."}).status_code == 302
    assert Benefit.objects.get().kind == "qualitative"
    page = reverse("benefits:programme_benefits", args=[project.programme.reference])
    said = read(manager.get(page).content.decode()).text
    assert "Who benefits: Children in care" in said
    assert "Assumptions Carers stay." in said
