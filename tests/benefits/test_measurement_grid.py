"""The measurements of all indicators of a programme, entered by quarter; who has not measured."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from audit.actions import edit_record
from benefits.choices import Frequency, IndicatorStatus, Unit
from benefits.models import Indicator, Measurement
from benefits.queries.unmeasured import last_period
from people.actions import appoint
from people.choices import Role
from people.models import Person
from people.queries import office
from programmes.models import Programme
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read
from values import clock
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db
JULY = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
Q1, Q1_KEY = PartialDate.quarter(2012, 1), "2012-04-01"


@pytest.fixture
def indicators(programme: Programme) -> list[Indicator]:
    benefit = factories.benefit(programme=programme, owner=factories.person("Ada Fenwick"))
    facts = {"benefit": benefit, "frequency": Frequency.QUARTERLY}
    return [
        factories.indicator("Assessments", unit=Unit.PERCENT, **facts),
        factories.indicator("In place", unit=Unit.YES_NO, **facts),
        factories.indicator("Paused", status=IndicatorStatus.SUSPENDED, **facts),
    ]


def url(programme: Programme) -> str:
    return reverse("benefits:measurement_grid", args=[programme.reference])


def kept() -> list[tuple]:
    rows = Measurement.objects.live().order_by("indicator_id", "id")
    return [
        (r.indicator.title, r.measured_on, r.value, r.why_missing, r.is_provisional) for r in rows
    ]


def test_a_quarter_is_pasted_checked_and_saved_as_a_whole(
    manager: Client, programme: Programme, indicators: list[Indicator]
) -> None:
    pasted = "Indicator\tQ1 2012/13\nAssessments\t76%\nIn place\tn/a: system down\n"
    with clock.stopped_at(JULY):
        filled = press(manager, url(programme), {"pasted": pasted}).context["form"]
        boxes = {row.label: [box and box.text for box in line] for row, line in filled.lines}
        assert boxes["Assessments"] == ["", "", "", "76%", ""]
        one, two = (f"{row.pk}-{Q1_KEY}" for row in indicators[:2])
        wrong = press(manager, url(programme), {one: "£3", two: "maybe"}).context["form"]
        assert dict(wrong.errors) == {
            one: ["Assessments, Q1 2012/13 must be in the unit of this indicator: per cent"],
            two: ["In place, Q1 2012/13 must be yes or no"],
        }
        assert kept() == []
        sent = {one: "76%", two: "n/a: system down", "are_provisional": "on"}
        assert press(manager, url(programme), sent).status_code == 302
        assert kept() == [
            ("Assessments", Q1, Decimal(76), "", True),
            ("In place", Q1, None, "system down", True),
        ]
        assert press(manager, url(programme), {two: "yes", one: ""}).status_code == 302
    assert kept() == [("In place", Q1, Decimal(1), "", True)]


def test_not_available_needs_its_reason_and_a_month_keeps_the_quarter_out_of_the_grid(
    manager: Client, programme: Programme, indicators: list[Indicator]
) -> None:
    one, two = (f"{row.pk}-{Q1_KEY}" for row in indicators[:2])
    with clock.stopped_at(JULY):
        factories.measurement(76, date(2012, 5, 31), indicator=indicators[0])
        form = press(manager, url(programme), {two: "not available"}).context["form"]
    assert dict(form.errors) == {
        two: ["In place, Q1 2012/13: say why, like “not available: system down”"]
    }
    assert one not in form.fields


def test_the_page_names_whoever_has_not_measured_the_last_quarter(
    manager: Client, programme: Programme, indicators: list[Indicator]
) -> None:
    page = reverse("benefits:programme_benefits", args=[programme.reference])
    with clock.stopped_at(JULY):
        factories.measurement(76, Q1, indicator=indicators[0])
        said = read(manager.get(page).content.decode()).text
    assert "In place, Q1 2012/13: Ada Fenwick" in said
    assert "Assessments, Q1" not in said
    assert "Paused, Q1" not in said


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("frequency", "on", "period"),
    [
        (Frequency.MONTHLY, date(2012, 1, 9), PartialDate.month(2011, 12)),
        (Frequency.MONTHLY, date(2012, 12, 31), PartialDate.month(2012, 11)),
        (Frequency.QUARTERLY, date(2012, 7, 1), PartialDate.quarter(2012, 1)),
        (Frequency.QUARTERLY, date(2012, 3, 31), PartialDate.quarter(2011, 3)),
        (Frequency.QUARTERLY, date(2012, 4, 1), PartialDate.quarter(2011, 4)),
        (Frequency.YEARLY, date(2012, 3, 31), PartialDate.financial_year(2010)),
    ],
)
def test_the_last_period_is_the_one_that_has_ended(
    frequency: str, on: date, period: PartialDate
) -> None:
    assert last_period(frequency, on) == period


def test_only_those_who_may_edit_benefits_enter_measurements(
    board_member: Client, programme: Programme
) -> None:
    assert board_member.get(url(programme)).status_code == 403


@pytest.mark.one_engine
def test_my_work_names_what_is_due_to_whoever_measures_it_until_it_is_measured(
    client: Client, programme: Programme, indicators: list[Indicator]
) -> None:
    owner = indicators[0].benefit.owner
    assert owner is not None
    appoint(scope=programme.scope, role=Role.CRITICAL_FRIEND, person=owner, by=factories.officer())
    analyst = factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Ann Count")
    edit_record(indicators[1], by=factories.officer(), analyst=analyst)

    reader = factories.holder(Role.READER, office(), "Rita Low")
    accounts = {person: factories.account(person) for person in (owner, analyst, reader)}

    def due(person: Person) -> list[tuple[str, str]]:
        client.force_login(accounts[person])
        parts = client.get("/").context["main"]
        mine = [part for part in parts if part["template"] == "benefits/to_measure.html"]
        return [(row.title, row.url) for part in mine for row in part["rows"]]

    page = f"/programmes/{programme.reference}/benefits/"
    with clock.stopped_at(JULY):
        assert due(owner) == [("Assessments", page)]  # who may not enter it reads it there
        assert due(analyst) == [("In place", f"/indicators/{indicators[1].pk}/measurements/add/")]
        assert due(reader) == []
        for row in indicators:
            factories.measurement(1, Q1, indicator=row)
        assert (due(owner), due(analyst)) == ([], [])
