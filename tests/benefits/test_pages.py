"""Adding and editing benefits and savings: who may do it where, and what is refused."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from benefits.models import Benefit, Indicator, Measurement, SavingsAmount, SavingsLine
from programmes.models import Programme
from projects.models import Project
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def errors(response) -> dict[str, list[str]]:
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    return dict(response.context["form"].errors)


def test_a_record_is_found_below_its_own_parent_only(manager: Client, programme: Programme) -> None:
    first = factories.benefit("First", programme=programme)
    second = factories.benefit("Second", programme=programme)
    indicator = factories.indicator(benefit=first)
    right = reverse("benefits:indicator_edit", args=[first.pk, indicator.pk])
    wrong = reverse("benefits:indicator_edit", args=[second.pk, indicator.pk])
    assert [manager.get(url).status_code for url in (right, wrong)] == [200, 404]


def test_a_lead_edits_what_belongs_to_their_project_and_nothing_else(
    lead: Client, project: Project, programme: Programme
) -> None:
    other = factories.project("Another project", programme=programme)
    own = factories.benefit("Own", programme=programme, project=project)
    of_other = factories.benefit("Of another project", programme=programme, project=other)
    of_all = factories.benefit("Of the programme", programme=programme)
    statuses = {}
    for benefit in (own, of_other, of_all):
        indicator = factories.indicator(benefit=benefit)
        urls = (
            reverse("benefits:benefit_edit", args=[programme.reference, benefit.pk]),
            reverse("benefits:benefit_archive", args=[programme.reference, benefit.pk]),
            reverse("benefits:indicator_add", args=[benefit.pk]),
            reverse("benefits:indicator_edit", args=[benefit.pk, indicator.pk]),
            reverse("benefits:measurement_add", args=[indicator.pk]),
        )
        statuses[benefit.title] = {lead.get(url).status_code for url in urls}
    assert statuses == {"Own": {200}, "Of another project": {403}, "Of the programme": {403}}
    offered = lead.get(reverse("benefits:programme_benefits", args=[programme.reference])).context
    assert [b["row"].id for b in offered["benefits"] if b["may_edit"]] == [own.pk]


def test_a_lead_can_neither_add_nor_move_a_benefit_outside_their_project(
    lead: Client, project: Project, programme: Programme
) -> None:
    factories.project("Another project", programme=programme)
    own = factories.benefit("Own", programme=programme, project=project)
    add = reverse("benefits:benefit_add", args=[programme.reference])
    edit = reverse("benefits:benefit_edit", args=[programme.reference, own.pk])
    typed = {"title": "Own", "kind": "outcome", "position": "0", "version": own.version}
    for url in (add, edit):
        said = errors(lead.post(url, typed))
        assert said == {"project": ["Choose a project whose benefits you may edit."]}
    assert lead.post(add, {**typed, "project": project.pk}).status_code == 302
    assert list(Benefit.objects.values_list("title", "project")) == [("Own", project.pk)] * 2


def test_a_benefit_cannot_go_to_a_project_of_another_programme(
    manager: Client, programme: Programme
) -> None:
    elsewhere = factories.project("Secret project")
    add = reverse("benefits:benefit_add", args=[programme.reference])
    assert "Secret project" not in manager.get(add).content.decode()
    typed = {"title": "B", "kind": "outcome", "position": "0", "project": elsewhere.pk}
    assert list(errors(manager.post(add, typed))) == ["project"]


def make(client: Client, url: str, **typed: object) -> None:
    response = client.post(url, typed)
    assert response.status_code == 302, dict(response.context["form"].errors)
    newest = SavingsLine.objects.order_by("id").values_list("pk", flat=True).last()
    assert response["Location"].endswith(("/benefits/", f"/savings/{newest}/"))


def test_a_benefit_and_its_measures_are_made_in_the_browser(
    manager: Client, project: Project, programme: Programme, july_2012: datetime
) -> None:
    owner = factories.person("Edwin Ashdown")
    make(
        manager,
        reverse("benefits:benefit_add", args=[programme.reference]),
        title="Assessments are made in time",
        kind="outcome",
        description="Families know sooner.",
        project=project.pk,
        owner=owner.name,
        expected_on="31 March 2013",
        position="1",
    )
    benefit = Benefit.objects.get()
    add_indicator = reverse("benefits:indicator_add", args=[benefit.pk])
    typed = {"title": "In time", "unit": "percent", "direction": "higher", "position": "0"}
    make(manager, add_indicator, **typed, baseline_value="0")
    indicator = Indicator.objects.get()
    add_measurement = reverse("benefits:measurement_add", args=[indicator.pk])
    day = {"measured_on": "4/7/2012"}
    make(manager, add_measurement, **day, value="76.5", note="From the register")

    assert (benefit.programme, benefit.owner) == (programme, owner)
    assert benefit.expected_on == date(2013, 3, 31)
    assert indicator.baseline_value == 0
    assert Measurement.objects.get().value == Decimal("76.5")


AS_A_SAVING = {"kind": "cashable", "basis": "yearly", "position": "0"}


def test_a_saving_and_its_amounts_are_made_in_the_browser(
    manager: Client, programme: Programme, july_2012: datetime
) -> None:
    add = reverse("benefits:savings_line_add", args=[programme.reference])
    make(manager, add, title="Leases", required_pence="1.2m", period="2012-15", **AS_A_SAVING)
    line = SavingsLine.objects.get()
    add = reverse("benefits:savings_amount_add", args=[line.pk])
    make(manager, add, financial_year="2012", amount_pence="525k", state="achieved")
    make(manager, add, financial_year="", amount_pence="0", state="to_be_planned", note="Later")

    assert line.required_pence == 120_000_000
    made = SavingsAmount.objects.order_by("id").values_list("financial_year", "amount_pence")
    assert list(made) == [(2012, 52_500_000), (None, 0)]


def test_wrong_input_gets_a_message_beside_its_field(
    manager: Client, programme: Programme, july_2012: datetime
) -> None:
    indicator = factories.indicator(benefit=factories.benefit(programme=programme))
    factories.measurement(1, date(2012, 6, 30), indicator=indicator)
    line = factories.savings_line(programme=programme)
    day = {"measured_on": "5/7/2012"}
    add_measurement = reverse("benefits:measurement_add", args=[indicator.pk])
    assert errors(manager.post(add_measurement, {**day, "value": "three"})) == {
        "measured_on": ["The date must not be in the future: it has not happened yet."],
        "value": ["Value must be a number, like 37 or 1,234.5"],
    }
    twice = {**day, "measured_on": "30/6/2012", "value": "2"}
    assert errors(manager.post(add_measurement, twice)) == {
        "__all__": ["There is already a measurement for this date."]
    }
    add_indicator = reverse("benefits:indicator_add", args=[indicator.benefit_id])
    measured = {"baseline_on": "5/7/2012", "baseline_value": "0", "target_on": "Q3 2012"}
    plain = {"title": "I", "unit": "number", "direction": "lower", "position": "0"}
    assert errors(manager.post(add_indicator, {**plain, **measured})) == {
        "baseline_on": ["The date must not be in the future: it has not happened yet."],
        "target_on": ["Target date must give the financial year of the quarter, like Q3 2026/27"],
    }
    add_amount = reverse("benefits:savings_amount_add", args=[line.pk])
    assert errors(manager.post(add_amount, {"financial_year": "2999"})) == {
        "financial_year": ["Choose the financial year from the list"],
        "amount_pence": ["Enter the amount"],
        "state": ["Choose the state"],
    }


def test_the_years_to_choose_from_are_in_words_and_include_the_record_s_own(
    manager: Client, programme: Programme, july_2012: datetime
) -> None:
    line = factories.savings_line(programme=programme)
    amount = factories.savings_amount(1, line=line, financial_year=1990)
    url = reverse("benefits:savings_amount_edit", args=[line.pk, amount.pk])
    choices = manager.get(url).context["form"].fields["financial_year"].choices
    assert choices[:3] == [("", "No year yet"), (1990, "1990/91"), (1992, "1992/93")]
    assert choices[-1] == (2027, "2027/28")
