"""Two publish the same paper at the same moment: one of them does."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from audit.errors import Refused
from people.choices import Role
from people.models import Person
from people.queries import office
from reports.models import Publication
from tests import factories
from tests.committed import committed
from tests.reports.publishing import Ready, fit_to_publish
from tests.reports.test_restricting_at_once import both

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["committed"]


@pytest.fixture(scope="module")
def ready(committed: DjangoDbBlocker) -> Ready:
    with committed.unblock():
        return fit_to_publish()


def test_one_of_two_publishes(ready: Ready) -> None:
    """Both have read the same page. Another officer, so that it is not the same sent twice."""
    by = factories.holder(Role.COMMITTEE_OFFICER, office(), "Cora Mundy")
    read = ready.as_read()

    def publish(who: Person) -> Any:
        try:
            return ready.act(by=who, **read)
        except Refused as refusal:
            return str(refusal)

    done = both(lambda: publish(ready.publisher.person), lambda: publish(by))
    (made,) = Publication.objects.filter(paper=ready.paper)
    assert made in done
    done.remove(made)
    assert done == ["The paper has been published since you opened this page."]
