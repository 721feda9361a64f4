"""The last holder stays, however they might be lost: the last who keeps the office or the system,
and the last who may read what is restricted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.test import RequestFactory

from accounts.actions import set_may_sign_in
from audit import bulk, keeping, writing
from audit.actions import restore_version
from audit.errors import Refused
from audit.keeping import loses_a_day
from audit.writing import audited
from people import last_ones, policy
from people.actions import deactivate_person, edit_appointment, end_appointment
from people.choices import Role
from people.models import Account, Appointment, Person, RestrictedReader
from people.queries import office
from people.restricting import edit_reader, end_reader, name_reader
from people.succession.handing_over import Passing, hand_over
from people.succession.merging import merge_people
from people.succession.named import Named
from tests import factories
from tests.audit.test_concurrency import together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

KEEPS = "Somebody must remain in the programme office."
KEEPS_AND_SIGNS_IN = "Somebody who can sign in must remain in the programme office."
READS = "Somebody must still be able to read it."
SEES = "Somebody whose role lets them see it must still be able to read it."
READS_AND_SIGNS_IN = "Somebody who can sign in must still be able to read it."

PERSON = Appointment._meta.get_field("person")


@dataclass
class Only:
    """The only keeper of the office; and `by`, who administers the system and has no such role."""

    person: Person
    account: Account
    seat: Appointment
    by: Person


@pytest.fixture
def only() -> Only:
    keeper = factories.officer()
    by = factories.holder(Role.SYSTEM_ADMINISTRATOR, office(), "Sol Reyes")
    seat = Appointment.objects.get(person=keeper, role=Role.PROGRAMME_OFFICE)
    return Only(keeper, factories.account(keeper), seat, by)


def change(only: Only, **fields: Any) -> Any:
    return edit_appointment(only.seat, by=only.by, **fields)


def passed(only: Only, day: date) -> Any:
    line = Passing(Named(only.seat, PERSON), factories.person("Bertha Crowe"))  # type: ignore[arg-type]
    return hand_over(person=only.person, passings=[line], last_day=day, first_day=day, by=only.by)


def restored(only: Only) -> Any:
    ends = {"ends_on": date(2012, 7, 31)}
    return restore_version(
        only.seat, ends, by=only.by, reason="As it was", expected_version=1, edit=edit_appointment
    )


def merged_away(only: Only) -> Any:
    other = factories.person("O. Tarrant", by=only.person)
    with audited(by=only.by, reason="As if the seat stayed"):
        writing.change(only.person, is_archived=True, merged_into=other)


def stopped(only: Only) -> Any:
    request = RequestFactory().post("/")
    return set_may_sign_in(account=only.account, is_active=False, by=only.by, request=request)


def at_once(only: Only) -> Any:
    with audited(by=only.by, reason="Many"):
        bulk.change_many([only.seat], ends_on=date(2012, 7, 31))


WAYS: dict[str, tuple[Callable[[Only], Any], str]] = {
    "ended in the past": (lambda o: change(o, ends_on=date(2012, 7, 1)), KEEPS),
    "ended in the future": (lambda o: change(o, ends_on=date(2099, 7, 1)), KEEPS),
    "begun later": (lambda o: change(o, starts_on=date(2012, 8, 1)), KEEPS),
    "only suggested": (lambda o: change(o, is_suggested=True), KEEPS),
    "limited": (lambda o: change(o, limited_to="Schools"), KEEPS),
    "archived": (lambda o: end_appointment(o.seat, by=o.by), KEEPS),
    "deactivated": (lambda o: deactivate_person(person=o.person, by=o.by), KEEPS),
    "handed over": (lambda o: passed(o, date(2012, 7, 31)), KEEPS),
    "restored": (restored, KEEPS),
    "merged": (merged_away, KEEPS),
    "stopped": (stopped, KEEPS_AND_SIGNS_IN),
    "many at once": (at_once, KEEPS),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_last_who_keeps_the_office_stays(only: Only, way: str) -> None:
    act, sentence = WAYS[way]
    with pytest.raises(Refused) as refused:
        act(only)
    assert str(refused.value) == sentence
    seat, account = (type(r).objects.get(pk=r.pk) for r in (only.seat, only.account))
    assert (seat.version, seat.is_archived, account.is_active) == (1, False, True)
    assert not Person.objects.get(pk=only.person.pk).is_archived


def test_nor_is_the_role_changed_into_another(only: Only) -> None:
    other = Role.SYSTEM_ADMINISTRATOR
    with pytest.raises(Refused, match=r"^Two people give this role"):
        change(only, role=other)


@pytest.mark.parametrize("way", sorted(set(WAYS) - {"handed over"}))
def test_with_a_second_the_first_may_go(only: Only, way: str) -> None:
    second = factories.holder(Role.PROGRAMME_OFFICE, office(), "Rosa Quill")
    factories.account(second)
    WAYS[way][0](only)


def test_the_rule_is_of_the_roles_that_two_people_give() -> None:
    assert {role for role in Role if policy.MATRIX.needs_two(role)} == set(last_ones.LAST)


@pytest.mark.parametrize("way", ["archived", "ended in the future", "deactivated"])
def test_without_the_rule_the_last_is_lost(
    only: Only, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the tests above would show."""
    monkeypatch.setattr(keeping, "FINDERS", {})
    WAYS[way][0](only)


class TestReaders:
    @pytest.fixture
    def reader(self, only: Only) -> RestrictedReader:
        """The only reader of a restricted paper: a programme manager, and nobody of the office."""
        paper = factories.paper(by=only.person)
        scope = paper.programme.scope
        manager = factories.holder(Role.PROGRAMME_MANAGER, scope, "Mary Quill")
        factories.account(manager)
        made = factories.restriction(record=paper)
        reader = name_reader(made, by=only.person, person=manager, why="Her paper")
        for other in RestrictedReader.objects.filter(restriction=made).exclude(pk=reader.pk):
            end_reader(other, by=only.person)
        return reader

    @pytest.mark.parametrize(
        ("way", "sentence"),
        [
            ("ended in the past", READS),
            ("ended in the future", READS),
            ("begun later", READS),
            ("archived", READS),
            ("deactivated", READS),
            ("merged", READS),
            ("role ended", SEES),
            ("role archived", SEES),
            ("stopped", READS_AND_SIGNS_IN),
        ],
    )
    def test_the_last_stays(
        self, only: Only, reader: RestrictedReader, way: str, sentence: str
    ) -> None:
        with pytest.raises(Refused) as refused:
            self.lose(only, reader, way)
        assert str(refused.value) == sentence
        found = RestrictedReader.objects.get(pk=reader.pk)
        assert (found.version, found.is_archived, found.person.is_archived) == (1, False, False)

    def lose(self, only: Only, reader: RestrictedReader, way: str) -> None:
        by, person = only.person, reader.person
        seat = Appointment.objects.get(person=person)
        request = RequestFactory().post("/")
        account = Account.objects.get(person=person)
        acts: dict[str, Callable[[], Any]] = {
            "ended in the past": lambda: edit_reader(reader, by=by, ends_on=date(2012, 7, 1)),
            "ended in the future": lambda: edit_reader(reader, by=by, ends_on=date(2099, 7, 1)),
            "begun later": lambda: edit_reader(reader, by=by, starts_on=date(2012, 8, 1)),
            "archived": lambda: end_reader(reader, by=by),
            "deactivated": lambda: deactivate_person(person=person, by=by),
            "merged": lambda: merge_people(
                duplicate=person, kept=factories.person("M. Quill"), by=by, reason="Twice"
            ),
            "role ended": lambda: edit_appointment(seat, by=by, ends_on=date(2099, 7, 1)),
            "role archived": lambda: end_appointment(seat, by=by),
            "stopped": lambda: set_may_sign_in(
                account=account, is_active=False, by=by, request=request
            ),
        }
        acts[way]()

    def test_with_a_second_the_first_may_go(self, only: Only, reader: RestrictedReader) -> None:
        name_reader(reader.restriction, by=only.person, person=only.person, why="Again")
        assert end_reader(reader, by=only.person).is_archived


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("before", "after", "loses"),
    [
        ([(1, 31)], [(1, 31)], False),
        ([(1, 31)], [(1, 30)], True),
        ([(1, 31)], [(1, 10), (11, 31)], False),
        ([(1, 31)], [(1, 10), (12, 31)], True),
        ([(1, 4)], [], False),
        ([(1, 5)], [], True),
        ([(20, 31)], [(21, 31)], True),
        ([], [], False),
    ],
)
def test_which_days_are_lost(
    before: list[tuple[int, int]], after: list[tuple[int, int]], loses: bool
) -> None:
    """Days of July; today is the fifth."""

    def spans(of: list[tuple[int, int]]) -> list[tuple[date, date]]:
        return [(date(2012, 7, first), date(2012, 7, last)) for first, last in of]

    assert loses_a_day(spans(before), spans(after), date(2012, 7, 5)) is loses


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_of_two_keepers_who_end_each_other_one_stays(self) -> None:
        first = factories.officer()
        second = factories.holder(Role.PROGRAMME_OFFICE, office(), "Rosa Quill")
        seats = [Appointment.objects.get(person=person) for person in (first, second)]
        start = Barrier(2)

        def end(which: int) -> Callable[[], Appointment]:
            def act() -> Appointment:
                start.wait(30)
                return end_appointment(seats[which], by=(second, first)[which])

            return act

        done = together([end(0), end(1)])
        assert sorted(type(result).__name__ for result in done) == ["Appointment", "Refused"]
        assert Appointment.objects.live().filter(role=Role.PROGRAMME_OFFICE).count() == 1
