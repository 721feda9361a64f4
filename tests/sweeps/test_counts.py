"""Counts are of what the reader sees. That no page counts what its reader may not see is tried with
the search for secrets, in test_canary.py, which asks for the same pages; here, that it would be
noticed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from people import policy
from people.choices import Act
from reports.querysets import PaperQuerySet
from tests.sweeps.canary import plant
from tests.sweeps.counts import differing, pages, read_before, read_by
from tests.sweeps.permitted import visitors
from tests.sweeps.world import MOMENT, World
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def test_a_count_of_what_is_hidden_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(self: Any, person: Any) -> Any:
        return self.filter(policy._reached(person, Act.SEE, self.model, "programme__scope"))

    monkeypatch.setattr(PaperQuerySet, "visible_to", forgetful)
    people = {visitor.role: visitor.account for visitor in visitors(world, here=True)}
    before = read_before(world, people, [p for p in pages() if p.name == "reports:paper_list"])
    with clock.stopped_at(MOMENT + timedelta(hours=2)):
        plant(world)
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        after = {role: read_by(people[role], answers) for role, answers in before.items()}
    assert differing(before, after) == ["/papers/", "/papers/"]
