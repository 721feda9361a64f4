"""What pages, comparisons and papers say of money: as at any day, each amount from its record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from audit.actions import create_record, edit_record
from documents.content import TableContent
from governance.models import Decision
from money.actions import add_to_scope
from money.blocks import MONEY
from money.models import Post
from people.models import Scope
from programmes.models import FundingSource, Programme
from records.blocks import About
from records.comparison import Span, lines_of
from registers.actions.links import link
from registers.choices import Relation
from tests import factories
from tests.factories import money
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
K = 100_000  # pence
THEN = datetime(2012, 5, 2, 9, 0, tzinfo=UTC)
NOW = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def programme(db: None) -> Programme:
    """A budget whose forecast has grown since May, and 24 posts."""
    with clock.stopped_at(THEN):
        programme = factories.programme()
        line = money.line(scope=programme.scope, cost_centre="C1204")
        kept = money.amount(line, budget_pence=500 * K, forecast_pence=500 * K)
        for number, filled in ((12, 10), (6, 6), (6, None)):
            said = {"title": "Staff", "number": number, "filled": filled}
            add_to_scope(Post, scope=programme.scope, by=factories.officer(), **said)
    with clock.stopped_at(NOW):
        edit_record(kept, by=factories.officer(), forecast_pence=520 * K, actual_pence=100_050)
        money.amount(line, 2013, forecast_pence=510 * K)
    return programme


@pytest.fixture
def office(db: None, client: Client) -> Client:
    client.force_login(factories.account())
    return client


def page(client: Client, scope: Scope, query: str = "") -> str:
    with clock.stopped_at(NOW):
        url = reverse("money:scope_money", args=[scope.reference])
        return read(client.get(url + query).content.decode()).text


def test_the_page_says_first_how_the_year_ends_now_and_as_at_a_day(
    office: Client, programme: Programme
) -> None:
    now, then = page(office, programme.scope), page(office, programme.scope, "?at=2012-06-01")
    assert "2012/13 is forecast to end £20k over budget (4%)." in now
    assert "£500,000 £520,000 £1,000.50 £20,000 over budget (4%)" in now
    assert "2012/13 is forecast to end on budget." in then
    assert "£500,000 £500,000 Not known on budget" in then
    assert "Total 24 16" in now


def test_a_comparison_tells_each_year_of_a_line(programme: Programme) -> None:
    span = Span(
        before=THEN,
        after=None,
        scope_id=programme.scope_id,
        programme_id=programme.pk,
        programme_reference=programme.reference,
        programme_scope_id=programme.scope_id,
        reader=factories.officer(),
    )
    with clock.stopped_at(NOW):
        found = [(line.subject, line.words) for line in lines_of(span) if line.group.key == "money"]
    assert found == [
        (
            "Placements, 2012/13",
            "forecast £500,000 to £520,000, £20,000 more; actual now £1,000.50",
        ),
        ("Placements, 2013/14", "forecast now £510,000"),
    ]


@pytest.mark.parametrize(
    ("name", "chosen", "said", "field"),
    [
        ("budget", {"amounts": "thousands"}, "£500k", "Budget"),
        ("budget forecast", {"amounts": "millions"}, "£0.52m", "Forecast"),
        ("budget spent", {"amounts": "pounds"}, "£1,000.50", "Actual"),
        ("budget variance", {"amounts": "short"}, "£20k over budget (4%)", "Forecast"),
        ("posts", {}, "24", "Number"),
        ("posts filled", {}, "16", "Filled"),
    ],
)
def test_a_paper_draws_its_figures_from_the_records_and_names_their_field(
    programme: Programme, name: str, chosen: dict[str, str], said: str, field: str
) -> None:
    (figure,) = [asked for asked in MONEY if asked.name == name]
    with clock.stopped_at(NOW):
        told = figure.read(About((programme,)), {"year": "this"} | chosen)
    assert (told.text, told.field) == (said, field)


def test_a_paper_prints_the_budget_in_the_amounts_that_it_asks_for(programme: Programme) -> None:
    (block,) = [asked for asked in MONEY if asked.name == "budgets"]
    with clock.stopped_at(NOW):
        content = block.read(About((programme,)), {"years": [], "amounts": "thousands"})
    assert isinstance(content, TableContent)
    assert content.table.rows == (
        ("2012/13", "Revenue", "£500k", "£520k", "£1k", "£20,000 over budget (4%)"),
        ("2013/14", "Revenue", "not known", "£510k", "not known", "not known"),
    )


def test_funding_names_the_decision_that_agreed_to_it(office: Client, programme: Programme) -> None:
    by = factories.officer()
    source = create_record(FundingSource, by=by, programme=programme, title="Reserve")
    decision = factories.entry(Decision, scope=programme.scope, title="To fund it")
    link(decision, source, relation=Relation.AGREES, by=by)
    assert f"{decision.reference}: To fund it" in page(office, programme.scope)
