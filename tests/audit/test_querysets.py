"""Reading records as they were, on both engines alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import OuterRef, Q, Subquery

from audit.actions import archive_record, edit_record, unarchive_record
from audit.errors import NotAudited
from audit.queries.changes import changes_between
from people.choices import Role
from people.models import Person
from projects.models import Milestone, Project
from tests import factories
from values import clock

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def milestone(july_2012: datetime) -> Milestone:
    """Made at ten, renamed at eleven, archived at twelve, brought back at one."""
    milestone, officer = factories.milestone("Open"), factories.officer()
    with clock.stopped_at(july_2012 + HOUR):
        edit_record(milestone, by=officer, title="Open to all")
    with clock.stopped_at(july_2012 + 2 * HOUR):
        archive_record(milestone, by=officer)
    with clock.stopped_at(july_2012 + 3 * HOUR):
        return unarchive_record(milestone, by=officer)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (-HOUR, []),
        (-MICROSECOND, []),
        (0 * HOUR, [("Open", False, 1)]),
        (HOUR - MICROSECOND, [("Open", False, 1)]),
        (HOUR, [("Open to all", False, 2)]),
        (2 * HOUR - MICROSECOND, [("Open to all", False, 2)]),
        (2 * HOUR, [("Open to all", True, 3)]),
        (3 * HOUR, [("Open to all", False, 4)]),
        (1000 * HOUR, [("Open to all", False, 4)]),
    ],
)
def test_a_record_is_read_as_it_was(
    july_2012: datetime, milestone: Milestone, after: timedelta, expected: list[tuple]
) -> None:
    rows = Milestone.objects.at(july_2012 + after)
    assert list(rows.values_list("title", "is_archived", "version")) == expected
    live = [row for row in expected if not row[1]]
    assert list(rows.live().values_list("title", "is_archived", "version")) == live


def test_now_is_the_live_rows(milestone: Milestone) -> None:
    assert list(Milestone.objects.at(None)) == [milestone]
    assert type(Milestone.objects.at(None).get()) is Milestone


def test_a_past_row_has_the_columns_and_the_key_of_its_record(
    july_2012: datetime, milestone: Milestone
) -> None:
    row = Milestone.objects.at(july_2012).get()
    assert {f.attname: getattr(row, f.attname) for f in Milestone._meta.concrete_fields} == {
        "id": milestone.pk,
        "version": 1,
        "is_archived": False,
        "project_id": milestone.project_id,
        "programme_id": None,
        "scope_id": milestone.project.scope_id,
        "owner_id": None,
        "title": "Open",
        "baseline_on": None,
        "forecast_on": None,
        "actual_on": None,
        "first_agreed_on": None,
        "times_rebaselined": 0,
    }


def test_a_filter_after_at_speaks_of_that_moment(july_2012: datetime, milestone: Milestone) -> None:
    then = Milestone.objects.at(july_2012)
    assert then.filter(title="Open").count() == 1
    assert then.filter(title="Open to all").count() == 0
    later = Milestone.objects.at(july_2012 + HOUR)
    assert later.filter(title="Open").count() == 0
    assert later.filter(title="Open to all", project_id=milestone.project_id).count() == 1


def test_methods_of_the_records_queryset_work_at_a_past_moment(july_2012: datetime) -> None:
    programme, officer = factories.programme(), factories.officer()
    first, second = (factories.project(t, programme=programme) for t in ("One", "Two"))
    with clock.stopped_at(july_2012 + HOUR):
        edit_record(second, by=officer, position=0)
    then, later = Project.objects.at(july_2012), Project.objects.at(july_2012 + HOUR)
    assert [row.id for row in then.in_order()] == [first.pk, second.pk]
    assert [row.id for row in later.in_order()] == [second.pk, first.pk]


def test_each_record_is_read_once_among_many(july_2012: datetime) -> None:
    project, officer = factories.project(), factories.officer()
    made = [factories.milestone(f"M{n}", project=project) for n in range(4)]
    for hours, milestone in enumerate(made, start=1):
        with clock.stopped_at(july_2012 + hours * HOUR):
            edit_record(milestone, by=officer, title=f"{milestone.title} moved")
    rows = Milestone.objects.at(july_2012 + 2 * HOUR).order_by("id")
    assert list(rows.values_list("title", flat=True)) == ["M0 moved", "M1 moved", "M2", "M3"]


def test_todays_rights_decide_what_is_seen_of_the_past(july_2012: datetime) -> None:
    mine, theirs = factories.project("Mine"), factories.project("Theirs")
    member = factories.holder(Role.TEAM_MEMBER, mine.scope)
    outsider = factories.person("Cleo Marsh")
    with clock.stopped_at(july_2012 + HOUR):
        edit_record(mine, by=factories.officer(), title="Mine, renamed")
        edit_record(theirs, by=factories.officer(), title="Theirs, renamed")
    then = Project.objects.at(july_2012)
    assert set(then.values_list("title", flat=True)) == {"Mine", "Theirs"}
    assert [row.title for row in then.visible_to(member)] == ["Mine"]
    assert list(then.visible_to(Person.objects.get(pk=outsider.pk))) == []
    officer = Person.objects.get(pk=factories.officer().pk)
    assert {row.title for row in then.visible_to(officer)} == {"Mine", "Theirs"}


def test_a_past_row_cannot_be_written_through_the_queryset(
    july_2012: datetime, milestone: Milestone
) -> None:
    with pytest.raises(NotAudited):
        Milestone.objects.at(july_2012).update(title="Rewritten")


def test_the_past_is_found_by_the_index_made_for_it(july_2012: datetime, engine: str) -> None:
    project = factories.project()
    milestones = [factories.milestone(f"M{n}", project=project) for n in range(3)]
    for hours in range(1, 4):
        with clock.stopped_at(july_2012 + hours * HOUR):
            for milestone in milestones:
                edit_record(milestone, by=factories.officer(), title=f"{milestone.title} {hours}")
    with index_scans_preferred(engine):
        plan = Milestone.objects.at(july_2012 + HOUR).explain()
    assert {
        "sqlite": "USING COVERING INDEX milestone_as_at (id=? AND history_date<?)",
        "postgresql": "using milestone_as_at on projects_historicalmilestone",
    }[engine] in plan
    assert "SORT" not in plan.upper()
    assert "ORDER BY" not in plan.upper()


@contextmanager
def index_scans_preferred(engine: str) -> Iterator[None]:
    """PostgreSQL reads a table of three rows whole, or sorts them, and is right; here it is told
    not to."""
    if engine == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    yield


def test_a_filter_inside_at_is_the_same_as_one_after_it(july_2012: datetime) -> None:
    officer, old, new = factories.officer(), factories.programme("Old"), factories.programme("New")
    stayed, moved = (factories.project(t, programme=old) for t in ("Stayed", "Moved"))
    with clock.stopped_at(july_2012 + HOUR):
        edit_record(moved, by=officer, programme=new)
    for moment in (july_2012, july_2012 + HOUR, None):
        for programme in (old, new):
            inside = Project.objects.at(moment, programme_id=programme.pk).in_order()
            also = Project.objects.at(moment, Q(programme_id__in={programme.pk})).in_order()
            after = Project.objects.at(moment).filter(programme_id=programme.pk).in_order()
            titles = [[row.title for row in rows] for rows in (inside, also, after)]
            assert titles[0] == titles[1] == titles[2]
    then = Project.objects.at(july_2012, programme_id=old.pk).in_order()
    assert [(row.id, row.title) for row in then] == [(stayed.pk, "Stayed"), (moved.pk, "Moved")]
    later = Project.objects.at(july_2012 + HOUR, programme_id=old.pk)
    assert [row.id for row in later] == [stayed.pk]


def test_both_of_two_moments_are_read_at_once(july_2012: datetime, milestone: Milestone) -> None:
    officer, project = factories.officer(), milestone.project
    factories.milestone("Stayed", project=project)
    with clock.stopped_at(july_2012 + HOUR):
        factories.milestone("Came later", project=project)
    rows = Milestone.objects.at_both(july_2012, july_2012 + HOUR).order_by("history_id")
    flags = ("title", "is_before", "is_after")
    assert list(rows.values_list(*flags)) == [
        ("Open", True, False),
        ("Open to all", False, True),
        ("Stayed", True, True),
        ("Came later", False, True),
    ]
    edit_record(milestone, by=officer, title="Open for ever")
    mine = Milestone.objects.filter(pk=milestone.pk)
    now = mine.at_both(july_2012 + HOUR, None).order_by("history_id")
    assert list(now.values_list(*flags)) == [
        ("Open to all", True, False),
        ("Open for ever", False, True),
    ]
    assert list(Milestone.objects.filter(pk__in=set()).at_both(july_2012, None)) == []


def test_what_moved_is_read_at_the_moment_at_which_it_was_there(july_2012: datetime) -> None:
    officer, old, new = factories.officer(), factories.programme("Old"), factories.programme("New")
    moved = factories.project("Moved", programme=old)
    with clock.stopped_at(july_2012 + HOUR):
        edit_record(moved, by=officer, programme=new)
    for programme, was_there, is_there in ((old, True, False), (new, False, True)):
        (row,) = Project.objects.at_both(july_2012, None, programme_id=programme.pk)
        assert (row.title, row.is_before, row.is_after) == ("Moved", was_there, is_there)
    assert not Project.objects.at_both(july_2012, july_2012, programme_id=new.pk).exists()


def test_a_subquery_reads_the_past_of_each_row(july_2012: datetime, milestone: Milestone) -> None:
    """The milestones of each project, by title: the first one then, and now."""
    for moment, title in ((july_2012, "Open"), (july_2012 + HOUR, "Open to all"), (None, "Moved")):
        if moment is None:
            edit_record(milestone, by=factories.officer(), title="Moved")
        of_project = Milestone.objects.of_each(moment, project_id=OuterRef("pk")).order_by("title")
        first = Project.objects.annotate(first=Subquery(of_project.values("title")[:1]))
        assert first.get().first == title


def test_changes_between_two_moments_are_those_after_the_first(
    july_2012: datetime, milestone: Milestone
) -> None:
    scope, elsewhere = milestone.project.scope_id, factories.project("Elsewhere").scope_id

    def versions(before: datetime, after: datetime | None, *scopes: int) -> list[int]:
        changes = changes_between(before, after, scopes).filter(kind="projects.milestone")
        return list(changes.order_by("version").values_list("version", flat=True))

    assert versions(july_2012, july_2012 + 2 * HOUR, scope) == [2, 3]
    assert versions(july_2012 - MICROSECOND, july_2012, scope) == [1]
    assert versions(july_2012, None, scope, elsewhere) == [2, 3, 4]
    assert versions(july_2012, None, elsewhere) == []


def test_keys_may_be_listed_as_one_value_now_and_then(july_2012: datetime) -> None:
    keys = {factories.milestone(title).pk for title in ("Open", "Hire", "Close")}
    first = min(keys)
    for rows in (Milestone.objects.all(), Milestone.objects.at(clock.now())):
        for listed in (keys, {first, 999_999}, set()):
            found = rows.filter(id__listed=listed).values_list("id", flat=True)
            assert set(found) == keys & listed
    projects = {row.project_id for row in Milestone.objects.all()}
    then = Milestone.objects.at(clock.now(), project_id__listed=projects)
    assert {row.id for row in then} == keys
    assert not Milestone.objects.filter(project_id__listed={999_999}).exists()


def test_records_are_read_by_their_own_keys_then_as_now(
    july_2012: datetime, milestone: Milestone
) -> None:
    """The rows of the past have keys of their own, which are never what is asked for."""
    other = factories.milestone("Hire")
    for moment in (None, clock.now()):
        for lookup in ({"pk__in": [other.pk]}, {"id": other.pk}, {"pk__in": {other.pk}}):
            rows = Milestone.objects.at(moment, **lookup)
            assert list(rows.values_list("id", "title")) == [(other.pk, "Hire")]
        both = Milestone.objects.at(moment, id__in=[milestone.pk, other.pk], title="Hire")
        assert [row.id for row in both] == [other.pk]
