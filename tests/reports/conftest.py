"""Fixtures of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
from pytest_django import DjangoDbBlocker

from tests.committed import committed
from tests.demo_fixture import MOMENT, at_the_demo, demo, demo_database
from tests.reports.in_print import printed
from tests.reports.leasing import DAY, FIRST, Lease, leased
from tests.reports.publishing import Ready, fit_to_publish
from values import clock

__all__ = ["at_the_demo", "committed", "demo", "demo_database", "printed"]


@pytest.fixture(scope="module")
def built_ready(committed: DjangoDbBlocker) -> Ready:
    with committed.unblock(), clock.stopped_at(MOMENT):
        return fit_to_publish()


@pytest.fixture
def ready(built_ready: Ready) -> Ready:
    """On 4 July 2012."""
    return deepcopy(built_ready)


@pytest.fixture(scope="module")
def built_lease(committed: DjangoDbBlocker) -> Lease:
    with committed.unblock():
        return leased()


@pytest.fixture
def lease(built_lease: Lease) -> Iterator[Lease]:
    """On the third day."""
    with clock.stopped_at(FIRST + 2 * DAY):
        yield deepcopy(built_lease)
