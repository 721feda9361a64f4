"""Two publish the same paper at the same moment: one of them does."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from audit.errors import Refused
from reports.models import Publication
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
    """Who comes second is told so, or, having come after it all, to say what is put right."""

    def publish() -> Any:
        try:
            return ready.act()
        except Refused as refusal:
            return str(refusal)

    done = both(publish, publish)
    (made,) = Publication.objects.filter(paper=ready.paper)
    assert made in done
    done.remove(made)
    assert done[0] in ("Somebody else has just published this paper.", "Say what is put right.")
