"""The pages of benefits and savings: who sees them, who edits where, what they say."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from audit import clock
from audit.actions import archive_record, edit_record
from benefits.choices import SavingState, Unit
from benefits.models import Benefit, Indicator, Measurement, SavingsAmount, SavingsLine
from people.choices import Role
from people.models import Person
from programmes.models import Programme
from projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(factories.account(person))
    return client


def page(client: Client, programme: Programme, at: str = "") -> str:
    url = reverse("benefits:programme_benefits", args=[programme.reference])
    response = client.get(url, {"at": at} if at else {})
    assert response.status_code == 200
    return words(response.content.decode())


def words(html: str) -> str:
    """The text of a page, each run of spaces as one."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def errors(response) -> dict[str, list[str]]:
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    return dict(response.context["form"].errors)


@pytest.fixture
def project() -> Project:
    return factories.project("Assessment teams")


@pytest.fixture
def programme(project: Project) -> Programme:
    return project.programme


@pytest.fixture
def manager(programme: Programme) -> Client:
    return signed_in(factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Mina Oake"))


@pytest.fixture
def lead(project: Project) -> Client:
    return signed_in(factories.holder(Role.PROJECT_LEAD, project.scope, "Maud Thirlby"))


@pytest.fixture
def outsider(programme: Programme) -> Client:
    other = factories.programme("Another programme")
    return signed_in(factories.holder(Role.PROGRAMME_MANAGER, other.scope, "Otto Far"))


@pytest.fixture
def board_member(programme: Programme) -> Client:
    board = factories.board(programme=programme)
    return signed_in(factories.holder(Role.MEMBER, board.scope, "Osric Venn"))


def test_the_page_says_baseline_latest_change_and_that_there_is_no_target(
    manager: Client, programme: Programme
) -> None:
    benefit = factories.benefit("Assessments are made in time", programme=programme)
    indicator = factories.indicator(
        "Initial assessments",
        benefit=benefit,
        unit=Unit.PERCENT,
        baseline_value=Decimal(37),
        baseline_on=date(2010, 4, 30),
    )
    factories.measurement(76, date(2011, 5, 31), indicator=indicator)
    said = page(manager, programme)
    assert "37% 30 April 2010 76% 31 May 2011 Up 39 points better No target No target" in said
    for rating in ("Red", "Amber", "Green", "Not rated"):
        assert rating not in said


def test_the_savings_are_said_by_state_and_year_and_what_does_not_add_up_is_a_warning(
    manager: Client, programme: Programme
) -> None:
    line = factories.savings_line("Placements", programme=programme, required_pence=119_300_000)
    factories.savings_amount(81_800_000, line=line)
    zero = factories.savings_line("Leases", programme=programme, required_pence=0)
    factories.savings_amount(0, line=zero, financial_year=2012, state=SavingState.ACHIEVED)
    said = page(manager, programme)
    assert "Placements: the amounts are £375,000 less than what is required." in said
    assert "£1,193,000 £0 £818,000 £818,000 £0 £375,000" in said
    assert "Savings line 2012/13 No year yet All years" in said
    assert "£0 Achieved – £0" in said
    assert "Total £0 £818,000 £818,000" in said


def test_the_page_of_a_past_day_shows_that_day_and_no_links_to_edit() -> None:
    with clock.stopped_at(datetime(2012, 7, 4, 9, 0, tzinfo=UTC)):
        by = factories.officer()
        benefit = factories.benefit("Old words")
    client = signed_in(by)
    with clock.stopped_at(datetime(2012, 9, 3, 9, 0, tzinfo=UTC)):
        edit_record(benefit, by=by, title="New words")
        factories.savings_line("New line", programme=benefit.programme)
        then = page(client, benefit.programme, at="2012-08-01")
        now = page(client, benefit.programme)
    assert "Old words" in then
    assert "New words" not in then
    assert "New line" not in then
    assert "Add a" not in then
    assert "Edit" not in then
    assert "New words" in now
    assert "Add a benefit" in now


def test_a_programme_is_not_there_before_it_was_recorded(july_2012: datetime) -> None:
    programme = factories.programme()
    url = reverse("benefits:programme_benefits", args=[programme.reference])
    assert signed_in(factories.officer()).get(url, {"at": "2012-07-01"}).status_code == 404


def test_an_outsider_finds_neither_the_page_nor_a_record(
    outsider: Client, programme: Programme
) -> None:
    benefit = factories.benefit(programme=programme)
    indicator = factories.indicator(benefit=benefit)
    ref = programme.reference
    for url in (
        reverse("benefits:programme_benefits", args=[ref]),
        reverse("benefits:archived_benefits", args=[ref]),
        reverse("benefits:benefit_add", args=[ref]),
        reverse("benefits:benefit_edit", args=[ref, benefit.pk]),
        reverse("benefits:benefit_history", args=[ref, benefit.pk]),
        reverse("benefits:indicator_add", args=[benefit.pk]),
        reverse("benefits:indicator_edit", args=[benefit.pk, indicator.pk]),
        reverse("benefits:measurement_add", args=[indicator.pk]),
    ):
        assert outsider.get(url).status_code == 404, url


def test_a_record_is_found_below_its_own_parent_only(manager: Client, programme: Programme) -> None:
    first = factories.benefit("First", programme=programme)
    second = factories.benefit("Second", programme=programme)
    indicator = factories.indicator(benefit=first)
    right = reverse("benefits:indicator_edit", args=[first.pk, indicator.pk])
    wrong = reverse("benefits:indicator_edit", args=[second.pk, indicator.pk])
    assert [manager.get(url).status_code for url in (right, wrong)] == [200, 404]


def test_a_board_member_reads_and_is_offered_no_way_to_edit(
    board_member: Client, programme: Programme
) -> None:
    benefit = factories.benefit("Seen by the board", programme=programme)
    indicator = factories.indicator(benefit=benefit)
    factories.measurement(1, date(2012, 6, 30), indicator=indicator)
    line = factories.savings_line(programme=programme)
    amount = factories.savings_amount(1, line=line)
    said = page(board_member, programme)
    assert "Seen by the board" in said
    assert "Add a" not in said
    assert "Edit" not in said
    assert "Archived" not in said
    ref = programme.reference
    for url in (
        reverse("benefits:benefit_add", args=[ref]),
        reverse("benefits:savings_line_add", args=[ref]),
        reverse("benefits:benefit_edit", args=[ref, benefit.pk]),
        reverse("benefits:indicator_add", args=[benefit.pk]),
        reverse("benefits:measurement_add", args=[indicator.pk]),
        reverse("benefits:savings_amount_edit", args=[line.pk, amount.pk]),
        reverse("benefits:archived_benefits", args=[ref]),
    ):
        assert board_member.get(url).status_code == 403, url
    history = reverse("benefits:benefit_history", args=[ref, benefit.pk])
    assert board_member.get(history).status_code == 200


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
    said = page(lead, programme)
    assert "Edit the benefit : Own" in said
    assert "Edit the benefit : Of" not in said


def test_a_lead_can_neither_add_nor_move_a_benefit_outside_their_project(
    lead: Client, project: Project, programme: Programme
) -> None:
    factories.project("Another project", programme=programme)
    own = factories.benefit("Own", programme=programme, project=project)
    add = reverse("benefits:benefit_add", args=[programme.reference])
    edit = reverse("benefits:benefit_edit", args=[programme.reference, own.pk])
    typed = {"title": "Own", "kind": "outcome", "position": "0"}
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


def test_a_benefit_with_its_measures_and_a_saving_are_made_in_the_browser(
    manager: Client, project: Project, programme: Programme, july_2012: datetime
) -> None:
    owner = factories.person("Edwin Ashdown")
    ref = programme.reference

    def made(url: str, **typed: object):
        response = manager.post(url, typed)
        assert response.status_code == 302, dict(response.context["form"].errors)
        assert response["Location"] == reverse("benefits:programme_benefits", args=[ref])

    made(
        reverse("benefits:benefit_add", args=[ref]),
        title="Assessments are made in time",
        kind="outcome",
        description="Families know sooner.",
        project=project.pk,
        owner=owner.pk,
        expected_on_day="31",
        expected_on_month="March",
        expected_on_year="2013",
        position="1",
    )
    benefit = Benefit.objects.get()
    made(
        reverse("benefits:indicator_add", args=[benefit.pk]),
        title="Initial assessments",
        unit="percent",
        direction="higher",
        baseline_value="0",
        position="0",
    )
    indicator = Indicator.objects.get()
    made(
        reverse("benefits:measurement_add", args=[indicator.pk]),
        measured_on_day="4",
        measured_on_month="7",
        measured_on_year="2012",
        value="76.5",
        note="From the register",
    )
    made(
        reverse("benefits:savings_line_add", args=[ref]),
        title="Leases",
        required_pence="1.2m",
        period="2012-15",
        position="0",
    )
    line = SavingsLine.objects.get()
    add = reverse("benefits:savings_amount_add", args=[line.pk])
    made(add, financial_year="2012", amount_pence="525k", state="achieved")
    made(add, financial_year="", amount_pence="0", state="to_be_planned", note="Not priced")

    assert (benefit.programme, benefit.owner, benefit.expected_on) == (
        programme,
        owner,
        date(2013, 3, 31),
    )
    assert indicator.baseline_value == 0
    assert Measurement.objects.get().value == Decimal("76.5")
    assert line.required_pence == 120_000_000
    assert list(
        SavingsAmount.objects.order_by("id").values_list("financial_year", "amount_pence")
    ) == [(2012, 52_500_000), (None, 0)]


def test_wrong_input_is_said_beside_its_field(
    manager: Client, programme: Programme, july_2012: datetime
) -> None:
    indicator = factories.indicator(benefit=factories.benefit(programme=programme))
    factories.measurement(1, date(2012, 6, 30), indicator=indicator)
    line = factories.savings_line(programme=programme)
    day = {"measured_on_day": "5", "measured_on_month": "7", "measured_on_year": "2012"}
    add_measurement = reverse("benefits:measurement_add", args=[indicator.pk])
    assert errors(manager.post(add_measurement, {**day, "value": "three"})) == {
        "measured_on": ["The day it was measured must not be in the future."],
        "value": ["Value must be a number, like 37 or 2.5"],
    }
    twice = {**day, "measured_on_day": "30", "measured_on_month": "6", "value": "2"}
    assert errors(manager.post(add_measurement, twice)) == {
        "__all__": ["There is already a measurement for this day."]
    }
    add_indicator = reverse("benefits:indicator_add", args=[indicator.benefit_id])
    target_day = {"target_on_day": "1", "target_on_month": "4", "target_on_year": "2013"}
    plain = {"title": "I", "unit": "number", "direction": "lower", "position": "0"}
    assert errors(manager.post(add_indicator, {**plain, **target_day})) == {
        "__all__": ["Enter the target that this date is for."]
    }
    add_amount = reverse("benefits:savings_amount_add", args=[line.pk])
    assert errors(manager.post(add_amount, {"financial_year": "2999"})) == {
        "financial_year": ["Choose the financial year from the list"],
        "amount_pence": ["Enter the amount"],
        "state": ["Choose the state"],
    }


def test_the_years_to_choose_from_are_said_in_words_and_keep_the_record_s_own(
    manager: Client, programme: Programme, july_2012: datetime
) -> None:
    line = factories.savings_line(programme=programme)
    amount = factories.savings_amount(1, line=line, financial_year=1990)
    url = reverse("benefits:savings_amount_edit", args=[line.pk, amount.pk])
    choices = manager.get(url).context["form"].fields["financial_year"].choices
    assert choices[:3] == [("", "No year yet"), (1990, "1990/91"), (1992, "1992/93")]
    assert choices[-1] == (2027, "2027/28")


def test_what_is_archived_leaves_the_page_and_can_be_brought_back(
    manager: Client, programme: Programme
) -> None:
    benefit = factories.benefit("Put away", programme=programme)
    archive = reverse("benefits:benefit_archive", args=[programme.reference, benefit.pk])
    assert manager.post(archive, {"reason": "Counted twice"}).status_code == 302
    assert "Put away" not in page(manager, programme)
    archived = reverse("benefits:archived_benefits", args=[programme.reference])
    assert "Benefit: Put away Bring back" in words(manager.get(archived).content.decode())
    assert manager.post(archive, {"reason": ""}).status_code == 302
    assert "Put away" in page(manager, programme)


def test_every_kind_of_record_can_be_found_among_the_archived(
    manager: Client, programme: Programme
) -> None:
    by = factories.officer()
    benefit = factories.benefit(programme=programme)
    indicator = factories.indicator(benefit=benefit)
    measurement = factories.measurement(1, date(2012, 6, 30), indicator=indicator)
    line = factories.savings_line(programme=programme)
    amount = factories.savings_amount(1, line=line)
    for record in (benefit, indicator, measurement, line, amount):
        archive_record(record, by=by)
    archived = reverse("benefits:archived_benefits", args=[programme.reference])
    assert [row["url"] for row in manager.get(archived).context["rows"]] == [
        reverse("benefits:benefit_archive", args=[programme.reference, benefit.pk]),
        reverse("benefits:indicator_archive", args=[benefit.pk, indicator.pk]),
        reverse("benefits:measurement_archive", args=[indicator.pk, measurement.pk]),
        reverse("benefits:savings_line_archive", args=[programme.reference, line.pk]),
        reverse("benefits:savings_amount_archive", args=[line.pk, amount.pk]),
    ]


@pytest.mark.parametrize("kind", ["manager", "lead"])
def test_the_page_needs_the_same_queries_for_one_and_three_of_everything(
    request: pytest.FixtureRequest,
    kind: str,
    project: Project,
    programme: Programme,
    django_assert_num_queries,
) -> None:
    client = request.getfixturevalue(kind)
    owner = factories.person("Edwin Ashdown")
    url = reverse("benefits:programme_benefits", args=[programme.reference])

    def one_more() -> None:
        benefit = factories.benefit(programme=programme, project=project, owner=owner)
        indicator = factories.indicator(benefit=benefit)
        factories.measurement(1, date(2012, 6, 30), indicator=indicator)
        line = factories.savings_line(programme=programme, project=project)
        factories.savings_amount(1, line=line)

    for count in (1, 2):
        for _more in range(count):
            one_more()
        with django_assert_num_queries(13 if kind == "manager" else 14):
            client.get(url)
