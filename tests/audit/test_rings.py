"""Nothing contains itself, not through any number of others, and not when two move it at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from audit import bulk, rings, writing
from audit.actions import create_record, edit_record
from audit.errors import Refused
from audit.models import TrackedModel, tracked_models
from audit.writing import audited
from governance.models import Board, Decision
from meetings.models import AgendaItem
from people.actions import create_scope
from people.choices import ScopeKind, UnitKind
from people.models import Appointment, OrganisationUnit, Person, Scope
from people.queries import office
from programmes.choices import DocumentState
from programmes.models import Document, Portfolio
from projects.models import Project
from registers.models import Comment
from tests import factories
from tests.audit.test_concurrency import together


def a_unit(name: str) -> OrganisationUnit:
    by = factories.officer()
    return create_record(OrganisationUnit, by=by, name=name, kind=UnitKind.TEAM)


def a_scope(title: str) -> Scope:
    with audited(by=factories.officer(), reason="A test"):
        kind, reference = ScopeKind.BOARD, writing.next_reference("RING")
        return create_scope(kind=kind, reference=reference, title=title, parent=office())


def deactivated(name: str) -> Person:
    """Only somebody deactivated is merged into another."""
    with audited(by=factories.officer(), reason="A test"):
        return writing.archive(factories.person(name))


def a_project(name: str) -> Project:
    found = Project.objects.select_related("programme").first()
    programme = found.programme if found else factories.programme()
    return factories.project(name, programme=programme)


MAKE: dict[tuple[type[TrackedModel], str], Callable[[str], Any]] = {
    (Board, "parent"): factories.board,
    (Board, "succeeds"): factories.board,
    (Document, "superseded_by"): partial(factories.entry, Document),
    (OrganisationUnit, "parent"): a_unit,
    (Person, "merged_into"): deactivated,
    (Portfolio, "parent"): factories.portfolio,
    (Project, "parent"): a_project,
    (Scope, "parent"): a_scope,
}
"""How one is made of every kind that points at its own kind: a new one belongs here."""

SET_ONCE = {
    (AgendaItem, "carried_from"), (Appointment, "substitute_for"), (Comment, "answers"),
    (Decision, "reconsiders"),
}  # fmt: skip
"""What points at an older record from its first version on; a substitute has no substitute."""
BESIDE: dict[str, dict[str, Any]] = {
    "succeeds": {"succeeded_on": date(2012, 7, 2)},
    "superseded_by": {"state": DocumentState.SUPERSEDED},
}
"""What a field needs beside it."""

TREES = pytest.mark.parametrize(
    ("tree", "make"), MAKE.items(), ids=[f"{m.__name__}.{f}" for m, f in MAKE]
)


@pytest.mark.one_engine
def test_every_kind_that_points_at_its_own_is_tried_here() -> None:
    found = {(model, field.name) for model in tracked_models() for field in rings.rings_of(model)}
    assert found - SET_ONCE == set(MAKE)


def leads_back(record: Any) -> str:
    return f"This leads back to {record} itself, directly or through others."


@pytest.mark.django_db
@TREES
def test_a_ring_is_refused_through_any_number(
    tree: tuple[type, str], make: Callable[[str], Any]
) -> None:
    field, beside = tree[1], BESIDE.get(tree[1], {})
    top, *others = (make(f"Of number {number}") for number in range(4))
    with audited(by=factories.officer(), reason="A test"):
        above = top
        for record in others:
            above = writing.change(record, **{field: above}, **beside)
        for end in (top, *others):
            with pytest.raises(Refused) as refused:
                writing.change(top, **{field: end}, **beside)
            said = leads_back(top)
            assert (str(refused.value), refused.value.fields) == (said, {field: [said]})
    assert getattr(type(top)._base_manager.get(pk=top.pk), field) != end


@pytest.mark.django_db
def test_a_ring_of_many_written_at_once_is_refused() -> None:
    top, middle, low = (a_unit(name) for name in ("Top", "Middle", "Low"))
    with audited(by=factories.officer(), reason="A test"):
        middle = writing.change(middle, parent=top)
        low = writing.change(low, parent=middle)
        with pytest.raises(Refused, match="leads back to Top itself"):
            bulk.change_many([a_unit("Another"), top], parent=low)


@pytest.mark.django_db
def test_without_the_rule_a_ring_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tests above would show."""
    monkeypatch.setattr(writing, "refuse_rings", lambda *_: None)
    top, low = a_unit("Top"), a_unit("Low")
    by = factories.officer()
    edit_record(low, by=by, parent=top)
    assert edit_record(top, by=by, parent=low).parent == low


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_of_two_who_put_two_into_each_other_one_is_refused(self) -> None:
        officer, start = factories.officer(), Barrier(2)
        units = [a_unit("Left"), a_unit("Right")]

        def put(which: int) -> Callable[[], OrganisationUnit]:
            def act() -> OrganisationUnit:
                start.wait(30)
                with audited(by=officer, reason="At once"):
                    return writing.change(units[which], parent=units[1 - which])

            return act

        done = together([put(0), put(1)])
        assert sorted(type(result).__name__ for result in done) == ["OrganisationUnit", "Refused"]
        assert OrganisationUnit.objects.exclude(parent=None).count() == 1
