"""The page of benefits and savings: who sees it, what it says and offers."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from audit.actions import archive_record, edit_record
from benefits.choices import SavingState, Unit
from programmes.models import Programme
from projects.models import Project
from tests import factories
from tests.factories.savings import indicator_target
from tests.sending import press
from values import clock
from values.partial_dates import PartialDate

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def page(client: Client, programme: Programme, at: str = "") -> str:
    url = reverse("benefits:programme_benefits", args=[programme.reference])
    response = client.get(url, {"at": at} if at else {})
    assert response.status_code == 200
    return words(response.content.decode())


def words(html: str) -> str:
    """The text of a page, each run of spaces as one."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


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
    drawn = "37% (30 April 2010), 76% (31 May 2011)"
    assert f"37% 30 April 2010 76% 31 May 2011 Up 39 points better – {drawn} No target – –" in said
    for rating in ("Red", "Amber", "Green", "Not rated"):
        assert rating not in said


def test_savings_are_listed_by_state_and_year_with_a_warning_if_they_do_not_add_up(
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


def test_the_page_of_a_past_day_shows_that_day_and_no_links_to_edit(signed_in) -> None:
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


def test_a_programme_is_not_there_before_it_was_recorded(signed_in, july_2012: datetime) -> None:
    with clock.stopped_at(datetime(2012, 6, 1, 9, 0, tzinfo=UTC)):
        factories.officer()
    programme = factories.programme()
    url = reverse("benefits:programme_benefits", args=[programme.reference])
    response = signed_in(factories.officer()).get(url, {"at": "2012-07-01"})
    assert response.status_code == 404
    said = "“Open Doors” had not yet been recorded on 1 July 2012, 23:59."
    assert said in response.content.decode()


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


def test_what_is_archived_leaves_the_page_and_can_be_brought_back(
    manager: Client, programme: Programme
) -> None:
    benefit = factories.benefit("Put away", programme=programme)
    archive = reverse("benefits:benefit_archive", args=[programme.reference, benefit.pk])
    assert press(manager, archive, {"reason": "Counted twice"}).status_code == 302
    assert "Put away" not in page(manager, programme)
    archived = reverse("benefits:archived_benefits", args=[programme.reference])
    assert "Benefit: Put away Bring back" in words(manager.get(archived).content.decode())
    assert press(manager, archive, {"reason": ""}).status_code == 302
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
    target = indicator_target(1, PartialDate.financial_year(2012), indicator=indicator)
    for record in (benefit, indicator, measurement, target, line, amount):
        archive_record(record, by=by)
    archived = [
        reverse(f"benefits:archived_{name}", args=[programme.reference])
        for name in ("benefits", "savings")
    ]
    assert [row["url"] for page in archived for row in manager.get(page).context["rows"]] == [
        reverse("benefits:benefit_archive", args=[programme.reference, benefit.pk]),
        reverse("benefits:indicator_archive", args=[benefit.pk, indicator.pk]),
        reverse("benefits:measurement_archive", args=[indicator.pk, measurement.pk]),
        reverse("benefits:indicator_target_archive", args=[indicator.pk, target.pk]),
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
        with django_assert_num_queries(8 if kind == "manager" else 9):
            client.get(url)
