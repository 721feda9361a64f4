"""My work names what waits besides reports and papers: reviews that are due, roles to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from audit.actions import edit_record
from people.actions import appoint, confirm_appointment
from people.choices import Role
from people.models import Person
from people.queries import office
from people.waiting import DUE, ToConfirm, waiting_for
from tests import factories
from tests.reports.leasing import DAY, FIRST, Lease, leased
from values import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def lease() -> Iterator[Lease]:
    found = leased()
    with clock.stopped_at(FIRST + 2 * DAY):
        yield found


def again(person: Person) -> Person:
    """A person as the next request reads them."""
    return Person.objects.get(pk=person.pk)


@pytest.mark.parametrize(
    ("days", "told"),
    [(DUE.days + 1, []), (DUE.days, [False]), (0, [False]), (-1, [True])],
    ids=["later", "due", "today", "overdue"],
)
def test_a_review_waits_for_its_readers_who_may_keep_or_release_it(
    lease: Lease, days: int, told: list[bool]
) -> None:
    review_on = clock.today() + timedelta(days=days)
    edit_record(lease.restriction, by=lease.keeper.person, review_on=review_on)
    for reader in (lease.keeper, lease.lawyer):
        rows = waiting_for(again(reader.person)).reviews
        assert [row.is_overdue for row in rows] == told
        assert [row.id for row in rows] == [lease.restriction.pk] * len(told)
    assert (
        waiting_for(again(lease.reader.person)).reviews == []
    )  # no reader of it, and may do neither


def test_what_is_restricted_is_no_work_of_others(lease: Lease) -> None:
    edit_record(lease.restriction, by=lease.keeper.person, review_on=clock.today())
    other = factories.account(factories.holder(Role.LEGAL_OFFICER, office(), "Liam Cole"))
    assert waiting_for(other.person).reviews == []
    assert "A matter of property" not in lease.said(other, "/")
    assert "A matter of property" in lease.said(lease.lawyer, "/")


def test_a_proposed_role_waits_for_the_other_who_gives_it() -> None:
    first = factories.officer()
    second = factories.holder(Role.PROGRAMME_OFFICE, office(), "Ben Hoy")
    auditor = factories.holder(Role.AUDITOR, office(), "Cas Ley")
    proposed = appoint(
        scope=office(), role=Role.SYSTEM_ADMINISTRATOR, by=first, person=factories.person("Di Orr")
    )
    assert waiting_for(again(second)).to_confirm == [
        ToConfirm(
            is_role=True,
            id=proposed.pk,
            within="OFFICE",
            who="Di Orr",
            what="System administrator",
            proposed_by=first.name,
        )
    ]
    assert [waiting_for(again(p)).to_confirm for p in (first, auditor, proposed.person)] == [
        [],
        [],
        [],
    ]
    confirm_appointment(proposed, by=second)
    assert waiting_for(again(second)).to_confirm == []
