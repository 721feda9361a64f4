"""How benefits come about, dis-benefits apart, and the way of a measure as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from audit.actions import create_record
from benefits.blocks.profiles import Profiles, Ways
from benefits.choices import BenefitKind
from documents.content import TableContent
from programmes.models import CorporatePriority, Objective, Programme
from records.blocks import About
from tests import factories
from tests.factories.savings import benefit_path
from tests.sending import press
from tests.sweeps.pages import Element, read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import kept
from values import clock
from values.partial_dates import PartialDate

pytestmark = pytest.mark.one_engine
NOW = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
CALM = ("Hub", "Records are read on the day", "Fewer concerns wait", "Calm", "Homes; Safe")


@dataclass(frozen=True)
class World:
    programme: Programme
    about: About
    browser: Client

    @property
    def page(self) -> Element:
        url = reverse("benefits:programme_benefits", args=[self.programme.reference])
        return read(self.browser.get(url).content.decode())


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Calm has a way, an objective and two values; Savings has none; Moves is a dis-benefit."""
    with kept(django_db_blocker), clock.stopped_at(NOW):
        by, programme = factories.officer(), factories.programme()
        project = factories.project("Front door", programme=programme)
        priority = create_record(CorporatePriority, by=by, reference="PRI-1", title="Safe")
        objective = create_record(
            Objective, by=by, programme=programme, title="Homes", priority=priority
        )
        calm = factories.benefit(
            "Calm", programme=programme, objective=objective, review_on=date(2012, 9, 3),
            owner=factories.person("Ada Fenwick"), measured_how="A count every quarter",
        )  # fmt: skip
        benefit_path(
            "Hub", benefit=calm, project=project, capability=CALM[1], outcome=CALM[2], by=by
        )
        indicator = factories.indicator(
            "Answered",
            benefit=calm,
            unit="percent",
            baseline_value=37,
            baseline_on=PartialDate.month(2010, 4),
        )
        factories.measurement(
            76, PartialDate.month(2011, 5), indicator=indicator, is_provisional=True
        )
        factories.benefit("Savings", programme=programme, kind=BenefitKind.CASHABLE)
        factories.benefit("Moves", programme=programme, kind=BenefitKind.DIS_BENEFIT)
        paper = factories.paper(programme=programme)
        yield World(
            programme, About(paper.serves, None, None, paper), browser_of(factories.account())
        )


@pytest.fixture
def world(built: World, db: None) -> Iterator[World]:
    with clock.stopped_at(NOW):
        yield built


def test_each_benefit_has_its_way_from_output_to_objective_on_the_page_and_in_papers(
    world: World,
) -> None:
    (table,) = (t for t in world.page.all("table") if t.text.startswith("From outputs to"))
    assert [row.text for row in [*table.all("tr")][1:]] == [
        "Hub Front door Records are read on the day Fewer concerns wait Calm Homes Safe",
        "None stated – – Savings –",
    ]
    printed = Ways().read(world.about, {})
    assert isinstance(printed, TableContent)
    assert printed.table.rows == (CALM, ("–", "–", "–", "Savings", "–"))


def test_dis_benefits_stand_apart_on_the_page_and_in_papers(world: World) -> None:
    headings = [heading.text for heading in world.page.all("h3")]
    apart = "Dis-benefits: what becomes worse, and is accepted"
    assert headings[:4] == [
        "Calm Better outcome", "Savings Cashable", apart, "Moves Dis-benefit",
    ]  # fmt: skip
    chosen = {"kinds": [BenefitKind.DIS_BENEFIT], "columns": ["benefit", "owner"]}
    printed = Profiles().read(world.about, chosen)
    assert isinstance(printed, TableContent)
    assert (printed.table.caption, printed.table.rows) == (
        "Dis-benefits", (("Moves", "Nobody yet"),),
    )  # fmt: skip
    chosen = {"kinds": [], "columns": ["benefit", "measured", "review"]}
    printed = Profiles().read(world.about, chosen)
    assert isinstance(printed, TableContent)
    assert printed.table.rows[0] == ("Calm", "A count every quarter", "3 September 2012")


def test_the_way_of_a_measure_is_drawn_in_its_list_and_above_its_table(world: World) -> None:
    small, large = (picture for picture in world.page.all("svg"))
    said = "37% (April 2010), 76% (provisional) (May 2011)"
    assert small.text == said
    assert "It was 37% (April 2010) and is 76% (provisional) (May 2011)." in large.text


def test_a_way_is_added_with_projects_of_the_programme_only(world: World) -> None:
    factories.project("Elsewhere")
    benefit = world.programme.benefits.get(title="Savings")
    add = reverse("benefits:benefit_path_add", args=[benefit.pk])
    form = press(world.browser, add, {"output": ""}).context["form"]
    assert form.errors == {"output": ["Enter the output"]}
    assert [str(project) for project in form.fields["project"].queryset] == ["Front door"]
    assert press(world.browser, add, {"output": "New prices"}).status_code == 302
    assert benefit.paths.get().output == "New prices"
