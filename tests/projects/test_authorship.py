"""Who has written a report, and may not accept it: returning it is not writing it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from audit.errors import Refused
from people.choices import Role
from people.models import Person
from projects.actions import accept_report, return_report, save_report, submit_report
from projects.models import StatusReport
from tests import factories
from values import clock

pytestmark = pytest.mark.django_db

NOON = datetime(2012, 7, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WHY = "Say when the van comes."


@pytest.fixture
def report() -> StatusReport:
    with clock.stopped_at(NOON):
        return factories.report()


@pytest.fixture
def manager(report: StatusReport) -> Person:
    scope = report.project.programme.scope
    return factories.holder(Role.PROGRAMME_MANAGER, scope, "Mary Quill")


@pytest.mark.parametrize("hours", [1, -1], ids=["in time", "by a clock that runs back"])
def test_returning_a_report_is_not_writing_it(
    report: StatusReport, manager: Person, hours: int
) -> None:
    with clock.stopped_at(NOON + hours * HOUR):
        returned = return_report(report, by=manager, why=WHY)
    with clock.stopped_at(NOON + 2 * HOUR):
        again = submit_report(returned, by=factories.officer(), achieved="The van comes on Friday.")
        assert accept_report(again, by=manager).accepted_by == manager


def test_writing_in_a_report_in_the_moment_of_returning_it_is_writing_it(
    report: StatusReport, manager: Person
) -> None:
    with clock.stopped_at(NOON + HOUR):
        returned = return_report(report, by=manager, why=WHY)
        saved = save_report(returned, by=manager, achieved="The van comes on Friday.")
        again = submit_report(saved, by=factories.officer())
        with pytest.raises(Refused, match=r"^You wrote this report"):
            accept_report(again, by=manager)
