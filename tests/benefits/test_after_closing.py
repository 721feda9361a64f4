"""A benefit is validated by finance, handed over to its service, and measured when its project has
closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from audit.actions import archive_record, edit_record
from audit.errors import Refused
from benefits.actions import edit_benefit, hand_over_benefit, validate_benefit
from benefits.models import Benefit, Measurement
from people.choices import Role
from people.models import Person
from people.queries import office
from programmes.models import Programme
from projects.models import Project
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read
from values import clock

pytestmark = pytest.mark.django_db
JULY = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def benefit(project: Project) -> Benefit:
    return factories.benefit("Calmer homes", programme=project.programme, project=project)


def text(browser: Client, programme: Programme) -> str:
    page = reverse("benefits:programme_benefits", args=[programme.reference])
    return read(browser.get(page).content.decode()).text


def test_finance_validates_a_benefit_until_its_claim_changes(
    benefit: Benefit, programme: Programme, manager: Client, signed_in: Callable[[Person], Client]
) -> None:
    finance = factories.holder(Role.FINANCE_OFFICER, office(), "Fay Minster")
    url = reverse("benefits:benefit_validate", args=[programme.reference, benefit.pk])
    page = reverse("benefits:programme_benefits", args=[programme.reference])
    assert manager.post(url, {"version": benefit.version}).status_code == 403
    with clock.stopped_at(JULY):
        press(signed_in(finance), url, on=page)
    benefit.refresh_from_db()
    assert (benefit.validated_by, benefit.validated_at) == (finance, JULY)
    assert "Validated by finance: 4 July 2012" in text(manager, programme)
    by = factories.officer()
    assert edit_benefit(benefit, by=by, beneficiaries="Families").validated_by == finance
    assert edit_benefit(benefit, by=by, assumptions="Carers stay.").validated_at is None


def test_it_is_handed_over_to_its_owner_and_measured_and_reviewed_after_its_project_closes(
    benefit: Benefit, project: Project, programme: Programme, manager: Client
) -> None:
    owner = factories.person("Ada Fenwick")
    indicator = factories.indicator(benefit=benefit)
    url = reverse("benefits:benefit_hand_over", args=[programme.reference, benefit.pk])
    with clock.stopped_at(JULY):
        typed = {"owner": owner.name, "review_on": "3/7/2012"}
        form = press(manager, url, typed).context["form"]
        assert form.errors == {"review_on": ["Choose today or a future day for its next review."]}
        assert press(manager, url, typed | {"review_on": "1/8/2012"}).status_code == 302
        archive_record(project, by=factories.officer())
    with clock.stopped_at(datetime(2012, 9, 3, 9, 0, tzinfo=UTC)):
        add = reverse("benefits:measurement_add", args=[indicator.pk])
        assert press(manager, add, {"measured_on": "31/8/2012", "value": "7"}).status_code == 302
        said = text(manager, programme)
    assert Measurement.objects.get().value == 7
    assert "Owner: Ada Fenwick" in said
    assert "Handed over to the service: 4 July 2012" in said
    assert "Next review: 1 August 2012 (overdue)" in said


def test_a_benefit_that_was_handed_over_keeps_an_owner(benefit: Benefit) -> None:
    by, owner, soon = factories.officer(), factories.person("Ada Fenwick"), date(2012, 8, 1)
    with clock.stopped_at(JULY):
        given = hand_over_benefit(benefit, owner=owner, review_on=soon, by=by)
        with pytest.raises(Refused, match=r"^It has been handed over to Ada Fenwick already\.$"):
            hand_over_benefit(given, owner=owner, review_on=soon, by=by)
        with pytest.raises(Refused, match="say who owns it there"):
            edit_record(given, by=by, owner=None)
        archive_record(given, by=by)
        given.refresh_from_db()
        with pytest.raises(Refused, match="is archived"):
            validate_benefit(given, by=by)
