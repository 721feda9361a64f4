"""The one door for writes: who, why and when stand on every history row; rules say no in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext

from audit import change_sets, writing
from audit.actions import create_record, edit_record
from audit.errors import Conflict, NotAudited, Refused
from audit.middleware import RequestIdMiddleware
from audit.models import RecordedChange
from audit.writing import audited, freeze_moment
from governance.models import Board
from people.models import Appointment, OrganisationUnit
from people.queries import office
from projects.models import Milestone
from tests import factories
from values import clock

pytestmark = pytest.mark.django_db

ONE_SECOND, ONE_DAY = timedelta(seconds=1), timedelta(days=1)


def test_every_history_row_says_who_why_when_and_with_what_else(july_2012: datetime) -> None:
    officer, helper = factories.officer(), factories.person("Ben Oakes")
    token = change_sets.request_id.set("request 7")
    try:
        with audited(by=helper, on_behalf_of=officer, reason="Heard by telephone") as change_set:
            unit = writing.create(OrganisationUnit, name="Parks", kind="service")
            writing.change(unit, name="Parks and trees")
    finally:
        change_sets.request_id.reset(token)
    rows = OrganisationUnit.history.filter(id=unit.pk).order_by("history_id")
    assert [
        (
            row.name,
            row.version,
            row.history_type,
            row.history_user_id,
            row.on_behalf_of_id,
            row.history_change_reason,
            row.history_date,
            row.change_set,
            row.request_id,
            row.is_loaded,
        )
        for row in rows
    ] == [
        (name, version, kind, helper.pk, officer.pk, "Heard by telephone", july_2012)
        + (change_set.id, "request 7", False)
        for name, version, kind in (("Parks", 1, "+"), ("Parks and trees", 2, "~"))
    ]


def test_a_history_row_keeps_the_clock_of_the_database_as_well(july_2012: datetime) -> None:
    row = factories.milestone().history.get()
    assert row.history_date == july_2012
    assert row.recorded_at > datetime(2026, 1, 1, tzinfo=UTC)


def test_two_change_sets_can_be_told_apart() -> None:
    milestone = factories.milestone()
    edit_record(milestone, by=factories.officer(), title="Second library open")
    first, second = milestone.history.order_by("history_id")
    assert first.change_set != second.change_set
    assert second.on_behalf_of_id is None


def test_a_request_gives_its_id_to_every_row_written_in_it() -> None:
    officer = factories.officer()
    seen = []

    def answer(request: HttpRequest) -> HttpResponse:
        made = [factories.person(name, by=officer) for name in ("Ada Fenwick", "Ben Oakes")]
        seen.append({person.history.get().request_id for person in made})
        return HttpResponse()

    site = RequestIdMiddleware(answer)
    site(HttpRequest())
    site(HttpRequest())
    (first,), (second,) = seen
    assert len(first) == len(second) == 32
    assert first != second
    assert factories.person("Cleo Marsh").history.get().request_id == ""


def test_after_audited_nothing_more_can_be_written() -> None:
    officer = factories.officer()
    with audited(by=officer, reason="Over soon"):
        unit = writing.create(OrganisationUnit, name="Parks", kind="service")
    with pytest.raises(NotAudited):
        writing.change(unit, name="Woods")
    with pytest.raises(ZeroDivisionError), audited(by=officer, reason="Broken off"):
        raise ZeroDivisionError
    with pytest.raises(NotAudited):
        unit.save()


def test_create_refuses_with_the_field_and_the_sentence() -> None:
    with pytest.raises(Refused) as refusal:
        create_record(
            Milestone,
            by=factories.officer(),
            project=factories.project(),
            title="",
            actual_on=date(2999, 1, 1),
        )
    assert refusal.value.fields == {
        "title": ["This field cannot be blank."],
        "actual_on": ["The date must not be in the future: it has not happened yet."],
    }
    assert Milestone.objects.count() == Milestone.history.count() == 0


AUGUST = date(2012, 8, 1)
ENDS_FIRST = {"starts_on": date(2012, 7, 4), "ends_on": date(2012, 7, 3)}
SAID_OF_IT = "The last day must not be before the first day."


def a_seat(name: str) -> Appointment:
    return Appointment.objects.get(person=factories.holder("reader", office(), name))


def test_a_constraint_refuses_with_its_own_sentence() -> None:
    by = factories.officer()
    seat = a_seat("Ada Fenwick")
    with pytest.raises(Refused, match=rf"^{SAID_OF_IT}$"):
        edit_record(seat, by=by, **ENDS_FIRST)
    seat.refresh_from_db()
    assert (seat.starts_on, seat.version, seat.history.count()) == (None, 1, 1)


def test_what_the_database_refuses_leaves_the_transaction_as_it_was() -> None:
    """Somebody may catch what is refused, and go on."""
    by = factories.officer()
    seat, other = a_seat("Ada Fenwick"), a_seat("Ben Hale")
    before = (seat.history.count(), RecordedChange.objects.count())
    with audited(by=by, reason="Reorganised"):
        with pytest.raises(Refused) as refused:
            writing.change(seat, **ENDS_FIRST)
        changed = writing.change(other, post="Librarian")
    assert refused.value.fields == {"__all__": [SAID_OF_IT]}
    assert Appointment.objects.get(pk=seat.pk).starts_on is None
    assert (seat.history.count(), RecordedChange.objects.count()) == (before[0], before[1] + 1)
    assert Appointment.objects.get(pk=other.pk).post == changed.post


def test_change_writes_the_new_values_and_the_next_version() -> None:
    milestone = factories.milestone()
    changed = edit_record(milestone, by=factories.officer(), expected_version=1, title="Later")
    assert (changed.pk, changed.title, changed.version) == (milestone.pk, "Later", 2)
    assert milestone.title == "First library open"
    assert list(milestone.history.order_by("history_id").values_list("title", "version")) == [
        ("First library open", 1),
        ("Later", 2),
    ]


def test_change_leaves_alone_what_others_changed_in_the_meantime() -> None:
    read = factories.milestone()
    edit_record(read, by=factories.officer(), forecast_on=AUGUST)
    changed = edit_record(read, by=factories.officer(), title="Later")
    assert (changed.title, changed.forecast_on, changed.version) == ("Later", AUGUST, 3)


def test_change_writes_nothing_when_nothing_differs() -> None:
    milestone = factories.milestone()
    same = edit_record(milestone, by=factories.officer(), title=milestone.title, actual_on=None)
    assert (same.version, milestone.history.count()) == (1, 1)


def test_change_asks_only_where_it_changes() -> None:
    """Neither the records that the others point at, nor what is unique in fields that stay."""
    by, board = factories.officer(), factories.board("Partners")
    paper = factories.paper(board=board, meeting_on=date(2012, 7, 16))
    with audited(by=by, reason="Moved"), CaptureQueriesContext(connection) as queries:
        writing.change(paper, meeting_on=date(2012, 7, 17))
    asked = [q["sql"] for q in queries if q["sql"].startswith("SELECT 1")]
    assert asked == []
    with audited(by=by, reason="Moved"), pytest.raises(Refused) as refusal:
        writing.change(paper, board=Board(pk=999_999))
    assert list(refusal.value.fields) == ["board"]


def test_a_change_of_one_of_two_fields_that_are_unique_together_is_asked() -> None:
    indicator, by = factories.indicator(), factories.officer()
    first = factories.measurement(1, date(2012, 7, 2), indicator=indicator)
    second = factories.measurement(2, date(2012, 7, 3), indicator=indicator)
    sentence = r"^There is already a measurement for this date\.$"
    with audited(by=by, reason="Put right"), pytest.raises(Refused, match=sentence):
        writing.change(second, measured_on=first.measured_on)
    with audited(by=by, reason="Counted again"):
        writing.archive(first)
        writing.change(second, measured_on=first.measured_on)
    with audited(by=by, reason="Brought back"), pytest.raises(Refused, match=sentence):
        writing.unarchive(first)


def test_change_of_an_old_version_is_a_conflict_that_shows_the_record_as_it_is() -> None:
    milestone = factories.milestone()
    edit_record(milestone, by=factories.officer(), expected_version=1, title="Theirs")
    with pytest.raises(Conflict) as conflict:
        edit_record(milestone, by=factories.officer(), expected_version=1, title="Mine")
    assert str(conflict.value) == "Somebody else has changed this since you opened it."
    assert (conflict.value.current.title, conflict.value.current.version) == ("Theirs", 2)
    assert Milestone.objects.get().title == "Theirs"
    assert milestone.history.count() == 2


def test_a_conflict_is_seen_also_when_both_wrote_the_same() -> None:
    milestone = factories.milestone()
    edit_record(milestone, by=factories.officer(), expected_version=1, title="Same")
    with pytest.raises(Conflict):
        edit_record(milestone, by=factories.officer(), expected_version=1, title="Same")


def test_references_are_given_out_once_and_in_order() -> None:
    officer = factories.officer()
    with audited(by=officer, reason="A test"):
        assert [writing.next_reference("TST") for _ in range(3)] == [
            "TST-0001",
            "TST-0002",
            "TST-0003",
        ]
        assert writing.next_reference("OTH") == "OTH-0001"


# Loads


def test_a_load_is_dated_and_marked() -> None:
    officer, day = factories.officer(), datetime(2010, 4, 30, 12, tzinfo=UTC)
    with audited(by=officer, reason="Loaded", dated=day):
        assert clock.now() == day
        unit = writing.create(OrganisationUnit, name="Parks", kind="service")
    with audited(by=officer, reason="Loaded", dated=day + ONE_DAY):
        writing.change(unit, name="Woods")
    rows = unit.history.order_by("history_id")
    assert list(rows.values_list("name", "history_date", "is_loaded")) == [
        ("Parks", day, True),
        ("Woods", day + ONE_DAY, True),
    ]
    assert clock.now() > datetime(2026, 1, 1, tzinfo=UTC)


def test_a_load_into_the_same_moment_is_the_later_version() -> None:
    officer, day = factories.officer(), datetime(2010, 4, 30, 12, tzinfo=UTC)
    with audited(by=officer, reason="Loaded", dated=day):
        unit = writing.create(OrganisationUnit, name="Parks", kind="service")
    with audited(by=officer, reason="Loaded", dated=day):
        writing.change(unit, name="Woods")
    assert OrganisationUnit.objects.at(day).get(id=unit.pk).name == "Woods"


def test_a_load_never_goes_back_in_time() -> None:
    officer, day = factories.officer(), datetime(2010, 4, 30, 12, tzinfo=UTC)
    with audited(by=officer, reason="Loaded", dated=day):
        unit = writing.create(OrganisationUnit, name="Parks", kind="service")
    with (
        pytest.raises(IntegrityError, match="dated history over other history"),
        audited(by=officer, reason="Loaded", dated=day - ONE_SECOND),
    ):
        writing.change(unit, name="Woods")
    assert list(unit.history.values_list("name", flat=True)) == ["Parks"]
    assert OrganisationUnit.objects.get(pk=unit.pk).name == "Parks"


def test_a_load_does_not_go_into_a_record_with_a_life_of_its_own() -> None:
    milestone = factories.milestone()
    with (
        pytest.raises(IntegrityError, match="dated history over other history"),
        audited(by=factories.officer(), reason="Loaded", dated=clock.now() + ONE_DAY),
    ):
        writing.change(milestone, title="From the old system")
    assert list(milestone.history.values_list("title", flat=True)) == ["First library open"]


def test_after_a_load_the_record_lives_on() -> None:
    officer = factories.officer()
    with audited(by=officer, reason="Loaded", dated=datetime(2010, 4, 30, tzinfo=UTC)):
        unit = writing.create(OrganisationUnit, name="Parks", kind="service")
    edit_record(unit, by=officer, name="Woods")
    rows = unit.history.order_by("history_id")
    assert list(rows.values_list("name", "is_loaded")) == [("Parks", True), ("Woods", False)]


# Time


def test_the_clock_running_back_does_not_put_a_change_before_the_last(july_2012: datetime) -> None:
    milestone = factories.milestone()
    with clock.stopped_at(july_2012 - ONE_DAY):
        edit_record(milestone, by=factories.officer(), title="Later")
    rows = milestone.history.order_by("history_id")
    assert list(rows.values_list("title", "history_date")) == [
        ("First library open", july_2012),
        ("Later", july_2012),
    ]
    assert Milestone.objects.at(july_2012).get().title == "Later"


def test_a_frozen_moment_is_now(july_2012: datetime) -> None:
    assert freeze_moment(by=factories.officer()) == july_2012


def test_nothing_is_stamped_at_or_before_a_frozen_moment(july_2012: datetime) -> None:
    milestone = factories.milestone()
    frozen = freeze_moment(by=factories.officer())
    after = frozen + timedelta(microseconds=1)
    edit_record(milestone, by=factories.officer(), title="At the same moment")
    with clock.stopped_at(july_2012 - ONE_DAY):
        factories.milestone("On a clock that ran back", project=milestone.project)
    stamps = Milestone.history.order_by("history_id").values_list("title", "history_date")
    assert list(stamps) == [
        ("First library open", frozen),
        ("At the same moment", after),
        ("On a clock that ran back", after),
    ]
    assert list(Milestone.objects.at(frozen).values_list("title", flat=True)) == [
        "First library open"
    ]


def test_each_frozen_moment_is_after_the_last(july_2012: datetime) -> None:
    officer = factories.officer()
    first, second = freeze_moment(by=officer), freeze_moment(by=officer)
    with clock.stopped_at(july_2012 - ONE_DAY):
        third = freeze_moment(by=officer)
    microsecond = timedelta(microseconds=1)
    assert (first, second, third) == (
        july_2012,
        july_2012 + microsecond,
        july_2012 + 2 * microsecond,
    )


@pytest.mark.parametrize("before", [timedelta(0), ONE_SECOND, ONE_DAY])
def test_a_load_does_not_reach_behind_a_frozen_moment(
    july_2012: datetime, before: timedelta
) -> None:
    officer = factories.officer()
    frozen = freeze_moment(by=officer)
    with (
        pytest.raises(Refused, match="frozen moment"),
        audited(by=officer, reason="Loaded", dated=frozen - before),
    ):
        writing.create(OrganisationUnit, name="Parks", kind="service")
    with audited(by=officer, reason="Loaded", dated=frozen + ONE_SECOND):
        writing.create(OrganisationUnit, name="Woods", kind="service")
    names = ("Parks", "Woods")
    assert list(
        OrganisationUnit.history.filter(name__in=names).values_list("name", "history_date")
    ) == [("Woods", frozen + ONE_SECOND)]
