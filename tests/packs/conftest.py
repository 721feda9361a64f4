"""Fixtures of these tests."""

from __future__ import annotations

from copy import deepcopy

import pytest
from pytest_django import DjangoDbBlocker

from packs.models import PackVersion
from tests.committed import committed
from tests.demo_fixture import MOMENT
from tests.packs.sitting import Sitting, sitting
from values import clock

__all__ = ["committed"]


@pytest.fixture(scope="module")
def built(committed: DjangoDbBlocker) -> tuple[Sitting, PackVersion]:
    """The meeting, and the first version of its pack, which is published."""
    with committed.unblock(), clock.stopped_at(MOMENT):
        made = sitting()
        version = made.build()
        made.publish(version)
        return made, version


@pytest.fixture
def meeting(built: tuple[Sitting, PackVersion]) -> Sitting:
    """On 4 July 2012."""
    return deepcopy(built[0])


@pytest.fixture
def version(built: tuple[Sitting, PackVersion]) -> PackVersion:
    return deepcopy(built[1])
