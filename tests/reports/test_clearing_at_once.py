"""Two ask the same officer at the same time: the second waits for the paper, and is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from audit.errors import Refused
from people.actions import appoint
from people.choices import Role
from people.models import Person
from people.queries import office
from reports.clearing import ask_for_clearance
from reports.models import Clearance, Paper
from tests import factories
from tests.committed import committed
from tests.reports.test_restricting_at_once import one_after_another

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["committed"]


@pytest.fixture(scope="module")
def paper(committed: DjangoDbBlocker) -> int:
    with committed.unblock():
        return factories.paper("Lease").pk


def test_one_person_is_not_asked_for_both(paper: int, engine: str) -> None:
    by = factories.officer()
    both = factories.holder(Role.LEGAL_OFFICER, office(), "Lily Ford")
    appoint(scope=office(), role=Role.FINANCE_OFFICER, person=both, by=by)

    def ask(kind: str) -> Any:
        return ask_for_clearance(
            paper=Paper.objects.get(pk=paper),
            kind=kind,
            officer=Person.objects.get(pk=both.pk),
            by=by,
        )

    def refused() -> str:
        with pytest.raises(Refused) as refusal:
            ask("financial")
        return str(refusal.value)

    asked, sentence = one_after_another(lambda: ask("constitutional"), refused, by, engine)
    assert sentence == "Lily Ford gives the other of two clearances that need two people."
    assert list(Clearance.objects.filter(paper=paper)) == [asked]
