"""Scopes lie in one another to any depth; what moves takes along all that lies below it."""

from __future__ import annotations

import pytest
from django.db import connection

from audit import bulk, writing
from audit.actions import edit_record
from audit.models import RecordedChange
from audit.writing import audited
from people import lineage
from people.actions import create_scope
from people.choices import ScopeKind
from people.models import Scope
from people.queries import office
from records.queries import stood_below
from tests import factories
from tests.sweeps.story import on
from values import clock

pytestmark = pytest.mark.django_db


def chain(top: Scope, *names: str) -> list[Scope]:
    """Scopes of which each lies in the one before."""
    found = [top]
    with audited(by=factories.officer(), reason="A test"):
        for name in names:
            made = create_scope(
                kind=ScopeKind.PROJECT, reference=name, title=name, parent=found[-1]
            )
            found.append(made)
    return found[1:]


def above(*scopes: Scope) -> list[list[int]]:
    """The keys above each of these scopes, as they are saved."""
    rows = {scope.pk: scope for scope in Scope.objects.filter(pk__in=[s.pk for s in scopes])}
    return [lineage.keys(rows[scope.pk].above) for scope in scopes]


@pytest.mark.one_engine
def test_a_way_says_what_is_above_and_around() -> None:
    way = "o1.g5.p9.p12."
    assert lineage.keys(way) == [1, 5, 9, 12]
    assert lineage.step_of(way) == lineage.step(ScopeKind.PROJECT, 12) == "p12."
    assert [lineage.around(w) for w in (way, "o1.g5.p9.", "o1.g5.b7.", "o1.g5.", "o1.b7.")] == [
        "o1.g5.", "o1.g5.", "o1.g5.", "", "",
    ]  # fmt: skip
    assert lineage.topmost({way, "o1.g5.", "o1.g51.", "o1.b7."}) == ["o1.b7.", "o1.g5.", "o1.g51."]


def test_a_scope_knows_all_that_is_above_it() -> None:
    programme = factories.programme().scope
    one, two, three = chain(programme, "ONE", "TWO", "THREE")
    top = [office().pk, programme.pk]
    assert above(office(), programme) == [[], [office().pk]]
    assert above(one, two, three) == [top, [*top, one.pk], [*top, one.pk, two.pk]]


def test_what_moves_takes_along_what_lies_below_and_the_past_stays() -> None:
    with on(6, 1):
        here, there = (factories.programme(title).scope for title in ("Here", "There"))
        one, two, three = chain(here, "ONE", "TWO", "THREE")
    with on(6, 10):
        before = clock.now()
    with on(6, 20):
        edit_record(one, by=factories.officer(), parent=there)
    top, old = [office().pk, there.pk], [office().pk, here.pk]
    assert above(one, two, three) == [top, [*top, one.pk], [*top, one.pk, two.pk]]
    then = {row.id: lineage.keys(row.above) for row in Scope.objects.at(before)}
    assert [then[s.pk] for s in (one, two, three)] == [old, [*old, one.pk], [*old, one.pk, two.pk]]
    edit_record(Scope.objects.get(pk=one.pk), by=factories.officer(), title="Renamed")
    assert [s.history.count() for s in (one, two, three)] == [3, 2, 2]


def test_many_that_move_at_once_take_along_what_lies_below() -> None:
    here, there = (factories.programme(title).scope for title in ("Here", "There"))
    (one, below), (two,) = chain(here, "ONE", "BELOW"), chain(here, "TWO")
    with audited(by=factories.officer(), reason="Moved"):
        bulk.change_many([one, two], parent=there)
    top = [office().pk, there.pk]
    assert above(one, below, two) == [top, [*top, one.pk], top]


def test_changes_are_found_where_they_stood_at_their_time() -> None:
    with on(6, 1):
        here, there = (factories.programme(title).scope for title in ("Here", "There"))
        one, two = chain(here, "ONE", "TWO")
    with on(6, 20):
        edit_record(one, by=factories.officer(), parent=there)
    with on(6, 25):
        edit_record(Scope.objects.get(pk=two.pk), by=factories.officer(), title="Later")

    def found(scope: Scope) -> list[tuple[int, int]]:
        standing = stood_below([Scope.objects.get(pk=scope.pk).way])
        rows = RecordedChange.objects.filter(standing.where, kind="people.scope").order_by("id")
        said = list(rows.values_list("record_id", "version"))
        for column, place in standing.places:
            rows = rows.exclude(**{column: place})
        assert not rows.exists()  # all are in the places
        return said

    assert found(here) == [(here.pk, 1), (one.pk, 1), (two.pk, 1)]
    assert found(there) == [(there.pk, 1), (one.pk, 2), (two.pk, 2), (two.pk, 3)]
    assert found(one) == [(one.pk, 1), (two.pk, 1), (one.pk, 2), (two.pk, 2), (two.pk, 3)]
    assert found(two) == [(two.pk, 1), (two.pk, 2), (two.pk, 3)]


def test_what_lies_below_is_found_by_an_index(engine: str) -> None:
    chain(factories.programme().scope, "ONE")
    below = Scope.objects.filter(above__under="o1.g5.").values("pk").query
    sql, values = below.sql_with_params()
    with connection.cursor() as cursor:
        if engine == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}", values)
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "scope_by_place" in plan


def test_a_new_scope_lies_where_the_one_above_lies_now() -> None:
    """Not where it lay when it was read."""
    here, there = (factories.programme(title).scope for title in ("Here", "There"))
    (one,) = chain(here, "ONE")
    with audited(by=factories.officer(), reason="Moved"):
        writing.change(one, parent=there)
    (two,) = chain(one, "TWO")
    assert above(two) == [[office().pk, there.pk, one.pk]]
