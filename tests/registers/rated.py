"""Risks of one project, rated by the shipped matrix: what tests of risks and of escalations begin
with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker

from people.choices import Role
from people.models import Account
from projects.models import Project
from registers.actions.matrices import ship_matrix
from registers.actions.risks import edit_risk, record_risk
from registers.models import Risk, RiskMatrix
from tests import factories
from tests.sweeps.pages import Element, read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, kept
from values import clock

HIGH = {"current_likelihood": 3, "current_impact": 4}


@dataclass(frozen=True)
class Rated:
    """A threat of 12, an opportunity of 4 and a risk that nobody has rated, of one project; the
    threat was 16 until it was rated again a month ago."""

    keeper: Account
    lead: Account
    owner: Account
    project: Project
    matrix: RiskMatrix
    threat: Risk
    chance: Risk
    unrated: Risk


@pytest.fixture(scope="module")
def rated(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Rated]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT - timedelta(days=200)):
        by = factories.officer()
        matrix = ship_matrix(by=by, valid_from=date(2011, 1, 1))
        project = factories.project(programme=factories.programme(portfolio=factories.portfolio()))
        said = {"scope": project.scope, "by": by, "event": "It rains in."}
        threat = record_risk(
            title="The roof leaks", current_likelihood=4, current_impact=4,
            impact_pence=1_000_000, **said,
        )  # fmt: skip
        chance = record_risk(
            title="The sun shines", kind="opportunity", current_likelihood=2, current_impact=2,
            **said,
        )  # fmt: skip
        unrated = record_risk(title="Who knows", **said)
        with clock.stopped_at(MOMENT - timedelta(days=30)):
            threat = edit_risk(threat, by=by, **HIGH)
        with clock.stopped_at(MOMENT):
            lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh")
            owner = factories.holder(
                Role.SENIOR_RESPONSIBLE_OWNER, project.programme.scope, "Olive Roe"
            )
            yield Rated(
                keeper=factories.account(), lead=factories.account(lead),
                owner=factories.account(owner), project=project, matrix=matrix, threat=threat,
                chance=chance, unrated=unrated,
            )  # fmt: skip


def page(account: Account, url: str) -> Element:
    answer = browser_of(account).get(url)
    assert answer.status_code == 200
    return read(answer.content.decode())


def names(account: Account, url: str) -> list[str]:
    rows = [row for body in page(account, url).all("tbody") for row in body.all("tr")]
    return [next(row.all("th")).text for row in rows]
