"""A part of a change set: it joins the whole, and is undone alone when it is refused."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit import writing
from audit.actions import edit_record
from audit.errors import Refused
from audit.writing import audited
from people.models import OrganisationUnit
from projects.models import Milestone
from tests import factories
from tests.faults.agreement import disagreements

pytestmark = pytest.mark.django_db


def test_inside_another_audited_it_joins_that_one() -> None:
    officer, other = factories.officer(), factories.person("Ben Oakes")
    with audited(by=officer, reason="The whole") as outer:
        with audited(by=other, reason="A part") as inner:
            unit = writing.create(OrganisationUnit, name="Parks", kind="service")
        assert inner is outer
        edit_record(unit, by=other, reason="Another part", name="Parks and trees")
    rows = OrganisationUnit.history.filter(id=unit.pk)
    assert set(rows.values_list("history_user_id", "history_change_reason", "change_set")) == {
        (officer.pk, "The whole", outer.id)
    }


def test_catching_a_refusal_keeps_nothing_of_what_was_refused() -> None:
    officer = factories.officer()
    milestone = factories.milestone()
    rows = Milestone.history.count()
    with audited(by=officer, reason="The whole"):
        with pytest.raises(Refused), audited(by=officer, reason="A part"):
            writing.create(OrganisationUnit, name="Parks", kind="service")
            writing.change(milestone, title="Refused with the rest")
            writing.create(OrganisationUnit, name="", kind="service")
        with audited(by=officer, reason="Another part"):
            writing.change(milestone, title="Taken")
    assert not OrganisationUnit.objects.filter(name="Parks").exists()
    last = milestone.history.latest("history_id")
    assert (last.title, last.version, Milestone.history.count()) == ("Taken", 2, rows + 1)
    assert disagreements() == []


def test_a_part_of_a_whole_costs_a_savepoint_and_no_more() -> None:
    officer, milestone = factories.officer(), factories.milestone()
    counts = []
    for parts in (0, 1):
        with (
            CaptureQueriesContext(connection) as queries,
            audited(by=officer, reason="The whole"),
            audited(by=officer, reason="A part") if parts else nullcontext(),
        ):
            milestone = writing.change(milestone, title=f"In {parts}")
        counts.append([q["sql"].split()[0] for q in queries])
    savepoint = ["SAVEPOINT", "RELEASE"]
    assert sorted(counts[1]) == sorted(counts[0] + savepoint)


def test_when_the_outer_one_fails_the_inner_one_is_undone() -> None:
    officer = factories.officer()
    with pytest.raises(ZeroDivisionError), audited(by=officer, reason="The whole"):
        with audited(by=officer, reason="A part"):
            writing.create(OrganisationUnit, name="Parks", kind="service")
        raise ZeroDivisionError
    assert not OrganisationUnit.objects.filter(name="Parks").exists()
    assert not OrganisationUnit.history.filter(name="Parks").exists()
