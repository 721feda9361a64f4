"""Money as councils keep it: what a cost rating stands on, what is added up, what is not known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from audit.actions import create_record, edit_record
from audit.deciding import NotDecided
from money.models import FundingYear
from money.queries.cost import cost_of
from programmes.models import FundingSource
from tests import factories
from tests.factories import money
from tests.sweeps.pages import read
from values import clock

pytestmark = pytest.mark.django_db
K = 100_000  # pence
NOW = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def office(db: None, client: Client) -> Client:
    client.force_login(factories.account())
    return client


def test_field_case_C08_a_cost_rating_stands_on_recorded_budget_forecast_and_actual(
    db: None,
) -> None:
    with clock.stopped_at(NOW):
        project = factories.project()
        line = money.line(scope=project.scope)
        kept = money.amount(line, budget_pence=500 * K, forecast_pence=500 * K, actual_pence=0)
        assert cost_of(project.scope).rag == ""  # there is no tolerance yet
        money.tolerance(percent=5, red_percent=10)
        said = []
        for forecast in (500, 525, 526, 550, 551, 470):
            edit_record(kept, by=factories.officer(), forecast_pence=forecast * K)
            cost = cost_of(project.scope)
            said.append((cost.rag, cost.variance_pence))
        assert said == [
            ("green", 0),
            ("green", 25 * K),
            ("amber", 26 * K),
            ("amber", 50 * K),
            ("red", 51 * K),
            ("amber", -30 * K),
        ]
        assert cost_of(project.scope).words == (
            "2012/13: budget £500,000, forecast £470,000, spent £0; £30,000 under budget (6%)"
        )
        money.amount(money.line("Staff", scope=project.scope), budget_pence=5)
        assert cost_of(project.scope).unknown == 1


def test_field_case_C08_the_rating_is_that_of_the_rule_and_the_figures_of_its_day(
    db: None,
) -> None:
    with clock.stopped_at(NOW):
        project = factories.project()
        line = money.line(scope=project.scope)
        kept = money.amount(line, budget_pence=100 * K, forecast_pence=103 * K)
        money.tolerance(date(2012, 4, 1), percent=5, red_percent=10)
    later = datetime(2012, 8, 6, 9, 0, tzinfo=UTC)
    with clock.stopped_at(later):
        money.tolerance(date(2012, 8, 1), percent=2, red_percent=3)
        edit_record(kept, by=factories.officer(), forecast_pence=104 * K)
        then, now = cost_of(project.scope, NOW), cost_of(project.scope)
    assert (then.rag, then.forecast_pence) == ("green", 103 * K)
    assert (now.rag, now.forecast_pence) == ("red", 104 * K)


def test_field_case_A26_what_is_carried_forward_may_be_unknown_and_is_counted_once(
    office: Client,
) -> None:
    programme = factories.programme()
    by = factories.officer()
    said = {"programme": programme, "title": "Reserve", "kind": "reserve"}
    source = create_record(FundingSource, by=by, amount_pence=750 * K, **said)
    url = reverse("money:funding_year_add", args=[source.pk])
    for year, kind, amount in ((2009, "new", "750k"), (2010, "carried", "")):
        sent = {"financial_year": year, "kind": kind, "amount_pence": amount}
        assert office.post(url, sent).status_code == 302
    kept = FundingYear.objects.in_order().values_list("financial_year", "kind", "amount_pence")
    assert list(kept) == [(2009, "new", 750 * K), (2010, "carried", None)]
    page = read(
        office.get(
            reverse("programmes:funding_source_detail", args=[programme.reference, source.pk])
        ).content.decode()
    )
    (table,) = [t for t in page.all("table") if "2009/10" in t.text]
    assert table.text.endswith(
        "2009/10 New in the year £750,000 – 2010/11 Carried forward from the year before "
        "Not stated –"
    )


def test_only_a_decision_changes_an_agreed_budget_to_the_penny(db: None) -> None:
    with clock.stopped_at(datetime(2012, 4, 2, 9, 0, tzinfo=UTC)):
        line = money.line(scope=factories.project().scope)
        kept = money.amount(line, budget_pence=100_000_001)
    with clock.stopped_at(NOW):
        with pytest.raises(NotDecided, match="This is agreed"):
            edit_record(kept, by=factories.officer(), budget_pence=100_000_002)
        edit_record(kept, by=factories.officer(), actual_pence=33)
    kept.refresh_from_db()
    assert (kept.budget_pence, kept.actual_pence) == (100_000_001, 33)
